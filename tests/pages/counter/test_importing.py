"""A list of holders at the counter: read, decided on, confirmed, fetched back with what was wrong."""

from __future__ import annotations

import csv
import io
import re

import pytest
from sqlalchemy import Engine, select

from tests.databases import empty
from tests.factories.cards import HolderFactory
from tests.pages.html import Page
from uitpas2.cards.models import Card, Holder
from uitpas2.cards.rules.importing import Column, cells_of, read_file, read_header

LISTS = "/counter/imports"
INSZ = "18031400206"
NOOR = f"Noor;Peeters;14/03/2018;9000;Gent;{INSZ};digitaal"
WRONG = f'"=HYPERLINK(""http://kwaad"")";Maes;31/02/2018;9000;Gent;{INSZ[:-1]}9;'
HEADER = "Voornaam;Achternaam;Geboortedatum;Postcode;Plaats;INSZ;Nieuwe kaart"


@pytest.fixture
def database(_sqlite: Engine) -> Engine:
    """What a page says does not depend on the database; the services run on both."""
    empty(_sqlite)
    return _sqlite


def upload(desk, *rows: str, status: int = 200, header: str = HEADER) -> Page:
    content = "\n".join([header, *rows]).encode()
    return desk.send(LISTS, {"file": (io.BytesIO(content), "lijst.csv")}, status=status)


def names(prepare) -> list[str]:
    with prepare() as work:
        return list(work.session.scalars(select(Holder.first_name).order_by(Holder.first_name)))


def test_a_list_is_seen_first_and_registered_after_the_yes(desk, prepare):
    page = upload(desk, NOOR, WRONG)

    assert "2 regels gelezen. Er is nog niemand ingeschreven." in page.text
    assert "Dit is geen bestaande datum." in page.text
    assert "***" in page.text
    assert INSZ not in page.html
    assert names(prepare) == []

    refused = desk.send(f"{page.address}/confirm", hidden(page), status=422)
    assert "nog regels met een fout (1)" in refused.error_beside("leave_out")
    done = desk.send(f"{page.address}/confirm", {**hidden(refused), "leave_out": "true"})

    assert "1 persoon is ingeschreven" in done.text
    assert "1 regel om te verbeteren" in done.text
    assert names(prepare) == ["Noor"]
    with prepare() as work:
        assert len(work.session.scalars(select(Card.id)).all()) == 1
    again = upload(desk, NOOR)
    assert "1 al bekend, er verandert niets" in again.text
    assert "Er valt niemand in te schrijven" in again.text
    assert "Ja, inschrijven" not in again.text


def test_the_second_click_registers_nobody_twice_and_a_stale_page_is_told(desk, prepare):
    page = upload(desk, NOOR)
    form = {"idempotency_key": "one-and-the-same-yes"}

    first, second = (desk.send(f"{page.address}/confirm", form) for _ in range(2))
    stale = desk.send(f"{page.address}/confirm", {"idempotency_key": "another-page-later"})

    assert first.heading == second.heading
    assert "al bevestigd of weggegooid" in stale.text
    assert names(prepare) == ["Noor"]


def test_what_was_chosen_stays_when_something_else_is_not_right_yet(desk, prepare):
    with prepare():
        HolderFactory(last_name="Peters", street="")
        HolderFactory(first_name="Lou", street="Oud 1")
    lou = "Lou;Peeters;14/03/2018;9000;Gent;;;Nieuw 2"
    page = upload(desk, f"{NOOR};", lou, f"{WRONG};", header=f"{HEADER};Straat")

    decide = desk.visit(f"{page.address}?show=perhaps")
    assert decide.link("Noor Peters")
    confirm = f"{page.address}/confirm"
    refused = desk.send(confirm, {**hidden(decide), "line_2": "somebody-else"}, status=422)

    chosen = [radio.get("value") for radio in refused.all("input", name="line_2") if radio.get("checked") is not None]
    assert chosen == ["somebody-else"]
    changed = desk.visit(f"{page.address}?show=changed")
    assert "Oud 1 Nieuw 2" in changed.text
    done = desk.send(confirm, {**hidden(changed), "line_3": "take-over", "leave_out": "true"})
    assert "1 persoon kreeg de gegevens van de lijst." in done.text
    assert names(prepare) == ["Lou", "Noor", "Noor"]


def hidden(page: Page) -> dict[str, str]:
    return {field.get("name", ""): field.get("value", "") for field in page.all("input", type="hidden")} | {
        "idempotency_key": f"key-of-{page.text[:20]}".replace(" ", "-")[:40]
    }


def test_the_same_choice_for_all_lines_of_a_kind_is_kept(desk, prepare):
    with prepare():
        HolderFactory(last_name="Peters")
    page = upload(desk, NOOR, NOOR.replace("Noor", "Nour").replace(INSZ, ""))

    kept = desk.send(f"{page.address}/choices", {"show": "perhaps", "all": "somebody-else"})

    assert "Je keuzes zijn bewaard." in kept.text
    assert len([radio for radio in kept.all("input", value="somebody-else") if radio.get("checked") is not None]) == 2


def test_lines_with_errors_come_back_as_a_file_that_runs_nothing_and_can_be_read_again(desk, prepare):
    page = upload(desk, NOOR, WRONG)

    file = desk.client.get(f"{page.address}/left-out.csv").data

    header, row = csv.reader(io.StringIO(file.decode("utf-8-sig")), delimiter=";")
    assert header[:3] == ["Regel", "Wat er scheelt", "Voornaam"]
    assert (row[0], row[2]) == ("3", '\'=HYPERLINK("http://kwaad")')
    assert "Geboortedatum: Dit is geen bestaande datum." in row[1]
    assert "vul het opnieuw in" in row[1]
    assert INSZ[:-1] not in file.decode()
    again = file.replace(b'\'=HYPERLINK(""http://kwaad"")', b"Zo").replace(b"31/02", b"28/02")
    page = desk.send(LISTS, {"file": (io.BytesIO(again), "verbeterd.csv")})
    assert "1 nieuw: in te schrijven" in page.text
    assert "Niet gelezen" not in page.text


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_example_is_a_list_without_errors_in_every_language(desk, kind):
    for language in ("nl", "fr", "en"):
        desk.client.set_cookie("language", language)
        example = desk.client.get(f"{LISTS}/example.{kind}").data

        table = read_file(example)
        header = read_header(table.header)
        page = desk.send(LISTS, {"file": (io.BytesIO(example), "x")})

        assert header.unknown == ()
        assert [cells_of(header, line)[Column.FIRST_NAME] for line in table.lines] == ["Noor", "Sam"]
        assert re.search(r"\b0 (met een fout|avec une erreur|with an error)", page.text)


def test_a_file_that_is_no_list_is_told_beside_the_field(desk):
    for content, sentence in (
        (b"", "Kies een bestand."),
        (b"%PDF-1.7 niets", "In dit bestand staat geen lijst."),
        (b"PK\x03\x04 kapot", "Dit rekenblad is beschadigd"),
        (b"a" * 4_000_001, "hoogstens 4 MB"),
        (b"Voornaam;Naam\nNoor;Peeters", "“Geboortedatum”, “Postcode”"),
    ):
        form = {"file": (io.BytesIO(content), "lijst.csv")} if content else {}
        page = desk.send(LISTS, form, status=422)

        assert sentence in page.error_beside("file")


def test_a_list_that_is_thrown_away_leaves_no_names(desk, prepare):
    page = upload(desk, NOOR)

    desk.send(f"{page.address}/drop", {})

    assert "Deze lijst is gewist" in desk.visit(page.address).text
    assert "Peeters" not in desk.visit(LISTS).text


def test_the_pages_of_a_list_are_whole_in_the_other_languages(desk, prepare):
    with prepare():
        HolderFactory(last_name="Peters", street="")
        HolderFactory(first_name="Lou", street="Oud 1")
    lou = "Lou;Peeters;14/03/2018;9000;Gent;;;Nieuw 2"
    page = upload(desk, f"{NOOR};", lou, f"{WRONG};", header=f"{HEADER};Straat")

    for language in ("fr", "en"):
        desk.client.set_cookie("language", language)
        for address in (LISTS, *(f"{page.address}?show={state}" for state in ("new", "changed", "perhaps", "wrong"))):
            assert not re.search(r"\b(Regel|bekend|inschrijven|Kolom)\b", desk.visit(address).text), address
