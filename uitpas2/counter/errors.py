"""What can be wrong with a search at the counter."""

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
    code = "search-birth-date-needed"
    title = TranslatedText(
        nl="Zet de geboortedatum achter de naam, bijvoorbeeld: Maes 12/3/2018.",
        fr="Ajoutez la date de naissance après le nom, par exemple : Maes 12/3/2018.",
        en="Write the birth date behind the name, for instance: Maes 12/3/2018.",
    )


class NameAloneFindsNobody(Rejected):
    code = "name-alone-finds-nobody"
    title = TranslatedText(
        nl="Met deze naam alleen vinden we niemand. Zet er de geboortedatum achter, bijvoorbeeld: Maes 12/3/2018.",
        fr="Avec ce nom seul, nous ne trouvons personne. Ajoutez la date de naissance, par exemple : Maes 12/3/2018.",
        en="With this name alone we find nobody. Write the birth date behind it, for instance: Maes 12/3/2018.",
    )


class SearchUnclear(Rejected):
    """A date, and besides it digits that belong to nothing."""

    code = "search-unclear"
    title = TranslatedText(
        nl="We begrijpen niet alle cijfers. Typ een naam en één geboortedatum, of enkel een nummer.",
        fr="Nous ne comprenons pas tous les chiffres. Tapez un nom et une seule date de naissance, ou juste un numéro.",
        en="We do not understand all the digits. Type a name and one birth date, or only a number.",
    )


class NoSuchDay(Rejected):
    code = "no-such-day"
    title = TranslatedText(
        nl="{typed} is geen bestaande geboortedatum. Schrijf dag, maand en jaar, zoals 12/3/2018.",
        fr="Le {typed} n’est pas une date de naissance possible. Écrivez jour, mois et année, comme 12/3/2018.",
        en="{typed} cannot be a birth date. Write day, month and year, such as 12/3/2018.",
    )


class DayToCome(Rejected):
    code = "birth-date-to-come"
    title = TranslatedText(
        nl="{typed} moet nog komen. Kijk nog eens naar het jaar.",
        fr="Le {typed} est encore à venir. Vérifiez l’année.",
        en="{typed} is still to come. Have another look at the year.",
    )


class LetterInNumber(Rejected):
    code = "letter-in-card-number"
    title = TranslatedText(
        nl="Op plaats {place} staat “{letter}”. Een kaartnummer heeft enkel cijfers.",
        fr="Le signe {place} est « {letter} ». Un numéro de carte n’a que des chiffres.",
        en="Sign {place} is “{letter}”. A card number has digits only.",
    )


class NotThirteenDigits(Rejected):
    code = "card-number-length"
    title = TranslatedText(
        nl="Een kaartnummer heeft 13 cijfers. Je typte er {count}.",
        fr="Un numéro de carte a 13 chiffres. Vous en avez tapé {count}.",
        en="A card number has 13 digits. You typed {count}.",
    )


class NationalNumberNotForYou(Rejected):
    """The same for every number: it tells neither whether somebody has it nor whether it is a right one."""

    code = "national-number-not-for-you"
    title = TranslatedText(
        nl="Zoeken met een rijksregisternummer hoort niet bij jouw taken. Zoek met de kaart, of met naam en "
        "geboortedatum.",
        fr="La recherche par numéro national ne fait pas partie de vos tâches. Cherchez avec la carte, ou avec le nom "
        "et la date de naissance.",
        en="Searching by national number is not one of your tasks. Search with the card, or with name and birth date.",
    )


class NationalNumberNotFound(Rejected):
    """Nobody in the clerk's region; the number itself is nowhere repeated."""

    code = "national-number-not-found"
    title = TranslatedText(
        nl="In jouw regio is niemand ingeschreven met dit rijksregisternummer. Zoek ook eens met naam en "
        "geboortedatum.",
        fr="Personne n’est inscrit dans votre région avec ce numéro national. Essayez aussi avec le nom et la date de "
        "naissance.",
        en="Nobody in your region is registered with this national number. Try name and birth date as well.",
    )
