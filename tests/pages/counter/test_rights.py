"""The clerk and the right: what the rule book refuses, asks, suspends; what the government says; what is to renew."""

from __future__ import annotations

import io
import threading
from dataclasses import replace
from datetime import date

import pytest
from flask import Flask
from pypdf import PdfReader

from tests.factories.accounts import AccountFactory
from tests.factories.cards import GuardianshipFactory, HolderFactory, SocialRightFactory
from tests.services.welfare.choices import gent_chose
from tests.services.welfare.test_asking import child, number
from uitpas2.cards import queries
from uitpas2.cards.rules import WhyStopped
from uitpas2.cards.services import end_right, suspend_right
from uitpas2.web.context import EXTENSION
from uitpas2.welfare.services import Behaviour, remind, simulated_source


@pytest.fixture
def register(app: Flask):
    """A made-up government register to which the platform is connected."""
    behaviour = Behaviour(until=date(2027, 6, 30))
    server = simulated_source(behaviour=behaviour)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    platform = app.extensions[EXTENSION]
    address = f"http://127.0.0.1:{server.server_port}"
    app.extensions[EXTENSION] = replace(platform, settings=replace(platform.settings, entitlement_source=address))
    yield behaviour
    server.shutdown()
    server.server_close()


def test_a_refusal_is_explained_beside_the_ground_and_nothing_typed_is_lost(desk, prepare):
    with prepare() as work:
        holder = HolderFactory()
        gent_chose(work, income_test="opens", income_base=2_000_000)
    address = f"/counter/holders/{holder.id}/right"

    page = desk.submit(address, {"ground": "income", "income": "20000,01", "last_day": "2027-03-31"}, status=422)

    said = page.error_beside("ground")
    assert "artikel 11 van het regelboek" in said
    assert [page.value_of(name) for name in ("income", "last_day")] == ["20000,01", "2027-03-31"]
    recorded = page.submit({"income": "20000,00"})
    assert "Bewaard: het loopt tot en met woensdag 31 maart 2027." in recorded.text


def test_income_is_asked_for_only_where_the_rules_look_at_it(desk, prepare):
    with prepare():
        holder = HolderFactory()

    page = desk.visit(f"/counter/holders/{holder.id}/right")

    assert page.all("input", name="stay_pct")
    assert not page.all("input", name="income")
    assert not page.all("input", value="income")
    assert not page.all("input", value="rent_subsidy")


def test_a_right_is_suspended_and_resumed_and_a_stale_page_is_told(desk, prepare):
    with prepare():
        holder = HolderFactory(with_right=True)
    address = f"/counter/holders/{holder.id}"
    with prepare() as work:
        right_id = queries.rights_of(work, holder.id)[0].id

    page = desk.submit(address, {}, action=f"/counter/rights/{right_id}/suspend")
    assert "Het recht is geschorst." in page.text
    again = desk.send(f"/counter/rights/{right_id}/suspend", {"idempotency_key": "a-stale-page-0001"})
    assert "Dat kan nu niet: dit recht is geschorst. Er is niets veranderd." in again.text

    page = desk.submit(address, {}, action=f"/counter/rights/{right_id}/resume")
    assert "Het recht geldt weer vanaf vandaag." in page.text
    page = desk.submit(address, {"because": "proof-no-longer"}, action=f"/counter/rights/{right_id}/end")
    assert "Het recht is gestopt." in page.text
    with prepare() as work:
        (right,) = queries.rights_of(work, holder.id)
        assert (right.suspensions[0].because, right.ended_because) == ("to-check", "proof-no-longer")
        assert not queries.has_right_on(work, holder.id, work.today)


def test_a_right_in_its_days_of_grace_says_until_when_it_counts(desk, prepare):
    with prepare():
        holder = HolderFactory()
        SocialRightFactory(
            holder_id=holder.id, starts=date(2025, 11, 1), ends=date(2026, 11, 1), grace_until=date(2026, 12, 1)
        )

    page = desk.visit(f"/counter/holders/{holder.id}")

    assert "nog tot en met maandag 30 november 2026" in page.text
    assert page.link("Verleng het recht")


ANSWERS = [
    ("yes", "De overheid zegt ja. Het recht op verlaagde prijs is bewaard."),
    ("no", "De overheid kent geen recht."),
    ("unknown", "De overheid kent deze persoon niet."),
]


@pytest.mark.parametrize(("answer", "sentence"), ANSWERS)
def test_the_government_is_asked_and_its_answer_told(desk, prepare, workplace, register, answer, sentence):
    noor = child(workplace, answer)
    address = f"/counter/holders/{noor}"

    page = desk.submit(address, {}, action=f"{address}/right/ask")

    assert sentence in page.text
    assert number(answer) not in page.html
    with prepare() as work:
        assert queries.has_right_on(work, noor, work.today) is (answer == "yes")


@pytest.mark.parametrize("trouble", ["outage", "garbage", "half", "too slow", "killed"])
def test_whatever_the_source_does_the_counter_goes_on(app, desk, workplace, register, monkeypatch, trouble):
    noor = child(workplace)
    address = f"/counter/holders/{noor}"
    monkeypatch.setattr("uitpas2.welfare.services.source.HttpSource.__init__.__kwdefaults__", {"timeout": 0.2})
    register.outage, register.garbage = (
        trouble == "outage",
        {"garbage": b"<html>", "half": b'{"source": "x"}'}.get(trouble),
    )
    register.latency = 0.5 if trouble == "too slow" else 0
    if trouble == "killed":
        platform = app.extensions[EXTENSION]
        nobody = replace(platform.settings, entitlement_source="http://127.0.0.1:9")
        app.extensions[EXTENSION] = replace(platform, settings=nobody)

    page = desk.submit(address, {}, action=f"{address}/right/ask")

    assert "Nog geen antwoord. Je hoeft niet te wachten" in page.text
    assert "De overheid antwoordde nog niet" in page.text
    assert page.link("Recht bewaren")


def test_without_a_connection_or_a_number_the_clerk_is_told_what_to_do(desk, prepare, workplace):
    with prepare():
        without = HolderFactory()
    noor = child(workplace)

    assert "Vraag het na bij de overheid" not in desk.visit(f"/counter/holders/{without.id}").text
    page = desk.send(f"/counter/holders/{noor}/right/ask", {})

    assert "nog niet verbonden met een dienst van de overheid" in page.text


def test_the_list_says_who_is_to_renew_and_prints_the_letters_once(desk, prepare):
    assert "Niets te verlengen" in desk.visit("/counter/renewals").text
    with prepare() as work:
        for name in ("Noor", "Daan"):
            holder = HolderFactory(first_name=name)
            SocialRightFactory(holder_id=holder.id, starts=date(2026, 1, 1), ends=date(2027, 1, 1))
        GuardianshipFactory(holder=holder)
        work.session.flush()
        remind(work)

    page = desk.visit("/counter/renewals")
    assert "Er wacht 1 brief op de printer" in page.text
    assert "1 keer, met een mail" in page.text
    printed = desk.client.post("/counter/renewals/letters")
    after = desk.send("/counter/renewals/letters", {})

    assert printed.data.startswith(b"%PDF")
    assert "Er wachten geen brieven" in after.text
    assert "1 keer, met een brief" in after.text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", ("Dag Noor", "zondag 31 oktober 2027", "artikel 11", "balie van Gent")),
        ("fr", ("Bonjour Noor", "dimanche 31 octobre 2027", "article 11", "guichet de Gent")),
        ("en", ("Hello Noor", "Sunday 31 October 2027", "article 11", "desk of Gent")),
    ],
)
def test_the_letter_tells_the_family_in_its_language_every_step_and_never_on_what_it_rests(
    desk, prepare, language, words
):
    with prepare():
        holder = GuardianshipFactory(account=AccountFactory(language=language), holder=HolderFactory()).holder_id
    desk.submit(f"/counter/holders/{holder}/right", {"ground": "living_wage"})
    with prepare() as work:
        right_id = queries.rights_of(work, holder)[0].id

    told = letter(desk, right_id)

    assert [word for word in words if word not in told] == []
    for hint in ("leefloon", "living wage", "intégration", "living_wage"):
        assert hint not in told.lower()


def test_the_letter_says_how_the_right_stands_today(desk, prepare):
    with prepare() as work:
        rights = [
            SocialRightFactory(holder_id=HolderFactory().id, starts=starts, ends=ends, grace_until=grace).id
            for starts, ends, grace in (
                (date(2026, 9, 1), date(2027, 9, 1), None),
                (date(2026, 9, 1), date(2027, 9, 1), None),
                (date(2025, 11, 1), date(2026, 11, 1), date(2026, 12, 1)),
            )
        ]
        work.session.flush()
        suspend_right(work, rights[0], WhyStopped.TO_CHECK)
        end_right(work, rights[1])

    suspended, ended, in_grace = (letter(desk, id) for id in rights)

    assert "Sinds woensdag 25 november 2026 telt deze prijs even niet" in suspended
    assert "De reden: het bewijs wordt nagekeken." in suspended
    assert "De reden" not in ended
    assert "Sinds woensdag 25 november 2026 geldt deze prijs niet meer" in ended
    assert "tot en met dinsdag 31 augustus 2027" in ended
    assert "Tot en met maandag 30 november 2026 betaal je nog dezelfde prijs" in in_grace


def letter(desk, right_id: str) -> str:
    printed = desk.client.post(f"/counter/rights/{right_id}/letter")
    return " ".join(PdfReader(io.BytesIO(printed.data)).pages[0].extract_text().split())
