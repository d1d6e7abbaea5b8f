"""The order in which a price is decided.

Residence, right, limit, budget; then base price, holder, organiser, municipality, and the sum that is checked.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from uitpas2.activities.rules import ProductClass
from uitpas2.discounts.rules.choices import ChoicesInForce, UsedValue
from uitpas2.discounts.rules.paragraphs import (
    Outcome,
    Rule,
    adds_up,
    base_price,
    budget_allows,
    has_right,
    holder_pays_all,
    holder_pays_care,
    holder_pays_leisure,
    lives_in_flanders,
    municipality_pays,
    organiser_bears,
    reduction_wanted,
    tickets_left,
)
from uitpas2.discounts.rules.words import Payer
from uitpas2.kernel.money import Euro


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about a case. `day` is the day whose rules hold."""

    product_class: ProductClass
    full_price: Euro
    day: date
    has_right: bool
    lives_in_flanders: bool = True
    tickets_left: bool = True
    budget_allows: bool = True
    reduction_wanted: bool = True


@dataclass(frozen=True, slots=True)
class Step:
    """One rule as it was applied: its outcome (cents, or whether it held) and the value of the rule book it used."""

    rule: str
    article: int
    outcome: Outcome
    used: UsedValue | None = None

    @property
    def holds(self) -> bool:
        return self.outcome is not False


@dataclass(frozen=True)
class Decision:
    """Who pays what, and why. The shares add up to the full price, to the cent."""

    full_price: Euro
    holder_pays: Euro
    shares: dict[Payer, Euro]
    reduced: bool
    steps: tuple[Step, ...]
    facts: Facts
    choices: ChoicesInForce

    @property
    def failed(self) -> str:
        """The id of the first condition that did not hold; empty when all did."""
        return next((step.rule for step in self.steps if not step.holds), "")


CONDITIONS = (lives_in_flanders, has_right, tickets_left, budget_allows, reduction_wanted)


def decide(facts: Facts, choices: ChoicesInForce) -> Decision:
    """Apply the rule book to a case, in the order of its articles of procedure.

    The first condition that fails ends it: the holder pays the full price.
    """
    run = _Run(facts, choices)
    if not all(run.apply(condition) for condition in CONDITIONS):
        run.apply(base_price)
        return run.at_full_price()
    run.apply(base_price)
    if not facts.full_price:
        return run.at_full_price()
    rate = holder_pays_care if facts.product_class is ProductClass.CARE else holder_pays_leisure
    holder = run.apply(rate, as_name="holder_pays")
    organiser = run.apply(organiser_bears)
    municipality = run.apply(municipality_pays)
    run.apply(adds_up)
    return run.decided({Payer.HOLDER: holder, Payer.ORGANISER: organiser, Payer.MUNICIPALITY: municipality})


@dataclass
class _Run:
    """One evaluation: outcomes by name, and the trace as it grows."""

    facts: Facts
    choices: ChoicesInForce
    known: dict[str, Any] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.known = {
            "full_price": self.facts.full_price.cents,
            "lives_in_flanders": self.facts.lives_in_flanders,
            "has_right": self.facts.has_right,
            "tickets_left": self.facts.tickets_left,
            "budget_allows": self.facts.budget_allows,
            "reduction_wanted": self.facts.reduction_wanted,
        }

    def apply(self, rule: Rule, *, as_name: str = "") -> Outcome:
        used: UsedValue | None = None
        arguments = {}
        for name in rule.arguments:
            if name in self.choices.values:
                used = self.choices.values[name]
                arguments[name] = used.value
            else:
                arguments[name] = self.known[name]
        outcome = rule.decide(**arguments)
        self.known[as_name or rule.id] = outcome
        self.steps.append(Step(rule.id, rule.article, outcome, used))
        return outcome

    def at_full_price(self) -> Decision:
        everything = self.apply(holder_pays_all)
        return self.decided({Payer.HOLDER: everything}, reduced=False)

    def decided(self, cents: dict[Payer, Outcome], *, reduced: bool = True) -> Decision:
        shares = {payer: Euro(int(amount)) for payer, amount in cents.items()}
        return Decision(
            full_price=self.facts.full_price,
            holder_pays=shares[Payer.HOLDER],
            shares=shares,
            reduced=reduced,
            steps=tuple(self.steps),
            facts=self.facts,
            choices=self.choices,
        )
