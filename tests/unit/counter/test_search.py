"""What a clerk means by what stands in the search field."""

from datetime import date

import pytest

from uitpas2.counter.errors import BirthDateNeeded, NoSuchDay, NothingToSearch
from uitpas2.counter.rules import CardSearch, PersonSearch, read_search

DAY = date(2018, 3, 14)


@pytest.mark.parametrize("text", ["0900 000 095 902", "0900000095902", "0900", "UP1:ABC DEF"])
def test_digits_and_codes_mean_a_card(text: str):
    assert read_search(f" {text} ", None) == CardSearch(text)


def test_a_card_wins_from_a_birth_date_that_was_left_standing():
    assert read_search("0900000095902", DAY) == CardSearch("0900000095902")


@pytest.mark.parametrize(
    ("text", "day", "name"),
    [
        ("Noor", DAY, "Noor"),
        ("", DAY, ""),
        ("Noor Peeters 14/3/2018", None, "Noor Peeters"),
        ("14.03.2018 Noor", None, "Noor"),
        ("14-03-2018", date(2011, 1, 1), ""),
        ("王", DAY, "王"),
    ],
)
def test_a_name_with_a_birth_date_means_a_person(text: str, day: date | None, name: str):
    assert read_search(text, day) == PersonSearch(name, DAY)


@pytest.mark.parametrize(
    ("text", "error", "field"),
    [("", NothingToSearch, "text"), ("Noor", BirthDateNeeded, "birth_date"), ("Noor 31/2/2018", NoSuchDay, "text")],
)
def test_what_is_missing_is_said_at_its_field(text: str, error: type, field: str):
    with pytest.raises(error) as refused:
        read_search(text, None)

    assert refused.value.field == field
