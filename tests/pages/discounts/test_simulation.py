"""What a change would have meant last year, on the screens of Flanders and of a municipality."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from tests.factories.accounts import AssignmentFactory, OrganisationFactory
from tests.factories.base import use
from tests.factories.discounts import officer
from tests.factories.simulating import sold_in_october
from uitpas2.accounts.models import Assignment
from uitpas2.accounts.rules import Role
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import system_actor

FREE = {"parameter": "discount_leisure_pct", "try": "1", "value": "100"}


@dataclass
class People:
    an: Assignment
    flanders: Assignment


@pytest.fixture
def people(workplace: Workplace) -> People:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        here = sold_in_october(work)
        flanders = OrganisationFactory(flanders=True)
        return People(officer(here.gent), AssignmentFactory(role=Role.FLEMISH_ADMINISTRATOR, organisation=flanders))


def words(page: Any) -> str:
    return " ".join(page.text.replace("\xa0", " ").split())


def test_flanders_tries_another_default_and_sees_who_would_pay_what(sign_in, visitor, people: People) -> None:
    sign_in(people.flanders)

    page = visitor.visit("/flanders/simulation?parameter=discount_leisure_pct&try=1&value=100")

    assert "hadden de gemeenten samen € 70 betaald in plaats van € 50" in words(page)
    assert "van november 2025 tot en met oktober 2026" in words(page)
    assert "10 mensen hadden minder betaald" in words(page)
    assert "0 mensen hadden meer betaald" in words(page)
    assert "De gemeente: eerst € 50, daarna € 70." in words(page)


def test_a_page_without_a_question_only_asks(sign_in, visitor, people: People) -> None:
    sign_in(people.flanders)

    assert "Wat als het regelboek iets anders zei?" in words(visitor.visit("/flanders/simulation"))
    page = visitor.visit("/flanders/simulation?parameter=discount_leisure_pct")

    assert "Nieuwe standaardwaarde" in words(page)
    assert "Wat had dit vorig jaar gekost?" not in words(page)


def test_every_kind_of_value_can_be_tried(sign_in, visitor, people: People) -> None:
    sign_in(people.flanders)

    for query in (
        "covered_classes&try=1&value=leisure&value=care",
        "holder_formula&try=1&value=lesser",
        "vouchers_accepted&try=1&value=no",
        "intervention_cap&try=1&none=true",
        "intervention_cap&try=1&value=200,00",
        "relief_threshold&try=1&value=4,9",
    ):
        page = visitor.visit(f"/flanders/simulation?parameter={query}")
        assert "Wat had dit vorig jaar gekost?" in words(page), query


def test_what_sales_cannot_show_is_said(sign_in, visitor, people: People) -> None:
    sign_in(people.flanders)

    page = visitor.visit("/flanders/simulation?parameter=sibling_discount_pct&try=1&value=10")

    assert "Niet alles kun je op verkopen uitproberen" in words(page)


def test_what_makes_no_sense_is_said_beside_its_field(sign_in, people: People) -> None:
    client = sign_in(people.flanders)

    for query, told in (
        ({"value": "50", "lowest": "60"}, "Deze waarde ligt buiten de grenzen die je hieronder invulde."),
        ({"value": "70", "lowest": "80", "highest": "60"}, "Draai ze om."),
        ({"value": "veel"}, "heel getal"),
        ({"value": "101"}, "Dit kan hoogstens 100\xa0% zijn."),
        ({"value": "80", "highest": "250"}, "Dit kan hoogstens 100\xa0% zijn."),
        ({"none": "true"}, "Hier moet altijd een waarde staan."),
        ({"parameter": "round_to", "value": "0"}, "Dit moet minstens €\xa00,01 zijn."),
    ):
        answer = client.get("/flanders/simulation", query_string=FREE | query)
        assert answer.status_code == 422, query
        assert told in answer.text
        assert "Wat had dit vorig jaar gekost?" not in answer.text


def test_it_is_for_flanders_only_and_knows_only_what_the_rule_book_has(sign_in, people: People) -> None:
    missing = sign_in(people.flanders).get("/flanders/simulation?parameter=nothing")
    refused = sign_in(people.an).get("/flanders/simulation", query_string=FREE)

    assert (missing.status_code, refused.status_code) == (404, 403)


def test_an_officer_sees_what_the_choice_would_have_cost_before_entering_it(sign_in, people: People) -> None:
    answer = sign_in(people.an).post(
        "/municipality/rules/new", data={"discount_leisure_pct": "100", "action": "preview"}
    )

    assert "Wat had dit vorig jaar gekost?" in answer.text
    assert "had de gemeente € 70 betaald in plaats van € 50" in answer.text.replace("\xa0", " ")
