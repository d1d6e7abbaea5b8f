"""Other systems ask whether facts give the right, and read the rule book. Nobody is named, and nothing is kept."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from tests.factories.accounts import ApiClientFactory, MunicipalityFactory, OrganisationFactory
from tests.factories.base import use
from tests.factories.discounts import ChoiceProposalFactory
from uitpas2.accounts.errors import ScopeDoesNotFit
from uitpas2.accounts.models import AccessToken
from uitpas2.accounts.services import create_api_client
from uitpas2.accounts.sessions import token_hash
from uitpas2.discounts.rules import replay
from uitpas2.kernel.actor import system_actor
from uitpas2.trail.models import TrailEntry

GENT = "44021"


@pytest.fixture
def gent(workplace) -> None:
    """The administration of Gent with a client that may ask, and a ticketing system that may not."""
    with workplace.begin(system_actor("test")) as work:
        use(work)
        administration = OrganisationFactory(of_municipality=True)
        MunicipalityFactory(melle=True)
        for token, organisation, scope in (
            ("gent", administration, "entitlement-checks"),
            ("tickets", OrganisationFactory(), "quotes"),
        ):
            client = ApiClientFactory(organisation_id=organisation.id, scopes=[scope])
            work.session.add(
                AccessToken(token_hash=token_hash(token), client_id=client.id, expires_at=work.now + timedelta(hours=1))
            )


def ask(client: Any, token: str = "gent", **question: Any) -> Any:
    body = {"municipality_nis": GENT, "day": "2026-11-25", "facts": {}} | question
    return client.post("/api/v1/entitlement-checks", json=body, headers={"Authorization": f"Bearer {token}"})


def test_facts_that_give_the_right_are_answered_with_days_sentences_and_a_receipt_that_replays(client, gent) -> None:
    answer = ask(client, facts={"age": 8, "grounds": ["increased_reimbursement"]})

    assert answer.status_code == 200
    assert (answer.json["entitled"], answer.json["refusal"]) == (True, None)
    assert (answer.json["starts"], answer.json["ends"]) == ("2026-11-01", "2027-11-01")
    assert all(step["holds"] and step["sentence"] for step in answer.json["steps"])
    assert replay(answer.json["receipt"]).agrees


def test_a_refusal_names_the_condition_its_article_and_what_would_change_it(client, gent) -> None:
    answer = ask(client, facts={"age": 8}, language="en").json

    assert (answer["entitled"], answer["starts"], answer["ends"]) == (False, None, None)
    assert (answer["refusal"]["code"], answer["refusal"]["article"]) == ("has_ground", 11)
    (failed,) = [step for step in answer["steps"] if not step["holds"]]
    assert failed["sentence"] == answer["refusal"]["title"]
    assert failed["would_change"]


def test_the_choice_of_the_municipality_decides_and_is_named(client, gent, workplace) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        ChoiceProposalFactory(choices={"income_test": "opens", "income_base": 2_500_000})

    poor = ask(client, facts={"income": "24999.99"}).json
    rich = ask(client, facts={"income": "25000,01"}).json
    elsewhere = ask(client, facts={"income": "24999.99"}, municipality_nis="44040").json

    assert (poor["entitled"], rich["entitled"], elsewhere["entitled"]) == (True, False, False)
    assert "https://besluiten.gent.example/2025-12-15/17" in str(poor["receipt"])


@pytest.mark.parametrize(
    ("facts", "pointer"),
    [
        ({"name": "Noor"}, "/facts/name"),
        ({"grounds": ["poor"]}, "/facts/grounds/0"),
        ({"income": 24.5}, "/facts/income"),
        ({"age": -1}, "/facts/age"),
        ({"proof_day": "31/12/2026"}, "/facts/proof_day"),
    ],
)
def test_what_is_no_fact_is_refused_with_its_place(client, gent, facts: dict[str, Any], pointer: str) -> None:
    answer = ask(client, facts=facts)

    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")
    assert pointer in [error["pointer"] for error in answer.json["errors"]]


def test_the_trail_keeps_that_was_asked_and_not_what(client, gent, workplace) -> None:
    ask(client, facts={"age": 8, "grounds": ["debt_settlement"], "income": "1234.56"})

    with workplace.reading(system_actor("test")) as work:
        (entry,) = work.session.scalars(select(TrailEntry).where(TrailEntry.action == "entitlement.checked"))
        kept = f"{entry.subject_id} {entry.details}"
    assert GENT in kept
    assert not any(word in kept for word in ("debt", "1234", "123456", "True", "False"))


def test_only_municipalities_and_partners_may_ask(client, gent, workplace) -> None:
    assert ask(client, "tickets").status_code == 403
    assert ask(client, "nobody").status_code == 401
    assert ask(client, municipality_nis="99999").status_code == 404
    with workplace.begin(system_actor("test")) as work, pytest.raises(ScopeDoesNotFit):
        use(work)
        create_api_client(work, name="T", organisation_id=OrganisationFactory().id, scopes=["entitlement-checks"])


def test_everybody_can_read_the_rule_book_with_bounds_sources_and_versions(client, gent) -> None:
    answer = client.get(f"/api/v1/rulebook?nis={GENT}").json

    (leisure,) = [one for one in answer["parameters"] if one["key"] == "discount_leisure_pct"]
    assert (leisure["default"], leisure["article"], leisure["chosen_by"]) == (80, 4, "municipality")
    assert (leisure["bounds"]["lowest"], leisure["bounds"]["highest"]) == (75, 100)
    assert leisure["rests_on"]["bounds"]["basis"] == "assumption"
    assert leisure["versions"] == ["2026-01-01"]
    assert [article["number"] for article in answer["articles"]] == list(range(1, 27))
    assert (answer["on"], answer["choices"]) == ("2026-11-25", [])


def test_the_rule_book_is_read_as_of_a_day_and_as_known_at_a_moment(client, gent, workplace) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        ChoiceProposalFactory(choices={"discount_leisure_pct": 90})
        ChoiceProposalFactory(
            starts=date(2026, 6, 1),
            decided_at=datetime(2026, 5, 20, tzinfo=UTC),
            council_decision="https://besluiten.gent.example/2026-05-18/3",
            choices={"discount_leisure_pct": 95},
        )

    def chosen(query: str) -> list[tuple[int, str]]:
        found = client.get(f"/api/v1/rulebook?nis={GENT}&{query}").json["choices"]
        return [(one["value"], one["council_decision"][-3:]) for one in found]

    assert chosen("on=2026-05-31") == [(90, "/17")]
    assert chosen("on=2026-06-01") == [(95, "8/3")]
    assert chosen("on=2026-06-01&known_on=2026-05-01T12:00:00Z") == [(90, "/17")]
    assert len(client.get("/api/v1/rulebook?on=2026-06-01").json["choices"]) == 1
    assert client.get("/api/v1/rulebook?nis=99999").status_code == 404
    assert client.get("/api/v1/rulebook?on=yesterday").status_code == 422
