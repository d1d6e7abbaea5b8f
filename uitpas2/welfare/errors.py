"""What can go wrong between a partner and a family."""

from uitpas2.kernel.errors import Conflict, NotFound, Rejected, Unavailable
from uitpas2.kernel.text import LANGUAGES, TranslatedText


class FamilyUnknown(NotFound):
    """The one answer for an unknown number, another birth date and a card of a group."""

    code = "family-unknown"
    title = TranslatedText(
        nl="We vinden geen kaart met dit nummer en deze geboortedatum. Kijk ze samen met het gezin nog eens na.",
        fr="Nous ne trouvons pas de carte avec ce numéro et cette date de naissance. Vérifiez-les avec la famille.",
        en="We find no card with this number and this birth date. Go over them once more with the family.",
    )


class ClientUnknown(NotFound):
    code = "client-unknown"
    title = TranslatedText(
        nl="Je organisatie begeleidt dit gezin niet, of niet meer.",
        fr="Votre organisation n’accompagne pas, ou plus, cette famille.",
        en="Your organisation does not guide this family, or not any more.",
    )


class PartnerUnknown(NotFound):
    code = "partner-unknown"
    title = TranslatedText(
        nl="Deze welzijnspartner kennen we niet.",
        fr="Nous ne connaissons pas ce partenaire social.",
        en="We do not know this welfare partner.",
    )


class ConsentNeeded(Rejected):
    code = "consent-needed"
    title = TranslatedText(
        nl="Dit kan alleen als het gezin het wil. Vraag het hun, en vink het dan aan.",
        fr="Ce n’est possible qu’avec l’accord de la famille. Demandez-le-lui, puis cochez la case.",
        en="This is only possible if the family wants it. Ask them, then tick the box.",
    )


class NotRecognised(Rejected):
    code = "partner-not-recognised"
    title = TranslatedText(
        nl="De gemeente waar dit gezin woont, erkent je organisatie nu niet als partner. "
        "Vraag de gemeente om een erkenning of om een verlenging.",
        fr="La commune où habite cette famille ne reconnaît pas votre organisation comme partenaire en ce moment. "
        "Demandez à la commune une reconnaissance ou sa prolongation.",
        en="The municipality where this family lives does not recognise your organisation as a partner at this moment. "
        "Ask the municipality for a recognition or its extension.",
    )


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


class RecognitionEndsBeforeItStarts(Rejected):
    code = "recognition-ends-before-it-starts"
    title = TranslatedText(
        nl="De einddatum van een erkenning ligt na de begindatum.",
        fr="La date de fin d’une reconnaissance suit sa date de début.",
        en="A recognition ends after the day on which it starts.",
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
