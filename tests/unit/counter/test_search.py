"""What a clerk means by what stands in the one search field."""

from datetime import date

import pytest

from uitpas2.cards.rules import is_card_number
from uitpas2.counter import errors
from uitpas2.counter.rules import (
    CardSearch,
    NationalNumberSearch,
    PersonSearch,
    Slip,
    WholeNameSearch,
    near_numbers,
    read_search,
    why_no_number,
)

TODAY = date(2026, 11, 25)
DAY = date(2018, 3, 12)

MEANT = {
    "0900 000 095 902": CardSearch("0900 000 095 902"),
    " 0900000095902 ": CardSearch("0900000095902"),
    "0900-000-095-902": CardSearch("0900-000-095-902"),
    "0900\u00a0000\u00a0095\u00a0902": CardSearch("0900 000 095 902"),
    "090000009590O": CardSearch("090000009590O"),
    "0900": CardSearch("0900"),
    "UP1:ABC DEF": CardSearch("UP1:ABC DEF"),
    "up1:abc": CardSearch("UP1:ABC"),
    "Maes 12/3/2018": PersonSearch("Maes", DAY),
    "12-03-2018 noor": PersonSearch("noor", DAY),
    "noor maes 2018-03-12": PersonSearch("noor maes", DAY),
    "12.03.2018": PersonSearch("", DAY),
    "12 / 3 / 18, Maes": PersonSearch("Maes", DAY),
    "Maes 12 3 2018": PersonSearch("Maes", DAY),
    "Maes 12032018": PersonSearch("Maes", DAY),
    "20180312 Maes": PersonSearch("Maes", DAY),
    "Maes 120318": PersonSearch("Maes", DAY),
    "noor 12 maart 2018": PersonSearch("noor", DAY),
    "Noor, 12 mrt. 2018": PersonSearch("Noor", DAY),
    "Zoé 1er août 2017": PersonSearch("Zoé", date(2017, 8, 1)),
    "Jan De Smet 3/4/87": PersonSearch("Jan De Smet", date(1987, 4, 3)),
    "Noor 25/11/26": PersonSearch("Noor", TODAY),
    "Noor 26/11/26": PersonSearch("Noor", date(1926, 11, 26)),
    "d'Hondt–Maes 12–03–2018": PersonSearch("d'Hondt-Maes", DAY),
    "王 12/3/2018": PersonSearch("王", DAY),
    "18.03.12-002.37": NationalNumberSearch("18.03.12-002.37"),
    "18031200237": NationalNumberSearch("18031200237"),
    "18 03 12 002 37": NationalNumberSearch("18 03 12 002 37"),
    "18.03.12-002.3": NationalNumberSearch("18.03.12-002.3"),
    "Noor 18031200237 Maes": NationalNumberSearch("18031200237"),
    "Noor Maes Gent": WholeNameSearch("Noor Maes Gent"),
}


@pytest.mark.parametrize("text", MEANT)
def test_one_field_takes_what_a_clerk_has_at_hand(text: str):
    assert read_search(text, TODAY) == MEANT[text]


REFUSED = {
    "": errors.NothingToSearch,
    "Noor": errors.BirthDateNeeded,
    "Noor 31/2/2018": errors.NoSuchDay,
    "Noor 3/14/2018": errors.NoSuchDay,
    "Noor 12/3/1818": errors.NoSuchDay,
    "Noor 12/3/2028": errors.DayToCome,
    "Noor 12/3/2018 4": errors.SearchUnclear,
    "Noor 12/3/2018 Lou 4/5/2019": errors.SearchUnclear,
}


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_wrong_is_said_at_the_field(text: str):
    with pytest.raises(REFUSED[text]) as refused:
        read_search(text, TODAY)

    assert refused.value.field == "text"


def test_a_national_number_does_not_show_itself():
    assert "18031200237" not in repr(read_search("18031200237", TODAY))


def test_the_place_of_a_slip_is_told():
    letter = why_no_number("0900 OO0 095 902")
    short = why_no_number("0900 000 095 90")

    assert isinstance(letter, errors.LetterInNumber)
    assert "Op plaats 5 staat “O”" in letter.message.nl
    assert short is not None
    assert short.message.nl.endswith("Je typte er 12.")
    assert why_no_number("0900 000 095 902") is None


@pytest.mark.parametrize(
    ("typed", "slip", "place"),
    [
        ("0900000095912", Slip.WRONG, 12),
        ("0900000059902", Slip.SWAPPED, 9),
        ("090000095902", Slip.MISSING, 3),
        ("09000000959902", Slip.EXTRA, 11),
    ],
)
def test_the_number_that_was_meant_is_among_the_near_ones(typed: str, slip: Slip, place: int):
    near = {found.number: found for found in near_numbers(typed)}

    assert "0900000095902" in near
    assert near["0900000095902"].slip is slip
    assert near["0900000095902"].place == place
    assert all(is_card_number(number) for number in near)
    assert len(near) < 40
