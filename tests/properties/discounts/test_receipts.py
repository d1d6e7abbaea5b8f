"""A receipt tells all that is needed: decided again from its JSON alone, the same comes out."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from hypothesis import HealthCheck, given, settings

from tests.properties.discounts.worlds import World, worlds
from uitpas2.discounts.rules.deciding import decide_price, decide_right
from uitpas2.discounts.rules.receipts import receipt_for, receipt_of, replay
from uitpas2.discounts.rules.rulebook import PRICE, RIGHT

KNOWN_ON = datetime(2026, 11, 22, 12, tzinfo=UTC)
quiet = [HealthCheck.too_slow]


def kept(receipt: dict[str, Any]) -> dict[str, Any]:
    """As it comes back from the database."""
    found: dict[str, Any] = json.loads(json.dumps(receipt))
    return found


@settings(max_examples=500, deadline=None, suppress_health_check=quiet)
@given(worlds(PRICE, usual={"has_right": True, "price": 1000}, municipalities=1, cases=1, most_choices=6))
def test_a_receipt_of_a_price_decided_again_gives_the_same(world: World) -> None:
    case = world.cases[0]
    receipt = kept(receipt_of(decide_price(case.facts, world.held(case)), known_on=KNOWN_ON))

    again = replay(receipt, world.book)

    assert again.agrees, (again.before, again.after)
    assert again.same_version


@settings(max_examples=300, deadline=None, suppress_health_check=quiet)
@given(worlds(RIGHT, usual={"grounds": 1}, municipalities=1, cases=1, most_choices=6))
def test_a_receipt_of_a_right_decided_again_gives_the_same(world: World) -> None:
    case = world.cases[0]
    held = world.held(case)
    receipt = kept(receipt_for(decide_right(case.facts, held), case.facts, held, known_on=KNOWN_ON))

    again = replay(receipt, world.book)

    assert again.agrees, (again.before, again.after)


@settings(max_examples=50, deadline=None, suppress_health_check=quiet)
@given(worlds(PRICE, usual={"has_right": True, "price": 1000}, municipalities=1, cases=1))
def test_a_receipt_that_somebody_changed_does_not_agree(world: World) -> None:
    case = world.cases[0]
    receipt = kept(receipt_of(decide_price(case.facts, world.held(case)), known_on=KNOWN_ON))

    receipt["outputs"]["holder_pays"] += 1

    assert not replay(receipt, world.book).agrees
