"""Who guides a family, as the family itself sees it, and a clerk with the family at the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from uitpas2.accounts.models import Organisation
from uitpas2.cards import queries as cards
from uitpas2.cards.models import Guardianship, Holder
from uitpas2.database.work import Work
from uitpas2.welfare.models import Client, PartnerContact, Recognition
from uitpas2.welfare.queries.clients import recognised_at_home, running
from uitpas2.welfare.rules import Consent


@dataclass(frozen=True, slots=True)
class GuideLine:
    """A partner that guides somebody, as the family sees it; `note` says why it said yes on paper.

    `sees_now` is false while the municipality does not recognise the partner.
    """

    client_id: str
    partner: str
    since: datetime
    consent: Consent
    note: str
    sees_attendance: bool
    sees_now: bool
    contact: PartnerContact | None


def guides_of(work: Work, holder_id: str) -> list[GuideLine]:
    """The partners that guide a holder now, by name; to a co-parent in another home none of them is told."""
    return _guides(work, holder_id) if decides_at_home(work, holder_id) else []


def guides_at_desk(work: Work, holder_id: str) -> tuple[list[GuideLine], list[tuple[str, str]]]:
    """For a clerk with the family at the desk: who guides it, and which partners could. Raises HolderUnknown."""
    holder = cards.holder(work, holder_id)
    return _guides(work, holder_id), _partners_for(work, holder)


def _guides(work: Work, holder_id: str) -> list[GuideLine]:
    rows = work.session.execute(
        select(Client, Organisation.name, PartnerContact, recognised_at_home(work).label("sees_now"))
        .join(Organisation, Organisation.id == Client.partner_id)
        .outerjoin(PartnerContact, PartnerContact.partner_id == Client.partner_id)
        .where(Client.holder_id == holder_id, Client.ended_at.is_(None))
        .order_by(Organisation.name, Client.id)
    )
    return [
        GuideLine(
            client_id=found.id,
            partner=name,
            since=found.since,
            consent=found.consent,
            note=found.note,
            sees_attendance=found.attendance_since is not None,
            sees_now=bool(sees_now),
            contact=contact,
        )
        for found, name, contact, sees_now in rows
    ]


def partners_to_choose(work: Work, holder_id: str) -> list[tuple[str, str]]:
    """Id and name of the partners that could guide a child of the actor and do not yet, by name."""
    if not decides_at_home(work, holder_id):
        return []
    return _partners_for(work, work.session.get_one(Holder, holder_id))


def _partners_for(work: Work, holder: Holder) -> list[tuple[str, str]]:
    guiding = select(Client.partner_id).where(Client.holder_id == holder.id, Client.ended_at.is_(None))
    rows = work.session.execute(
        select(Organisation.id, Organisation.name)
        .join(Recognition, Recognition.partner_id == Organisation.id)
        .where(
            Recognition.municipality_nis == holder.municipality_nis,
            running(work.today),
            Organisation.id.not_in(guiding),
        )
        .distinct()
        .order_by(Organisation.name, Organisation.id)
    )
    return [(row.id, row.name) for row in rows]


def decides_at_home(work: Work, holder_id: str) -> bool:
    """Whether the actor decides for a holder and lives with them, or is of the only home that decides.

    Who guides a family is that family's own business, and not the other home's of a child with two.
    """
    live = select(Guardianship).where(Guardianship.holder_id == holder_id, Guardianship.ended_at.is_(None))
    guardianships = work.session.scalars(live).all()
    at_home = [one for one in guardianships if one.other_household is None]
    return any(one.account_id == work.actor.id for one in at_home or guardianships)
