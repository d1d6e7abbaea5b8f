"""The organiser sees who comes, and nothing about prices, partners or rights."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from tests.factories.base import use
from tests.factories.cards import HolderFactory
from tests.factories.registrations import RegistrationFactory
from tests.pages.html import Visitor
from tests.pages.registrations.conftest import Story
from uitpas2.accounts.models import Assignment
from uitpas2.activities.models import Session
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.clock import FrozenClock

SignIn = Callable[[Assignment], FlaskClient]

# Words that would tell of poverty next to a child; \b keeps "miauw" and "premia" innocent.
FORBIDDEN = re.compile(
    r"kansentarief|kansenstatuut|kansarm|armoede|sociaal tarief|\bmia\b|korting wegens|leefloon|tegemoetkoming"
    r"|tarif social|pauvreté|précarité|social rate|poverty|deprived",
    re.IGNORECASE,
)
TELLS_MORE_THAN_A_DESK_NEEDS = re.compile(r"€|OCMW|partner|verlaagd|tarief|prijs|recht\b", re.IGNORECASE)


@pytest.fixture
def registered(visitor: Visitor, sign_in: SignIn, story: Story, workplace: Workplace) -> Story:
    """Noor was registered by her partner at the reduced price, and somebody with a dangerous name by nobody special."""
    sign_in(story.worker)
    choice = visitor.visit(f"/partner/clients/{story.noor}/places/{story.swimming}")
    choice.submit({"what": f"session:{story.session}"}).submit()
    with workplace.begin(system_actor("test")) as work:
        use(work)
        prankster = HolderFactory(first_name='=HYPERLINK("http://evil.test")', last_name="@Zorro")
        RegistrationFactory(session=work.session.get_one(Session, story.session), holder=prankster)
    return story


def test_the_office_sees_its_activities_and_who_comes(visitor: Visitor, sign_in: SignIn, registered: Story) -> None:
    sign_in(registered.office)

    own = visitor.visit("/organiser/activities")
    attendees = visitor.visit(own.link("Zwemmen op woensdag"))

    assert "Zwemmen op woensdag woensdag 2 december 2026, 14:00 tot 16:00 1 2" in own.text
    assert "2 inschrijvingen voor wat nog komt" in attendees.text
    assert "Noor Maes 6–8" in attendees.text


def test_what_is_over_stands_apart(visitor: Visitor, sign_in: SignIn, registered: Story, clock: FrozenClock) -> None:
    sign_in(registered.office)
    clock.move(timedelta(days=30))

    page = visitor.visit(f"/organiser/activities/{registered.swimming}/registrations")

    assert "0 inschrijvingen voor wat nog komt" in page.text
    assert "Voorbije momenten woensdag 2 december 2026" in page.text


def test_nothing_an_organiser_gets_tells_of_price_partner_or_right(
    visitor: Visitor, sign_in: SignIn, registered: Story
) -> None:
    client = sign_in(registered.office)
    here = f"/organiser/activities/{registered.swimming}/registrations"

    answers = [
        visitor.visit("/organiser/activities").text,
        visitor.visit(here).text,
        client.get(f"{here}.csv").text,
    ]

    assert all("Noor" in answer for answer in answers[1:])
    for answer in answers:
        assert not FORBIDDEN.search(answer)
        assert not TELLS_MORE_THAN_A_DESK_NEEDS.search(answer)


def test_no_page_of_a_family_says_a_word_that_hurts(visitor: Visitor, sign_in: SignIn, registered: Story) -> None:
    client = sign_in(registered.mother)
    places = f"/family/children/{registered.noor}/places"
    history = f"/family/children/{registered.noor}/history"
    addresses = ["/family", places, f"{places}/{registered.swimming}", f"/family/purchases/{registered.sale}", history]

    for language in ("nl", "fr", "en"):
        client.set_cookie("language", language)
        for address in addresses:
            found = FORBIDDEN.search(visitor.visit(address).text)
            assert not found, f"{address} says {found} in {language}"


def test_the_downloaded_list_holds_no_live_cell(sign_in: SignIn, registered: Story) -> None:
    client = sign_in(registered.office)

    answer = client.get(f"/organiser/activities/{registered.swimming}/registrations.csv")

    header, *rows = csv.reader(io.StringIO(answer.text))
    assert header == ["Activiteit", "Dag", "Van", "Tot", "Voornaam", "Achternaam", "Leeftijd"]
    assert sorted(row[4:6] for row in rows) == [['\'=HYPERLINK("http://evil.test")', "'@Zorro"], ["Noor", "Maes"]]
    assert rows[1][1:4] == ["2026-12-02", "14:00", "16:00"]
    assert "attachment" in answer.headers["Content-Disposition"]


def test_another_organiser_gets_nothing_of_it(visitor: Visitor, sign_in: SignIn, registered: Story) -> None:
    sign_in(registered.other_office)

    for page in ("/organiser/activities/{}/registrations", "/organiser/activities/{}/registrations.csv"):
        theirs = visitor.visit(page.format(registered.swimming), status=404)
        assert theirs.text == visitor.visit(page.format("nothing"), status=404).text
    assert "Nog geen activiteiten" in visitor.visit("/organiser/activities").text


def test_an_activity_without_registrations_says_so(visitor: Visitor, sign_in: SignIn, story: Story) -> None:
    sign_in(story.office)

    page = visitor.visit(f"/organiser/activities/{story.swimming}/registrations")

    assert "Er is nog niemand ingeschreven" in page.text
