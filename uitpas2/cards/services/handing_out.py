"""What a clerk does with a card in hand: give it to somebody, or end one and give another in the same moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from uitpas2.cards import queries
from uitpas2.cards.errors import CardNumberNeeded, CardReasonNeeded
from uitpas2.cards.models import Card
from uitpas2.cards.rules import CardEndReason, CardKind, CardWay
from uitpas2.cards.services.cards import block_card, delete_card, issue_card, replace_card
from uitpas2.database.work import Work


@dataclass(frozen=True, slots=True)
class NewCard:
    """How somebody gets a card, and what was typed or scanned of the one from the drawer."""

    way: CardWay
    scanned: str = ""


def hand_out(work: Work, holder_id: str, new: NewCard) -> Card:
    """A working card for a holder who has none.

    Raises CardNumberNeeded, what `number_in_hand` raises, and what `issue_card` raises.
    """
    queries.holder(work, holder_id)
    return issue_card(work, holder_id, **_as_issued(work, new))


def end_card(work: Work, card_id: str, *, reason: CardEndReason | None, new: NewCard | None) -> Card | None:
    """A card stops working for good; with `new` its holder gets another one in the same moment.

    One that was handed out by mistake is taken away, so that it is no card of this holder in any list.
    Raises CardUnknown, CardReasonNeeded, ReasonDoesNotFit, CardNotActive, and for the new card what `hand_out` raises.
    """
    card = queries.card(work, card_id)
    if reason is None:
        raise CardReasonNeeded(field="reason")
    if reason is CardEndReason.MISTAKE:
        assert card.membership is not None
        delete_card(work, card_id, reason=reason)
        return hand_out(work, card.membership.holder_id, new) if new else None
    if new is None:
        block_card(work, card_id, reason=reason)
        return None
    return replace_card(work, card_id, reason=reason, **_as_issued(work, new))


def _as_issued(work: Work, new: NewCard) -> dict[str, Any]:
    match new.way:
        case CardWay.DIGITAL:
            return {"kind": CardKind.DIGITAL}
        case CardWay.PRINT:
            return {"kind": CardKind.PHYSICAL}
        case CardWay.DRAWER:
            if not new.scanned.strip():
                raise CardNumberNeeded(field="number")
            return {"number": queries.number_in_hand(work, new.scanned), "kind": CardKind.PHYSICAL}
