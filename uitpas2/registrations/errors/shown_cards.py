"""What can be wrong with a card that somebody shows to an organiser."""

from uitpas2.kernel.errors import NotFound, Rejected
from uitpas2.kernel.text import TranslatedText


class CardAndBirthDate(NotFound):
    """The one answer for an unknown number, a card that does not work, another birth date and a card of a group."""

    code = "card-and-birth-date"
    title = TranslatedText(
        nl="We vinden geen kaart met dit nummer en deze geboortedatum. Kijk ze samen met het gezin nog eens na.",
        fr="Nous ne trouvons pas de carte avec ce numéro et cette date de naissance. Vérifiez-les avec la famille.",
        en="We find no card with this number and this birth date. Go over them once more with the family.",
    )


class BirthDateNeeded(Rejected):
    code = "birth-date-needed"
    title = TranslatedText(
        nl="Vul ook de geboortedatum in, of scan de code op de kaart.",
        fr="Indiquez aussi la date de naissance, ou scannez le code de la carte.",
        en="Fill in the birth date too, or scan the code on the card.",
    )
