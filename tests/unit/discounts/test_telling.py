"""A receipt is told again in the reader's language, from fixed sentences, without ever naming a ground."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from tests.unit.discounts.test_deciding import case, choices
from uitpas2.activities.rules import ProductClass
from uitpas2.discounts.errors import LimitReached
from uitpas2.discounts.rules import Choice, decide, receipt_of, refusals, replay, retell, retell_shares, rule_book
from uitpas2.discounts.rules.telling import amount_in_words
from uitpas2.kernel.money import Euro
from uitpas2.kernel.period import PeriodKind

NEVER = ("kansentarief", "kansenstatuut", "kansarm", "armoede", "sociaal tarief", "korting wegens")


def told(language: str = "nl", **facts) -> list[str]:
    receipt = receipt_of(decide(case(**facts), choices()), known_on=datetime(2026, 11, 25, tzinfo=UTC))
    return [step.sentence for step in retell(json.loads(json.dumps(receipt)), language)]


def test_the_reduced_price_is_told_in_plain_dutch() -> None:
    assert told() == [
        "Je woont in Gent. Die gemeente kiest de regels die voor jou gelden.",
        "Je verlaagde prijs gold op woensdag 25 november 2026.",
        "Voor deze activiteit kon je nog een ticket kopen aan jouw prijs.",
        "De gewone prijs is €\u00a010,00.",
        "In de vrije tijd krijg je 80\u00a0% korting: je betaalt €\u00a02,00.",
        "De organisator neemt 40\u00a0% van de gewone prijs op zich: €\u00a04,00.",
        "Gent betaalt de rest: €\u00a04,00.",
        "Samen is dat precies de gewone prijs: €\u00a010,00.",
    ]


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"product_class": ProductClass.CARE},
        {"has_right": False},
        {"lives_in_flanders": False},
        {"tickets_used": 1},
        {"budget_allows": False},
        {"reduction_wanted": False},
        {"cents": 0},
    ],
    ids=str,
)
def test_every_way_a_price_can_come_about_can_be_told_in_every_language(language: str, facts) -> None:
    sentences = told(language, **facts)

    assert len(sentences) >= 2
    assert not any("{" in sentence or not sentence.endswith(".") for sentence in sentences)
    assert not any(word in sentence.lower() for sentence in sentences for word in NEVER)


def test_the_receipt_adds_up_for_the_family() -> None:
    receipt = receipt_of(decide(case(), choices()), known_on=datetime(2026, 11, 25, tzinfo=UTC))

    assert retell_shares(receipt, "nl") == [("Jij", Euro(200)), ("De organisator", Euro(400)), ("Gent", Euro(400))]


@pytest.mark.parametrize(
    ("language", "words"), [("nl", "€\u00a01.234,05"), ("fr", "1\u202f234,05\u00a0€"), ("en", "€1,234.05")]
)
def test_amounts_are_written_as_readers_expect(language: str, words: str) -> None:
    assert amount_in_words(Euro(123_405), language) == words


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("discount_leisure_pct", 70, "laat hier 75 tot 100\u00a0% toe (artikel 4). Je vulde 70\u00a0% in."),
        (
            "intervention_cap",
            100,
            "laat hier vanaf €\u00a0200,00 of geen grens toe (artikel 19). Je vulde €\u00a01,00 in.",
        ),
    ],
)
def test_out_of_bounds_is_said_in_the_words_of_the_desk(key: str, value: int, sentence: str) -> None:
    (refusal,) = refusals(rule_book(), date(2026, 11, 25), [Choice(key, value)])

    assert refusal.message.nl == f"Het Vlaamse regelboek {sentence}"
    assert refusal.message.is_complete()


def test_a_no_says_what_would_change_it_only_where_it_would() -> None:
    def changes(**facts) -> list[str]:
        receipt = receipt_of(decide(case(**facts), choices()), known_on=datetime(2026, 11, 25, tzinfo=UTC))
        return [line for step in retell(receipt, "nl") for line in step.would_change]

    assert changes(has_right=False) != []
    assert changes() == []


def test_a_choice_says_whose_it_was_and_a_later_bound_that_it_was_narrowed() -> None:
    decision = decide(case(), choices(discount_leisure_pct=60))
    receipt = json.loads(json.dumps(receipt_of(decision, known_on=datetime(2026, 11, 25, tzinfo=UTC))))

    (step,) = [step for step in retell(receipt, "nl") if step.rule == "holder_pays_leisure"]

    assert decision.holder_pays == Euro(250)
    assert step.whose == "Gent koos 60\u00a0%. Het Vlaamse regelboek laat dat niet meer toe: nu geldt 75\u00a0%."
    assert step.council_decision == "Besluit 17"


def test_a_receipt_decided_again_gives_the_same_and_a_changed_one_does_not() -> None:
    receipt = json.loads(
        json.dumps(
            receipt_of(decide(case(), choices(discount_leisure_pct=90)), known_on=datetime(2026, 11, 25, tzinfo=UTC))
        )
    )

    assert replay(receipt).agrees
    assert replay(receipt).same_version
    receipt["facts"]["price"] = 1001
    assert not replay(receipt).agrees


@pytest.mark.parametrize("period", list(PeriodKind))
def test_a_used_up_limit_says_when_it_is_possible_again(period: PeriodKind) -> None:
    again = None if period is PeriodKind.ABSOLUTE else date(2026, 11, 30)

    message = LimitReached(limit=1, period=period, again_from=again).message

    assert message.is_complete()
    assert ("maandag 30 november" in message.nl) == (again is not None)
