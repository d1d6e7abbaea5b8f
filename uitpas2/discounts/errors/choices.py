"""What can be refused around a municipality's choices, with what would change it."""

from __future__ import annotations

from uitpas2.kernel.errors import Conflict, NotAllowed, NotFound, Rejected
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
