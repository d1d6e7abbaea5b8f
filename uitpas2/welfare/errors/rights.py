"""Why a right or a group pass cannot be given."""

from uitpas2.kernel.errors import Conflict, Rejected, Unavailable
from uitpas2.kernel.text import LANGUAGES, TranslatedText


class MonthsOutOfBounds(Rejected):
    code = "months-out-of-bounds"
    title = TranslatedText(
        nl="Een partner bevestigt het recht voor 1 tot {most} maanden. Daarna bekijk je het samen opnieuw.",
        fr="Un partenaire confirme le droit pour 1 à {most} mois. Ensuite, vous réexaminez la situation ensemble.",
        en="A partner confirms the right for 1 to {most} months. After that you look at it together again.",
    )


class RightStillRuns(Conflict):
    code = "right-still-runs"
    title = TranslatedText(
        nl="Het recht op verlaagde prijs loopt nog tot en met {last_day}. Verlengen kan vanaf {renewable_from}.",
        fr="Le droit au prix réduit court encore jusqu’au {last_day} inclus. "
        "Il peut être prolongé à partir du {renewable_from}.",
        en="The right to the reduced price still runs up to and including {last_day}. "
        "It can be extended from {renewable_from}.",
    )


class VouchingAddsNothing(Rejected):
    code = "vouching-adds-nothing"
    title = TranslatedText(
        nl="Met dit aantal maanden stopt het recht niet later dan nu: het loopt al tot en met {last_day}. "
        "Kies meer maanden.",
        fr="Avec ce nombre de mois, le droit ne va pas plus loin que maintenant : il court déjà jusqu’au "
        "{last_day} inclus. Choisissez plus de mois.",
        en="With this number of months the right would not end later than it does now: it already runs up to and "
        "including {last_day}. Choose more months.",
    )


class RightRefused(Rejected):
    """The rule book says no. `why` is its sentence, with what would change the answer; it names no ground."""

    code = "right-refused"
    title = TranslatedText(
        nl="{why} (artikel {article} van het regelboek)",
        fr="{why} (article {article} du livre de règles)",
        en="{why} (article {article} of the rule book)",
    )

    def __init__(self, *, field: str, rule: str, article: int, why: TranslatedText) -> None:
        super().__init__(field=field, rule=rule, article=article)
        self.why = why

    @property
    def message(self) -> TranslatedText:
        texts = {
            language: self.title.in_language(language).format(
                why=self.why.in_language(language), article=self.details["article"]
            )
            for language in LANGUAGES
        }
        return TranslatedText.from_dict(texts)


class SourceUnavailable(Unavailable):
    code = "source-unavailable"
    title = TranslatedText(
        nl="De dienst van de overheid antwoordt nu niet. We vragen het straks vanzelf opnieuw.",
        fr="Le service de l’administration ne répond pas. Nous reposerons la question automatiquement.",
        en="The government service does not answer now. We will ask again by ourselves.",
    )


class SourceNotSetUp(Rejected):
    code = "source-not-set-up"
    title = TranslatedText(
        nl="Dit platform is nog niet verbonden met een dienst van de overheid. Bewaar het recht met een bewijs.",
        fr="Cette plateforme n’est pas encore reliée à un service de l’administration. Enregistrez le droit avec une "
        "preuve.",
        en="This platform is not connected to a government service yet. Record the right with a proof.",
    )


class NationalNumberNeeded(Rejected):
    code = "national-number-needed"
    title = TranslatedText(
        nl="Zonder rijksregisternummer kunnen we het niet navragen. Bewaar het recht met een bewijs.",
        fr="Sans numéro de registre national, nous ne pouvons pas le demander. Enregistrez le droit avec une preuve.",
        en="Without a national number we cannot ask. Record the right with a proof.",
    )


class NoGroupPasses(Rejected):
    """The council chose that a group has no tickets at the reduced price (rule book, article 21)."""

    code = "no-group-passes"
    title = TranslatedText(
        nl="Deze gemeente geeft groepen geen tickets aan de verlaagde prijs (artikel 21 van het regelboek).",
        fr="Cette commune n’offre pas aux groupes de billets au prix réduit (article 21 du livre de règles).",
        en="This municipality gives groups no tickets at the reduced price (article 21 of the rule book).",
    )


class GroupHasPass(Conflict):
    code = "group-has-pass"
    title = TranslatedText(
        nl="Deze groep heeft haar pas al. Voor volgend jaar kan het vanaf oktober.",
        fr="Ce groupe a déjà son pass. Pour l’année prochaine, c’est possible dès octobre.",
        en="This group has its pass already. For next year it is possible from October on.",
    )


class ReasonNeeded(Rejected):
    """A decision without a paper rests on what the partner writes."""

    code = "reason-needed"
    title = TranslatedText(
        nl="Zonder papier steunt je beslissing op je eigen woorden. Schrijf ze op, in minstens {least} letters.",
        fr="Sans document, votre décision repose sur vos propres mots. Notez-les, en {least} lettres au moins.",
        en="Without a paper your decision rests on your own words. Write them down, in at least {least} letters.",
    )
