"""Fifty national numbers go through the platform, and turn up nowhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from tests.databases import empty
from tests.factories.accounts import AssignmentFactory, OrganisationFactory
from tests.factories.base import use
from tests.mails import Postman
from tests.services.cards.people import clerk_of_gent
from tests.together.traces import dump, exports, traces
from tests.unit.cards.test_national_number import number_for
from uitpas2.accounts.models import Assignment
from uitpas2.accounts.rules import Role
from uitpas2.cards import queries as cards
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import system_actor

SignIn = Callable[[Assignment], FlaskClient]


@pytest.fixture
def database(_sqlite: Engine) -> Engine:
    """What is written does not depend on the database: one will do."""
    empty(_sqlite)
    return _sqlite


def test_fifty_national_numbers_turn_up_nowhere(
    workplace: Workplace, app: Flask, client: FlaskClient, sign_in: SignIn, capfd: pytest.CaptureFixture[str]
) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        clerk = clerk_of_gent()
        office = AssignmentFactory(role=Role.ORGANISER_ADMIN, organisation=OrganisationFactory())
    sign_in(clerk)
    planted = [number_for(date(2010, 1, 1 + order % 28), order, (order % 3) * 20) for order in range(1, 51)]
    answers = []

    for order, number in enumerate(planted, start=1):
        form = {
            "first_name": "Kind",
            "last_name": f"Nummer{order}",
            "birth_date": f"2010-01-{1 + order % 28:02d}",
            "postal_code": "9000",
            "city": "Gent",
            "guardian_name": "Ouder",
            "guardian_email": f"ouder{order}@voorbeeld.test",
            "national_number": number,
            "idempotency_key": f"planted-{order:04d}",
        }
        answers.append(client.post("/counter/holders/new", data=form, follow_redirects=True))
        twice = {**form, "first_name": "Ander", "idempotency_key": f"again-{order:04d}"}
        assert client.post("/counter/holders/new", data=twice).status_code == 422
        client.post("/counter", data={"text": number})

    logs = capfd.readouterr()
    seen = logs.out + logs.err + dump(workplace) + exports(app, (clerk, office))
    seen += "\n".join(f"{mail.to}{mail.subject}{mail.body}" for mail in Postman(workplace).brings())
    seen += "\n".join(answer.text for answer in answers)
    assert [answer.status_code for answer in answers] == [200] * 50
    assert traces(seen, planted) == []
    with workplace.reading(system_actor("test")) as work:
        assert sum(cards.holder_by_national_number(work, number) is not None for number in planted) == 50
