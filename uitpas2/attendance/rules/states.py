"""How the money behind somebody's coming stands, and how a stay came to its end."""

from __future__ import annotations

from enum import StrEnum

from uitpas2.kernel.text import TranslatedText


class Paid(StrEnum):
    """Of a registration whose child came, or of a child's day in care."""

    SOLD = "sold"
    FOUND = "found"  # a ticket that was bought elsewhere, at the door or from a ticketing system
    NOTHING = "nothing"  # there is nothing to pay
    REFUSED = "refused"  # the office has to mend it
    WAIVED = "waived"  # the office decided that nothing is charged
    UNDONE = "undone"  # the child had not come after all


class ClosedBecause(StrEnum):
    """Why a stay ended otherwise than by somebody handing the child over at that moment."""

    FORGOTTEN = "forgotten"
    CORRECTED = "corrected"


CLOSED_WORDS: dict[ClosedBecause, TranslatedText] = {
    ClosedBecause.FORGOTTEN: TranslatedText(
        nl="Niemand noteerde het vertrek. We namen het sluitingsuur.",
        fr="Personne n’a noté le départ. Nous avons pris l’heure de fermeture.",
        en="Nobody noted the leaving. We took the closing hour.",
    ),
    ClosedBecause.CORRECTED: TranslatedText(
        nl="De uren zijn achteraf verbeterd.",
        fr="Les heures ont été corrigées après coup.",
        en="The times were put right afterwards.",
    ),
}
