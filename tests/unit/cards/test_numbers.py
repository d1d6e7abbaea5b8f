"""Card numbers: Luhn, no two alike, nothing to read in the twelfth digit."""

import json
import os
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from uitpas2.cards.errors import NumberMistyped
from uitpas2.cards.rules import ScannedNumber, bare_number, check_digit, is_card_number, new_number, read_scan
from uitpas2.cards.rules.numbers import NUMBERS_PER_SYSTEM

KEY = b"k" * 32
DATA = Path(os.environ.get("UITPAS2_SHARED", Path(__file__).resolve().parents[4] / "shared")) / "data"

# Numbers that publiq prints in its public test data set.
PUBLISHED = ["0900000095902", "0900000067513", "0900000031618", "0900000093204"]

serials = st.integers(min_value=1, max_value=NUMBERS_PER_SYSTEM - 1)
systems = st.integers(min_value=1, max_value=5_999)


@pytest.mark.parametrize("number", PUBLISHED)
def test_published_numbers_are_card_numbers(number: str):
    assert is_card_number(number)
    assert check_digit(number[:12]) == number[12]


def test_every_card_of_the_published_data_set_is_accepted():
    source = DATA / "uitpas-test-dataset.json"
    if not source.exists():
        pytest.skip(f"{source} is not there")
    numbers = [holder["uitpasNumber"] for holder in json.loads(source.read_text())["passholders"]]

    refused = [number for number in numbers if not is_card_number(number)]

    assert len(numbers) >= 10
    assert refused == []


@pytest.mark.parametrize(
    "text", ["", "090000009590", "09000000959022", "0900000095903", "a900000095902", "٠٩٠٠٠٠٠٠٩٥٩٠٢"]
)
def test_anything_else_is_none(text: str):
    assert not is_card_number(text)


@settings(deadline=None)
@given(systems, serials, st.integers(0, 12), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(system: int, serial: int, place: int, shift: int):
    number = new_number(KEY, system, serial)

    wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]

    with pytest.raises(NumberMistyped):
        read_scan(wrong)


@settings(deadline=None)
@given(systems, serials, st.integers(0, 11))
def test_two_swapped_digits_are_noticed_but_for_nine_and_nought(system: int, serial: int, place: int):
    number = new_number(KEY, system, serial)
    first, second = number[place], number[place + 1]

    swapped = number[:place] + second + first + number[place + 2 :]

    assert is_card_number(swapped) == (first == second or {first, second} == {"0", "9"})


@pytest.mark.parametrize(
    "typed", ["0900 000 095 902", " 0900000095902 ", "0900.000.095-902", "0900\u00a0000\u202f095\u00a0902"]
)
def test_a_number_may_be_typed_in_groups(typed: str):
    assert read_scan(typed) == ScannedNumber("0900000095902")
    assert bare_number(typed) == "0900000095902"


def test_new_numbers_never_meet_and_do_not_count_up():
    numbers = [new_number(KEY, 5, serial) for serial in range(1, 5_001)]

    steps = Counter(int(after) - int(before) for before, after in pairwise(numbers))

    assert len(set(numbers)) == 5_000
    assert all(is_card_number(number) and number.startswith("02005") for number in numbers)
    assert steps.most_common(1)[0][1] <= 3


def test_the_order_of_new_numbers_depends_on_the_secret():
    mine = {new_number(KEY, 5, serial) for serial in range(1, 200)}

    others = {new_number(b"o" * 32, 5, serial) for serial in range(1, 200)}

    assert len(mine & others) < 3


def test_the_twelfth_digit_of_new_numbers_is_any_but_the_one_that_used_to_tell_of_a_right():
    digits = Counter(new_number(KEY, 5, serial)[11] for serial in range(1, 9_001))

    assert set(digits) == set("023456789")
    assert max(digits.values()) < 1_200


@settings(deadline=None)
@given(systems, serials)
def test_serials_that_differ_give_numbers_that_differ(system: int, serial: int):
    assert new_number(KEY, system, serial) != new_number(KEY, system, serial - 1)
