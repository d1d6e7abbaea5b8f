"""A card that was stopped is refused at every door with the very next question."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from marshmallow import class_registry
from sqlalchemy import Engine

from tests.databases import empty
from tests.together import doors
from tests.together.doors import DOORS, Door, Street
from uitpas2.accounts.sessions import actor_of
from uitpas2.cards import services
from uitpas2.cards.models import Card
from uitpas2.cards.rules import BarReason
from uitpas2.database.work import Work, Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.web.guard import routes


@pytest.fixture
def database(_sqlite: Engine) -> Engine:
    """What a door asks does not depend on the database: one will do."""
    empty(_sqlite)
    return _sqlite


@pytest.fixture
def street(app: Flask, workplace: Workplace) -> Street:
    return doors.build(app, workplace)


def stops(street: Street, door: Door) -> dict[str, Callable[[Card], object]]:
    """What stops a card. Who is barred for a while is still met by a partner and may move; at entrances nothing works."""

    def by(change: Callable[[Work, Card], object]) -> Callable[[Card], object]:
        def stop(card: Card) -> None:
            with street.workplace.begin(actor_of(street.gent)) as work:
                change(work, work.session.get_one(Card, card.id))

        return stop

    def bar(work: Work, card: Card) -> None:
        assert card.membership is not None
        services.bar(work, card.membership.holder_id, reason=BarReason.MISUSE)

    always = {
        "blocked": by(lambda work, card: services.block_card(work, card.id)),
        "replaced": by(lambda work, card: services.replace_card(work, card.id)),
        "deleted": by(lambda work, card: services.delete_card(work, card.id)),
    }
    return always | ({} if door.asks_birth_date else {"barred": by(bar)})


def shown(street: Street, card: Card, door: Door) -> dict[str, str]:
    """The ways to show a card at a door."""
    if not door.takes_codes:
        return {"number": card.number}
    with street.workplace.begin(system_actor("test")) as work:
        kept = work.session.get_one(Card, card.id)
        codes = {"code": services.qr_token(work, kept), "live code": services.live_code(work, kept).text}
    return {"number": card.number, **codes}


def test_a_stopped_card_is_refused_at_every_door_with_the_next_question(street: Street) -> None:
    opened, refused, tried = [], [], 0

    for door in DOORS:
        works = street.card()
        refused += [
            f"{door} by {way}" for way, text in shown(street, works, door).items() if not knock(street, door, text)
        ]
        for name, stop in stops(street, door).items():
            card = street.card()
            ways = shown(street, card, door)
            stop(card)
            opened += [f"{door}: {name} by {way}" for way, text in ways.items() if knock(street, door, text)]
            tried += len(ways)

    assert refused == []
    assert opened == []
    assert tried == 5 * 4 * 3 + 4 + 3 * 3


def knock(street: Street, door: Door, text: str) -> bool:
    if door is doors.FAMILY:
        street.another_parent()
    if door is doors.CHECK_IN or door is doors.ADMIT:
        street.forget_checkins()
    return door.opens(street, door.knock(street, text))


def test_every_form_and_address_that_takes_a_card_is_one_of_these_doors(app: Flask) -> None:
    taking = {
        schema.__name__
        for known in class_registry._registry.values()
        for schema in (known if isinstance(known, list) else [])
        if not isinstance(schema, str) and schema.__module__.startswith("uitpas2.")
        if doors.CARD_FIELDS & set(schema._declared_fields)
    }
    with_number = {route.path for route in routes(app) if "<number>" in route.path}

    assert taking == doors.SHOWN_AT_DOORS | doors.OUT_OF_THE_DRAWER
    assert with_number == {"/api/v1/cards/<number>"}
