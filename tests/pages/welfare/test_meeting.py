"""A welfare worker sits together with a family."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.factories.base import use
from tests.factories.cards import CardFactory, HolderFactory
from tests.factories.welfare import WHY, worker
from tests.pages.html import Visitor
from uitpas2.accounts.models import Assignment
from uitpas2.cards.models import SocialRight
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.welfare.models import Client

NEW = "/partner/clients/new"


@dataclass
class Meeting:
    number: str
    holder: str


@pytest.fixture
def meeting(workplace: Workplace, sign_in: Callable[[Assignment], FlaskClient]) -> Meeting:
    """A worker is signed in; Noor's card lies on the table."""
    with workplace.begin(system_actor("test")) as work:
        use(work)
        noor = HolderFactory()
        card = CardFactory(holder=noor)
        somebody = worker()
    sign_in(somebody)
    return Meeting(card.number, noor.id)


def shown(meeting: Meeting, **changes: str) -> dict[str, str]:
    return {"card_number": meeting.number, "birth_date": "2018-03-14", "way": "paper", "why": WHY, **changes}


def counted(workplace: Workplace, model: type) -> int:
    with workplace.reading() as work:
        return work.session.scalar(select(func.count()).select_from(model)) or 0


def test_a_family_is_met_and_its_right_confirmed(visitor: Visitor, meeting: Meeting) -> None:
    met = visitor.submit(NEW, shown(meeting))
    assert met.heading == "Noor Peeters"
    assert "Nog geen recht op verlaagde prijs" in met.text

    confirmed = visitor.submit(met.link("Bevestig het recht"), {"ground": "youth_care", "months": "6"})

    assert "Tot en met vrijdag 30 april 2027." in confirmed.text
    assert "pleegzorg" not in confirmed.text.lower()
    assert "tot en met 30 apr 2027" in visitor.visit("/partner").text
    again = visitor.visit(f"/partner/clients/{meeting.holder}/vouch")
    assert "Het geldt tot en met vrijdag 30 april 2027. Verlengen kan vanaf dinsdag 2 maart 2027." in again.text


def test_a_mistake_costs_one_field(visitor: Visitor, meeting: Meeting) -> None:
    typed = shown(meeting, card_number="0900 000 095 901")

    page = visitor.submit(NEW, typed, status=422)

    assert "Dit nummer klopt net niet" in page.error_beside("card_number")
    assert {name: page.value_of(name) for name in typed} == typed


def test_a_wrong_birth_date_says_nothing_about_the_card(visitor: Visitor, meeting: Meeting) -> None:
    page = visitor.submit(NEW, shown(meeting, birth_date="2018-03-15"), status=422)

    assert "We vinden geen kaart met dit nummer en deze geboortedatum" in page.error_beside("card_number")
    assert "Noor" not in page.html


def test_a_yes_on_paper_without_a_reason_is_none(visitor: Visitor, meeting: Meeting, workplace: Workplace) -> None:
    page = visitor.submit(NEW, shown(meeting, why="tja"), status=422)

    assert "Schrijf in een zin waarom" in page.error_beside("why")
    assert counted(workplace, Client) == 0


def test_a_code_is_asked_with_one_answer_and_filled_in_below(visitor: Visitor, meeting: Meeting) -> None:
    answers = [
        visitor.submit(NEW, shown(meeting, way="code", birth_date=born)) for born in ("2018-03-15", "2018-03-14")
    ]
    wrong = visitor.send("/partner/clients/code", {"code": "AAAA-BBBB"}, status=422)

    assert len({page.text for page in answers}) == 1
    assert "Als deze kaart er is, heeft het gezin nu een code." in answers[0].text
    assert "Deze code werkt niet" in wrong.error_beside("code")


def test_the_same_form_sent_twice_gives_one_right(visitor: Visitor, meeting: Meeting, workplace: Workplace) -> None:
    visitor.submit(NEW, shown(meeting))
    address = f"/partner/clients/{meeting.holder}/vouch"
    sent = {"ground": "living_wage", "months": "12", "idempotency_key": "one-showing-of-the-form"}

    visitor.send(address, sent)
    visitor.send(address, sent)
    late = visitor.send(address, {**sent, "idempotency_key": "another-showing"}, status=422)

    assert "Het recht op verlaagde prijs loopt nog tot en met 31/10/2027" in late.text
    assert counted(workplace, SocialRight) == 1


def test_what_the_decision_rests_on_has_to_be_chosen(visitor: Visitor, meeting: Meeting) -> None:
    visitor.submit(NEW, shown(meeting))

    page = visitor.submit(f"/partner/clients/{meeting.holder}/vouch", {"months": "6"}, status=422)

    assert page.error_beside("ground") == "Kies waarop dit recht steunt."
    assert page.value_of("months") == "6"
