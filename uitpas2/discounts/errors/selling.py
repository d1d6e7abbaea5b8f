"""What can be refused around prices and sales, with what would change it."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from babel.dates import format_date

from uitpas2.kernel.errors import Conflict, NotFound, Rejected
from uitpas2.kernel.period import PeriodKind
from uitpas2.kernel.text import LANGUAGES, TranslatedText


class NoPrice(Rejected):
    code = "activity-without-price"
    title = TranslatedText(
        nl="Bij deze activiteit staat nog geen prijs. Vul eerst een prijs in.",
        fr="Cette activité n’a pas encore de prix. Ajoutez d’abord un prix.",
        en="This activity has no price yet. Add a price first.",
    )


class PriceUnknown(NotFound):
    code = "price-unknown"
    title = TranslatedText(
        nl="Deze prijs hoort niet bij deze activiteit.",
        fr="Ce prix ne fait pas partie de cette activité.",
        en="This price does not belong to this activity.",
    )


class SaleUnknown(NotFound):
    code = "sale-unknown"
    title = TranslatedText(
        nl="Deze verkoop vinden we niet.", fr="Nous ne trouvons pas cette vente.", en="We cannot find this sale."
    )


class SaleAlreadyCancelled(Conflict):
    code = "sale-already-cancelled"
    title = TranslatedText(
        nl="Deze verkoop is al geannuleerd.",
        fr="Cette vente est déjà annulée.",
        en="This sale has already been cancelled.",
    )


class ReferenceUsed(Conflict):
    code = "client-reference-used"
    title = TranslatedText(
        nl="Deze referentie hoort al bij een andere verkoop. Neem voor een nieuwe verkoop een nieuwe referentie.",
        fr="Cette référence appartient déjà à une autre vente. Prenez une nouvelle référence.",
        en="This reference already belongs to another sale. Take a new reference for a new sale.",
    )


class ReducedRateRefused(Rejected):
    """The reduced price cannot be had now; the full price can. Says nothing about anybody's right."""

    code = "reduced-price-refused"
    title = TranslatedText(
        nl="Voor deze kaart geldt nu de gewone prijs.",
        fr="Pour cette carte, le prix ordinaire s’applique maintenant.",
        en="For this card the ordinary price holds now.",
    )


class BudgetUsedUp(ReducedRateRefused):
    """The municipality's budget is used up and it chose to stop then. At the door this is just the ordinary price."""

    code = "ordinary-price-holds"


class YearUsedUp(ReducedRateRefused):
    """A group's tickets of the year, or a ceiling of the municipality for a year, are used up."""

    code = "year-used-up"
    title = TranslatedText(
        nl="Deze kaart gebruikte dit jaar al alles wat kan aan haar prijs. Tegen de gewone prijs kan het wel.",
        fr="Cette carte a déjà utilisé cette année tout ce qui est possible à son prix. Au prix ordinaire, oui.",
        en="This card has used all it can at its price this year. It is possible at the ordinary price.",
    )


class LimitReached(ReducedRateRefused):
    """All tickets of this period are used; tells from which day it is possible again."""

    code = "limit-reached"
    title = TranslatedText(
        nl="Deze kaart gebruikte al al haar tickets voor deze activiteit. Tegen de gewone prijs kan het wel.",
        fr="Cette carte a déjà utilisé tous ses billets pour cette activité. C’est possible au prix ordinaire.",
        en="This card has used all its tickets for this activity. It is possible at the ordinary price.",
    )
    AGAIN: ClassVar[TranslatedText] = TranslatedText(
        nl="Deze kaart gebruikte {when} al al haar tickets voor deze activiteit. Vanaf {day} kan het weer.",
        fr="Cette carte a déjà utilisé {when} tous ses billets pour cette activité. De nouveau possible dès {day}.",
        en="This card has used all its tickets for this activity {when}. It is possible again from {day}.",
    )

    def __init__(self, *, limit: int, period: PeriodKind, again_from: date | None) -> None:
        super().__init__(limit=limit, period=period.value, again_from=again_from.isoformat() if again_from else "")
        self.period = period
        self.again_from = again_from

    @property
    def message(self) -> TranslatedText:
        if self.again_from is None:
            return self.title
        texts = {
            language: self.AGAIN.in_language(language).format(
                when=_WHEN[self.period].in_language(language),
                day=format_date(self.again_from, "EEEE d MMMM", locale=language),
            )
            for language in LANGUAGES
        }
        return TranslatedText.from_dict(texts)


_WHEN: dict[PeriodKind, TranslatedText] = {
    PeriodKind.DAY: TranslatedText(nl="vandaag", fr="aujourd’hui", en="today"),
    PeriodKind.WEEK: TranslatedText(nl="deze week", fr="cette semaine", en="this week"),
    PeriodKind.MONTH: TranslatedText(nl="deze maand", fr="ce mois-ci", en="this month"),
    PeriodKind.QUARTER: TranslatedText(nl="dit kwartaal", fr="ce trimestre", en="this quarter"),
    PeriodKind.YEAR: TranslatedText(nl="dit jaar", fr="cette année", en="this year"),
}
