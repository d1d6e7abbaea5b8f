"""How a family and a partner choose each other, and how either of them ends it."""

from __future__ import annotations

from sqlalchemy import update

from uitpas2.accounts.models import Organisation
from uitpas2.accounts.rules import OrganisationKind
from uitpas2.cards import queries as cards
from uitpas2.database.work import Work
from uitpas2.database.writes import happened
from uitpas2.kernel.errors import NotAllowed
from uitpas2.trail.services import note
from uitpas2.welfare.errors import (
    ClientUnknown,
    PartnerUnknown,
)
from uitpas2.welfare.models import Client
from uitpas2.welfare.queries import decides_at_home, is_recognised, own_client
from uitpas2.welfare.rules import Consent
from uitpas2.welfare.rules.mails import (
    GUIDED_FROM_COUNTER,
)
from uitpas2.welfare.services.helping import forget_help
from uitpas2.welfare.services.tying import accepted, tell_home


def choose_partner(work: Work, *, holder_id: str, partner_id: str, with_attendance: bool = False) -> Client:
    """A family asks a partner of its own municipality to guide a child. Raises HolderUnknown or PartnerUnknown."""
    holder = cards.holder(work, holder_id)
    partner = work.session.get(Organisation, partner_id)
    is_partner = partner is not None and partner.kind is OrganisationKind.PARTNER
    if not decides_at_home(work, holder_id) or not is_partner:
        raise PartnerUnknown(field="partner_id")
    if not is_recognised(work, partner_id=partner_id, municipality_nis=holder.municipality_nis, on=work.today):
        raise PartnerUnknown(field="partner_id")
    return accepted(work, partner_id, holder, Consent.ACCOUNT, with_attendance=with_attendance)


def refer_to_partner(work: Work, holder_id: str, partner_id: str) -> Client:
    """A clerk refers a family that asks for it at the desk; the family hears of it.

    Raises HolderUnknown, or PartnerUnknown for one that is not recognised where they live.
    """
    holder = cards.holder(work, holder_id)
    if not is_recognised(work, partner_id=partner_id, municipality_nis=holder.municipality_nis, on=work.today):
        raise PartnerUnknown(field="partner_id")
    client = accepted(work, partner_id, holder, Consent.REFERRED)
    tell_home(work, GUIDED_FROM_COUNTER, holder)
    return client


def end_for_family(work: Work, client_id: str) -> str:
    """A clerk ends it for a family that asks for it at the desk; tells for whom. Raises ClientUnknown."""
    client = work.session.get(Client, client_id)
    if client is None or not cards.sees_holder(work, client.holder_id):
        raise ClientUnknown
    _end(work, client)
    return client.holder_id


def allow_attendance(work: Work, client_id: str, *, allowed: bool) -> None:
    """The family says whether a partner may see, from now on, that the child came. Raises ClientUnknown."""
    client = _client_of_family(work, client_id)
    if allowed == (client.attendance_since is not None):
        return
    client.attendance_since = work.now if allowed else None
    work.session.flush()
    note(work, "client.attendance-allowed", "client", client.id, allowed=allowed)


def end_client(work: Work, holder_id: str) -> None:
    """Stop guiding a family. A right they were given stays; places taken for them too.

    Raises ClientUnknown when the actor's organisation does not guide them.
    """
    _end(work, own_client(work, holder_id))


def leave_partner(work: Work, client_id: str) -> None:
    """The family no longer wants to be guided by a partner, which from now on sees nothing of it.

    Raises ClientUnknown for all but the guardian.
    """
    _end(work, _client_of_family(work, client_id))


def _client_of_family(work: Work, client_id: str) -> Client:
    client = work.session.get(Client, client_id)
    if client is None or client.ended_at is not None or not decides_at_home(work, client.holder_id):
        raise ClientUnknown
    return client


def _end(work: Work, client: Client) -> None:
    live = update(Client).where(Client.id == client.id, Client.ended_at.is_(None))
    if not happened(work.session, live.values(ended_at=work.now, ended_by=work.actor.id[:80])):
        raise ClientUnknown
    forget_help(work, client.id)
    note(work, "client.ended", "client", client.id, holder=client.holder_id)


def own_partner(work: Work) -> str:
    """The organisation of the actor; only people who work for a partner get this far."""
    if work.actor.organisation_id is None:
        raise NotAllowed
    return work.actor.organisation_id
