"""The structured communication, and what a banking application reads from the payment code."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.be import ogm_vcs

from uitpas2.billing.errors import AccountMistyped, BankCodeMistyped
from uitpas2.billing.rules import (
    communication_for,
    communication_of,
    find_communications,
    is_communication,
    payment_code,
    shown_communication,
    tidy_bic,
    tidy_iban,
)
from uitpas2.cards.rules.qr import qr_matrix
from uitpas2.kernel.money import Euro

CODE = {"payee": "Opvang De Dolfijn vzw", "iban": "BE68539007547034", "bic": "", "text": "+++090/9337/55493+++"}


@settings(max_examples=50)
@given(st.integers(0, 10**10 - 1))
def test_the_check_digits_are_those_that_banks_expect(first10: int) -> None:
    digits = communication_of(first10)

    assert ogm_vcs.is_valid(digits)
    assert is_communication(digits)
    assert find_communications(f"betaling {shown_communication(digits)} dank u") == [digits]


def test_where_nothing_is_left_after_97_the_check_digits_are_97() -> None:
    assert communication_of(97) == "000000009797"
    assert communication_of(0) == "000000000097"
    assert not is_communication("000000009700")


@settings(max_examples=50)
@given(st.uuids(), st.integers(0, 11), st.integers(1, 9))
def test_one_digit_typed_wrong_is_no_communication(id: object, place: int, by: int) -> None:
    digits = communication_for(str(id))
    slip = digits[:place] + str((int(digits[place]) + by) % 10) + digits[place + 1 :]

    assert not is_communication(slip)


@pytest.mark.parametrize(
    "typed", ["090933755493", "090/9337/55493", "***090/9337/55493***", "090 9337 55493", "090.9337.55493"]
)
def test_a_communication_is_found_however_it_was_typed(typed: str) -> None:
    assert find_communications(f"kamp {typed} Noor") == ["090933755493"]


def test_the_payment_code_is_that_of_the_guideline_line_by_line() -> None:
    code = payment_code(**CODE, amount=Euro(12345))

    assert code.split("\n") == [
        "BCD",
        "002",
        "1",
        "SCT",
        "",
        "Opvang De Dolfijn vzw",
        "BE68539007547034",
        "EUR123.45",
        "",
        "",
        "+++090/9337/55493+++",
    ]


@settings(max_examples=40)
@given(st.text(max_size=120), st.text(max_size=300), st.integers(1, 999_999_999_99))
def test_no_name_or_text_makes_the_code_longer_than_a_reader_takes(payee: str, text: str, cents: int) -> None:
    code = payment_code(payee=payee, iban=CODE["iban"], bic="KREDBEBB", amount=Euro(cents), text=text)

    assert len(code.encode()) <= 331
    assert len(code.split("\n")) == 11
    assert code.split("\n")[6:8] == [CODE["iban"], f"EUR{Euro(cents)}"]


def test_the_code_of_the_longest_content_fits_version_13() -> None:
    code = payment_code(payee="é" * 70, iban=CODE["iban"], bic="KREDBEBB", amount=Euro(1), text="é" * 140)

    assert len(qr_matrix(code)) <= 69


@pytest.mark.parametrize("cents", [0, -1, 999_999_999_99 + 1])
def test_nothing_and_too_much_cannot_be_transferred(cents: int) -> None:
    with pytest.raises(ValueError, match="transferred"):
        payment_code(**CODE, amount=Euro(cents))


def test_account_numbers_are_checked_where_they_are_typed() -> None:
    assert tidy_iban("be68 5390 0754 7034") == "BE68539007547034"
    assert tidy_bic("kredbebb ") == "KREDBEBB"
    assert tidy_bic("") == ""
    with pytest.raises(AccountMistyped):
        tidy_iban("BE68 5390 0754 7035")
    with pytest.raises(BankCodeMistyped):
        tidy_bic("KBC")
