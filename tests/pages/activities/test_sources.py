"""Who answers for a source sees how its readings went, and decides where much vanished; nobody else sees any of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select

from tests.databases import empty
from tests.factories.accounts import AssignmentFactory, MunicipalityFactory, OrganisationFactory
from tests.factories.base import use
from tests.factories.polling import FIRST_DAY
from uitpas2.accounts.models import Assignment, Organisation
from uitpas2.accounts.rules import Role
from uitpas2.activities.models import Activity, OfferRun
from uitpas2.activities.rules import Publication
from uitpas2.activities.rules.polling import RunKind, RunStatus
from uitpas2.activities.services.polling import add_source, poll
from uitpas2.activities.services.polling.invented import invented_items
from uitpas2.activities.services.polling.simulated import DirectReader, Offering
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import system_actor

SignIn = Callable[[Assignment], FlaskClient]
KEY = {"idempotency_key": "deciding-0001"}


@pytest.fixture
def database(_sqlite: Engine) -> Engine:
    """The screens are the same on both databases: one will do."""
    empty(_sqlite)
    return _sqlite


@pytest.fixture
def officer(workplace: Workplace) -> Assignment:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        MunicipalityFactory()
        city = OrganisationFactory(of_municipality=True)
        return _officer(city)


def _officer(city: Organisation) -> Assignment:
    made = AssignmentFactory(role=Role.MUNICIPALITY_OFFICER, organisation=city)
    _ = made.account
    return made


@pytest.fixture
def wave(workplace: Workplace, officer: Assignment) -> str:
    """A run that waits for a yes: nine of twelve activities vanished, and one came in wrong."""
    offering = Offering(items=invented_items(12, first_day=FIRST_DAY))
    with workplace.begin(system_actor("test")) as work:
        assert officer.organisation_id
        source = add_source(
            work, organisation_id=officer.organisation_id, name="Canary list", address="https://search.example/events"
        )
    poll(workplace, source.id, RunKind.SWEEP, lambda _: DirectReader(offering))
    offering.items = [*offering.items[:2], offering.items[2] | {"calendarType": "never"}]
    return poll(workplace, source.id, RunKind.SWEEP, lambda _: DirectReader(offering))


def status_of(workplace: Workplace, run_id: str) -> RunStatus:
    with workplace.reading() as work:
        return work.session.get_one(OfferRun, run_id).status


def online(workplace: Workplace) -> int:
    with workplace.reading() as work:
        return len(work.session.scalars(select(Activity).where(Activity.publication == Publication.PUBLISHED)).all())


def test_a_yes_withdraws_what_is_listed_on_the_page(
    officer: Assignment, wave: str, sign_in: SignIn, workplace: Workplace
) -> None:
    browser = sign_in(officer)

    overview, page = browser.get("/offer-sources").text, browser.get(f"/offer-runs/{wave}").text
    forgotten = browser.post(f"/offer-runs/{wave}/decision", data=KEY)
    answer = browser.post(f"/offer-runs/{wave}/decision", data={**KEY, "decision": "withdraw"})

    assert "9 van de 12" in overview
    assert "Zwemmen in Sporthal Het Veld" in page
    assert "/calendarType" in page
    assert (forgotten.status_code, answer.status_code) == (422, 303)
    assert (status_of(workplace, wave), online(workplace)) == (RunStatus.DONE, 3)
    assert "uit het aanbod gehaald" in browser.get(f"/offer-runs/{wave}").text


def test_a_no_keeps_everything_and_a_second_answer_changes_nothing(
    officer: Assignment, wave: str, sign_in: SignIn, workplace: Workplace
) -> None:
    browser = sign_in(officer)

    browser.post(f"/offer-runs/{wave}/decision", data={**KEY, "decision": "keep"})
    late = browser.post(
        f"/offer-runs/{wave}/decision",
        data={"idempotency_key": "deciding-0002", "decision": "withdraw"},
        follow_redirects=True,
    )

    assert "Hierover is al beslist" in late.text
    assert (status_of(workplace, wave), online(workplace)) == (RunStatus.REFUSED, 12)


def test_another_city_sees_nothing_of_it(wave: str, sign_in: SignIn, workplace: Workplace) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        other = _officer(OrganisationFactory(of_municipality=True, municipality=MunicipalityFactory(melle=True)))
    browser = sign_in(other)

    missing = browser.get("/offer-runs/00000000-0000-4000-8000-000000000000")
    foreign = browser.get(f"/offer-runs/{wave}")
    decided = browser.post(f"/offer-runs/{wave}/decision", data={**KEY, "decision": "withdraw"})

    assert "Canary" not in browser.get("/offer-sources").text
    assert (missing.status_code, foreign.status_code, decided.status_code) == (404, 404, 404)
    assert status_of(workplace, wave) is RunStatus.WAITING
