"""What must be true of holders and cards."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import func, select

from uitpas2.cards.models import Card, Holder
from uitpas2.cards.rules import REVOKED, CardStatus
from uitpas2.cards.rules.names import search_name
from uitpas2.checks.finding import Finding
from uitpas2.database.work import Work


def one_active_card(work: Work) -> Iterator[Finding]:
    """A membership has at most one active card."""
    several = (
        select(Card.membership_id, func.count())
        .where(Card.status == CardStatus.ACTIVE, Card.membership_id.is_not(None))
        .group_by(Card.membership_id)
        .having(func.count() > 1)
    )
    for membership_id, count in work.session.execute(several.order_by(Card.membership_id)):
        yield Finding(str(membership_id), f"this membership has {count} active cards")


def revoked_cards_are_listed(work: Work) -> Iterator[Finding]:
    """A card that was blocked, replaced or deleted stands in the list of revoked cards, and no other card does."""
    listed = Card.revoked_in.is_not(None)
    ended = Card.status.in_(REVOKED)
    differs = (ended & ~listed) | (listed & ~ended)
    for card_id, is_listed in work.session.execute(select(Card.id, listed).where(differs).order_by(Card.id)):
        what = "works, and stands" if is_listed else "ended, and does not stand"
        yield Finding(card_id, f"this card {what} in the list of revoked cards")


def holders_are_found_by_name(work: Work) -> Iterator[Finding]:
    """A holder's name stands in the form in which it is searched for; an erased one has neither."""
    names = select(Holder.id, Holder.first_name, Holder.last_name, Holder.search_name)
    for id, first_name, last_name, kept in work.session.execute(names.execution_options(yield_per=5000)):
        if kept != search_name(first_name, last_name):
            yield Finding(id, "this holder is searched for under another name")
