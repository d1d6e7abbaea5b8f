"""What can go wrong with holders and their guardians. Each says what is the matter and what helps."""

from __future__ import annotations

from uitpas2.kernel.errors import Conflict, NotFound, Rejected
from uitpas2.kernel.text import TranslatedText


class HolderUnknown(NotFound):
    code = "holder-unknown"
    title = TranslatedText(
        nl="Deze persoon vinden we niet. Kijk na wat je invulde.",
        fr="Nous ne trouvons pas cette personne. Vérifiez ce que vous avez saisi.",
        en="We cannot find this holder. Check what you filled in.",
    )


class NoCardSystem(Rejected):
    code = "no-card-system"
    title = TranslatedText(
        nl="Deze gemeente doet nog niet mee met een kaart.",
        fr="Cette commune ne participe pas encore à une carte.",
        en="This municipality does not take part in a card yet.",
    )


class OutsideRegion(Rejected):
    code = "municipality-outside-region"
    title = TranslatedText(
        nl="{municipality} hoort niet bij jouw regio. Inschrijven kan aan de balie daar.",
        fr="{municipality} n’appartient pas à votre région. L’inscription se fait au guichet de là-bas.",
        en="{municipality} is not part of your region. Registering is done at the counter there.",
    )


class PlaceUnknown(Rejected):
    code = "place-unknown"
    title = TranslatedText(
        nl="Bij deze postcode en plaats vinden we geen Vlaamse gemeente. Kijk ze allebei na.",
        fr="Nous ne trouvons pas de commune flamande pour ce code postal et cette localité. Vérifiez les deux.",
        en="We find no Flemish municipality with this postal code and place. Check both.",
    )


class GuardianNeeded(Rejected):
    code = "guardian-needed"
    title = TranslatedText(
        nl="Voor wie jonger is dan 18 is een ouder of voogd nodig: vul naam en e-mailadres in.",
        fr="Pour les moins de 18 ans, il faut un parent ou un tuteur : indiquez son nom et son adresse e-mail.",
        en="Somebody younger than 18 needs a parent or guardian: fill in name and mail address.",
    )


class GuardianHasStarted(Conflict):
    code = "guardian-has-started"
    title = TranslatedText(
        nl="Deze ouder heeft het account al in gebruik. Een nieuwe code is niet nodig.",
        fr="Ce parent utilise déjà son compte. Un nouveau code n’est pas nécessaire.",
        en="This parent uses the account already. No new code is needed.",
    )


class GuardianOfOthers(Conflict):
    code = "guardian-of-others"
    title = TranslatedText(
        nl="Dit account is aan een andere balie gemaakt. Daar krijgt deze ouder ook een nieuwe code.",
        fr="Ce compte a été créé à un autre guichet. C’est là que ce parent reçoit aussi un nouveau code.",
        en="This account was made at another counter. That is also where this parent gets a new code.",
    )


class NationalNumberMistyped(Rejected):
    code = "national-number-mistyped"
    title = TranslatedText(
        nl="Dit rijksregisternummer klopt net niet. Kijk nog eens naar de cijfers.",
        fr="Ce numéro national n’est pas tout à fait correct. Vérifiez les chiffres.",
        en="This national number is not quite right. Have another look at the digits.",
    )


class NationalNumberOfOther(Rejected):
    code = "national-number-birth-date"
    title = TranslatedText(
        nl="Dit rijksregisternummer hoort niet bij deze geboortedatum. Kijk allebei nog eens na.",
        fr="Ce numéro national ne correspond pas à cette date de naissance. Vérifiez les deux.",
        en="This national number does not belong to this birth date. Check both.",
    )


class AlreadyRegistered(Conflict):
    code = "holder-already-registered"
    title = TranslatedText(
        nl="Er is al iemand ingeschreven met dit rijksregisternummer. Zoek op naam en geboortedatum.",
        fr="Une personne est déjà inscrite avec ce numéro national. Cherchez par nom et date de naissance.",
        en="There already is a holder with this national number. Search by name and birth date.",
    )


class PerhapsRegistered(Conflict):
    """Somebody of this name and birth date is there; only a deliberate yes registers another one."""

    code = "perhaps-registered"
    title = TranslatedText(
        nl="Er is al iemand ingeschreven met deze naam en geboortedatum. Kijk na of het dezelfde persoon is.",
        fr="Une personne avec ce nom et cette date de naissance est déjà inscrite. Vérifiez si c’est la même.",
        en="Somebody with this name and birth date is registered already. Check whether it is the same person.",
    )


class GroupRegistered(Conflict):
    code = "group-already-registered"
    title = TranslatedText(
        nl="Er is in jouw regio al een groep met deze naam. Zoek ze bij Groepen, of maak de naam wat langer.",
        fr="Un groupe porte déjà ce nom dans votre région. Cherchez-le sous Groupes, ou complétez le nom.",
        en="There already is a group of this name in your region. Find it under Groups, or make the name longer.",
    )


class BirthDateImpossible(Rejected):
    code = "birth-date-impossible"
    title = TranslatedText(
        nl="Deze geboortedatum kan niet kloppen. Kijk nog eens naar het jaar.",
        fr="Cette date de naissance n’est pas possible. Vérifiez l’année.",
        en="This birth date cannot be right. Have another look at the year.",
    )


class TooManyNamesakes(Rejected):
    code = "too-many-namesakes"
    title = TranslatedText(
        nl="Meer dan {most} mensen heten zo. Vul ook de geboortedatum in.",
        fr="Plus de {most} personnes portent ce nom. Indiquez aussi la date de naissance.",
        en="More than {most} people have this name. Fill in the birth date too.",
    )
