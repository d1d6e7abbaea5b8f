"""Why nothing could be sold when a child came, in words for the office. They tell of cards and prices only.

That the tickets of a period are used up is not told: only who pays a price of their own can meet that.
"""

from __future__ import annotations

from uitpas2.kernel.text import TranslatedText

NO_CARD = TranslatedText(
    nl="Er is geen kaart om de verkoop op te noteren.",
    fr="Il n’y a pas de carte sur laquelle noter la vente.",
    en="There is no card to note the sale on.",
)
OTHER = TranslatedText(
    nl="De prijs die het gezin zag, kan nu niet genoteerd worden.",
    fr="Le prix que la famille a vu ne peut pas être noté maintenant.",
    en="The price that the family saw cannot be noted now.",
)
GONE = TranslatedText(
    nl="De activiteit staat niet meer online. Zet ze terug om de verkoop te noteren.",
    fr="L’activité n’est plus en ligne. Remettez-la pour noter la vente.",
    en="The activity is no longer online. Put it back to note the sale.",
)

_BY_CODE = {"no-card": NO_CARD, "activity-unknown": GONE}


def why_refused(code: str) -> TranslatedText:
    """The sentence for a code; one that names no reason for every other code."""
    return _BY_CODE.get(code, OTHER)
