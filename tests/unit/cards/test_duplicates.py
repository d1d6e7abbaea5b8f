"""Who may be one and the same person."""

from datetime import date

import pytest

from uitpas2.cards.rules.duplicates import Likeness, NamedPerson, days_to_compare, likeness

DAY = date(2018, 3, 4)
NOOR = NamedPerson("Noor", "Peeters", DAY)


@pytest.mark.parametrize(
    ("first_name", "last_name", "birth_date", "expected"),
    [
        ("NOOR", "peeters", DAY, Likeness.SAME),
        ("Nóór", "Pee ters", DAY, Likeness.SAME),
        ("Peeters", "Noor", DAY, Likeness.ALIKE),  # in the wrong columns
        ("Noor", "Peters", DAY, Likeness.ALIKE),
        ("Nour", "Peeters", DAY, Likeness.ALIKE),
        ("Noor", "Peeters-Janssens", DAY, Likeness.ALIKE),
        ("Noor", "Peeters", date(2018, 4, 3), Likeness.ALIKE),  # day and month in the other order
        ("Nour", "Peeters", date(2018, 4, 3), None),
        ("Noor", "Peeters", date(2017, 3, 4), None),
        ("Emma", "Peeters", DAY, None),  # a twin
        ("Noor", "De Smet", DAY, None),
        ("Noor", "Peeters", None, None),
    ],
)
def test_people_are_the_same_alike_or_somebody_else(first_name, last_name, birth_date, expected):
    other = NamedPerson(first_name, last_name, birth_date)

    assert likeness(NOOR, other) is expected
    assert likeness(other, NOOR) is expected


def test_a_very_short_name_bears_no_slip():
    assert likeness(NamedPerson("Bo", "Li", DAY), NamedPerson("Jo", "Li", DAY)) is None


def test_a_day_that_is_no_month_has_no_other_order():
    assert days_to_compare(date(2018, 3, 14)) == {date(2018, 3, 14)}
    assert days_to_compare(date(2018, 3, 3)) == {date(2018, 3, 3)}
    assert days_to_compare(DAY) == {DAY, date(2018, 4, 3)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Zoé", "Maes"), ("Zoë", "Maes")),
        (("Mohamed Amine", "El Idrissi"), ("Mohamed", "El-Idrissi")),
        (("Jan", "De Bruijn"), ("Jan", "De Bruyn")),
        (("Łukasz", "Wójcik"), ("Lukasz", "Wojcik")),
        (("Lien", "Maes"), ("Lies", "Maes")),  # perhaps twins: somebody has to look
        (("Vandenbroecke", "Louise"), ("Louise", "Van den Broecke")),
    ],
)
def test_one_person_may_be_written_in_two_ways(one: tuple[str, str], other: tuple[str, str]):
    assert likeness(NamedPerson(*one, DAY), NamedPerson(*other, DAY)) is not None
    assert likeness(NamedPerson(*other, DAY), NamedPerson(*one, DAY)) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("An", "Maes"), ("Jo", "Maes")),
        (("Lou", "Maes"), ("Lot", "Maes")),
        (("Emma", "Janssens"), ("Elias", "Janssens")),
        (("Noor", ""), ("", "Peeters")),
    ],
)
def test_twins_and_strangers_are_not_taken_for_one_person(one: tuple[str, str], other: tuple[str, str]):
    assert likeness(NamedPerson(*one, DAY), NamedPerson(*other, DAY)) is None
