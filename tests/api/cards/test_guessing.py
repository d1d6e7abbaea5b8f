"""Whoever tries card numbers is stopped early and learns nothing. The same on both databases: one will do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import Engine

from tests.databases import empty
from tests.factories.accounts import MunicipalityFactory, OrganisationFactory, bearer
from tests.factories.base import use
from tests.factories.cards import CardFactory, CardSystemFactory, HolderFactory
from uitpas2.app import create_app
from uitpas2.cards.rules import check_digit
from uitpas2.kernel.actor import system_actor


@pytest.fixture
def database(_sqlite: Engine) -> Engine:
    empty(_sqlite)
    return _sqlite


@pytest.fixture
def limited(settings, workplace) -> Flask:
    app = create_app(replace(settings, rate_limits=True), workplace)
    app.testing = True
    return app


def test_of_a_thousand_guessed_numbers_twenty_are_answered_and_none_is_a_hit(limited, workplace):
    with workplace.begin(system_actor("test")) as work:
        use(work)
        CardSystemFactory(municipality=MunicipalityFactory())
        works = CardFactory().number
        hidden = [
            CardFactory(blocked=True).number,
            CardFactory(stock=True).number,
            CardFactory(valid_until=date(2026, 11, 24)).number,
            CardFactory(holder=HolderFactory(of_aalst=True)).number,
        ]
        client, headers = limited.test_client(), bearer(work, OrganisationFactory(), "cards")
    first12 = [f"{number:011d}0" for number in range(996)]
    guesses = [*hidden, *(digits + check_digit(digits) for digits in first12)]

    answers = [client.get(f"/api/v1/cards/{number}", headers=headers) for number in guesses]

    assert [answer.status_code for answer in answers] == [404] * 20 + [429] * 980
    assert len({answer.data for answer in answers[:20]}) == 1
    assert client.get(f"/api/v1/cards/{works}", headers=headers).status_code == 429


def test_whoever_finds_cards_is_not_held_up(limited, workplace):
    with workplace.begin(system_actor("test")) as work:
        use(work)
        CardSystemFactory(municipality=MunicipalityFactory())
        number = CardFactory().number
        client, headers = limited.test_client(), bearer(work, OrganisationFactory(), "cards")

    answers = [client.get(f"/api/v1/cards/{number}", headers=headers) for _ in range(50)]

    assert {answer.status_code for answer in answers} == {200}
