"""Deciding a case: who has the right, who pays what. The order stands in `rulebook/programs.py`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from uitpas2.activities.rules import ProductClass
from uitpas2.discounts.engine.running import Outcome
from uitpas2.discounts.rules.choices import ChoicesInForce
from uitpas2.discounts.rules.loading import Place
from uitpas2.discounts.rules.rulebook import PRICE, RIGHT
from uitpas2.discounts.rules.words import Payer
from uitpas2.discounts.values.kinds import ValueFault, from_people, to_stored
from uitpas2.discounts.values.numbers import as_day
from uitpas2.discounts.values.parameters import Fact, Vocabulary
from uitpas2.kernel.money import Euro


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about a price. `day` is the day whose rules hold; `more` holds further facts by name."""

    product_class: ProductClass
    full_price: Euro
    day: date
    has_right: bool
    lives_in_flanders: bool = True
    tickets_used: int = 0
    ticket_limit: int | None = None
    budget_allows: bool = True
    reduction_wanted: bool = True
    more: Mapping[str, int] = field(default_factory=dict)

    def numbers(self, vocabulary: Vocabulary) -> dict[str, int]:
        """All facts as the engine counts; what is not said has its default."""
        known = defaults(vocabulary)
        known.update(
            day=as_day(self.day),
            product_class=vocabulary.facts["product_class"].codes.index(self.product_class.value),
            price=self.full_price.cents,
            has_right=self.has_right,
            lives_in_flanders=self.lives_in_flanders,
            tickets_used=self.tickets_used,
            budget_allows=self.budget_allows,
            reduction_wanted=self.reduction_wanted,
            **self.more,
        )
        if self.ticket_limit is not None:
            known["activity_ticket_limit"] = self.ticket_limit
        return known


def defaults(vocabulary: Vocabulary) -> dict[str, int]:
    """What is assumed about everything nobody says."""
    return {name: fact.default for name, fact in vocabulary.facts.items()}


def situation(facts: Mapping[str, Fact], given: Mapping[str, Any], on: date, place: Place) -> dict[str, int]:
    """The facts of a case as people write them. Raises RuleBookFault for an unknown name or value."""
    known = {name: fact.default for name, fact in facts.items()} | {"day": as_day(on)}
    for name, value in given.items():
        here = place.below(name)
        if name not in facts:
            raise here.fault("there is no fact of this name")
        try:
            known[name] = from_people(facts[name].kind, value, facts[name].codes)
        except ValueFault as fault:
            raise here.fault(str(fault)) from None
    return known


def told(facts: Mapping[str, int], vocabulary: Vocabulary) -> dict[str, Any]:
    """Facts that differ from what is assumed, in plain JSON."""
    return {
        name: to_stored(fact.kind, facts[name], fact.codes)
        for name, fact in vocabulary.facts.items()
        if facts[name] != fact.default
    }


PAYER_OUTPUTS = {
    Payer.HOLDER: "holder_pays",
    Payer.ORGANISER: "organiser_pays",
    Payer.MUNICIPALITY: "municipality_pays",
    Payer.FLANDERS: "flanders_pays",
    Payer.FUND: "fund_pays",
}


@dataclass(frozen=True)
class Decision:
    """Who pays what, and why. The shares add up to `full_price`, to the cent.

    `full_price` is what would be paid without the right: after a reduction for brothers and sisters.
    """

    outcome: Outcome
    facts: Mapping[str, int]
    choices: ChoicesInForce

    @property
    def reduced(self) -> bool:
        return self.outcome.granted and self.holder_pays != self.full_price

    @property
    def full_price(self) -> Euro:
        return Euro(self.outcome.outputs["price_to_split" if self.outcome.granted else "ordinary_price"])

    @property
    def holder_pays(self) -> Euro:
        return Euro(self.outcome.outputs["holder_pays"])

    @property
    def shares(self) -> dict[Payer, Euro]:
        """What each payer bears. Somebody who pays nothing is left out, but for the holder and the usual payers."""
        outputs = self.outcome.outputs
        usual = {Payer.HOLDER, Payer.ORGANISER, Payer.MUNICIPALITY} if self.reduced else {Payer.HOLDER}
        return {payer: Euro(outputs[name]) for payer, name in PAYER_OUTPUTS.items() if outputs[name] or payer in usual}

    @property
    def failed(self) -> str:
        """The id of the first condition that did not hold; empty when all did."""
        return self.outcome.failed


def decide(facts: Facts, choices: ChoicesInForce) -> Decision:
    """Apply the rule book to a price."""
    return decide_price(facts.numbers(choices.book.vocabulary), choices)


def decide_price(facts: Mapping[str, int], choices: ChoicesInForce) -> Decision:
    """Apply the rule book to a price, the facts given as the engine counts them."""
    return Decision(choices.ready(PRICE).decide(facts), facts, choices)


def decide_right(facts: Mapping[str, int], choices: ChoicesInForce) -> Outcome:
    """Whether somebody has the right on a day, with every step; outputs its first day and the day after its last."""
    return choices.ready(RIGHT).explain(facts)


def paid_by_voucher(decision: Decision) -> Euro:
    """The part of the holder's own part that comes off a voucher."""
    if not decision.facts["voucher_left"] or not decision.outcome.granted:
        return Euro(0)
    return Euro(decision.choices.ready(PRICE).explain(decision.facts).steps["voucher_pays"])
