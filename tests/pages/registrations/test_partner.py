"""A partner finds a place for a child it guides."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.pages.html import Visitor
from tests.pages.registrations.conftest import Story
from uitpas2.accounts.models import Assignment
from uitpas2.activities.models import Session
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.registrations.models import Registration

SignIn = Callable[[Assignment], FlaskClient]


def places_taken(workplace: Workplace, session_id: str) -> int:
    with workplace.reading() as work:
        return work.session.get_one(Session, session_id).taken


def test_a_worker_finds_a_place_takes_it_and_gives_it_back(
    visitor: Visitor, sign_in: SignIn, workplace: Workplace, story: Story
) -> None:
    sign_in(story.worker)

    finder = visitor.visit(visitor.visit(f"/partner/clients/{story.noor}").link("Vind een plaats"))
    assert "1 activiteit past" in finder.text
    assert "€ 2,00" in finder.text
    assert "nog 2 plaatsen vrij" in finder.text
    choice = visitor.visit(finder.link("Zwemmen op woensdag"))
    assert choice.value_of("what") == f"session:{story.session}"
    assert "Noor betaalt € 2,00" in choice.text
    order = choice.submit({"what": f"session:{story.session}"})
    assert "Er is plaats." in order.text
    assert "artikel" in order.text

    done = order.submit()

    assert "Noor heeft een plaats" in done.text
    assert "woensdag 2 december 2026, 14:00 tot 16:00" in done.text
    assert "Zwemmen op woensdag" in visitor.visit("/partner").text
    assert places_taken(workplace, story.session) == 1

    given_back = done.submit()

    assert "Noor heeft hier geen plaats meer" in given_back.text
    assert places_taken(workplace, story.session) == 0


def test_the_second_click_takes_no_second_place(
    visitor: Visitor, sign_in: SignIn, workplace: Workplace, story: Story
) -> None:
    sign_in(story.worker)
    address = f"/partner/clients/{story.noor}/places/{story.swimming}"
    sent = {"wish": f"{story.noor}:session:{story.session}", "idempotency_key": "one-showing-of-the-form"}

    first = visitor.send(address, sent)
    second = visitor.send(address, sent)
    again = visitor.send(address, {**sent, "idempotency_key": "another-showing"}, status=422)

    assert first.address == second.address
    assert "Dit kind heeft al een plaats op dit moment" in again.text
    assert places_taken(workplace, story.session) == 1


def test_a_place_that_went_to_others_meanwhile_is_told_plainly(
    visitor: Visitor, sign_in: SignIn, workplace: Workplace, story: Story
) -> None:
    sign_in(story.worker)
    choice = visitor.visit(f"/partner/clients/{story.noor}/places/{story.swimming}")
    order = choice.submit({"what": f"session:{story.session}"})
    with workplace.begin(system_actor("test")) as work:
        work.session.get_one(Session, story.session).taken = 2

    refused = order.submit(status=422)
    waits = refused.submit()

    assert "Er zijn geen plaatsen meer vrij. Je kan het kind wel op de wachtlijst zetten." in refused.text
    assert "Volzet: Noor komt op de wachtlijst." in refused.text
    assert "Noor staat op de wachtlijst" in waits.text


def test_no_moment_chosen_is_asked_for(visitor: Visitor, sign_in: SignIn, story: Story) -> None:
    sign_in(story.worker)

    page = visitor.visit(f"/partner/clients/{story.noor}/places/{story.swimming}/check", status=422)

    assert page.error_beside("what") == "Kies eerst een moment."


def test_the_finder_looks_in_the_child_s_municipality_first_and_further_on_request(
    visitor: Visitor, sign_in: SignIn, story: Story
) -> None:
    sign_in(story.worker)
    here = f"/partner/clients/{story.noor}/places"

    assert visitor.visit(here).value_of("municipality") == "44021"
    nothing = visitor.visit(f"{here}?day=2026-12-03&text=judo")
    assert "We vinden nu niets dat past en nog plaats heeft" in nothing.text
    assert "1 activiteit past" in visitor.visit(nothing.link("Zoek in heel Vlaanderen")).text


def test_a_date_that_does_not_exist_stays_as_typed(visitor: Visitor, sign_in: SignIn, story: Story) -> None:
    sign_in(story.worker)

    page = visitor.visit(f"/partner/clients/{story.noor}/places?day=2026-02-31&text=zwemmen", status=422)

    assert page.value_of("day") == "2026-02-31"
    assert page.value_of("text") == "zwemmen"
    assert page.error_beside("day")


def test_a_partner_without_families_is_shown_the_first_step(
    visitor: Visitor, sign_in: SignIn, story: Story, workplace: Workplace
) -> None:
    sign_in(story.worker)
    visitor.send(f"/partner/clients/{story.noor}/end")

    page = visitor.visit("/partner")

    assert "Je begeleidt nog geen gezin" in page.text
    assert page.link("Begeleid een gezin") == "/partner/clients/new"


@pytest.fixture
def registration(workplace: Workplace, visitor: Visitor, sign_in: SignIn, story: Story) -> str:
    """A place that Noor's partner arranged."""
    sign_in(story.worker)
    choice = visitor.visit(f"/partner/clients/{story.noor}/places/{story.swimming}")
    choice.submit({"what": f"session:{story.session}"}).submit()
    with workplace.reading() as work:
        return work.session.scalars(select(Registration.id)).one()


def test_another_partner_s_client_answers_like_nobody(
    visitor: Visitor, sign_in: SignIn, story: Story, registration: str
) -> None:
    sign_in(story.other_worker)
    pages = [
        "/partner/clients/{child}",
        "/partner/clients/{child}/vouch",
        "/partner/clients/{child}/places",
        f"/partner/clients/{{child}}/places/{story.swimming}",
        f"/partner/clients/{{child}}/registrations/{registration}",
    ]

    for page in pages:
        theirs = visitor.visit(page.format(child=story.noor), status=404)
        nobody = visitor.visit(page.format(child="nobody"), status=404)
        assert theirs.text == nobody.text
    own_child = f"/partner/clients/{story.sam}/registrations/{registration}"
    visitor.visit(own_child, status=404)
    visitor.send(f"{own_child}/cancel", status=404)
    visitor.send(f"/partner/clients/{story.noor}/end", status=404)
    visitor.send(
        f"/partner/clients/{story.noor}/places/{story.swimming}",
        {"wish": f"{story.noor}:session:{story.session}", "idempotency_key": "0123456789"},
        status=404,
    )
    assert "Noor" not in visitor.visit("/partner").text
