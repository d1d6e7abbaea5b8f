"""What a case may expect of an answer, and whether the answer agrees."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from uitpas2.discounts.rules.choosing import nearest, one_day
from uitpas2.discounts.rules.loading import Place, keys
from uitpas2.discounts.rules.rulebook import RuleBook
from uitpas2.discounts.values.kinds import Kind, ValueFault, from_people, shown
from uitpas2.discounts.values.numbers import NOTHING

AMOUNTS = {
    "holder": "holder_pays",
    "organiser": "organiser_pays",
    "municipality": "municipality_pays",
    "flanders": "flanders_pays",
    "fund": "fund_pays",
    "intervention": "intervention",
    "cap_left": "cap_left",
    "refund": "card_refund",
}
OF_RIGHT = ("right", "starts", "ends", "refusal")
OF_PRICE = (*AMOUNTS, "at_most", "discounted", "remaining")
BY_QUESTION = {"price": (*OF_PRICE, *OF_RIGHT), "right": OF_RIGHT, "choice": ("allowed",)}
YES_NOS = ("right", "discounted", "allowed")
DATES = ("starts", "ends")
EXPECTED = {name for names in BY_QUESTION.values() for name in names}
# What may come out as "no limit", or as "nothing failed".
MAY_BE_NONE = ("cap_left", "remaining", "refusal")


def check_expected(book: RuleBook, question: str, given: Any, facts: Mapping[str, Any], place: Place) -> None:
    """Whether everything expected is an answer to the question, and a value of its kind. Raises RuleBookFault."""
    if not isinstance(given, dict) or not given:
        raise place.fault("should name at least one thing")
    keys(given, (), place, may=EXPECTED)
    for name, value in given.items():
        here = place.below(name)
        if name not in BY_QUESTION[question]:
            raise here.fault(
                f"is no answer to the question {question}; that answers: {', '.join(BY_QUESTION[question])}"
            )
        if name in DATES and question == "price" and "has_right" in facts:
            raise here.fault(
                "has_right in the situation skips the decision on the right: ask for the right, or leave it out"
            )
        wanted(name, value, here)
        if name == "refusal":
            _check_refusal(book, value, here)


def wanted(name: str, value: Any, place: Place) -> Any:
    """What is expected, as it is compared: cents, days as text, true or false. Raises RuleBookFault."""
    if value in (None, "none") and name not in MAY_BE_NONE:
        raise place.fault("should have a value")
    try:
        if name in AMOUNTS or name == "at_most":
            return from_people(Kind.CENTS, value)
        if name in YES_NOS:
            return bool(from_people(Kind.YES_NO, value))
        if name == "remaining":
            found = from_people(Kind.COUNT, value)
            return None if found >= NOTHING else found
    except ValueFault as fault:
        raise place.fault(str(fault)) from None
    if name in DATES:
        return one_day(value, place).isoformat()
    return "" if value in (None, "none") else value


def agrees(name: str, value: Any, got: Mapping[str, Any]) -> bool:
    """Whether what came out is what was expected."""
    expected = wanted(name, value, Place(name))
    if name == "at_most":
        return bool(from_people(Kind.CENTS, got["holder"]) <= expected)
    found = got.get(name)
    return bool((from_people(Kind.CENTS, found) if name in AMOUNTS else found) == expected)


def _check_refusal(book: RuleBook, value: Any, place: Place) -> None:
    known = {one.id: one for program in book.programs.values() for one in program.conditions}
    if value not in (None, "none", "") and (not isinstance(value, str) or value not in known):
        raise place.fault(f"{shown(value)} is no condition{nearest(value, known)}; known are {', '.join(known)}")
