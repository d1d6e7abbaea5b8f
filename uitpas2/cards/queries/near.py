"""Who has one of several card numbers: for a number that was not typed quite right."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from uitpas2.cards.models import Card, Holder, Membership
from uitpas2.cards.queries.people import scope
from uitpas2.cards.rules import HANDED_OUT
from uitpas2.database.work import Work


def holders_of_numbers(work: Work, numbers: Iterable[str]) -> dict[str, Holder]:
    """The holders in the actor's scope who have or had a card with one of these numbers, by that number."""
    rows = work.session.execute(
        select(Card.number, Holder)
        .join(Membership, Membership.id == Card.membership_id)
        .join(Holder, Holder.id == Membership.holder_id)
        .where(Card.number.in_(list(numbers)), Card.status.in_(HANDED_OUT), scope(work))
        .order_by(Card.number)
    )
    return {row.number: row.Holder for row in rows}
