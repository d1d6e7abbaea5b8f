"""What can be missing in a search at the counter."""

from __future__ import annotations

from uitpas2.kernel.errors import Rejected
from uitpas2.kernel.text import TranslatedText


class NothingToSearch(Rejected):
    code = "nothing-to-search"
    title = TranslatedText(
        nl="Scan een kaart, typ het nummer, of vul naam en geboortedatum in.",
        fr="Scannez une carte, tapez le numéro, ou indiquez nom et date de naissance.",
        en="Scan a card, type the number, or fill in name and birth date.",
    )


class BirthDateNeeded(Rejected):
    code = "birth-date-needed"
    title = TranslatedText(
        nl="Zoek je op naam? Vul dan ook de geboortedatum in.",
        fr="Vous cherchez par nom ? Indiquez aussi la date de naissance.",
        en="Searching by name? Then fill in the birth date as well.",
    )


class NoSuchDay(Rejected):
    code = "no-such-day"
    title = TranslatedText(
        nl="Dit is geen bestaande datum.", fr="Cette date n’existe pas.", en="There is no such date."
    )
