"""Why a referral cannot be made or used."""

from uitpas2.kernel.errors import Conflict, NotFound, Rejected
from uitpas2.kernel.text import TranslatedText


class ReferralUnknown(NotFound):
    """The one answer for a code that was mistyped, and for a referral of another partner."""

    code = "referral-unknown"
    title = TranslatedText(
        nl="Deze code kennen we niet. Kijk de letters nog eens na.",
        fr="Nous ne connaissons pas ce code. Vérifiez les lettres.",
        en="We do not know this code. Look at the letters once more.",
    )


class ReferralOver(Conflict):
    code = "referral-over"
    title = TranslatedText(
        nl="Deze code is al gebruikt of verlopen. Vraag een nieuwe aan wie ze je gaf.",
        fr="Ce code a déjà servi ou n’est plus valable. Demandez-en un autre à la personne qui vous l’a donné.",
        en="This code was used already or is over. Ask for a new one from who gave it to you.",
    )


class ReferralTooShort(Rejected):
    code = "referral-too-short"
    title = TranslatedText(
        nl="Zo blijft er te weinig tijd om de code te gebruiken. Kies een later moment, of schrijf het kind meteen in.",
        fr="Il resterait trop peu de temps pour utiliser le code. Choisissez un moment plus tardif, ou inscrivez "
        "l’enfant tout de suite.",
        en="That leaves too little time to use the code. Choose a later moment, or register the child at once.",
    )


class PlaceNotKept(Rejected):
    code = "place-not-kept"
    title = TranslatedText(
        nl="Hier beslist de organisator of een loting wie een plaats krijgt. Verwijs zonder een plaats te houden.",
        fr="Ici, l’organisateur ou un tirage au sort attribue les places. Orientez sans réserver de place.",
        en="Here the organiser or a draw decides who has a place. Refer without keeping one.",
    )
