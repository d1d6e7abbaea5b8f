"""The place of a holder in a card system: it is there, or it is barred for a reason until somebody lifts that.

A bar stops the cards of that region at every door and gives back everything when it is lifted; other regions are
another matter. It is not in the list of revoked cards, which knows no way back: a door without network does not see it.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from uitpas2.cards.rules.words import MembershipStatus
from uitpas2.kernel.text import TranslatedText


class MembershipChange(StrEnum):
    BAR = "bar"
    LIFT = "lift"


# Everything that is not here is refused: before, and after.
MEMBERSHIP_LIFE: Mapping[MembershipChange, tuple[MembershipStatus, MembershipStatus]] = {
    MembershipChange.BAR: (MembershipStatus.ACTIVE, MembershipStatus.BLOCKED),
    MembershipChange.LIFT: (MembershipStatus.BLOCKED, MembershipStatus.ACTIVE),
}


class BarReason(StrEnum):
    MISUSE = "misuse"
    ASKED = "asked"
    TWICE = "twice"


BAR_REASONS: Mapping[BarReason, TranslatedText] = {
    BarReason.MISUSE: TranslatedText(
        nl="De kaart werd misbruikt", fr="La carte a été utilisée abusivement", en="The card was misused"
    ),
    BarReason.ASKED: TranslatedText(
        nl="Het gezin vroeg het zelf", fr="La famille l’a demandé", en="The family asked for it"
    ),
    BarReason.TWICE: TranslatedText(
        nl="Deze persoon staat er dubbel in", fr="Cette personne est inscrite deux fois", en="Registered twice"
    ),
}
