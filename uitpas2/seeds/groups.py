"""A group pass for the demo: a playground of Gent with a card on paper."""

from __future__ import annotations

from uitpas2.cards.rules import CardWay
from uitpas2.cards.services import NewCard, hand_out
from uitpas2.database.work import Work
from uitpas2.seeds import people
from uitpas2.seeds.household import as_somebody
from uitpas2.welfare.services import make_group_pass

GROUP = {"name": "Speelplein De Wilg", "street": "Meulesteedsesteenweg 40", "postal_code": "9000", "city": "Gent"}


def make(work: Work) -> None:
    """The group, its pass and its card, as the counter of its municipality gives them."""
    clerk = as_somebody(work, people.CLERK)
    group = make_group_pass(clerk, **GROUP)
    hand_out(clerk, group.id, NewCard(CardWay.PRINT))
