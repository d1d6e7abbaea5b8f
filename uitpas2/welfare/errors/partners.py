"""What can go wrong between a municipality and a partner, and within a partner."""

from uitpas2.kernel.errors import Conflict, NotFound, Rejected
from uitpas2.kernel.text import TranslatedText


class PartnerUnknown(NotFound):
    code = "partner-unknown"
    title = TranslatedText(
        nl="Deze welzijnspartner kennen we niet.",
        fr="Nous ne connaissons pas ce partenaire social.",
        en="We do not know this welfare partner.",
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


class RecognitionEndsBeforeItStarts(Rejected):
    code = "recognition-ends-before-it-starts"
    title = TranslatedText(
        nl="De einddatum van een erkenning ligt na de begindatum.",
        fr="La date de fin d’une reconnaissance suit sa date de début.",
        en="A recognition ends after the day on which it starts.",
    )


class AgreementNeeded(Rejected):
    code = "agreement-needed"
    title = TranslatedText(
        nl="Vul in waar de overeenkomst te vinden is, wie ze ondertekende en wanneer.",
        fr="Indiquez où se trouve la convention, qui l’a signée et quand.",
        en="Fill in where the agreement can be found, who signed it and when.",
    )


class AgreementsOverlap(Conflict):
    code = "agreements-overlap"
    title = TranslatedText(
        nl="Er loopt al een erkenning tot en met {last_day}. Laat de nieuwe daarna beginnen, of stop eerst de oude.",
        fr="Une reconnaissance court déjà jusqu’au {last_day} inclus. Faites débuter la nouvelle ensuite, ou mettez "
        "d’abord fin à l’ancienne.",
        en="A recognition runs already up to and including {last_day}. Let the new one start after it, or end the old "
        "one first.",
    )


class RecognitionUnknown(NotFound):
    code = "recognition-unknown"
    title = TranslatedText(
        nl="Deze erkenning kennen we niet.",
        fr="Nous ne connaissons pas cette reconnaissance.",
        en="We do not know this recognition.",
    )


class RecognitionOver(Conflict):
    code = "recognition-over"
    title = TranslatedText(
        nl="Deze erkenning is al gestopt.",
        fr="Cette reconnaissance a déjà pris fin.",
        en="This recognition has ended already.",
    )


class WorkerUnknown(NotFound):
    code = "worker-unknown"
    title = TranslatedText(
        nl="Deze collega kennen we niet in je organisatie.",
        fr="Nous ne connaissons pas ce collègue dans votre organisation.",
        en="We do not know this colleague in your organisation.",
    )


class LastResponsible(Rejected):
    code = "last-responsible"
    title = TranslatedText(
        nl="Iemand moet verantwoordelijk blijven. Maak eerst een collega verantwoordelijk.",
        fr="Quelqu’un doit rester responsable. Désignez d’abord un collègue.",
        en="Somebody has to stay in charge. Put a colleague in charge first.",
    )


class NameNotNeutral(Rejected):
    """The card for the fridge door would tell visitors why the family is helped."""

    code = "name-not-neutral"
    title = TranslatedText(
        nl="Op dit kaartje staat niets dat verklapt waarom een gezin hulp krijgt. “{word}” doet dat wel. Kies een "
        "andere naam, of vink aan dat jullie eigen naam er mag staan.",
        fr="Rien sur cette carte ne révèle pourquoi une famille est aidée. « {word} » le ferait. Choisissez un autre "
        "nom, ou cochez que votre propre nom peut y figurer.",
        en="Nothing on this card tells why a family is helped. “{word}” would. Choose another name, or tick that your "
        "own name may stand there.",
    )


class ContactNeeded(Rejected):
    code = "contact-needed"
    title = TranslatedText(
        nl="Geef een telefoonnummer of een mailadres: anders kan niemand jullie bereiken.",
        fr="Donnez un numéro de téléphone ou une adresse e-mail : sinon, personne ne peut vous joindre.",
        en="Give a telephone number or a mail address: otherwise nobody can reach you.",
    )


class PartnerDetailsNeeded(Rejected):
    code = "partner-details-needed"
    title = TranslatedText(
        nl="Vul voor een nieuwe partner de naam in, wie er verantwoordelijk is, en het mailadres van die persoon.",
        fr="Pour un nouveau partenaire, indiquez le nom, la personne responsable et son adresse e-mail.",
        en="For a new partner, fill in the name, who is in charge, and the mail address of that person.",
    )
