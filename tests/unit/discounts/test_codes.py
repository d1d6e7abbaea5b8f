"""The numbers that rules compare with are the places of the codes in their lists."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from uitpas2.discounts.rulebook import codes

FOLDER = Path(codes.__file__).parent
SINGULARS = {
    "places": "PLACE",
    "classes": "CLASS",
    "units": "UNIT",
    "organisers": "ORGANISER",
    "coupons": "COUPON",
    "labels": "LABEL",
}


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


VOCABULARY = read(FOLDER / "vocabulary.yaml")
CHOICES_OF_ONE = {
    parameter["key"]: tuple(parameter["options"])
    for path in sorted(FOLDER.glob("*/*.yaml"))
    if (parameter := read(path)) and isinstance(parameter, dict) and parameter.get("kind") == "one_of"
}
LISTS = {name: tuple(VOCABULARY["codes"][plural]) for plural, name in SINGULARS.items()} | {
    key.upper(): options for key, options in CHOICES_OF_ONE.items()
}


@pytest.mark.parametrize("name", LISTS)
def test_each_code_of_a_list_has_the_number_of_its_place(name: str) -> None:
    expected = {f"{name}_{code.upper()}": place for place, code in enumerate(LISTS[name])}

    numbers = {constant: getattr(codes, constant, None) for constant in expected}

    assert numbers == expected


def test_there_is_no_number_for_a_code_that_no_list_has() -> None:
    known = {f"{name}_{code.upper()}" for name, listed in LISTS.items() for code in listed}

    numbers = {constant for constant in vars(codes) if constant.isupper()}

    assert numbers - known == set()


def test_each_fact_has_words_and_a_default_and_names_its_list_only_where_it_has_codes() -> None:
    facts = VOCABULARY["facts"]

    incomplete = {
        name
        for name, fact in facts.items()
        if set(fact["label"]) != {"nl", "fr", "en"}
        or not fact["help"]
        or fact["default"] is None
        or ("codes" in fact) != (fact["kind"] in ("one_of", "set_of"))
        or fact.get("codes", "places") not in VOCABULARY["codes"]
    }

    assert incomplete == set()
