"""The office sees amounts that add up, and nobody's name beside them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook

from tests.factories.accounts import AccountFactory, AssignmentFactory, OrganisationFactory
from tests.factories.base import use
from tests.factories.discounts import Scene, officer, scene
from tests.pages.html import Page, Visitor, text_of
from uitpas2.accounts.models import Assignment, Organisation
from uitpas2.accounts.rules import Role
from uitpas2.database.work import Workplace
from uitpas2.discounts.services import cancel_sale, sell
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.money import Euro
from uitpas2.kernel.text import TranslatedText
from uitpas2.ledger.services import set_budget

SignIn = Callable[[Assignment], FlaskClient]
FORBIDDEN = ("kansentarief", "kansenstatuut", "kansarm", "armoede", "sociaal tarief", "korting")


@pytest.fixture
def sold(workplace: Workplace) -> tuple[Scene, Assignment, str]:
    """Noor's ticket of the story, the office of the organiser, and the sale's id."""
    with workplace.begin(system_actor("test")) as work:
        use(work)
        made = scene(name=TranslatedText(nl='=HYPERLINK("x")'), permanent=True, ticket_limit=5)
        set_budget(work, organisation_id=made.gent.id, year=2026, total=Euro(100_000))
        sale = sell(work, **made.ticket)
        organiser = work.session.get_one(Organisation, made.organiser_id)
        return made, _office(organiser), sale.id


def _office(organiser: Organisation) -> Assignment:
    account = AccountFactory(name="Sofie De Smet")
    return AssignmentFactory(role=Role.ORGANISER_ADMIN, organisation=organiser, account=account)


def receipt(page: Page) -> dict[str, str]:
    rows = page.one("table", class_="receipt").iter("tr")
    return {text_of(row[0]): text_of(row[1]).replace("\u00a0", " ") for row in rows}


def test_the_month_shows_what_comes_back_and_who_pays_it(visitor: Visitor, sign_in: SignIn, sold) -> None:
    sign_in(sold[1])

    page = visitor.visit("/organiser")

    assert page.heading == "Verkoop in november 2026"
    assert receipt(page) == {
        "Betaald aan de deur": "€ 2,00",
        "Eigen aandeel": "€ 4,00",
        "Terug van Stad Gent": "€ 4,00",
        "Gewone prijs van wat je verkocht": "€ 10,00",
    }


def test_no_page_of_the_office_names_the_child_or_a_reason(visitor: Visitor, sign_in: SignIn, sold) -> None:
    made, office, sale_id = sold
    client = sign_in(office)

    told = [visitor.visit("/organiser").html, visitor.visit(f"/organiser/sales/{sale_id}").html]
    told.append(client.get("/organiser/statement.csv").text)

    for text in told:
        for trace in ("Noor", "Peeters", made.holder.id, made.card.number, *FORBIDDEN):
            assert trace not in text


def test_a_cancelled_sale_is_taken_back_line_by_line(
    visitor: Visitor, sign_in: SignIn, workplace: Workplace, sold
) -> None:
    _, office, sale_id = sold
    with workplace.begin(system_actor("test")) as work:
        cancel_sale(work, sale_id)
    sign_in(office)

    page = visitor.visit("/organiser")

    assert set(receipt(page).values()) == {"€ 0,00"}
    assert "geannuleerd" in page.text
    assert "Deze verkoop is geannuleerd" in visitor.visit(page.link(sale_id[:8].upper())).text


def test_the_files_hold_the_same_lines_with_amounts_as_numbers(sign_in: SignIn, sold) -> None:
    client = sign_in(sold[1])

    rows = list(csv.reader(io.StringIO(client.get("/organiser/statement.csv?month=2026-11").text)))
    sheet = load_workbook(io.BytesIO(client.get("/organiser/statement.xlsx?month=2026-11").data)).active

    assert rows[0] == [cell.value for cell in sheet[1]]
    assert rows[1][4:] == ["10.00", "2.00", "4.00", "4.00", "Stad Gent"]
    assert [cell.value for cell in sheet[2]][4:] == [10, 2, 4, 4, "Stad Gent"]
    assert {cell.data_type for cell in sheet[2][4:8]} == {"n"}


def test_the_name_of_an_activity_is_never_run_as_a_formula(sign_in: SignIn, sold) -> None:
    client = sign_in(sold[1])

    rows = list(csv.reader(io.StringIO(client.get("/organiser/statement.csv").text)))
    sheet = load_workbook(io.BytesIO(client.get("/organiser/statement.xlsx").data)).active

    assert rows[1][2] == '\'=HYPERLINK("x")'
    assert sheet["C2"].value == '=HYPERLINK("x")'
    assert sheet["C2"].data_type == "s"


def test_an_empty_month_offers_the_first_step(visitor: Visitor, sign_in: SignIn, workplace: Workplace, sold) -> None:
    sign_in(sold[1])

    before = visitor.visit(visitor.visit("/organiser").link("← oktober 2026"))
    with workplace.begin(system_actor("test")) as work:
        use(work)
        newcomer = _office(OrganisationFactory())
    sign_in(newcomer)
    now = visitor.visit("/organiser")

    assert "Er is niets verkocht in oktober 2026" in before.text
    assert before.link("november 2026 →") == "/organiser?month=2026-11"
    assert "Er is nog niets verkocht in november 2026" in now.text
    assert now.link("Scan een kaart") == "/scan"


def test_a_month_that_is_none_is_named_on_the_page_and_refused_as_a_file(
    visitor: Visitor, sign_in: SignIn, sold
) -> None:
    client = sign_in(sold[1])

    assert "Schrijf een maand als 2026-11." in visitor.visit("/organiser?month=2026-13").text
    assert client.get("/organiser/statement.csv?month=2026-13").status_code == 422


def test_the_municipality_sees_its_budget_lower_and_the_books_agree(
    visitor: Visitor, sign_in: SignIn, workplace: Workplace, sold
) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        gent = work.session.get_one(Organisation, sold[0].gent.id)
        assignment = officer(gent)
    sign_in(assignment)

    page = visitor.visit("/municipality/spending")

    assert receipt(page) == {"Budget": "€ 1.000,00", "Uitgegeven": "€ -4,00", "Nog over": "€ 996,00"}
    assert "Het grootboek zegt hetzelfde: € 996,00." in page.text.replace("\u00a0", " ")
    assert "Noor" not in page.html
