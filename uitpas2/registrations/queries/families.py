"""A family's own page: its cards, places and purchases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from uitpas2.activities.models import Activity
from uitpas2.cards.models import Card, Holder
from uitpas2.cards.queries import LookLine, active_card, holders_of_guardian, is_guardian_of, looks_at
from uitpas2.database.work import Work
from uitpas2.discounts.errors import SaleUnknown
from uitpas2.discounts.models import Sale
from uitpas2.discounts.queries import sales_of_holder
from uitpas2.kernel.text import TranslatedText
from uitpas2.loyalty.queries import balance
from uitpas2.registrations.queries.lists import RegistrationLine, registrations_of_holder
from uitpas2.welfare.queries import GuideLine, guides_of

PURCHASES_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Purchase:
    sale: Sale
    activity_name: TranslatedText


@dataclass(frozen=True, slots=True)
class FamilyMember:
    """Somebody for whom the reader decides; no card when none works."""

    holder: Holder
    card: Card | None
    points: int
    registrations: list[RegistrationLine]
    purchases: list[Purchase]
    guides: list[GuideLine]
    looks: list[LookLine]


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
            looks=looks_at(work, holder.id),
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
