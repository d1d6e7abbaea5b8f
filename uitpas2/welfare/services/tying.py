"""The tie between a partner and a family, once the family said yes; and who hears of it."""

from __future__ import annotations

from sqlalchemy import select

from uitpas2.accounts.models import Account
from uitpas2.accounts.queries import municipality
from uitpas2.cards import queries as cards
from uitpas2.cards.models import Guardianship, Holder
from uitpas2.cards.rules.mails import MailText
from uitpas2.cards.services import tell, tell_family
from uitpas2.database.work import Work
from uitpas2.database.writes import insert_unless_there
from uitpas2.trail.services import note
from uitpas2.welfare.errors import (
    NotRecognised,
)
from uitpas2.welfare.models import Client
from uitpas2.welfare.queries import is_recognised, live_client
from uitpas2.welfare.rules import Consent


def accepted(
    work: Work,
    partner_id: str,
    holder: Holder,
    consent: Consent,
    *,
    note_of_family: str = "",
    with_attendance: bool = False,
) -> Client:
    """The tie between them; whom the partner guides already stays as they are, and a new yes to more is kept."""
    id = work.new_id()
    is_new = insert_unless_there(
        work.session,
        Client,
        id=id,
        partner_id=partner_id,
        holder_id=holder.id,
        consent=consent,
        note=note_of_family,
        since=work.now,
        accepted_by=work.actor.id[:80],
        attendance_since=work.now if with_attendance else None,
    )
    client = live_client(work, partner_id, holder.id)
    assert client is not None
    if is_new:
        note(work, "client.accepted", "client", client.id, holder=holder.id, consent=consent.value)
    elif with_attendance and client.attendance_since is None:
        client.attendance_since = work.now
        work.session.flush()
    return client


def whose_yes(work: Work, holder: Holder) -> list[Account]:
    """Who decides at the child's own address; those elsewhere only where nobody else does.

    A co-parent in another home does not hear who helps this one.
    """
    deciders = [account for account in cards.deciders(work, holder.id) if account.active]
    elsewhere = set(
        work.session.scalars(
            select(Guardianship.account_id).where(
                Guardianship.holder_id == holder.id,
                Guardianship.ended_at.is_(None),
                Guardianship.other_household.is_not(None),
            )
        )
    )
    return [account for account in deciders if account.id not in elsewhere] or deciders


def tell_home(work: Work, text: MailText, holder: Holder) -> None:
    """Those whose yes it is; where nobody has an account, a letter to the holder."""
    place = municipality(work, holder.municipality_nis).name
    deciders = whose_yes(work, holder)
    for account in deciders:
        tell(work, account, text, holder, asker=work.actor.name, municipality=place)
    if not deciders:
        tell_family(work, text, holder, asker=work.actor.name, municipality=place)


def must_be_recognised(work: Work, partner_id: str, holder: Holder) -> None:
    nis = holder.municipality_nis
    if not is_recognised(work, partner_id=partner_id, municipality_nis=nis, on=work.today):
        raise NotRecognised
