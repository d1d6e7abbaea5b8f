"""The figures: the same for everybody, and a hidden one is nowhere on the page."""

from __future__ import annotations

import hashlib
import re
from datetime import date

import pytest

from tests.factories.accounts import AssignmentFactory, OrganisationFactory
from tests.factories.base import use
from tests.factories.monitoring import people_came, small_flanders
from tests.pages.html import Page, Visitor, text_of
from uitpas2.accounts.models import Assignment
from uitpas2.accounts.rules import Role
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.outlines import CREDIT
from uitpas2.monitoring import services

SVG = "{http://www.w3.org/2000/svg}"
NOT_SHOWN = "Niet getoond: het gaat om te weinig kinderen, of dit cijfer zou een ander verraden."
PEOPLE = {"gent": 21, "melle": 3, "aalst": 17, "genk": 8, "hasselt": 6}


@pytest.fixture
def reader(workplace: Workplace) -> Assignment:
    """A policy reader, and a release of the summer: Gent 21, Melle 3 and Aalst 17 hidden, Genk 8, Hasselt 6."""
    with workplace.begin(system_actor("test")) as work:
        use(work)
        places = small_flanders()
        for name, number in PEOPLE.items():
            people_came(places[name], number)
        services.build_release(work, starts=date(2026, 7, 1), ends=date(2026, 10, 1))
        return AssignmentFactory(role=Role.POLICY_READER, organisation=OrganisationFactory(flanders=True))


def rows(page: Page, number: int = -1) -> list[list[str]]:
    """A table as a reader sees it, without its head."""
    table = page.all("table")[number]
    cells = [[text_of(cell) for cell in row if cell.tag in {"th", "td"}] for row in table.iter("tr")]
    return cells[1:]


def on_the_map(page: Page) -> dict[str, str]:
    titles = [text_of(title) for path in page.tree.iter(f"{SVG}path") for title in path]
    return dict(title.split(": ", 1) for title in titles)


def test_the_page_answers_in_a_sentence_a_map_and_a_table(visitor: Visitor, sign_in, reader) -> None:
    sign_in(reader)

    page = visitor.visit("/policy")

    assert "In het 3e kwartaal 2026 deden 55 mensen uit Vlaanderen met een kaart ergens aan mee" in page.text
    assert NOT_SHOWN in page.text
    assert CREDIT in text_of(page.one("footer"))
    assert rows(page) == [
        ["Aalst", "niet getoond"],
        ["Genk", "8", "0,12"],
        ["Gent", "21", "0,08"],
        ["Hasselt", "6", "0,08"],
        ["Merelbeke-Melle", "niet getoond"],
        ["Vlaanderen", "55", "0,10"],
    ]
    assert rows(page, 0)[:2] == [["Limburg", "14", "0,10"], ["Oost-Vlaanderen", "41", "0,11"]]


def test_map_and_table_say_the_same_municipality_by_municipality(visitor: Visitor, sign_in, reader) -> None:
    sign_in(reader)

    page = visitor.visit("/policy?measure=persons")

    in_table = {name: f"{rest[0]} mensen" if len(rest) == 2 else rest[0] for name, *rest in rows(page)[:-1]}
    assert on_the_map(page) == in_table


def test_a_hidden_figure_is_nowhere_on_the_page_or_in_its_file(visitor: Visitor, sign_in, reader) -> None:
    client = sign_in(reader)

    page, file = visitor.visit("/policy?measure=persons").html, client.get("/policy/figures.csv").text

    without_paths = re.sub(r'\sd="[^"]*"', "", page)
    assert not re.search(r"\b17\b", without_paths)
    assert "2026Q3,41002,municipality,Aalst,persons,,c\r\n" in file
    assert "2026Q3,44088,municipality,Merelbeke-Melle,persons,,c\r\n" in file
    assert "2026Q3,44021,municipality,Gent,persons,21,\r\n" in file


def test_hidden_ones_come_last_by_name_however_the_table_is_sorted(visitor: Visitor, sign_in, reader) -> None:
    sign_in(reader)

    names = [row[0] for row in rows(visitor.visit("/policy?sort=persons"))]

    assert names == ["Gent", "Genk", "Hasselt", "Aalst", "Merelbeke-Melle", "Vlaanderen"]


def test_one_province_is_shown_by_its_own_total(visitor: Visitor, sign_in, reader) -> None:
    sign_in(reader)

    page = visitor.visit("/policy").submit({"province": "40000"})

    assert [row[0] for row in rows(page)] == ["Aalst", "Gent", "Merelbeke-Melle", "Oost-Vlaanderen"]
    assert set(on_the_map(page)) == {"Aalst", "Gent", "Merelbeke-Melle"}
    assert "41 mensen uit Oost-Vlaanderen" in page.text


def test_every_reader_gets_the_same_bytes(client, sign_in, workplace: Workplace, reader, visitor: Visitor) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        officer = AssignmentFactory(
            role=Role.MUNICIPALITY_OFFICER, organisation=OrganisationFactory(of_municipality=True)
        )

    sign_in(reader)
    first = client.get("/policy/figures.csv?quarter=2026Q3").data
    sign_in(officer)
    client.set_cookie("language", "fr")
    second = client.get("/policy/figures.csv?quarter=2026Q3").data

    assert first == second
    assert hashlib.sha256(first).hexdigest() in visitor.visit("/policy").text


@pytest.mark.parametrize(("quarter", "status"), [("2026Q2", 404), ("2026-08", 422)])
def test_a_quarter_that_was_not_released_is_said_so(
    visitor: Visitor, sign_in, reader, quarter: str, status: int
) -> None:
    sign_in(reader)

    visitor.visit(f"/policy?quarter={quarter}", status=status)


def test_before_the_first_release_the_page_says_when_there_will_be_one(
    visitor: Visitor, sign_in, workplace: Workplace
) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        reader = AssignmentFactory(role=Role.POLICY_READER, organisation=OrganisationFactory(flanders=True))
    sign_in(reader)

    assert "Er zijn nog geen cijfers" in visitor.visit("/policy").text


@pytest.mark.parametrize(("language", "words"), [("fr", "non publié"), ("en", "not shown")])
def test_the_page_speaks_the_reader_s_language(visitor: Visitor, sign_in, reader, language: str, words: str) -> None:
    client = sign_in(reader)
    client.set_cookie("language", language)

    page = visitor.visit("/policy")

    assert ["Aalst", words] in rows(page)
