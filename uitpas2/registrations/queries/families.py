"""A family's own page: its cards, places and purchases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from uitpas2.accounts.models import Organisation
from uitpas2.activities.models import Activity
from uitpas2.cards.models import Card, Holder
from uitpas2.cards.queries import active_card, holders_of_guardian, is_guardian_of
from uitpas2.database.work import Work
from uitpas2.discounts.errors import SaleUnknown
from uitpas2.discounts.models import Sale
from uitpas2.discounts.queries import sales_of_holder
from uitpas2.kernel.text import TranslatedText
from uitpas2.loyalty.queries import balance
from uitpas2.registrations.queries.lists import RegistrationLine, registrations_of_holder
from uitpas2.trail.queries import about
from uitpas2.welfare.queries import GuideLine, guides_of

PURCHASES_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Purchase:
    sale: Sale
    activity_name: TranslatedText


@dataclass(frozen=True, slots=True)
class Reading:
    """Somebody read on what a right rests, with the purpose they gave."""

    at: datetime
    organisation: str
    purpose: str


@dataclass(frozen=True, slots=True)
class FamilyMember:
    """Somebody for whom the reader decides; no card when none works."""

    holder: Holder
    card: Card | None
    points: int
    registrations: list[RegistrationLine]
    purchases: list[Purchase]
    guides: list[GuideLine]
    readings: list[Reading]


def family(work: Work) -> list[FamilyMember]:
    """The members of the actor's own family with what they have and did."""
    return [
        FamilyMember(
            holder=holder,
            card=active_card(work, holder.id),
            points=balance(work, holder.id),
            registrations=registrations_of_holder(work, holder.id),
            purchases=_purchases(work, sales_of_holder(work, holder.id, limit=PURCHASES_SHOWN)),
            guides=guides_of(work, holder.id),
            readings=_readings(work, holder.id),
        )
        for holder in holders_of_guardian(work)
    ]


def purchase(work: Work, sale_id: str) -> Purchase:
    """One purchase of the actor's own family. Raises SaleUnknown for everybody else's."""
    sale = work.session.get(Sale, sale_id)
    if sale is None or not is_guardian_of(work, sale.holder_id):
        raise SaleUnknown
    return _purchases(work, [sale])[0]


def _purchases(work: Work, sales: Sequence[Sale]) -> list[Purchase]:
    rows = work.session.execute(
        select(Activity.id, Activity.name).where(Activity.id.in_({sale.activity_id for sale in sales}))
    )
    names = {row.id: row.name for row in rows}
    return [Purchase(sale, names[sale.activity_id]) for sale in sales]


def _readings(work: Work, holder_id: str) -> list[Reading]:
    """Each time somebody looked up a ground; what the ground is does not stand in the trail."""
    entries = [one for one in about(work, "holder", holder_id) if one.action == "right.ground-read"]
    rows = work.session.execute(
        select(Organisation.id, Organisation.name).where(Organisation.id.in_({one.organisation_id for one in entries}))
    )
    names = {row.id: row.name for row in rows}
    return [Reading(one.at, names.get(one.organisation_id, ""), str(one.details["purpose"])) for one in entries]
