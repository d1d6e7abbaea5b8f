"""Orders to print sheets of cards, and their files."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, select, true

from uitpas2.cards.errors import SheetNotReady, SheetUnknown
from uitpas2.cards.models import Card, CardSheet, Holder, Membership
from uitpas2.cards.rules import CardStatus
from uitpas2.database.work import Work
from uitpas2.kernel.actor import ActorKind


def sheets(work: Work, *, limit: int = 20) -> Sequence[CardSheet]:
    """The latest orders of the actor's organisation, newest first."""
    mine = select(CardSheet).where(_own(work))
    return work.session.scalars(mine.order_by(CardSheet.ordered_at.desc(), CardSheet.id).limit(limit)).all()


def sheet(work: Work, sheet_id: str) -> CardSheet:
    """An order of the actor's organisation, to see how far it is. Raises SheetUnknown."""
    found = work.session.scalar(select(CardSheet).where(CardSheet.id == sheet_id, _own(work)))
    if found is None:
        raise SheetUnknown
    return found


def sheet_file(work: Work, sheet_id: str) -> bytes:
    """The PDF of a finished order. Raises SheetUnknown or SheetNotReady."""
    file = sheet(work, sheet_id).file
    if file is None:
        raise SheetNotReady
    return file


def cards_of_sheet(work: Work, ordered: CardSheet) -> list[tuple[Card, Holder]]:
    """The ordered cards that still work, with their holders, in the order in which they were ordered."""
    rows = work.session.execute(
        select(Card, Holder)
        .join(Membership, Membership.id == Card.membership_id)
        .join(Holder, Holder.id == Membership.holder_id)
        .where(Card.id.in_(ordered.card_ids), Card.status == CardStatus.ACTIVE)
    )
    found = {row.Card.id: (row.Card, row.Holder) for row in rows}
    return [found[id] for id in ordered.card_ids if id in found]


def _own(work: Work) -> ColumnElement[bool]:
    if work.actor.kind is ActorKind.SYSTEM:
        return true()
    return CardSheet.organisation_id == work.actor.organisation_id
