"""Which names are found by what is typed, without looking at capitals, accents, spaces and dashes."""

import pytest

from uitpas2.cards.rules.names import is_place, name_fits, search_name, whole_names, words_of


@pytest.mark.parametrize(
    ("first_name", "last_name", "expected"),
    [
        ("Noor", "Peeters", "noor peeters"),
        ("Marie-Louise", "Van den Broeck", "marielouise vandenbroeck"),
        ("Zoë", "D'Hooghe", "zoe dhooghe"),
        ("Łukasz", "Øztürk-Yıldız", "lukasz ozturkyildiz"),
        ("Scouts De Kraaien", "", "scoutsdekraaien"),
        ("", "", ""),
    ],
)
def test_a_name_has_one_form_in_which_it_is_found(first_name: str, last_name: str, expected: str):
    assert search_name(first_name, last_name) == expected


@pytest.mark.parametrize(
    ("typed", "first_name", "last_name"),
    [
        ("van damme", "Els", "Vandamme"),
        ("vandamme els", "Els", "Van Damme"),
        ("broeck noor", "Noor", "Van den Broeck"),
        ("lukas ozturk", "Łukasz", "Öztürk"),
    ],
)
def test_every_word_of_a_name_that_fits_stands_in_its_search_form(typed: str, first_name: str, last_name: str):
    assert name_fits(typed, first_name, last_name)
    assert all(word in search_name(first_name, last_name) for word in words_of(typed))


@pytest.mark.parametrize(
    "typed", ["Els Van Damme", "van damme els", "ELS VANDAMME", "els van-damme gent", "Van Damme Els 9000"]
)
def test_a_whole_name_is_understood_in_both_orders_and_with_a_place(typed: str):
    places = whole_names(typed).get(search_name("Els", "Vandamme"), set())

    assert any(is_place(place, "Gent", "9000") for place in places)
    assert ("" in places) is not typed.endswith(("gent", "9000"))


def test_a_place_may_have_several_words_and_must_be_the_right_one():
    places = whole_names("noor maes sint genesius rode")["noor maes"]

    assert any(is_place(place, "Sint-Genesius-Rode") for place in places)
    assert not any(is_place(place, "Genesius", "1640") for place in places)


@pytest.mark.parametrize("typed", ["", "peeters", " - ", "a b c d e f g h i j k l m"])
def test_part_of_a_name_is_no_whole_one(typed: str):
    assert whole_names(typed) == {}
