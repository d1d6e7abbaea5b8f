"""Exceptions of choices, told in the words of people."""

from __future__ import annotations

from typing import Any

import pytest

from uitpas2.discounts.rules import rule_book
from uitpas2.discounts.rules.choosing import read_lines
from uitpas2.discounts.rules.exceptions import case_in_words, facts_in_words
from uitpas2.discounts.rules.loading import Place
from uitpas2.discounts.values.choosing import Line

BOOK = rule_book()


def line(**when: Any) -> Line:
    parameter = BOOK.parameters["discount_leisure_pct"]
    (read,) = read_lines(parameter, [{"when": when, "value": 90}], BOOK.vocabulary.facts, Place("test"))
    return read


@pytest.mark.parametrize(
    ("when", "nl", "fr", "en"),
    [
        ({"product_class": "camp"}, "voor kampen", "pour les stages et les camps", "for camps"),
        (
            {"product_class": ["camp", "playground"], "age": {"to": 11}},
            "voor kampen of speelpleinen, tot en met 11 jaar",
            "pour les stages et les camps ou les plaines de jeux, jusqu’à 11 ans inclus",
            "for camps or playgrounds, aged 11 or under",
        ),
        ({"age": {"from": 3, "to": 11}}, "van 3 tot en met 11 jaar", "de 3 à 11 ans inclus", "aged 3 to 11"),
        ({"age": 12}, "van 12 jaar", "de 12 ans", "aged 12"),
        (
            {"price": {"from": "10.00"}},
            "bij een prijs vanaf € 10,00",
            "pour un prix d’au moins 10,00 €",
            "at a price of €10.00 or more",
        ),
        (
            {"organiser_is": "sport_club", "organiser_in": "municipality"},
            "bij deze organisator: sportclub, bij een organisator in de eigen gemeente",
            "chez cet organisateur\u202f: club sportif, chez un organisateur de la commune",
            "with this organiser: sports club, with an organiser in the own municipality",
        ),
        (
            {"organiser_in": ["region", "flanders", "brussels", "elsewhere"]},
            "bij een organisator in een andere gemeente",
            "chez un organisateur d’une autre commune",
            "with an organiser in another municipality",
        ),
        (
            {"grounds": ["foster_care", "youth_care"]},
            "in deze situatie: jeugdhulp of pleegzorg",
            "dans cette situation\u202f: aide à la jeunesse ou placement familial",
            "in this situation: youth care or foster care",
        ),
        (
            {"siblings": {"from": 3}},
            "kinderen van het gezin die dag: 3 of meer",
            "enfants du ménage ce jour-là\u202f: 3 ou plus",
            "children of the family that day: 3 or more",
        ),
        ({"is_group": True}, "groepspas: ja", "pass de groupe\u202f: oui", "group pass: yes"),
        ({"unit": "hour"}, "eenheid: uur", "unité\u202f: heure", "unit: hour"),
    ],
)
def test_every_kind_of_condition_is_told_in_three_languages(when: dict[str, Any], nl: str, fr: str, en: str) -> None:
    told = [
        case_in_words(line(**when), BOOK.vocabulary, language).replace("\u00a0", " ") for language in ("nl", "fr", "en")
    ]

    assert told == [nl, fr, en]


def test_a_case_that_two_exceptions_meet_in_is_told_without_what_it_does_not_hold() -> None:
    facts = BOOK.vocabulary.facts
    camp = facts["product_class"].codes.index("camp")

    told = facts_in_words({"product_class": camp, "age": 12, "organiser_is": 0}, BOOK.vocabulary, "nl")

    assert told == "voor kampen, van 12 jaar"
