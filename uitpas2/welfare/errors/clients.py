"""What can go wrong between a partner and a family."""

from uitpas2.kernel.errors import NotFound, Rejected
from uitpas2.kernel.text import TranslatedText


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


class ConsentNeeded(Rejected):
    code = "consent-needed"
    title = TranslatedText(
        nl="Dit kan alleen als het gezin het wil. Vraag het hun, en vink het dan aan.",
        fr="Ce n’est possible qu’avec l’accord de la famille. Demandez-le-lui, puis cochez la case.",
        en="This is only possible if the family wants it. Ask them, then tick the box.",
    )


class NoteTooShort(Rejected):
    code = "note-too-short"
    title = TranslatedText(
        nl="Schrijf in een zin waarom, met minstens {least} letters. Het gezin kan dit lezen.",
        fr="Écrivez pourquoi en une phrase d’au moins {least} lettres. La famille peut la lire.",
        en="Write in a sentence why, with at least {least} letters. The family can read it.",
    )


class ClientCodeWrong(Rejected):
    code = "client-code-wrong"
    title = TranslatedText(
        nl="Deze code werkt niet. Ze is mis getypt, gebruikt of ouder dan een half uur. Vraag zo nodig een nieuwe.",
        fr="Ce code ne fonctionne pas : mal tapé, déjà utilisé ou de plus d’une demi-heure. Demandez-en un autre.",
        en="This code does not work: mistyped, used, or older than half an hour. Ask for a new one if needed.",
    )


class ClientRequestsUsedUp(Rejected):
    code = "client-requests-used-up"
    title = TranslatedText(
        nl="Je vroeg vandaag al aan veel gezinnen een code. Morgen kan het weer; op papier kan het nu.",
        fr="Vous avez déjà demandé beaucoup de codes aujourd’hui. Ce sera de nouveau possible demain ; sur papier, "
        "c’est possible dès maintenant.",
        en="You asked many families for a code today. Tomorrow it is possible again; on paper it is possible now.",
    )


class BarrierUnknown(NotFound):
    code = "barrier-unknown"
    title = TranslatedText(
        nl="Dit staat niet meer bij dit kind.",
        fr="Ceci ne figure plus ici.",
        en="This no longer stands with this child.",
    )


class TaskUnknown(NotFound):
    code = "task-unknown"
    title = TranslatedText(
        nl="Deze taak vinden we niet bij jullie.",
        fr="Nous ne trouvons pas cette tâche chez vous.",
        en="We cannot find this task with you.",
    )


class TaskInPast(Rejected):
    code = "task-in-past"
    title = TranslatedText(
        nl="Kies vandaag of een latere dag.",
        fr="Choisissez aujourd’hui ou un jour ultérieur.",
        en="Choose today or a later day.",
    )
