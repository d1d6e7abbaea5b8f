"""What can be wrong with an item: a place in the file and a reason people can act on."""

from __future__ import annotations

from dataclasses import dataclass

from uitpas2.kernel.text import TranslatedText as T


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: its JSON pointer in the file and the reason in words."""

    pointer: str
    reason: T


class ItemFaulty(ValueError):
    """An item that cannot be taken in; `faults` names everything that is wrong with it, in the order of reading."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(f"{fault.pointer}: {fault.reason.en}" for fault in faults))
        self.faults = faults


MISSING = T(
    nl="Dit verplichte veld ontbreekt.", fr="Ce champ obligatoire manque.", en="This required field is missing."
)
NOT_AN_OBJECT = T(
    nl="Hier hoort een object te staan, maar er staat: {found}.",
    fr="On attend ici un objet, mais on trouve : {found}.",
    en="An object belongs here, but this stands here: {found}.",
)
NOT_A_LIST = T(nl="Hier hoort een lijst te staan.", fr="On attend ici une liste.", en="A list belongs here.")
EMPTY_LIST = T(
    nl="Deze lijst is leeg; er hoort minstens één iets in.",
    fr="Cette liste est vide ; il faut au moins un élément.",
    en="This list is empty; it needs at least one entry.",
)
TOO_MANY = T(
    nl="Dit zijn er te veel: meer dan {most}.",
    fr="Il y en a trop : plus de {most}.",
    en="These are too many: more than {most}.",
)
NOT_TEXT = T(nl="Hier hoort tekst te staan.", fr="On attend ici du texte.", en="Text belongs here.")
EMPTY_TEXT = T(nl="Deze tekst is leeg.", fr="Ce texte est vide.", en="This text is empty.")
TOO_LONG = T(
    nl="Deze tekst is te lang: meer dan {most} tekens.",
    fr="Ce texte est trop long : plus de {most} caractères.",
    en="This text is too long: more than {most} characters.",
)
NO_TRANSLATION = T(
    nl="Hier hoort tekst per taal te staan, zoals nl of fr.",
    fr="On attend ici un texte par langue, comme nl ou fr.",
    en="Text by language belongs here, such as nl or fr.",
)
NOT_YES_OR_NO = T(
    nl="Hier hoort true of false te staan.", fr="On attend ici true ou false.", en="True or false belongs here."
)
NOT_WHOLE = T(
    nl="Hier hoort een geheel getal te staan.", fr="On attend ici un nombre entier.", en="A whole number belongs here."
)
NOT_A_NUMBER = T(nl="Hier hoort een getal te staan.", fr="On attend ici un nombre.", en="A number belongs here.")
OUT_OF_RANGE = T(
    nl="Dit getal ligt niet tussen {least} en {most}.",
    fr="Ce nombre n’est pas compris entre {least} et {most}.",
    en="This number is not between {least} and {most}.",
)
UNKNOWN_WORD = T(
    nl="“{value}” kennen we hier niet. Het kan zijn: {known}.",
    fr="« {value} » n’est pas connu ici. Valeurs possibles : {known}.",
    en="“{value}” is not known here. It can be: {known}.",
)
NO_DATE = T(
    nl="“{value}” is geen bestaande datum.", fr="« {value} » n’est pas une date existante.", en="“{value}” is no date."
)
NO_ZONE = T(
    nl="Bij “{value}” staat geen tijdzone, zoals +01:00.",
    fr="« {value} » n’indique pas de fuseau horaire, comme +01:00.",
    en="“{value}” has no time zone, such as +01:00.",
)
NO_TIME = T(
    nl="“{value}” is geen uur zoals 07:30.",
    fr="« {value} » n’est pas une heure comme 07:30.",
    en="“{value}” is no time such as 07:30.",
)
ENDS_BEFORE_START = T(
    nl="Het einde ligt voor het begin.", fr="La fin précède le début.", en="It ends before it starts."
)
TOO_LONG_A_TIME = T(
    nl="Deze periode duurt langer dan {most} jaar.",
    fr="Cette période dure plus de {most} ans.",
    en="This period lasts longer than {most} years.",
)
OVERLAPPING = T(
    nl="Deze dagen vallen samen met een andere aangepaste periode.",
    fr="Ces jours coïncident avec une autre période adaptée.",
    en="These days overlap another adjusted period.",
)
NO_AGE_RANGE = T(
    nl="“{value}” is geen leeftijd zoals 6-12, 6- of -12.",
    fr="« {value} » n’est pas une tranche d’âge comme 6-12, 6- ou -12.",
    en="“{value}” is no range of ages such as 6-12, 6- or -12.",
)
NEGATIVE_PRICE = T(
    nl="Een prijs kan niet lager zijn dan 0.",
    fr="Un prix ne peut pas être inférieur à 0.",
    en="A price cannot be lower than 0.",
)
NO_CENTS = T(
    nl="“{value}” is geen bedrag in euro en hele cent.",
    fr="« {value} » n’est pas un montant en euros et cents entiers.",
    en="“{value}” is no amount in euros and whole cents.",
)
OTHER_CURRENCY = T(
    nl="We rekenen alleen in euro (EUR), niet in “{value}”.",
    fr="Nous ne comptons qu’en euros (EUR), pas en « {value} ».",
    en="We only count in euros (EUR), not in “{value}”.",
)
MORE_LEFT_THAN_PLACES = T(
    nl="Er kunnen niet meer plaatsen over zijn ({value}) dan er zijn ({most}).",
    fr="Il ne peut pas rester plus de places ({value}) qu’il n’y en a ({most}).",
    en="There cannot be more places left ({value}) than there are ({most}).",
)
NO_ID = T(
    nl="Dit adres eindigt niet op een geldig kenmerk.",
    fr="Cette adresse ne se termine pas par un identifiant valable.",
    en="This address does not end in a valid identifier.",
)
NO_WEB_ADDRESS = T(
    nl="Dit is geen webadres dat met http:// of https:// begint.",
    fr="Ceci n’est pas une adresse web commençant par http:// ou https://.",
    en="This is no web address that starts with http:// or https://.",
)
TOO_DEEP = T(
    nl="Dit zit te diep in elkaar: meer dan {most} lagen.",
    fr="L’imbrication est trop profonde : plus de {most} niveaux.",
    en="This is nested too deeply: more than {most} levels.",
)
UNSTORABLE = T(
    nl="Hier staat een teken of getal dat niet bewaard kan worden.",
    fr="On trouve ici un caractère ou un nombre qui ne peut pas être conservé.",
    en="There is a character or number here that cannot be kept.",
)
