"""A municipality chooses within the Flemish bounds; two officers decide; everybody can read it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from tests.factories.accounts import AssignmentFactory, MunicipalityFactory, OrganisationFactory
from tests.factories.base import use
from tests.factories.discounts import ChoiceProposalFactory, officer
from uitpas2.accounts.models import Assignment
from uitpas2.accounts.rules import Role
from uitpas2.discounts import queries
from uitpas2.kernel.actor import system_actor

CHOICE = {
    "discount_leisure_pct": "90",
    "discount_care_pct": "50",
    "organiser_share_pct": "10",
    "starts": "2026-12-01",
    "council_decision": "Gemeenteraad van 23 november 2026, punt 17",
    "idempotency_key": "a-form-of-today",
}


def plain(page: str) -> str:
    """What a reader reads: no marks, one blank at a time."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).replace("\u00a0", " ").split())


@dataclass
class Gent:
    an: Assignment
    bert: Assignment
    of_melle: Assignment


@pytest.fixture
def gent(workplace) -> Gent:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        administration = OrganisationFactory(of_municipality=True)
        melle = OrganisationFactory(of_municipality=True, municipality=MunicipalityFactory(melle=True))
        return Gent(officer(administration, name="An"), officer(administration, name="Bert"), officer(melle))


def in_force(workplace: Any) -> int:
    with workplace.reading(system_actor("test")) as work:
        return queries.choices_in_force(work, "44021", date(2026, 12, 1))["discount_leisure_pct"]


def entered(sign_in: Any, gent: Gent) -> str:
    answer = sign_in(gent.an).post("/municipality/rules/new", data=CHOICE)
    assert answer.status_code == 303
    return str(answer.location)


def approved(sign_in: Any, gent: Gent) -> None:
    proposal = entered(sign_in, gent)
    assert sign_in(gent.bert).post(f"{proposal}/approve").status_code == 303


def test_seventy_per_cent_is_refused_with_article_and_bounds_and_stays_typed(sign_in, gent: Gent) -> None:
    page = sign_in(gent.an).post("/municipality/rules/new", data=CHOICE | {"discount_leisure_pct": "70"})

    assert page.status_code == 422
    assert "Het Vlaamse regelboek laat hier 75 tot 100\u00a0% toe (artikel 4). Je vulde 70\u00a0% in." in page.text
    assert 'value="70"' in page.text
    assert 'value="Gemeenteraad van 23 november 2026, punt 17"' in page.text


def test_everything_out_of_bounds_is_named_at_once(sign_in, gent: Gent) -> None:
    wrong = {"discount_leisure_pct": "70", "organiser_share_pct": "60"}

    page = sign_in(gent.an).post("/municipality/rules/new", data=CHOICE | wrong)

    assert "Je vulde 70\u00a0% in." in page.text
    assert "Je vulde 60\u00a0% in." in page.text


@pytest.mark.parametrize(
    ("field", "typed", "answer"),
    [
        ("starts", "2026-11-24", "Een keuze geldt niet voor dagen die voorbij zijn"),
        ("council_decision", "x", "Schrijf hier het besluit van de gemeenteraad"),
        ("council_decision", "", "Vul dit nog in."),
        ("discount_leisure_pct", "tachtig", "Schrijf hier een geheel getal."),
    ],
)
def test_what_is_missing_or_unreadable_is_said_beside_its_field(
    sign_in, gent: Gent, field: str, typed: str, answer: str
) -> None:
    page = sign_in(gent.an).post("/municipality/rules/new", data=CHOICE | {field: typed})

    assert page.status_code == 422
    assert answer in page.text
    assert f'id="{field}-error"' in page.text


def test_the_example_shows_who_would_pay_what_and_keeps_nothing(sign_in, gent: Gent, workplace) -> None:
    page = sign_in(gent.an).post(
        "/municipality/rules/new", data=CHOICE | {"starts": "", "council_decision": "", "action": "preview"}
    )

    assert page.status_code == 200
    assert "€\u00a01,00" in page.text
    assert "€\u00a08,00" in page.text
    assert 'value="90"' in page.text
    assert "wacht op goedkeuring" not in sign_in(gent.an).get("/municipality/rules").text


def test_nothing_changes_until_a_second_officer_approves(sign_in, gent: Gent, workplace) -> None:
    proposal = entered(sign_in, gent)

    assert in_force(workplace) == 80
    by_an = sign_in(gent.an).post(f"{proposal}/approve")
    assert by_an.status_code == 403
    assert "Een andere medewerker van je gemeente moet ze goedkeuren" in by_an.text
    assert in_force(workplace) == 80
    assert sign_in(gent.bert).post(f"{proposal}/approve").status_code == 303
    assert in_force(workplace) == 90


def test_who_entered_a_choice_reads_why_a_colleague_has_to_decide(sign_in, gent: Gent) -> None:
    proposal = entered(sign_in, gent)

    own, other = sign_in(gent.an).get(proposal).text, sign_in(gent.bert).get(proposal).text

    assert "Een collega moet beslissen" in own
    assert "/approve" not in own
    assert "/approve" in other
    assert "Gemeenteraad van 23 november 2026, punt 17" in other


def test_a_declined_choice_never_holds_and_is_decided_once(sign_in, gent: Gent, workplace) -> None:
    proposal = entered(sign_in, gent)

    assert sign_in(gent.bert).post(f"{proposal}/decline").status_code == 303

    again = sign_in(gent.bert).post(f"{proposal}/approve")
    assert again.status_code == 409
    assert "Over deze keuze is al beslist" in again.text
    assert in_force(workplace) == 80


def test_the_second_click_on_the_same_form_enters_one_choice(sign_in, gent: Gent) -> None:
    assert entered(sign_in, gent) == entered(sign_in, gent)


def test_another_municipality_neither_sees_nor_decides(sign_in, gent: Gent, workplace) -> None:
    proposal = entered(sign_in, gent)

    seen = sign_in(gent.of_melle).get(proposal)
    decided = sign_in(gent.of_melle).post(f"{proposal}/approve")

    assert (seen.status_code, decided.status_code) == (404, 404)
    assert in_force(workplace) == 80


def test_the_timeline_tells_only_what_changed_with_whose_decision_it_was(sign_in, gent: Gent, workplace) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        ChoiceProposalFactory(starts=date(2026, 6, 1), choices={"discount_leisure_pct": 85})
    approved(sign_in, gent)

    page = sign_in(gent.an).get("/municipality/rules").text
    timeline = plain(page[page.index('<ol class="timeline">') :])

    assert "dinsdag 1 december 2026 · nog niet Korting in de vrije tijd: 85 % → wordt 90 %" in timeline
    assert "Gemeenteraad van 23 november 2026, punt 17" in timeline
    assert "maandag 1 juni 2026 Korting in de vrije tijd: 80 % → wordt 85 %" in timeline
    assert timeline.count("Korting in de buitenschoolse opvang") == 0


def test_everybody_reads_the_rules_of_gent_and_what_comes_later(sign_in, client, gent: Gent) -> None:
    approved(sign_in, gent)
    client.delete_cookie("session")

    page = client.get("/rules/44021").text

    assert "krijgt 80 % korting op activiteiten in de vrije tijd" in page
    assert "Vanaf dinsdag 1 december 2026" in page
    assert "krijgt 90 % korting op activiteiten in de vrije tijd" in page
    assert "Gemeenteraad van 23 november 2026, punt 17" in page


def test_the_twin_for_machines_says_the_same(sign_in, client, gent: Gent) -> None:
    approved(sign_in, gent)
    client.delete_cookie("session")

    twin = client.get("/rules/44021.json").json

    (leisure,) = [rule for rule in twin["rules"] if rule["key"] == "discount_leisure_pct"]
    assert (leisure["value"], leisure["chosen_by"], leisure["article"]) == (80, "flanders", 4)
    assert leisure["rests_on"]["bounds"]["basis"] == "assumption"
    assert (leisure["shown"], leisure["plays_a_part"], leisure["choice"]) == (True, True, None)
    (change,) = [rule for rule in twin["coming"][0]["rules"] if rule["key"] == "discount_leisure_pct"]
    assert (twin["coming"][0]["from"], change["value"]) == ("2026-12-01", 90)
    assert change["choice"]["council_decision"] == CHOICE["council_decision"]
    assert twin["example"][0]["shares_cents"] == {"holder": 200, "organiser": 400, "municipality": 400}


def test_a_municipality_that_does_not_exist_has_no_rules(client, gent: Gent) -> None:
    assert client.get("/rules/99999").status_code == 404
    assert client.get("/rules/99999.json").status_code == 404


def test_the_rule_book_says_what_each_value_rests_on(client) -> None:
    page = client.get("/rulebook").text

    assert 'id="article-4"' in page
    assert "Aanname van dit regelboek" in page
    assert "We vonden geen wet die zegt wat een BOA-korting is" in page


def flemish(workplace: Any) -> Assignment:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        return AssignmentFactory(role=Role.FLEMISH_ADMINISTRATOR, organisation=OrganisationFactory(flanders=True))


def test_flanders_sees_which_municipality_chose_what_in_a_table_and_on_a_map(sign_in, gent: Gent, workplace) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        ChoiceProposalFactory(choices={"discount_leisure_pct": 85})
    browser = sign_in(flemish(workplace))

    overview = plain(browser.get("/flanders/choices").text)
    one = browser.get("/flanders/choices?parameter=discount_leisure_pct").text
    nobody = browser.get("/flanders/choices?parameter=card_price").text

    assert "koos één van de 2 gemeenten zelf iets" in overview
    assert "Korting in de vrije tijd 80 % 1 85 % (1)" in overview
    assert one.count('class="band-4" d=') == 1
    assert "<title>Gent: 85\u00a0%</title>" in one
    assert "/rules/44021" in one
    assert "/rules/44040" not in one
    assert "Niemand koos hier zelf" in nobody
    assert browser.get("/flanders/choices?parameter=discount_unknown").status_code == 404


def test_flanders_sees_what_changed_between_two_days(sign_in, gent: Gent, workplace) -> None:
    approved(sign_in, gent)
    browser = sign_in(flemish(workplace))

    after = plain(browser.get("/flanders/versions?since=2026-11-01&until=2026-12-01").text)
    before = plain(browser.get("/flanders/versions?since=2026-11-01&until=2026-11-30").text)

    assert "In één gemeente geldt iets anders dan ervoor." in after
    assert "Korting in de vrije tijd: 80 % → wordt 90 % Aandeel van de organisator: 40 % → wordt 10 %" in after
    assert "Beslist door de gemeenteraad: Gemeenteraad van 23 november 2026, punt 17" in after
    assert "In geen enkele gemeente veranderde een regel" in before
    assert browser.get("/flanders/versions?since=gisteren").status_code == 422
