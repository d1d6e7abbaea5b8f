"""An organiser reads in a list: an example, a preview with what is wrong, a yes, and what came of it."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import Engine, func, select

from tests.databases import empty
from tests.factories.accounts import AssignmentFactory, MunicipalityFactory, OrganisationFactory
from tests.factories.base import use
from uitpas2.accounts.models import Assignment
from uitpas2.accounts.rules import Role
from uitpas2.activities.models import Activity
from uitpas2.activities.rules.listing import activities_in, read_file, read_header
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import system_actor

HOME = "/organiser/activities/import"
LIST = (
    "Eigen nummer;Naam;Dag;Van;Tot;Prijs;Kleur\r\n"
    "Z1;Zwemmen;02/12/2026;14:00;16:00;10;blauw\r\n"
    "K1;Koken;31/02/2027;14:00;16:00;10;\r\n"
)


@pytest.fixture
def database(_sqlite: Engine) -> Engine:
    """The screens are the same on both databases: one will do."""
    empty(_sqlite)
    return _sqlite


@pytest.fixture
def browser(workplace: Workplace, sign_in: Callable[[Assignment], FlaskClient]) -> FlaskClient:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        MunicipalityFactory()
        office = AssignmentFactory(role=Role.ORGANISER_ADMIN, organisation=OrganisationFactory())
        _ = office.account
    return sign_in(office)


def send(browser: FlaskClient, content: bytes) -> str:
    answer = browser.post(HOME, data={"file": (io.BytesIO(content), "aanbod.csv")})
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


def count(workplace: Workplace) -> int:
    with workplace.reading() as work:
        return work.session.scalar(select(func.count()).select_from(Activity)) or 0


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_example_can_be_read_in_as_it_is(browser: FlaskClient, kind: str) -> None:
    content = browser.get(f"{HOME}/example.{kind}").data

    table = read_file(content)
    header = read_header(table.header)
    offered = activities_in((line.number, header.cells(line)) for line in table.lines)

    assert [(one.reference, one.problems) for one in offered] == [("KN-1", ()), ("KN-2", ()), ("KN-3", ())]
    assert header.unknown == ()
    if kind == "xlsx":
        assert load_workbook(io.BytesIO(content)).active.max_row == 5


def test_from_a_file_to_activities(browser: FlaskClient, workplace: Workplace) -> None:
    address = send(browser, LIST.encode())
    key = {"idempotency_key": "saving-000001"}

    preview = browser.get(address).text
    unsure = browser.post(f"{address}/confirm", data={**key, "publish": "online"})
    nothing_yet = count(workplace)
    saved = browser.post(f"{address}/confirm", data={**key, "publish": "online", "leave_out": "true"})
    again = browser.post(f"{address}/confirm", data={**key, "publish": "online", "leave_out": "true"})

    assert "Niet gelezen: Kleur" in preview or "Kleur" in preview
    assert "Regel 3, kolom “Dag”" in preview
    assert (unsure.status_code, nothing_yet) == (422, 0)
    assert (saved.status_code, again.status_code, count(workplace)) == (303, 303, 1)
    assert "Je lijst is bewaard" in browser.get(address).text
    assert "Zwemmen" in browser.get("/activities").text


def test_what_is_no_list_says_what_helps(browser: FlaskClient, workplace: Workplace) -> None:
    for content, sentence in (
        (b"", "Kies een bestand"),
        (b"Naam;Dag\r\nZwemmen;02/12/2026\r\n", "Deze kolommen vinden we niet"),
        (b"PK\x03\x04 no workbook", "beschadigd"),
    ):
        file = {"file": (io.BytesIO(content), "aanbod.csv")} if content else {}
        answer = browser.post(HOME, data=file)
        assert answer.status_code == 422
        assert sentence in answer.text

    address = send(browser, LIST.encode())
    dropped = browser.post(f"{address}/drop", follow_redirects=True)

    assert "weggegooid" in dropped.text
    assert count(workplace) == 0
