"""What can be refused around prices and choices, with what would change it."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from babel.dates import format_date

from uitpas2.kernel.errors import Conflict, NotAllowed, NotFound, Rejected
from uitpas2.kernel.period import PeriodKind
from uitpas2.kernel.text import LANGUAGES, TranslatedText


class OutOfBounds(Rejected):
    """`bounds` and `value` are told in words: what is allowed differs by kind. Machines get the English words."""

    code = "choice-out-of-bounds"
    title = TranslatedText(
        nl="Het Vlaamse regelboek laat hier {bounds} toe (artikel {article}). Je vulde {value} in.",
        fr="Le livre de règles flamand permet ici {bounds} (article {article}). Vous avez saisi {value}.",
        en="The Flemish rule book allows {bounds} here (article {article}). You filled in {value}.",
    )

    def __init__(self, *, field: str, article: int, bounds: TranslatedText, value: TranslatedText) -> None:
        super().__init__(field=field, article=article, bounds=bounds.en, value=value.en)
        self.bounds = bounds
        self.value = value

    @property
    def message(self) -> TranslatedText:
        texts = {
            language: self.title.in_language(language).format(
                article=self.details["article"],
                bounds=self.bounds.in_language(language),
                value=self.value.in_language(language),
            )
            for language in LANGUAGES
        }
        return TranslatedText.from_dict(texts)


class UnknownParameter(Rejected):
    code = "choice-unknown-parameter"
    title = TranslatedText(
        nl="Het regelboek kent geen keuze met de naam {key}.",
        fr="Le livre de règles ne connaît aucun choix nommé {key}.",
        en="The rule book knows no choice named {key}.",
    )


class NothingChosen(Rejected):
    code = "choice-empty"
    title = TranslatedText(
        nl="Kies minstens één waarde.",
        fr="Choisissez au moins une valeur.",
        en="Choose at least one value.",
    )


class CouncilDecisionNeeded(Rejected):
    code = "council-decision-needed"
    title = TranslatedText(
        nl="Schrijf hier het besluit van de gemeenteraad: een link, of datum en nummer (artikel 10).",
        fr="Indiquez la décision du conseil communal : un lien, ou la date et le numéro (article 10).",
        en="Write the decision of the council here: a link, or its date and number (article 10).",
    )


class StartsInThePast(Rejected):
    code = "choice-starts-in-the-past"
    title = TranslatedText(
        nl="Een keuze geldt niet voor dagen die voorbij zijn (artikel 10). Kies vandaag of een latere dag.",
        fr="Un choix ne vaut pas pour des jours passés (article 10). Choisissez aujourd’hui ou un jour ultérieur.",
        en="A choice does not hold for days gone by (article 10). Choose today or a later day.",
    )


class EndsBeforeStart(Rejected):
    code = "choice-ends-before-it-starts"
    title = TranslatedText(
        nl="De laatste dag komt voor de eerste. Kies een latere laatste dag, of laat ze leeg.",
        fr="Le dernier jour précède le premier. Choisissez un dernier jour ultérieur, ou laissez-le vide.",
        en="The last day comes before the first. Choose a later last day, or leave it empty.",
    )


class OverlapsOwnChoice(Rejected):
    code = "choice-twice"
    title = TranslatedText(
        nl="Deze waarde staat twee keer in dezelfde keuze.",
        fr="Cette valeur figure deux fois dans le même choix.",
        en="This value stands twice in the same choice.",
    )


class AnotherOfficerNeeded(NotAllowed):
    code = "choice-needs-another-officer"
    title = TranslatedText(
        nl="Jij vulde deze keuze in. Een andere medewerker van je gemeente moet ze goedkeuren (artikel 10).",
        fr="Vous avez introduit ce choix. Un autre agent de votre commune doit l’approuver (article 10).",
        en="You entered this choice. Another officer of your municipality has to approve it (article 10).",
    )


class AlreadyWaiting(Conflict):
    code = "choice-already-waiting"
    title = TranslatedText(
        nl="Precies deze keuze wacht al op goedkeuring. Je vindt ze bij ‘Onze regels’.",
        fr="Exactement ce choix attend déjà une approbation. Vous le trouvez sous « Nos règles ».",
        en="Exactly this choice is waiting for approval already. You find it under ‘Our rules’.",
    )


class AlreadyDecided(Conflict):
    code = "choice-already-decided"
    title = TranslatedText(
        nl="Over deze keuze is al beslist. Bekijk hoe het er nu voor staat.",
        fr="Une décision a déjà été prise sur ce choix. Vérifiez l’état actuel.",
        en="This choice has already been decided. Look how it stands now.",
    )


class ProposalUnknown(NotFound):
    code = "choice-unknown"
    title = TranslatedText(
        nl="Deze keuze vinden we niet.", fr="Nous ne trouvons pas ce choix.", en="We cannot find this choice."
    )


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
