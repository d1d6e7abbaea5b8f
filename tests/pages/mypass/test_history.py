"""A mother reads what her child did with the card."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from tests.pages.html import Visitor, text_of
from tests.pages.registrations.conftest import Story
from uitpas2.accounts.models import Assignment
from uitpas2.accounts.sessions import actor_of
from uitpas2.database.work import Workplace
from uitpas2.discounts.models import Sale
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.clock import FrozenClock
from uitpas2.loyalty.services import earn
from uitpas2.mypass.queries import history
from uitpas2.scanning.models import CheckIn

SignIn = Callable[[Assignment], FlaskClient]


@pytest.fixture
def visit(story: Story, workplace: Workplace, clock: FrozenClock) -> str:
    """Noor came in with the ticket that was sold before, and got two points for it."""
    clock.move(timedelta(hours=2))
    with workplace.begin(system_actor("test")) as work:
        sale = work.session.get_one(Sale, story.sale)
        at = {"activity_id": sale.activity_id, "organiser_id": sale.organiser_id, "holder_id": sale.holder_id}
        came = CheckIn(id=work.new_id(), key="scan", **at, card_id=sale.card_id, sale_id=sale.id)
        came.at, came.day, came.by, came.points = work.now, work.today, "test", 2
        work.session.add(came)
        earn(work, holder_id=sale.holder_id, points=2, reason="checkin", reference=came.id)
        return came.id


def test_a_visit_with_its_ticket_and_points_is_told_once(
    visitor: Visitor, sign_in: SignIn, story: Story, visit: str
) -> None:
    sign_in(story.mother)

    page = visitor.visit(visitor.visit("/family").link("Wat Noor deed"))

    (only,) = page.one("ol", class_="timeline").findall("li")
    assert "Noor heeft 2 punten" in page.text
    assert "Zwemmen op woensdag" in text_of(only)
    assert "Noor was erbij" in text_of(only)
    assert "2 punten erbij" in text_of(only)
    assert "Jouw prijs: € 2,00" in text_of(only)
    assert visitor.visit(only.find(".//a").get("href")).heading == "Waarom deze prijs?"


def test_a_ticket_without_a_visit_and_points_from_elsewhere_stand_there_too(
    visitor: Visitor, sign_in: SignIn, story: Story, workplace: Workplace, clock: FrozenClock
) -> None:
    clock.move(timedelta(hours=1))
    with workplace.begin(system_actor("test")) as work:
        earn(work, holder_id=story.noor, points=1, reason="welcome", reference=story.noor)
    sign_in(story.mother)

    page = visitor.visit(f"/family/children/{story.noor}/history")

    lines = [text_of(line) for line in page.one("ol", class_="timeline").findall("li")]
    assert ["1 punt erbij" in line for line in lines] == [True, False]
    assert "Ticket gekocht" in lines[1]


def test_another_family_s_history_answers_like_that_of_nobody(visitor: Visitor, sign_in: SignIn, story: Story) -> None:
    sign_in(story.mother)

    theirs = visitor.visit(f"/family/children/{story.sam}/history", status=404)

    assert theirs.text == visitor.visit("/family/children/nobody/history", status=404).text


def test_a_long_history_comes_in_pages_without_gaps_or_repeats(
    story: Story, workplace: Workplace, clock: FrozenClock
) -> None:
    for number in range(44):
        clock.move(timedelta(minutes=number % 3))  # some at the same moment
        with workplace.begin(system_actor("test")) as work:
            earn(work, holder_id=story.noor, points=number + 1, reason="test", reference=str(number))

    with workplace.reading(actor_of(story.mother)) as work:
        pages = [history(work, story.noor, page=page) for page in (1, 2, 3)]

    points = [one.points for page in pages for one in page.happenings if one.points]
    assert sorted(points, reverse=True) == list(range(44, 0, -1))
    assert [len(page.happenings) for page in pages] == [20, 20, 5]
    assert [page.has_older for page in pages] == [True, True, False]
