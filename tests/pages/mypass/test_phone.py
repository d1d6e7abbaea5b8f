"""What a telephone keeps of a family, and when that ends."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from tests.pages.html import Visitor
from tests.pages.registrations.conftest import Story
from uitpas2.accounts.models import Account, Assignment
from uitpas2.cards.models import Card, Guardianship
from uitpas2.cards.services import block_card
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.clock import FrozenClock
from uitpas2.web.assets import STATIC

SignIn = Callable[[Assignment], FlaskClient]
FORGETS = "mypass/forget.js"


@pytest.fixture
def phone(sign_in: SignIn, story: Story, noors_card: str) -> FlaskClient:
    """Noor's mother looked at the card, and then her sign-in ran out."""
    client = sign_in(story.mother)
    assert client.get(f"/family/cards/{noors_card}").status_code == 200
    client.delete_cookie("session")
    return client


def kept(client: FlaskClient) -> list[str]:
    answer: list[str] = client.get("/family/cards/kept").json["cards"]
    return answer


def test_a_card_may_stay_when_the_sign_in_only_ran_out(phone: FlaskClient, noors_card: str) -> None:
    assert phone.get(f"/family/cards/{noors_card}").status_code == 302
    assert kept(phone) == [f"/family/cards/{noors_card}"]
    assert FORGETS not in phone.get("/").text


@pytest.mark.parametrize("what", ["blocked", "no longer decides", "signed out everywhere", "closed", "a month later"])
def test_a_card_may_not_stay_once_it_or_the_reader_no_longer_counts(
    phone: FlaskClient, noors_card: str, story: Story, workplace: Workplace, clock: FrozenClock, what: str
) -> None:
    mother = story.mother.account_id
    with workplace.begin(system_actor("test")) as work:
        match what:
            case "blocked":
                block_card(work, noors_card)
            case "no longer decides":
                work.session.execute(update(Guardianship).values(ended_at=work.now))
            case "signed out everywhere":
                work.session.get_one(Account, mother).session_epoch += 1
            case "closed":
                work.session.get_one(Account, mother).active = False
            case _:
                clock.move(timedelta(days=31))

    assert kept(phone) == []


def test_a_stranger_with_no_note_or_a_made_up_one_hears_of_no_card(client: FlaskClient, noors_card: str) -> None:
    assert kept(client) == []

    client.set_cookie("kept_cards", f"{noors_card}.0.9999999999.AAAAAAAAAAAAAAAAAAAAAA")

    assert kept(client) == []


def test_signing_out_makes_the_telephone_forget(sign_in: SignIn, story: Story, noors_card: str) -> None:
    client = sign_in(story.mother)
    client.get(f"/family/cards/{noors_card}")

    client.post("/sign-out")

    assert kept(client) == []
    assert FORGETS in client.get("/").text


def test_somebody_else_on_the_same_telephone_makes_it_forget(phone: FlaskClient, sign_in: SignIn, story: Story) -> None:
    sign_in(story.other_mother)

    page = phone.get("/family")

    assert FORGETS in page.text
    assert kept(phone) == []


def test_the_note_is_for_no_script_and_says_nothing_of_the_child(
    sign_in: SignIn, story: Story, noors_card: str, workplace: Workplace
) -> None:
    answer = sign_in(story.mother).get(f"/family/cards/{noors_card}")

    (cookie,) = (one for one in answer.headers.getlist("Set-Cookie") if one.startswith("kept_cards="))
    with workplace.reading() as work:
        number = work.session.get_one(Card, noors_card).number
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert not any(text in cookie for text in (noors_card, number, story.noor, "Noor"))


def test_the_worker_reaches_the_card_pages_only_and_all_its_files_are_there(client: FlaskClient) -> None:
    answer = client.get("/family/cards/worker.js")

    files = re.findall(r'"/static/([^"?]+)', answer.text)
    assert answer.mimetype == "text/javascript"
    assert "Service-Worker-Allowed" not in answer.headers
    assert {"css/base.css", "mypass/card.css", "mypass/card.js"} <= set(files)
    assert [file for file in files if not (STATIC / file).is_file()] == []


def test_the_app_begins_at_the_first_card(sign_in: SignIn, visitor: Visitor, story: Story, noors_card: str) -> None:
    client = sign_in(story.mother)

    told = client.get("/family/cards/app.webmanifest")

    assert told.mimetype == "application/manifest+json"
    assert visitor.visit(told.json["start_url"]).address == f"/family/cards/{noors_card}"
