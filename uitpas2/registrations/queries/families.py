"""A family's own page: its cards and places, and what a purchase was."""

from __future__ import annotations

from dataclasses import dataclass

from uitpas2.activities.models import Activity
from uitpas2.cards.models import Card, Holder
from uitpas2.cards.queries import active_card, holders_of_guardian, is_guardian_of, is_usable
from uitpas2.database.work import Work
from uitpas2.discounts.errors import SaleUnknown
from uitpas2.discounts.models import Sale
from uitpas2.kernel.text import TranslatedText
from uitpas2.loyalty.queries import balance
from uitpas2.registrations.queries.lists import Planned, planned, registrations_of_holder
from uitpas2.welfare.queries import GuideLine, guides_of


@dataclass(frozen=True, slots=True)
class Purchase:
    sale: Sale
    activity_name: TranslatedText


@dataclass(frozen=True, slots=True)
class FamilyMember:
    """Somebody for whom the reader decides; no card when no door takes one."""

    holder: Holder
    card: Card | None
    points: int
    planned: list[Planned]
    guides: list[GuideLine]


def family(work: Work) -> list[FamilyMember]:
    """The members of the actor's own family with what they have and what comes."""
    return [
        FamilyMember(
            holder=holder,
            card=_card_that_works(work, holder.id),
            points=balance(work, holder.id),
            planned=planned(registrations_of_holder(work, holder.id)),
            guides=guides_of(work, holder.id),
        )
        for holder in holders_of_guardian(work)
    ]


def _card_that_works(work: Work, holder_id: str) -> Card | None:
    found = active_card(work, holder_id)
    return found if found is not None and is_usable(work, found) else None


def purchase(work: Work, sale_id: str) -> Purchase:
    """One purchase of the actor's own family. Raises SaleUnknown for everybody else's."""
    sale = work.session.get(Sale, sale_id)
    if sale is None or not is_guardian_of(work, sale.holder_id):
        raise SaleUnknown
    return Purchase(sale, work.session.get_one(Activity, sale.activity_id).name)
