"""Giving and ending cards, as the clerk sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from uitpas2.cards import queries as cards
from uitpas2.cards.models import Card, Holder, MembershipBar
from uitpas2.cards.rules import HolderKind, MembershipStatus
from uitpas2.database.work import Work


@dataclass(frozen=True, slots=True)
class Giving:
    """What there is to give to somebody: how many cards lie in the drawer, and who has a phone to show one on.

    `bar` says why no card of this region works for them now, as far as that was kept. A group has no phone.
    """

    holder: Holder
    in_drawer: int
    phones: Sequence[str]
    is_barred: bool
    bar: MembershipBar | None

    @property
    def is_group(self) -> bool:
        return self.holder.kind is HolderKind.GROUP


def giving(work: Work, holder_id: str) -> Giving:
    """Raises HolderUnknown."""
    holder = cards.holder(work, holder_id)
    membership = cards.own_membership(work, holder)
    return Giving(
        holder=holder,
        in_drawer=cards.own_stock(work),
        phones=[guardian.name for guardian in cards.guardians_of(work, holder_id)],
        is_barred=membership is not None and membership.status is MembershipStatus.BLOCKED,
        bar=cards.bar_of(work, membership) if membership else None,
    )


@dataclass(frozen=True, slots=True)
class CardToEnd:
    """A card that is about to stop working, or did already, and what there is to give instead."""

    card: Card
    holder: Holder
    giving: Giving


def card_to_end(work: Work, card_id: str) -> CardToEnd:
    """Raises CardUnknown."""
    card = cards.card(work, card_id)
    assert card.membership is not None
    holder = card.membership.holder
    return CardToEnd(card, holder, giving(work, holder.id))
