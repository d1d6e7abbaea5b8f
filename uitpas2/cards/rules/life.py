"""The life of a card: the one table of what can become of it. Whatever is not in the table does not happen.

provisioned (number and code exist, to be printed) → shipped (on its way to a counter) → stock (received there)
→ active (handed out) → blocked or replaced. A digital card, or one printed at the counter, begins as active.

Blocked and replaced are final: the list of revoked cards at every door only grows, and who finds a card back after it
was blocked has had a new one for long. Deleted is for cards that should not be there: lost in the post, damaged, handed
out by mistake.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from uitpas2.cards.rules.words import CardStatus
from uitpas2.kernel.text import TranslatedText


class CardChange(StrEnum):
    """What somebody can do with a card that is there."""

    SHIP = "ship"
    RECEIVE = "receive"
    HAND_OUT = "hand-out"
    BLOCK = "block"
    REPLACE = "replace"
    DELETE = "delete"


class CardEndReason(StrEnum):
    """Why a card ended. Nothing here depends on any right: getting or losing one needs no other card."""

    LOSS = "loss"
    THEFT = "theft"
    DEFECT = "defect"
    UPGRADE = "upgrade"
    MISTAKE = "mistake"


CARD_END_REASONS: dict[CardEndReason, TranslatedText] = {
    CardEndReason.LOSS: TranslatedText(nl="Kwijt", fr="Perdue", en="Lost"),
    CardEndReason.THEFT: TranslatedText(nl="Gestolen", fr="Volée", en="Stolen"),
    CardEndReason.DEFECT: TranslatedText(nl="Stuk of onleesbaar", fr="Abîmée ou illisible", en="Broken or unreadable"),
    CardEndReason.UPGRADE: TranslatedText(
        nl="Andere soort kaart gewenst", fr="Autre type de carte souhaité", en="Another kind of card wanted"
    ),
    CardEndReason.MISTAKE: TranslatedText(nl="Vergissing", fr="Erreur", en="Mistake"),
}


@dataclass(frozen=True, slots=True)
class CardStep:
    """From which states a change is possible, what the card is afterwards, and for which reasons."""

    before: frozenset[CardStatus]
    after: CardStatus
    reasons: frozenset[CardEndReason] = frozenset()


_S, _R = CardStatus, CardEndReason

CARD_LIFE: dict[CardChange, CardStep] = {
    CardChange.SHIP: CardStep(frozenset({_S.PROVISIONED}), _S.SHIPPED),
    CardChange.RECEIVE: CardStep(frozenset({_S.SHIPPED}), _S.STOCK),
    CardChange.HAND_OUT: CardStep(frozenset({_S.STOCK}), _S.ACTIVE),
    CardChange.BLOCK: CardStep(frozenset({_S.ACTIVE}), _S.BLOCKED, frozenset({_R.LOSS, _R.THEFT})),
    CardChange.REPLACE: CardStep(
        frozenset({_S.ACTIVE, _S.BLOCKED}), _S.REPLACED, frozenset({_R.LOSS, _R.THEFT, _R.DEFECT, _R.UPGRADE})
    ),
    CardChange.DELETE: CardStep(
        frozenset({_S.PROVISIONED, _S.SHIPPED, _S.STOCK, _S.ACTIVE}),
        _S.DELETED,
        frozenset({_R.LOSS, _R.THEFT, _R.DEFECT, _R.MISTAKE}),
    ),
}

HANDED_OUT = frozenset({_S.ACTIVE, _S.BLOCKED, _S.REPLACED})
REVOKED = frozenset({_S.BLOCKED, _S.REPLACED, _S.DELETED})


# What can be said of a card that ends at the counter. One that was handed out by mistake is taken away.
REASONS_AT_COUNTER = (_R.LOSS, _R.THEFT, _R.DEFECT, _R.UPGRADE, _R.MISTAKE)
# What can have become of a card in the drawer.
REASONS_IN_DRAWER = (_R.LOSS, _R.THEFT, _R.DEFECT)
LOW_STOCK = 10  # cards in a drawer: from here down it is time to ask for more


def card_after(status: CardStatus, change: CardChange) -> CardStatus | None:
    """What a card in this state becomes by the change; None when the change does not exist for it."""
    step = CARD_LIFE[change]
    return step.after if status in step.before else None


def card_reason_fits(change: CardChange, reason: CardEndReason | None) -> bool:
    """Whether the reason belongs to the change; it may be left unsaid."""
    return reason is None or reason in CARD_LIFE[change].reasons
