"""The columns of a list of activities: what they are called in three languages, and which headers mean them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from uitpas2.accounts.rules import bare_name
from uitpas2.kernel.text import LANGUAGES, TranslatedText
from uitpas2.lists import rules as lists
from uitpas2.lists.errors import ColumnsMissing, ColumnTwice

T = TranslatedText


class Column(StrEnum):
    """In the order of the example."""

    REFERENCE = "reference"
    NAME = "name"
    KIND = "kind"
    DAY = "day"
    LAST_DAY = "last_day"
    OPENS = "opens"
    CLOSES = "closes"
    WEEKDAYS = "weekdays"
    SEASON = "season"
    LESSONS = "lessons"
    CAPACITY = "capacity"
    KEPT = "kept"
    PRICE = "price"
    AGE_FROM = "age_from"
    AGE_TO = "age_to"
    PLACE = "place"
    STREET = "street"
    POSTAL_CODE = "postal_code"
    CITY = "city"
    THEME = "theme"
    DESCRIPTION = "description"
    MEETING_PLACE = "meeting_place"
    TO_BRING = "to_bring"


LABELS: dict[Column, TranslatedText] = {
    Column.REFERENCE: T(nl="Eigen nummer", fr="Référence propre", en="Own reference"),
    Column.NAME: T(nl="Naam", fr="Nom", en="Name"),
    Column.KIND: T(nl="Soort", fr="Type", en="Kind"),
    Column.DAY: T(nl="Dag", fr="Jour", en="Day"),
    Column.LAST_DAY: T(nl="Laatste dag", fr="Dernier jour", en="Last day"),
    Column.OPENS: T(nl="Van", fr="De", en="From"),
    Column.CLOSES: T(nl="Tot", fr="À", en="To"),
    Column.WEEKDAYS: T(nl="Weekdagen", fr="Jours de la semaine", en="Weekdays"),
    Column.SEASON: T(nl="Wanneer in het jaar", fr="Période de l’année", en="Part of the year"),
    Column.LESSONS: T(nl="Aantal lessen", fr="Nombre de leçons", en="Number of lessons"),
    Column.CAPACITY: T(nl="Plaatsen", fr="Places", en="Places"),
    Column.KEPT: T(nl="Plaatsen voor partners", fr="Places pour partenaires", en="Places for partners"),
    Column.PRICE: T(nl="Prijs", fr="Prix", en="Price"),
    Column.AGE_FROM: T(nl="Leeftijd vanaf", fr="Âge à partir de", en="Age from"),
    Column.AGE_TO: T(nl="Leeftijd tot en met", fr="Âge jusqu’à", en="Age up to"),
    Column.PLACE: T(nl="Waar", fr="Lieu", en="Where"),
    Column.STREET: T(nl="Straat en nummer", fr="Rue et numéro", en="Street and number"),
    Column.POSTAL_CODE: T(nl="Postcode", fr="Code postal", en="Postal code"),
    Column.CITY: T(nl="Gemeente", fr="Localité", en="City"),
    Column.THEME: T(nl="Thema", fr="Thème", en="Theme"),
    Column.DESCRIPTION: T(nl="Beschrijving", fr="Description", en="Description"),
    Column.MEETING_PLACE: T(nl="Afspraakplaats", fr="Lieu de rendez-vous", en="Meeting place"),
    Column.TO_BRING: T(nl="Meebrengen", fr="À apporter", en="To bring"),
}

# What else a header may say, besides the labels; compared without capitals, accents and signs.
_OTHER_NAMES: dict[Column, str] = {
    Column.REFERENCE: "referentie, kenmerk, nummer, code, id, nr, référence, numéro, reference, number",
    Column.NAME: "activiteit, titel, naam activiteit, activité, titre, activity, title",
    Column.KIND: "type activiteit, soort activiteit, catégorie, product class",
    Column.DAY: "datum, eerste dag, startdatum, begindatum, date, premier jour, date de début, start date, first day",
    Column.LAST_DAY: "einddatum, tot en met dag, date de fin, end date",
    Column.OPENS: "beginuur, startuur, begin, uur, van uur, heure de début, début, start, starts, start time, opens",
    Column.CLOSES: "einduur, einde, tot uur, heure de fin, fin, end, ends, end time, closes",
    Column.WEEKDAYS: "weekdag, dagen, jours, days",
    Column.SEASON: "periode, seizoen, période, saison, season, period",
    Column.LESSONS: "lessen, aantal keer, leçons, lessons",
    Column.CAPACITY: "aantal plaatsen, capaciteit, max, maximum, capacité, nombre de places, capacity",
    Column.KEPT: "partnerplaatsen, places réservées, kept places",
    Column.PRICE: "basisprijs, tarief, kostprijs, tarif, montant, amount, cost",
    Column.AGE_FROM: "leeftijd van, vanaf leeftijd, minimumleeftijd, min leeftijd, âge min, âge minimum, minimum age",
    Column.AGE_TO: "leeftijd tot, maximumleeftijd, max leeftijd, âge max, âge maximum, maximum age, age to",
    Column.PLACE: "plaats, locatie, zaal, lieu, salle, location, place",
    Column.STREET: "straat, adres, rue, adresse, street, address",
    Column.POSTAL_CODE: "postnummer, cp, zip, zip code",
    Column.CITY: "stad, woonplaats, commune, ville, town, municipality",
    Column.THEME: "thema activiteit, genre",
    Column.DESCRIPTION: "omschrijving, uitleg, tekst, texte, text",
    Column.MEETING_PLACE: "waar afspreken, rendez-vous, meeting point",
    Column.TO_BRING: "wat meebrengen, à emporter, what to bring",
}
MEANINGS: dict[str, Column] = {
    bare_name(name): column
    for column in reversed(Column)
    for name in (*_OTHER_NAMES[column].split(","), *LABELS[column].as_dict().values())
}

NEEDED = (Column.REFERENCE, Column.NAME, Column.DAY, Column.OPENS, Column.CLOSES, Column.PRICE)


@dataclass(frozen=True, slots=True)
class Header:
    """What each column of a file means; the ones that mean nothing here by their own names."""

    columns: dict[int, Column]
    unknown: tuple[str, ...]

    def cells(self, line: lists.Line) -> dict[Column, str]:
        """What stands on a line, by column; empty cells left out."""
        found = {column: line.cells[place] for place, column in self.columns.items() if place < len(line.cells)}
        return {column: text for column, text in found.items() if text.strip()}


def meaning(text: str) -> Column | None:
    return MEANINGS.get(bare_name(text))


def read_file(content: bytes) -> lists.Table:
    """The lines of a list of activities. Raises what `lists.rules.read_file` raises."""
    return lists.read_file(content, lambda name: meaning(name) is not None)


def read_header(cells: Sequence[str]) -> Header:
    """What the first line says. Raises ColumnTwice or ColumnsMissing."""
    columns: dict[int, Column] = {}
    unknown, twice = list[str](), list[Column]()
    for place, text in enumerate(cells):
        column = meaning(text)
        if column is None:
            if text.strip():
                unknown.append(text.strip()[:60])
        elif column in columns.values():
            twice.append(column)
        else:
            columns[place] = column
    if twice:
        raise ColumnTwice(columns=_named(dict.fromkeys(twice)))
    if missing := [column for column in NEEDED if column not in columns.values()]:
        raise ColumnsMissing(columns=_named(missing))
    return Header(columns, tuple(unknown))


def _named(columns: Iterable[Column]) -> TranslatedText:
    labels = [LABELS[column] for column in columns]
    texts = {language: ", ".join(f"“{label.in_language(language)}”" for label in labels) for language in LANGUAGES}
    return TranslatedText.from_dict(texts)
