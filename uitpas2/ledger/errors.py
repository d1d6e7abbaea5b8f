"""What can go wrong in the books."""

from __future__ import annotations

from uitpas2.kernel.errors import Conflict, NotFound, Rejected
from uitpas2.kernel.text import TranslatedText


class UnbalancedEntry(ValueError):
    """The lines of an entry do not add up to zero: a mistake in our own code, so nobody can correct it on a screen."""


class EntryUnknown(NotFound):
    code = "entry-unknown"
    title = TranslatedText(
        nl="Deze boeking bestaat niet.",
        fr="Cette écriture n’existe pas.",
        en="There is no such entry.",
    )


class AlreadyReversed(Conflict):
    code = "entry-already-reversed"
    title = TranslatedText(
        nl="Deze boeking is al teruggedraaid.",
        fr="Cette écriture a déjà été annulée.",
        en="This entry has already been reversed.",
    )


class BudgetBelowSpent(Rejected):
    code = "budget-below-spent"
    title = TranslatedText(
        nl="Er is dit jaar al meer uitgegeven dan dit bedrag. Kies een hoger bedrag, of laat het budget niet stoppen.",
        fr="Ce montant est inférieur à ce qui a déjà été dépensé cette année. "
        "Choisissez un montant plus élevé, ou ne bloquez pas le budget.",
        en="More than this has already been spent this year. Choose a higher amount, or do not let the budget stop.",
    )


class BudgetNegative(Rejected):
    code = "budget-negative"
    title = TranslatedText(
        nl="Een budget kan niet lager zijn dan € 0,00.",
        fr="Un budget ne peut pas être inférieur à 0,00 €.",
        en="A budget cannot be lower than €0.00.",
    )
