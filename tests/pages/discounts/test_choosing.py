"""The form for choices, made from the rule book: every kind of value, exceptions, and what is left alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.factories.accounts import OrganisationFactory
from tests.factories.base import use
from tests.factories.discounts import ChoiceFactory, ChoiceProposalFactory, officer
from tests.pages.discounts.test_municipality_rules import plain
from uitpas2.accounts.models import Assignment
from uitpas2.discounts.models import ChoiceProposal
from uitpas2.discounts.rules import Chooser, rule_book
from uitpas2.kernel.actor import system_actor

NEW = "/municipality/rules/new"
WHEN = {
    "starts": "2026-12-01",
    "council_decision": "https://besluiten.gent.example/2026-11-23/17",
    "idempotency_key": "a-form-of-today",
}
CAMPS = {"discount_leisure_pct.lines": "1", "discount_leisure_pct.0.product_class": "camp"}

FOR_CAMPS = {"when": {"product_class": ["camp"]}, "value": 99}
FOR_CHILDREN = {"when": {"age": {"to": 11}}, "value": 99}


@pytest.fixture
def an(workplace) -> Assignment:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        return officer(OrganisationFactory(of_municipality=True), name="An")


@pytest.fixture
def form(sign_in, an: Assignment) -> Any:
    """`form(discount_leisure_pct="90")` sends the form and gives the page or the redirect."""
    browser = sign_in(an)
    return lambda **typed: browser.post(NEW, data=WHEN | typed)


def entered(workplace: Any) -> dict[str, tuple[Any, list[Any]]]:
    """What was proposed: the value and the exceptions by key."""
    with workplace.reading(system_actor("test")) as work:
        (proposal,) = work.session.query(ChoiceProposal).filter_by(status="proposed")
        return {one.key: (one.value, one.exceptions) for one in proposal.choices}


def test_the_form_asks_everything_that_can_be_chosen_and_nothing_that_is_fixed(sign_in, an: Assignment) -> None:
    page = sign_in(an).get(NEW).text

    for parameter in rule_book().parameters.values():
        is_asked = f'name="{parameter.key}"' in page
        assert is_asked == (parameter.chosen_by is Chooser.MUNICIPALITY and not parameter.is_fixed), parameter.key
    assert "/rulebook#article-19" in page


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ({"discount_leisure_pct": "90 %"}, {"discount_leisure_pct": 90}),
        ({"card_price": "2,50"}, {"card_price": 250}),
        ({"relief_threshold": "4,9"}, {"relief_threshold": 49}),
        ({"relief_threshold.none": "1"}, {"relief_threshold": None}),
        ({"duration_months": "24"}, {"duration_months": 24}),
        ({"holder_formula": "lesser", "holder_fixed": "€ 1,50"}, {"holder_formula": "lesser", "holder_fixed": 150}),
        ({"school_counts": "yes"}, {"school_counts": "yes"}),
        (
            {"covered_classes.shown": "1"},
            {"covered_classes": ["leisure", "care", "camp", "playground", "membership", "card"]},
        ),
    ],
)
def test_each_kind_of_value_is_read_and_only_what_changes_is_proposed(
    form, workplace, typed: dict[str, str], kept: dict[str, Any]
) -> None:
    answer = form(**typed)

    assert answer.status_code == 303
    assert {key: value for key, (value, _) in entered(workplace).items()} == kept


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"card_price": "6"}, "laat hier € 0,00 tot € 5,00 toe (artikel 24). Je vulde € 6,00 in."),
        ({"own_part_cap": "100"}, "laat hier vanaf € 150,00 of geen grens toe (artikel 19). Je vulde € 100,00 in."),
        ({"duration_months": "36"}, "laat hier 12 tot 24 maanden toe (artikel 14). Je vulde 36 maanden in."),
        ({"income_test": "required"}, "Je vulde Alleen met een laag inkomen in."),
        ({"card_price": "drie"}, "Schrijf een bedrag zoals 10,50."),
        ({"relief_threshold": "4,95"}, "Schrijf een percentage zoals 5 of 4,9."),
        ({"discount_leisure_pct": "none"}, "Schrijf hier een geheel getal."),
        ({"holder_formula": "cheap"}, "Kies een van de mogelijkheden."),
        ({"own_part_cap": "200", "own_part_cap.none": "1"}, "niet allebei"),
        ({"discount_leisure_pct": "90", "ends": "2026-11-30"}, "De laatste dag komt voor de eerste."),
        ({}, "Kies minstens één waarde."),
    ],
)
def test_what_is_not_allowed_or_unreadable_is_said_and_stays_typed(form, typed: dict[str, str], said: str) -> None:
    page = form(**typed)

    assert page.status_code == 422
    assert said in plain(page.text)
    for value in typed.values():
        assert f'value="{value}"' in page.text or value in {"none", "cheap", "required"}


def test_a_line_is_added_without_a_script_and_nothing_typed_is_lost(form) -> None:
    first = form(action="line:discount_leisure_pct", discount_leisure_pct="90", card_price="abc", starts="")
    second = form(action="line:discount_leisure_pct", **CAMPS)

    assert (first.status_code, second.status_code) == (200, 200)
    assert 'name="discount_leisure_pct.0.value"' in first.text
    assert 'value="90"' in first.text
    assert 'value="abc"' in first.text
    assert 'name="discount_leisure_pct.1.value"' in second.text
    assert '<option value="camp" selected>' in second.text
    assert 'role="alert"' not in first.text


def test_exceptions_are_kept_as_the_engine_reads_them(form, workplace) -> None:
    answer = form(
        **CAMPS
        | {
            "discount_leisure_pct.lines": "3",
            "discount_leisure_pct.0.age_to": "11",
            "discount_leisure_pct.0.price_from": "50,00",
            "discount_leisure_pct.0.organiser_in": "own",
            "discount_leisure_pct.0.value": "95",
        }
    )

    assert answer.status_code == 303
    when = {"product_class": ["camp"], "organiser_in": ["municipality"], "age": {"to": 11}, "price": {"from": 5000}}
    assert entered(workplace) == {"discount_leisure_pct": (80, [{"when": when, "value": 95}])}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ({"value": "95", "product_class": ""}, "Zeg voor wie of voor wat deze uitzondering geldt."),
        ({}, "Vul in welke waarde dan geldt."),
        ({"value": "95", "age_from": "12", "age_to": "6"}, "Draai ze om."),
        ({"value": "95", "price_to": "veel"}, "Schrijf een bedrag zoals 10,50."),
    ],
)
def test_a_fault_in_a_line_is_said_beside_that_line(form, line: dict[str, str], said: str) -> None:
    page = form(**CAMPS | {f"discount_leisure_pct.0.{name}": text for name, text in line.items()})

    assert page.status_code == 422
    assert said in page.text
    assert 'id="discount_leisure_pct.0-error"' in page.text


@pytest.mark.parametrize(
    "typed",
    [
        {"discount_leisure_pct.lines": "9" * 5_000},
        {"discount_leisure_pct.shown": "1", "discount_leisure_pct.kept": "9" * 5_000},
        CAMPS | {"discount_leisure_pct.0.price_from": "9e999999", "discount_leisure_pct.0.value": "80"},
    ],
)
def test_a_form_that_nobody_types_is_answered_like_any_other(form, typed: dict[str, str]) -> None:
    assert form(**typed).status_code == 422
    assert form(action="line:discount_leisure_pct", **typed).status_code == 200


def test_an_exception_out_of_bounds_is_refused_like_any_value(form) -> None:
    page = form(**CAMPS | {"discount_leisure_pct.0.value": "60"})

    assert page.status_code == 422
    assert "Je vulde 60 % in." in plain(page.text)


def test_two_exceptions_that_contradict_each_other_are_refused_with_the_case(form) -> None:
    page = form(
        **CAMPS
        | {
            "discount_leisure_pct.lines": "2",
            "discount_leisure_pct.0.value": "95",
            "discount_leisure_pct.1.age_to": "11",
            "discount_leisure_pct.1.value": "100",
        }
    )

    assert page.status_code == 422
    assert "zegt iets anders voor hetzelfde geval: voor kampen, van 0 jaar." in plain(page.text)
    assert 'id="discount_leisure_pct.1-error"' in page.text


def test_a_present_exception_stays_until_it_is_unticked(form, workplace) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        proposal = ChoiceProposalFactory(choices={})
        line = {"when": {"product_class": ["camp"]}, "value": 95}
        ChoiceFactory(proposal=proposal, key="discount_leisure_pct", value=85, exceptions=[line])

    left_alone = form(**{"discount_leisure_pct.shown": "1", "discount_leisure_pct.kept": "0"})
    unticked = form(**{"discount_leisure_pct.shown": "1"})

    assert "voor kampen: 95 %" in plain(left_alone.text)
    assert "Kies minstens één waarde." in left_alone.text
    assert unticked.status_code == 303
    assert entered(workplace) == {"discount_leisure_pct": (85, [])}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (CAMPS | {"discount_leisure_pct.0.value": "99"}, (95, [FOR_CHILDREN, FOR_CAMPS])),
        ({"discount_leisure_pct": "90"}, (90, [FOR_CHILDREN])),
    ],
)
def test_what_a_later_choice_leaves_alone_stays_as_it_will_be_by_then(
    form, workplace, typed: dict[str, str], kept: tuple[int, list[Any]]
) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        coming = ChoiceProposalFactory(starts=date(2027, 1, 1), choices={})
        ChoiceFactory(proposal=coming, key="discount_leisure_pct", value=95, exceptions=[FOR_CHILDREN])

    form(starts="2027-02-01", **typed)

    assert entered(workplace) == {"discount_leisure_pct": kept}


def test_a_choice_with_a_last_day_holds_up_to_and_including_it(form, workplace, sign_in, an: Assignment) -> None:
    location = form(discount_leisure_pct="90", ends="2026-12-31").location

    page = plain(sign_in(an).get(location).text)
    with workplace.reading(system_actor("test")) as work:
        (proposal,) = work.session.query(ChoiceProposal)
    assert proposal.ends == date(2027, 1, 1)
    assert "Laatste dag donderdag 31 december 2026" in page


def test_the_preview_shows_what_changes_and_what_last_year_would_have_cost(form, workplace) -> None:
    page = plain(
        form(action="preview", starts="", council_decision="", **CAMPS | {"discount_leisure_pct.0.value": "95"}).text
    )

    assert "Korting in de vrije tijd blijft 80 %, met andere uitzonderingen voor kampen: 95 %" in page
    assert "Wat had dit vorig jaar gekost?" in page


def test_a_later_bound_puts_an_own_choice_on_the_work_list(sign_in, an: Assignment, workplace, monkeypatch) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        ChoiceProposalFactory(choices={"discount_leisure_pct": 75, "organiser_share_pct": 20})
    book = rule_book()
    leisure = book.parameters["discount_leisure_pct"]
    narrower = replace(leisure.values[0], starts=date(2027, 3, 1), lowest=85, default=85)
    draft = book.with_parameters({leisure.key: replace(leisure, values=(*leisure.values, narrower))})
    for module in ("pages.municipality", "pages.choosing", "pages.groups", "queries.choices"):
        monkeypatch.setattr(f"uitpas2.discounts.{module}.rule_book", lambda: draft)

    page = plain(sign_in(an).get("/municipality/rules").text)

    assert "Kies opnieuw: Korting in de vrije tijd" in page
    assert "Jullie kozen 75 %. Vanaf maandag 1 maart 2027 laat het Vlaamse regelboek dat niet meer toe" in page
    assert "(wel: 85 tot 100 %); dan geldt 85 %." in page
    assert "Kies opnieuw: Aandeel" not in page


def test_the_public_page_hides_what_plays_no_part_and_tells_exceptions_in_words(client, an, workplace) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        proposal = ChoiceProposalFactory(choices={"holder_fixed": 150, "income_base": 2_000_000})
        line = {"when": {"product_class": ["camp"], "age": {"from": 12}}, "value": 100}
        ChoiceFactory(proposal=proposal, key="discount_leisure_pct", value=85, exceptions=[line])

    page = plain(client.get("/rules/44021").text)
    twin = {rule["key"]: rule for rule in client.get("/rules/44021.json").json["rules"]}

    assert "voor kampen, vanaf 12 jaar: 100 %" in page
    assert "Het vaste bedrag is" not in page
    assert "Als het inkomen telt" not in page
    assert not twin["holder_fixed"]["plays_a_part"]
    assert twin["holder_fixed"]["choice"]["council_decision"] == "https://besluiten.gent.example/2025-12-15/17"
    assert twin["discount_leisure_pct"]["exceptions"][0]["text"]["en"] == "for camps, aged 12 or over"


def test_a_value_shows_once_the_choice_it_depends_on_is_made(client, an, workplace) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        ChoiceProposalFactory(choices={"holder_formula": "lesser", "holder_fixed": 150, "own_part_cap": 20000})

    page = plain(client.get("/rules/44021").text)

    assert "Het vaste bedrag is € 1,50." in page
    assert "krijgt 80 % korting" in page
    assert "Bereik je de jaargrens voor jouw deel, dan betaal je de rest van het jaar de gewone prijs." in page
