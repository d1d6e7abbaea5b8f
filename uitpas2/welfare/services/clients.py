"""What partners and the municipalities that recognise them can do."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select, update

from uitpas2.accounts.models import Organisation
from uitpas2.accounts.queries import administration_of
from uitpas2.accounts.rules import OrganisationKind
from uitpas2.cards import queries as cards
from uitpas2.cards.errors import NumberMistyped
from uitpas2.cards.models import Holder
from uitpas2.cards.rules import bare_number, is_card_number
from uitpas2.database.work import Work
from uitpas2.database.writes import happened, insert_unless_there
from uitpas2.kernel.actor import ActorKind
from uitpas2.kernel.errors import NotAllowed, NotFound
from uitpas2.trail.services import note
from uitpas2.welfare import rules
from uitpas2.welfare.errors import (
    ClientUnknown,
    ConsentNeeded,
    FamilyUnknown,
    NotRecognised,
    PartnerUnknown,
    RecognitionEndsBeforeItStarts,
)
from uitpas2.welfare.models import Client, Recognition
from uitpas2.welfare.queries import is_recognised, own_client


def recognise(work: Work, *, partner_id: str, municipality_nis: str, starts: date, ends: date) -> Recognition:
    """A municipality recognises a partner up to but not including a day; the same start again moves the end.

    Raises PartnerUnknown, RecognitionEndsBeforeItStarts, and NotAllowed for all but that municipality.
    """
    _must_be_administration(work, municipality_nis)
    partner = work.session.get(Organisation, partner_id)
    if partner is None or partner.kind is not OrganisationKind.PARTNER:
        raise PartnerUnknown
    if ends <= starts:
        raise RecognitionEndsBeforeItStarts(field="ends")

    key = {"partner_id": partner_id, "municipality_nis": municipality_nis, "starts": starts}
    insert_unless_there(work.session, Recognition, id=work.new_id(), **key, ends=ends)
    recognition = work.session.scalars(select(Recognition).filter_by(**key)).one()
    recognition.ends = ends
    note(work, "partner.recognised", "organisation", partner_id, municipality=municipality_nis, ends=ends.isoformat())
    return recognition


def accept_client(work: Work, *, card_number: str, birth_date: date, consent: bool) -> Client:
    """Guide a family that shows its card: the number on it, the birth date, and their yes.

    Whom the partner guides already stays as they are. A wrong number, another birth date and a group's card answer
    alike. Raises ConsentNeeded, NumberMistyped, FamilyUnknown, NotRecognised.
    """
    partner_id = own_partner(work)
    if not consent:
        raise ConsentNeeded(field="consent")
    holder = _shown_holder(work, card_number, birth_date)
    must_be_recognised(work, partner_id, holder)

    is_new = insert_unless_there(
        work.session,
        Client,
        id=work.new_id(),
        partner_id=partner_id,
        holder_id=holder.id,
        consent=rules.Consent.IN_PERSON,
        since=work.now,
    )
    client = own_client(work, holder.id)
    if is_new:
        note(work, "client.accepted", "client", client.id, holder=holder.id)
    return client


def end_client(work: Work, holder_id: str) -> None:
    """Stop guiding a family. A right they were given stays; places taken for them too.

    Raises ClientUnknown when the actor's organisation does not guide them.
    """
    _end(work, own_client(work, holder_id))


def leave_partner(work: Work, client_id: str) -> None:
    """The family no longer wants to be guided by a partner, which from now on sees nothing of it.

    Raises ClientUnknown for all but the guardian.
    """
    client = work.session.get(Client, client_id)
    if client is None or not cards.is_guardian_of(work, client.holder_id):
        raise ClientUnknown
    _end(work, client)


def _end(work: Work, client: Client) -> None:
    live = update(Client).where(Client.id == client.id, Client.ended_at.is_(None))
    if not happened(work.session, live.values(ended_at=work.now)):
        raise ClientUnknown
    note(work, "client.ended", "client", client.id, holder=client.holder_id)


def own_partner(work: Work) -> str:
    """The organisation of the actor; only people who work for a partner get this far."""
    if work.actor.organisation_id is None:
        raise NotAllowed
    return work.actor.organisation_id


def _shown_holder(work: Work, card_number: str, birth_date: date) -> Holder:
    number = bare_number(card_number)
    if not is_card_number(number):
        raise NumberMistyped(field="card_number")
    try:
        return cards.holder_by_card_and_birth_date(work, number, birth_date)
    except NotFound:
        raise FamilyUnknown(field="card_number") from None


def must_be_recognised(work: Work, partner_id: str, holder: Holder) -> None:
    nis = holder.municipality_nis
    if not is_recognised(work, partner_id=partner_id, municipality_nis=nis, on=work.today):
        raise NotRecognised


def _must_be_administration(work: Work, municipality_nis: str) -> None:
    if work.actor.kind is ActorKind.SYSTEM:
        return
    administration = administration_of(work, municipality_nis)
    if administration is None or administration.id != work.actor.organisation_id:
        raise NotAllowed
