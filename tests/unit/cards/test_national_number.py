"""The national number: checked for all births, bound to a birth date, never printed."""

import logging
import pickle
from datetime import date

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.be import bis, nn

from uitpas2.cards.errors import NationalNumberMistyped
from uitpas2.cards.rules import NationalNumber, without_national_numbers

KEY = b"n" * 32
days = st.dates(date(1910, 1, 1), date(2026, 11, 25))


def number_for(day: date, order: int = 1, month_added: int = 0) -> str:
    first9 = f"{day:%y}{day.month + month_added:02d}{day.day:02d}{order:03d}"
    return first9 + f"{97 - int(('2' if day.year >= 2000 else '') + first9) % 97:02d}"


@settings(deadline=None)
@given(days, st.integers(1, 998))
def test_numbers_of_all_births_fit(day: date, order: int):
    number = NationalNumber(number_for(day, order))

    assert number.may_belong_to(day)
    assert nn.is_valid(number_for(day, order))


@settings(deadline=None)
@given(days, st.sampled_from([20, 40]))
def test_bis_numbers_fit_too(day: date, month_added: int):
    text = number_for(day, 7, month_added)

    assert NationalNumber(text).may_belong_to(day)
    assert bis.is_valid(text)


def test_a_bis_number_without_a_known_day_fits_every_day_of_its_year():
    first9 = "18" + "40" + "00" + "013"
    number = NationalNumber(first9 + f"{97 - int('2' + first9) % 97:02d}")

    assert number.may_belong_to(date(2018, 3, 14))
    assert not number.may_belong_to(date(2017, 3, 14))


@settings(deadline=None)
@given(days, st.integers(0, 8), st.integers(1, 9))
def test_a_mistyped_digit_is_noticed_or_belongs_to_another_century(day: date, place: int, shift: int):
    text = number_for(day)
    wrong = text[:place] + str((int(text[place]) + shift) % 10) + text[place + 1 :]

    try:
        mistyped = NationalNumber(wrong)
    except NationalNumberMistyped as error:
        assert error.field == "national_number"
        assert text not in repr(error.args) + str(error.details)
    else:
        assert not mistyped.may_belong_to(day) or place >= 6


@pytest.mark.parametrize(
    "text", ["", "123", "83030201541", "830302015400", "83O30201540", "83130201540", "83035501540"]
)
def test_what_cannot_be_one_is_refused(text: str):
    with pytest.raises(NationalNumberMistyped):
        NationalNumber(text)


def test_it_is_read_with_its_usual_signs():
    assert NationalNumber("83.03.02-015.40") == NationalNumber("83030201540")


def test_the_number_of_an_adult_does_not_belong_to_a_child_of_a_century_later():
    assert not NationalNumber(number_for(date(1918, 3, 14))).may_belong_to(date(2018, 3, 14))


def test_it_prints_as_three_stars_wherever_it_turns_up(caplog: pytest.LogCaptureFixture):
    number = NationalNumber("83030201540")

    logging.getLogger("anything").warning("holder %s %r", number, {"number": number})

    assert f"{number} {number!r} {[number]}" == "*** *** [***]"
    assert "83030201540" not in caplog.text
    assert not hasattr(number, "__dict__")


def test_it_cannot_slip_out_by_being_pickled():
    with pytest.raises(TypeError):
        pickle.dumps(NationalNumber("83030201540"))


def test_it_is_kept_encrypted_and_never_twice_the_same():
    number = NationalNumber("83030201540")

    once, again = number.encrypted(KEY), number.encrypted(KEY)

    assert once != again
    assert b"83030201540" not in once
    assert NationalNumber.decrypted(KEY, once) == number
    with pytest.raises(InvalidTag):
        NationalNumber.decrypted(b"x" * 32, once)


def test_it_can_be_found_again_with_the_key_only():
    number = NationalNumber("83030201540")

    assert number.blind_index(KEY) == NationalNumber("83.03.02-015.40").blind_index(KEY)
    assert number.blind_index(KEY) != number.blind_index(b"x" * 32)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("18031400206", date(2018, 3, 14), date(2018, 3, 14)),
        ("83030201540", date(1983, 3, 2), date(1983, 3, 2)),
        ("83000000193", date(1983, 1, 1), date(1983, 12, 31)),  # month and day unknown
    ],
)
def test_a_number_says_when_its_owner_may_be_born(typed: str, first: date, last: date) -> None:
    assert NationalNumber(typed).born_between() == [(first, last)]


@pytest.mark.parametrize("written", ["83030201540", "83.03.02-015.40", "83 03 02 015 40", "830302-015.40"])
def test_a_number_that_somebody_wrote_into_a_text_can_be_taken_out(written: str):
    assert without_national_numbers(f"lijst {written}.xlsx") == "lijst ***.xlsx"


@pytest.mark.parametrize(
    "text", ["83030201541", "0900000095902", "Kouter 12, 9000 Gent", "02/03/2018", "1830302015401"]
)
def test_what_is_no_national_number_stays_as_it_was_written(text: str):
    assert without_national_numbers(text) == text
