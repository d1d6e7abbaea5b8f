"""Whoever tries card numbers is stopped early, at every door where one can be typed, and learns nothing before.

One client has one count for all its doors together. Whoever finds cards is not held up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

import pytest
from flask import Flask
from marshmallow import class_registry
from sqlalchemy import Engine, event
from werkzeug.test import TestResponse

from tests.databases import empty
from tests.factories.base import use
from tests.factories.cards import CardFactory, HolderFactory
from tests.together import doors
from tests.together.doors import ADMIT, ARRIVAL, FAMILY, LOOK, LOOK_UP, MACHINE_DOORS, PARTNER, Door, Street
from tests.together.tenants import ANEW
from uitpas2.app import create_app
from uitpas2.cards.models import Membership
from uitpas2.cards.rules import CardStatus, MembershipStatus, check_digit
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.web.guard import routes

MOST = 20  # answers that somebody who guesses gets


@pytest.fixture
def database(_sqlite: Engine) -> Engine:
    """What is counted and said does not depend on the database: one will do."""
    empty(_sqlite)
    return _sqlite


@pytest.fixture
def limited(workplace: Workplace, settings) -> Street:
    app = create_app(replace(settings, rate_limits=True), workplace)
    app.config["WTF_CSRF_ENABLED"] = False
    return doors.build(app, workplace)


@pytest.fixture
def street(app: Flask, workplace: Workplace) -> Street:
    return doors.build(app, workplace)


def guess(number: int) -> str:
    """A number of the right form that no card has."""
    first12 = f"59999{number:07d}"
    return first12 + check_digit(first12)


def search(street: Street, text: str) -> TestResponse:
    return street.post(street.gent, "/counter", text=text)


SEARCH = Door("search", search, lambda _, answer: answer.status_code == 303)
# Who comes to which doors. A clerk finds everybody of the own region by name too: what is limited is trying numbers.
OF_PEOPLE = {
    "volunteer": (LOOK, ADMIT),
    "office": (doors.BY_CARD,),
    "partner": (PARTNER,),
    "parent": (FAMILY,),
    "clerk": (SEARCH,),
    "other": (ARRIVAL,),
}


def test_of_a_thousand_guesses_over_all_doors_of_the_api_twenty_are_answered_and_none_is_a_hit(limited: Street) -> None:
    number = limited.card().number
    evening = [door.knock(limited, number) for door in (LOOK_UP, doors.QUOTE) for _ in range(MOST + 5)]

    tried = [(door, door.knock(limited, guess(turn))) for turn in range(200) for door in MACHINE_DOORS]

    assert {answer.status_code for answer in evening} == {200}
    assert [answer.status_code for _, answer in tried] == [404] * MOST + [429] * (1000 - MOST)
    assert not any(door.opens(limited, answer) for door, answer in tried)
    assert {door.knock(limited, number).status_code for door in MACHINE_DOORS} == {429}


@pytest.mark.parametrize("who", OF_PEOPLE)
def test_no_person_gets_more_answers_to_guesses_than_that_either(limited: Street, who: str) -> None:
    its_doors = OF_PEOPLE[who]
    works = its_doors[0].knock(limited, limited.card().number)

    tried = [(door, door.knock(limited, guess(turn))) for turn in range(40) for door in its_doors]

    answered = [(door, answer) for door, answer in tried if answer.status_code != 429 and not is_used_up(answer)]
    assert its_doors[0].opens(limited, works)
    assert 0 < len(answered) <= MOST
    if FAMILY not in its_doors:  # there the answer tells nothing anyway
        assert not any(door.opens(limited, answer) for door, answer in answered)
        assert its_doors[0].knock(limited, limited.card().number).status_code == 429


def test_a_family_that_is_said_to_have_signed_on_paper_counts_as_a_guess_when_it_is_not_there(limited: Street) -> None:
    paper = {"birth_date": "2018-03-14", "way": "paper", "why": "Getekend op huisbezoek, blad in map."}

    for turn in range(MOST):
        answer = limited.post(limited.partner, "/partner/clients/new", card_number=guess(turn), **paper)
        assert answer.status_code == 422

    assert limited.post(limited.partner, "/invitation", code="ABCD-EFGH-JKLM").status_code == 429


def is_used_up(answer: TestResponse) -> bool:
    """A family that asked as often as it may in a day hears so before anything is looked up."""
    return "Je vroeg vandaag al vijf keer een code." in answer.text


def test_every_form_and_address_that_takes_a_card_is_one_of_these_doors(app: Flask) -> None:
    schemas = [found for known in class_registry._registry.values() if isinstance(known, list) for found in known]
    taking = {
        schema.__name__
        for schema in schemas
        if schema.__module__.startswith("uitpas2.") and doors.CARD_FIELDS & set(schema._declared_fields)
    }

    assert taking == doors.SHOWN_AT_DOORS | doors.OUT_OF_THE_DRAWER
    assert {route.path for route in routes(app) if "<number>" in route.path} == {"/api/v1/cards/<number>"}


# What nobody may tell apart by trying numbers. A person at an entrance who holds a card hears that it was blocked, and
# a card of another region is welcome at every entrance; a clerk finds the blocked cards of the own region.
NOT_THERE = ("unknown", "stock", "provisioned", "deleted")
STOPPED = ("blocked", "replaced")
WITHOUT_USE = (*NOT_THERE, *STOPPED, "expired", "barred")
ALIKE = {
    LOOK_UP: (*WITHOUT_USE, "foreign"),
    doors.QUOTE: WITHOUT_USE,
    doors.SALE: WITHOUT_USE,
    doors.CHECK_IN: WITHOUT_USE,
    doors.REGISTRATION: (*WITHOUT_USE, "of another birth date"),
    doors.BY_CARD: (*WITHOUT_USE, "of another birth date"),
    PARTNER: (*NOT_THERE, *STOPPED, "of another birth date"),
    ARRIVAL: (*NOT_THERE, *STOPPED, "of another birth date"),
    FAMILY: (*NOT_THERE, *STOPPED, "of another birth date"),
    LOOK: NOT_THERE,
    ADMIT: NOT_THERE,
    doors.LIST: NOT_THERE,
    SEARCH: (*NOT_THERE, "foreign"),
}


@pytest.fixture
def numbers(street: Street) -> dict[str, str]:
    """A number of each kind, no two of which are a slip of a finger apart."""

    def spread(turn: int) -> str:
        first12 = f"09{turn}{turn}{turn}7{turn}{turn}5{turn}{turn}0"
        return first12 + check_digit(first12)

    made = {"unknown": guess(1)}
    with street.workplace.begin(system_actor("test")) as work:
        use(work)
        CardFactory(number=made.setdefault("stock", spread(1)), stock=True)
        CardFactory(number=made.setdefault("provisioned", spread(2)), provisioned=True)
        CardFactory(number=made.setdefault("deleted", spread(3)), status=CardStatus.DELETED)
        CardFactory(number=made.setdefault("blocked", spread(4)), blocked=True)
        CardFactory(number=made.setdefault("replaced", spread(5)), replaced=True)
        CardFactory(number=made.setdefault("expired", spread(6)), valid_until=date(2026, 11, 24))
        CardFactory(number=made.setdefault("foreign", spread(7)), holder=HolderFactory(of_aalst=True))
        later = HolderFactory(birth_date=date(2018, 3, 15))
        CardFactory(number=made.setdefault("of another birth date", spread(8)), holder=later)
        barred = CardFactory(number=made.setdefault("barred", spread(9)))
        work.session.get_one(Membership, barred.membership_id).status = MembershipStatus.BLOCKED
    return made


@pytest.mark.parametrize("door", ALIKE, ids=str)
def test_what_a_guesser_may_not_tell_apart_is_answered_alike_to_the_byte_after_the_same_questions(
    street: Street, numbers: dict[str, str], door: Door
) -> None:
    seen = {}

    for kind in ALIKE[door]:
        street.another_parent()
        with counted(street) as statements:
            answer = door.knock(street, numbers[kind])
        assert not door.opens(street, answer), kind
        seen[kind] = (answer.status_code, without(answer, numbers[kind]), tuple(statements))

    assert {kind: found for kind, found in seen.items() if found != seen["unknown"]} == {}


def without(answer: TestResponse, number: str) -> str:
    """Headers and body but for what was asked, and what is new on each page."""
    text = f"{answer.headers}{answer.text}".replace(number, "…")
    return re.sub(r"Set-Cookie: .*\r\n", "", ANEW.sub("…", text))


@contextmanager
def counted(street: Street) -> Iterator[list[str]]:
    """What is asked of the database: the same questions take the same time."""
    asked: list[str] = []

    def note(connection, cursor, statement, *_) -> None:
        asked.append(statement)

    event.listen(street.workplace.engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(street.workplace.engine, "before_cursor_execute", note)
