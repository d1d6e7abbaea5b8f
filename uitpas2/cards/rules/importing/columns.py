"""The columns of a file of holders: what they are called in three languages, and which headers mean them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from uitpas2.accounts.rules import bare_name
from uitpas2.cards.rules.national_number import without_national_numbers
from uitpas2.kernel.text import LANGUAGES, TranslatedText
from uitpas2.lists import rules as lists
from uitpas2.lists.errors import ColumnsMissing, ColumnTwice

T = TranslatedText


class Column(StrEnum):
    """In the order of the example."""

    REFERENCE = "reference"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    BIRTH_DATE = "birth_date"
    STREET = "street"
    HOUSE_NUMBER = "house_number"
    BOX = "box"
    POSTAL_CODE = "postal_code"
    CITY = "city"
    NATIONAL_NUMBER = "national_number"
    GUARDIAN_NAME = "guardian_name"
    GUARDIAN_EMAIL = "guardian_email"
    LANGUAGE = "language"
    CARD_NUMBER = "card_number"
    CARD = "card"
    KIND = "kind"


LABELS: dict[Column, TranslatedText] = {
    Column.REFERENCE: T(nl="Eigen nummer", fr="Référence propre", en="Own reference"),
    Column.FIRST_NAME: T(nl="Voornaam", fr="Prénom", en="First name"),
    Column.LAST_NAME: T(nl="Achternaam", fr="Nom de famille", en="Last name"),
    Column.BIRTH_DATE: T(nl="Geboortedatum", fr="Date de naissance", en="Birth date"),
    Column.STREET: T(nl="Straat en nummer", fr="Rue et numéro", en="Street and number"),
    Column.HOUSE_NUMBER: T(nl="Huisnummer", fr="Numéro de maison", en="House number"),
    Column.BOX: T(nl="Bus", fr="Boîte", en="Box"),
    Column.POSTAL_CODE: T(nl="Postcode", fr="Code postal", en="Postal code"),
    Column.CITY: T(nl="Plaats", fr="Localité", en="Place"),
    Column.NATIONAL_NUMBER: T(nl="Rijksregisternummer", fr="Numéro national", en="National number"),
    Column.GUARDIAN_NAME: T(nl="Naam ouder of voogd", fr="Nom du parent ou tuteur", en="Name of parent or guardian"),
    Column.GUARDIAN_EMAIL: T(
        nl="E-mail ouder of voogd", fr="E-mail du parent ou tuteur", en="Mail of parent or guardian"
    ),
    Column.LANGUAGE: T(nl="Taal", fr="Langue", en="Language"),
    Column.CARD_NUMBER: T(nl="Kaartnummer", fr="Numéro de carte", en="Card number"),
    Column.CARD: T(nl="Nieuwe kaart", fr="Nouvelle carte", en="New card"),
    Column.KIND: T(nl="Persoon of groep", fr="Personne ou groupe", en="Person or group"),
}

# What else a header may say, besides the labels; compared without capitals, accents and signs.
_OTHER_NAMES: dict[Column, str] = {
    Column.REFERENCE: "referentie, eigen kenmerk, kenmerk, eigen referentie, dossiernummer, klantnummer, référence, "
    "numéro de dossier, numéro propre, reference, file number, own number",
    Column.FIRST_NAME: "voornamen, roepnaam, prénoms, given name, firstname",
    Column.LAST_NAME: "naam, familienaam, nom, surname, family name, lastname, name",
    Column.BIRTH_DATE: "geboren op, geboorte datum, geb datum, geboortedag, né le, née le, naissance, date of birth, "
    "dob, birthdate, birthday",
    Column.STREET: "straat, adres, straatnaam, straat en huisnummer, straat + nr, rue, adresse, rue et n°, street, "
    "address",
    Column.HOUSE_NUMBER: "huisnr, house nr",
    Column.BOX: "busnummer, bus nr, bte, numéro de boîte, box number",
    Column.POSTAL_CODE: "postnummer, pc, cp, zip, zip code, postcode en plaats, postal",
    Column.CITY: "gemeente, stad, woonplaats, deelgemeente, commune, ville, city, town, municipality",
    Column.NATIONAL_NUMBER: "insz, insz nummer, rijksregister, rijksregisternr, rrn, rr nummer, niss, numéro niss, "
    "registre national, numéro de registre national, national register number, ssin",
    Column.GUARDIAN_NAME: "ouder, voogd, naam ouder, naam voogd, ouder of voogd, contactpersoon, parent, tuteur, "
    "nom du parent, nom du tuteur, parent ou tuteur, guardian, parent name, guardian name, parent or guardian",
    Column.GUARDIAN_EMAIL: "e-mail, mail, e-mailadres, mailadres, e-mail ouder, mail ouder, e-mailadres ouder, "
    "e-mailadres van de ouder, courriel, adresse e-mail, e-mail du parent, courriel du parent, email address, "
    "guardian email, parent email",
    Column.LANGUAGE: "taal van het gezin, taal van de brieven, langue de la famille, language of the family",
    Column.CARD_NUMBER: "uitpasnummer, uitpas nummer, uitpas, kaartnr, pasnummer, numéro uitpas, uitpas number",
    Column.CARD: "digitale kaart, kaart gewenst, carte numérique, digital card",
    Column.KIND: "soort pashouder, soort kaarthouder, type de titulaire, kind of holder",
}
MEANINGS: dict[str, Column] = {
    bare_name(name): column
    for column in Column
    for name in (*LABELS[column].as_dict().values(), *_OTHER_NAMES[column].split(","))
}

_NUMBER_BEHIND_STREET = {"nr", "nummer", "n", "no", "numero", "number"}  # anywhere else it may be any number

_JUST_CARD = {"kaart", "carte", "card"}  # its number, unless that has a column of its own

NEEDED = (Column.FIRST_NAME, Column.LAST_NAME, Column.BIRTH_DATE, Column.POSTAL_CODE)

# What our own file of lines with errors adds; it may be corrected and read as it is.
LINE_LABEL = T(nl="Regel", fr="Ligne", en="Line")
REASON_LABEL = T(nl="Wat er scheelt", fr="Ce qui ne va pas", en="What is wrong")
_OWN_NOTES = {bare_name(name) for label in (LINE_LABEL, REASON_LABEL) for name in label.as_dict().values()}

# A right to a lower price is no column of this file: these are named as left unread, and never kept.
_ABOUT_RIGHTS = re.compile(
    r"kansen|sociaal(tarief|statuut)|tarifsocial|socialtariff|tegemoetkoming|intervention|omnio|armoed|pauvre|poverty"
    r"|leefloon|inkom|revenu|income|schuld|dette|^(mia|bim|vt|rvv)$|verlaagd|reduit|reduced"
)


@dataclass(frozen=True, slots=True)
class Header:
    """What each column of a file means; the ones that mean nothing here by their own names.

    `about_rights` are the unread columns that seem to tell about a right to a lower price.
    """

    columns: dict[int, Column]
    unknown: tuple[str, ...]
    about_rights: tuple[str, ...]


def meaning(text: str) -> Column | None:
    return MEANINGS.get(bare_name(text))


def read_file(content: bytes) -> lists.Table:
    """The lines of a file of holders. Raises what `lists.rules.read_file` raises."""
    return lists.read_file(content, lambda name: meaning(name) is not None)


def read_header(cells: Sequence[str]) -> Header:
    """What the first line says. Raises ColumnTwice or ColumnsMissing."""
    columns: dict[int, Column] = {}
    unknown: list[str] = []
    about_rights: list[str] = []
    twice: list[Column] = []
    has_card_number = any(meaning(text) is Column.CARD_NUMBER for text in cells)
    for place, text in enumerate(cells):
        column = meaning(text)
        if bare_name(text) in _NUMBER_BEHIND_STREET and columns.get(place - 1) is Column.STREET:
            column = Column.HOUSE_NUMBER
        elif bare_name(text) in _JUST_CARD:
            column = Column.CARD if has_card_number else Column.CARD_NUMBER
        if column is None:
            if text.strip() and bare_name(text) not in _OWN_NOTES:
                about = about_rights if _ABOUT_RIGHTS.search(bare_name(text)) else unknown
                about.append(without_national_numbers(text.strip())[:60])
        elif column in columns.values():
            twice.append(column)
        else:
            columns[place] = column
    if twice:
        raise ColumnTwice(columns=_named(dict.fromkeys(twice)))
    if missing := [column for column in NEEDED if column not in columns.values()]:
        raise ColumnsMissing(columns=_named(missing))
    return Header(columns, tuple(unknown), tuple(about_rights))


def _named(columns: Iterable[Column]) -> TranslatedText:
    labels = [LABELS[column] for column in columns]
    texts = {language: ", ".join(f"“{label.in_language(language)}”" for label in labels) for language in LANGUAGES}
    return TranslatedText.from_dict(texts)
