"""The files of the parameters against their JSON Schema, which editors and other tools read."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml

import uitpas2.discounts

RULEBOOK = Path(uitpas2.discounts.__file__).parent / "rulebook"
NO_PARAMETERS = {"articles.yaml", "cases.yaml", "vocabulary.yaml"}
FILES = sorted(path for path in RULEBOOK.rglob("*.yaml") if path.name not in NO_PARAMETERS)
SCHEMA = jsonschema_rs.Draft202012Validator(
    json.loads((RULEBOOK / "parameter.schema.json").read_text(encoding="utf-8"))
)
Change = Callable[[dict[str, Any]], object]


def _plain(item: Any) -> Any:
    """As JSON would hold it: days, also those that are keys, become text."""
    if isinstance(item, dict):
        return {key.isoformat() if isinstance(key, date) else key: _plain(held) for key, held in item.items()}
    if isinstance(item, list):
        return [_plain(held) for held in item]
    return item.isoformat() if isinstance(item, date) else item


def _read(name: str) -> dict[str, Any]:
    read = _plain(yaml.safe_load((RULEBOOK / name).read_text(encoding="utf-8")))
    assert isinstance(read, dict)
    return read


def _first(parameter: dict[str, Any]) -> dict[str, Any]:
    held = next(iter(parameter["values"].values()))
    assert isinstance(held, dict)
    return held


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_parameter_is_written_as_the_schema_says(path: Path) -> None:
    parameter = _read(path.relative_to(RULEBOOK).as_posix())

    faults = [f"{'/'.join(map(str, fault.instance_path))}: {fault.message}" for fault in SCHEMA.iter_errors(parameter)]

    assert faults == []
    assert parameter["key"] == path.stem


@pytest.mark.parametrize(
    ("name", "spoil"),
    [
        ("price/discount_leisure_pct.yaml", lambda one: one.update(colour="blue")),
        ("price/discount_leisure_pct.yaml", lambda one: _first(one).update(middle=80)),
        ("price/discount_leisure_pct.yaml", lambda one: one["label"].pop("fr")),
        ("price/discount_leisure_pct.yaml", lambda one: _first(one)["default_rests_on"]["why"].pop("en")),
        ("price/discount_leisure_pct.yaml", lambda one: one["told"].update(nl="De korting is hoog.")),
        ("price/discount_leisure_pct.yaml", lambda one: one.pop("step")),
        ("price/discount_leisure_pct.yaml", lambda one: one.update(told_none=one["label"])),
        ("price/discount_leisure_pct.yaml", lambda one: _first(one).update(highest=101)),
        ("price/discount_leisure_pct.yaml", lambda one: _first(one).update(default="none")),
        ("price/discount_leisure_pct.yaml", lambda one: _first(one).update(allowed=["percent"])),
        ("price/discount_leisure_pct.yaml", lambda one: _first(one)["bounds_rest_on"].update(link="kortrijk.be")),
        ("price/discount_leisure_pct.yaml", lambda one: one.update(kind="colour")),
        ("price/price_to.yaml", lambda one: one.pop("told_none")),
        ("price/price_to.yaml", lambda one: _first(one).pop("may_be_none")),
        ("price/price_to.yaml", lambda one: _first(one).update(lowest=100)),
        ("price/holder_formula.yaml", lambda one: one["options"]["fixed"].pop("told")),
        ("price/holder_formula.yaml", lambda one: one.pop("options")),
        ("price/holder_formula.yaml", lambda one: one.update(told=one["label"])),
        ("price/holder_formula.yaml", lambda one: _first(one).update(lowest=0, highest=3)),
        ("price/vouchers_accepted.yaml", lambda one: one["options"].pop("no")),
        ("price/vouchers_accepted.yaml", lambda one: _first(one).update(default=True)),
        ("price/covered_classes.yaml", lambda one: one.pop("codes")),
        ("price/covered_classes.yaml", lambda one: _first(one).pop("at_most")),
        ("price/covered_classes.yaml", lambda one: _first(one).update(default="leisure")),
    ],
)
def test_a_parameter_with_something_wrong_is_refused(name: str, spoil: Change) -> None:
    right = _read(name)
    wrong = deepcopy(right)

    spoil(wrong)

    assert SCHEMA.is_valid(right)
    assert not SCHEMA.is_valid(wrong)
