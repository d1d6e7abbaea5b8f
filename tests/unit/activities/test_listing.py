"""What the lines of an organiser's list say, and what is wrong with them, by line and column."""

from __future__ import annotations

from datetime import date

import pytest

from uitpas2.activities.rules.listing import (
    Column,
    activities_in,
    differing,
    entry_as_plain,
    entry_from_plain,
    read_header,
)
from uitpas2.activities.rules.listing.lines import Offered
from uitpas2.activities.rules.planning import Rhythm, Season, sessions_of
from uitpas2.activities.rules.words import ProductClass
from uitpas2.kernel.money import Euro
from uitpas2.lists.errors import ColumnsMissing, ColumnTwice
from uitpas2.lists.rules import Line

SWIMMING = {
    Column.REFERENCE: "Z1",
    Column.NAME: "Zwemmen",
    Column.DAY: "02/12/2026",
    Column.OPENS: "14:00",
    Column.CLOSES: "16u",
    Column.PRICE: "10,00",
}


def read(*lines: dict[Column, str]) -> list[Offered]:
    """Each line over the swimming one, from line 2 on as a spreadsheet numbers them; None leaves a cell out."""
    return activities_in((number, {**SWIMMING, **line}) for number, line in enumerate(lines, start=2))


def wrong(*lines: dict[Column, str]) -> list[tuple[int, Column | None, str]]:
    return [(one.line, one.column, one.code) for offered in read(*lines) for one in offered.problems]


def test_lines_with_one_reference_are_the_moments_of_one_activity_each_with_its_price() -> None:
    found = read({}, {Column.DAY: "9/12/2026", Column.PRICE: "12"}, {Column.REFERENCE: "Z2", Column.NAME: "Judo"})

    first, second = found
    assert first.entry is not None
    assert [(one.day, one.opens, one.closes, one.price) for one in first.entry.plan.dates] == [
        (date(2026, 12, 2), "14:00", "16:00", None),
        (date(2026, 12, 9), "14:00", "16:00", Euro(1200)),
    ]
    assert (first.entry.price, second.reference, second.line) == (Euro(1000), "Z2", 4)


@pytest.mark.parametrize(
    ("cells", "rhythm", "sessions"),
    [
        ({Column.LESSONS: "10", Column.SEASON: "altijd"}, Rhythm.COURSE, 10),
        ({Column.LAST_DAY: "23/12/2026", Column.WEEKDAYS: "ma, wo en vr"}, Rhythm.WEEKLY, 8),
        ({Column.DAY: "05/07/2027", Column.LAST_DAY: "09/07/2027", Column.KIND: "kamp"}, Rhythm.CAMP, 5),
        ({Column.LAST_DAY: "02/12/2026"}, Rhythm.DATES, 1),
    ],
)
def test_what_is_filled_in_tells_when_it_takes_place(cells: dict[Column, str], rhythm: Rhythm, sessions: int) -> None:
    (offered,) = read(cells)

    assert offered.problems == ()
    assert offered.entry is not None
    assert (offered.entry.plan.rhythm, len(sessions_of(offered.entry.plan).sessions)) == (rhythm, sessions)


def test_every_fault_is_named_with_its_line_and_column() -> None:
    found = wrong(
        {Column.DAY: "31/02/2027", Column.PRICE: "tien", Column.OPENS: "25:00"},
        {Column.REFERENCE: "Z2", Column.NAME: "", Column.POSTAL_CODE: "90000", Column.CAPACITY: "veel"},
        {Column.REFERENCE: "Z3", Column.NAME: "=A1", Column.KIND: "feest", Column.WEEKDAYS: "smaandags"},
        {Column.REFERENCE: "Z4", Column.CLOSES: "14:00", Column.AGE_FROM: "12", Column.AGE_TO: "6"},
        {Column.REFERENCE: "Z5", Column.WEEKDAYS: "ma"},
    )

    assert set(found) == {
        (2, Column.DAY, "import-date-unreadable"),
        (2, Column.PRICE, "offer-amount-unreadable"),
        (2, Column.OPENS, "offer-time-unreadable"),
        (3, Column.NAME, "import-cell-missing"),
        (3, Column.POSTAL_CODE, "offer-postal-code-unreadable"),
        (3, Column.CAPACITY, "offer-count-unreadable"),
        (4, Column.NAME, "import-cell-formula"),
        (4, Column.KIND, "offer-word-unknown"),
        (4, Column.WEEKDAYS, "offer-word-unknown"),
        (5, Column.AGE_TO, "activity-ages-reversed"),
        (6, Column.LAST_DAY, "offer-last-day-needed"),
    }


def test_lines_of_one_activity_that_contradict_each_other_are_not_guessed_at() -> None:
    found = wrong({}, {Column.NAME: "Judo"}, {Column.REFERENCE: "Z2"}, {Column.REFERENCE: "Z2", Column.LESSONS: "5"})

    assert found == [(3, Column.NAME, "offer-lines-differ"), (4, Column.DAY, "offer-rhythms-mixed")]


def test_what_a_list_said_is_kept_whole_and_laid_beside_the_next_one() -> None:
    (before,), (after,) = (
        read({Column.KIND: "kamp"}),
        read({Column.KIND: "kamp", Column.PRICE: "11", Column.OPENS: "13:30"}),
    )
    assert before.entry is not None
    assert after.entry is not None

    old, new = entry_as_plain(before.entry), entry_as_plain(after.entry)

    assert entry_from_plain(old) == before.entry
    assert (before.entry.product_class, before.entry.children_only) == (ProductClass.CAMP, True)
    assert differing(old, old) == []
    assert differing(old, new) == [Column.DAY, Column.PRICE]


def test_headers_are_known_in_three_languages_and_what_is_unknown_is_named() -> None:
    header = read_header(["Référence", "Activity", "Datum", "beginuur", "Einduur", "PRIJS", "Kleur", ""])

    assert [header.columns[place] for place in range(6)] == list(SWIMMING)
    assert header.unknown == ("Kleur",)
    assert header.cells(Line(2, ("Z1", " ", "2/12/2026"))) == {Column.REFERENCE: "Z1", Column.DAY: "2/12/2026"}


def test_a_column_that_is_missing_or_there_twice_stops_the_list() -> None:
    with pytest.raises(ColumnsMissing):
        read_header(["Naam", "Dag"])
    with pytest.raises(ColumnTwice):
        read_header(["Eigen nummer", "Naam", "Dag", "Datum", "Van", "Tot", "Prijs"])


def test_a_season_can_be_said() -> None:
    (offered,) = read({Column.LAST_DAY: "31/01/2027", Column.WEEKDAYS: "woensdag", Column.SEASON: "Vakantie"})

    assert offered.entry is not None
    assert offered.entry.plan.season is Season.HOLIDAYS
