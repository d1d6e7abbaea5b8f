"""What can go wrong when a statement is asked for."""

from __future__ import annotations

from uitpas2.kernel.errors import NotFound, Rejected
from uitpas2.kernel.text import TranslatedText


class MonthUnreadable(Rejected):
    code = "month-unreadable"
    title = TranslatedText(
        nl="Schrijf een maand als 2026-11.",
        fr="Écrivez un mois comme 2026-11.",
        en="Write a month like 2026-11.",
    )


class NoOrganisation(NotFound):
    """Somebody who works for no organisation has no sales and no budget."""

    code = "no-organisation"
    title = TranslatedText(
        nl="Hier hoort een organisatie bij, en je bent niet voor een organisatie aangemeld.",
        fr="Ceci concerne une organisation, et vous n’êtes connecté pour aucune.",
        en="This belongs to an organisation, and you are not signed in for one.",
    )
