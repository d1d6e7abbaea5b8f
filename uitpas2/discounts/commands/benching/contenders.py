"""Other engines, where they happen to be installed; the platform needs neither.

Both get an easier task than the engine: the percentages of the municipality on the day are looked up for them
beforehand, and OpenFisca has one date for all rows, as it always has. Their answers are held to the hand-written ones.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

import numpy as np

from uitpas2.discounts.commands.benching.bulk import PAYS
from uitpas2.discounts.commands.benching.by_hand import EXCLUDED_LABELS, ByHand
from uitpas2.discounts.commands.benching.cases import municipalities, year
from uitpas2.discounts.commands.benching.measuring import best, spread
from uitpas2.discounts.engine.bulk import CHUNK
from uitpas2.discounts.rulebook.codes import CLASS_CARE

Column: TypeAlias = Any

MONTH = "2026-05"


def measure_contenders(rows: int) -> Iterator[tuple[str, str]]:
    """What each does with the same rules on fewer rows. Says so where one is not installed."""
    yield _openfisca(min(rows, 200_000))
    yield _zen(min(rows, 20_000))


def _given(rows: int) -> tuple[dict[str, Column], dict[str, Column]]:
    """The facts by name with the percentages among them, and what should come out."""
    hand, cases = ByHand(municipalities()), year(rows)
    holder_pct, organiser_pct = hand.percentages(cases)
    expected = hand.decide(cases, chunk=CHUNK)[1]
    return {**cases.facts, "holder_pct": holder_pct, "organiser_pct": organiser_pct}, expected


def _said(name: str, rows: int, seconds: float, half: float, same: bool) -> tuple[str, str]:
    answers = "equal answers" if same else "OTHER ANSWERS"
    return name, f"{seconds / rows * 1e9:,.0f} ns of processor a row ({rows:,} rows), one p50 {half:,.1f} µs, {answers}"


def _openfisca(rows: int) -> tuple[str, str]:
    name = "openfisca-core (percentages given, one date)"
    try:
        system = _system()
    except ImportError:
        return name, "not installed"
    builder = importlib.import_module("openfisca_core.simulations").SimulationBuilder

    def decide(facts: Mapping[str, Column], count: int) -> dict[str, Column]:
        simulation = builder().build_default_simulation(system, count)
        for fact, column in facts.items():
            simulation.set_input(fact, MONTH, column)
        return {pays: simulation.calculate(pays, MONTH) for pays in PAYS}

    facts, expected = _given(rows)
    decided, took = best(lambda: decide(facts, rows), 3)
    same = all((decided[pays] == expected[pays]).all() for pays in PAYS)
    single = [{fact: column[row : row + 1] for fact, column in facts.items()} for row in range(200)]
    half, _ = spread(lambda one: decide(one, 1), single)
    return _said(name, rows, took.processor, half, same)


def _system() -> Any:
    """The rules as variables of OpenFisca, whole numbers all. Raises ImportError where it is not installed."""
    entity = importlib.import_module("openfisca_core.entities").build_entity(
        key="ticket", plural="tickets", label="A ticket", doc="", is_person=True
    )
    base = importlib.import_module("openfisca_core.variables").Variable
    month = importlib.import_module("openfisca_core.periods").MONTH
    system = importlib.import_module("openfisca_core.taxbenefitsystems").TaxBenefitSystem([entity])

    def add(name: str, formula: Any = None) -> None:
        kind = bool if name == "has_right" else int
        parts = {"value_type": kind, "entity": entity, "definition_period": month, "label": name}
        system.add_variable(type(name, (base,), parts | ({"formula": formula} if formula else {})))

    def is_covered(ticket: Any, period: Any) -> Column:
        return ticket("labels", period) & EXCLUDED_LABELS == 0

    def ordinary_price(ticket: Any, period: Any) -> Column:
        with_siblings = (ticket("product_class", period) == CLASS_CARE) * (ticket("siblings", period) >= 2)
        price = ticket("price", period)
        return np.where(with_siblings * is_covered(ticket, period), (price * 75 + 50) // 100, price)

    def holder_pays(ticket: Any, period: Any) -> Column:
        is_care = ticket("product_class", period) == CLASS_CARE
        has_ticket = is_care + (ticket("tickets_used", period) < 1)
        granted = ticket("has_right", period) * has_ticket * is_covered(ticket, period)
        ordinary = ticket("ordinary_price", period)
        own = (ordinary * ticket("holder_pct", period) + 50) // 100
        return np.where(granted, np.minimum(own, (ordinary * np.where(is_care, 50, 25) + 50) // 100), ordinary)

    def organiser_pays(ticket: Any, period: Any) -> Column:
        ordinary = ticket("ordinary_price", period)
        share = (ordinary * ticket("organiser_pct", period) + 50) // 100
        return np.minimum(ordinary - ticket("holder_pays", period), share)

    def municipality_pays(ticket: Any, period: Any) -> Column:
        left = ticket("ordinary_price", period) - ticket("holder_pays", period)
        return left - ticket("organiser_pays", period)

    for fact in ("has_right", "product_class", "price", "siblings", "tickets_used", "labels"):
        add(fact)
    add("holder_pct")
    add("organiser_pct")
    for formula in (ordinary_price, holder_pays, organiser_pays, municipality_pays):
        add(formula.__name__, formula)
    return system


EXPRESSIONS = {
    "with_siblings": f"product_class == {CLASS_CARE} and siblings >= 2 and not excluded",
    "ordinary": "$.with_siblings ? floor((price * 75 + 50) / 100) : price",
    "granted": f"has_right and (product_class == {CLASS_CARE} or tickets_used < 1) and not excluded",
    "own": "floor(($.ordinary * holder_pct + 50) / 100)",
    "ceiling": f"floor(($.ordinary * (product_class == {CLASS_CARE} ? 50 : 25) + 50) / 100)",
    "holder_pays": "$.granted ? min([$.own, $.ceiling]) : $.ordinary",
    "organiser_pays": "min([$.ordinary - $.holder_pays, floor(($.ordinary * organiser_pct + 50) / 100)])",
    "municipality_pays": "$.ordinary - $.holder_pays - $.organiser_pays",
}


def _zen(rows: int) -> tuple[str, str]:
    name = "zen-engine (percentages given)"
    try:
        zen = importlib.import_module("zen")
    except ImportError:
        return name, "not installed"
    decision = zen.ZenEngine().create_decision(json.dumps(_graph()))
    facts, expected = _given(rows)
    facts["excluded"] = facts.pop("labels") & EXCLUDED_LABELS != 0
    columns = {fact: column.tolist() for fact, column in facts.items()}
    single = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    decided, took = best(lambda: [decision.evaluate(one)["result"] for one in single], 1)
    same = all(one[pays] == expected[pays][row] for row, one in enumerate(decided) for pays in PAYS)
    half, _ = spread(decision.evaluate, single[:2000])
    return _said(name, rows, took.processor, half, same)


def _graph() -> dict[str, Any]:
    expressions = [{"id": key, "key": key, "value": value} for key, value in EXPRESSIONS.items()]
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode"},
        {"id": "rules", "name": "rules", "type": "expressionNode", "content": {"expressions": expressions}},
        {"id": "out", "name": "out", "type": "outputNode"},
    ]
    edges = [
        {"id": "1", "type": "edge", "sourceId": "in", "targetId": "rules"},
        {"id": "2", "type": "edge", "sourceId": "rules", "targetId": "out"},
    ]
    return {"nodes": nodes, "edges": edges}
