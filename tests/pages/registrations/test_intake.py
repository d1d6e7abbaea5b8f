"""The organiser says how an activity takes registrations, and decides; everybody can see why."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient

from tests.factories.base import use
from tests.factories.cards import HolderFactory
from tests.pages.html import Visitor, text_of
from tests.pages.registrations.conftest import Story
from tests.pages.registrations.test_organiser import FORBIDDEN, TELLS_MORE_THAN_A_DESK_NEEDS
from uitpas2.accounts.models import Assignment
from uitpas2.activities.models import Session
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.clock import FrozenClock, brussels_moment
from uitpas2.registrations import services
from uitpas2.registrations.models import Intake, QueueEvent, Registration
from uitpas2.registrations.rules import Outcome, Priority, RegistrationStatus

SignIn = Callable[[Assignment], FlaskClient]


def here(story: Story, page: str) -> str:
    return f"/organiser/activities/{story.swimming}/{page}"


def asked(workplace: Workplace, story: Story, *, first_name: str, **registering) -> str:
    """Somebody of another family asks for the same moment."""
    with workplace.begin(system_actor("test")) as work:
        use(work)
        holder = HolderFactory(first_name=first_name, last_name="Peeters")
        made = services.register(work, session_id=story.session, holder_id=holder.id, **registering)
        return made.id


def status_of(workplace: Workplace, registration_id: str) -> RegistrationStatus:
    with workplace.begin(system_actor("test")) as work:
        return work.session.get_one(Registration, registration_id).status


def test_what_an_organiser_chooses_is_kept_and_told_to_families(
    visitor: Visitor, sign_in: SignIn, story: Story, workplace: Workplace
) -> None:
    sign_in(story.office)
    form = visitor.visit(visitor.visit(here(story, "registrations")).link("Hoe je bij ons inschrijft"))
    chosen = {"opens_on": "2026-11-30", "opens_time": "09:30", "needs_approval": "true"}
    kept = form.submit({**chosen, "priorities": "sibling,resident", "answer_hours": "24", "cut_off_minutes": "1440"})
    sign_in(story.mother)
    choice = visitor.visit(f"/family/children/{story.noor}/places/{story.swimming}")

    with workplace.begin(system_actor("test")) as work:
        intake = work.session.get_one(Intake, story.swimming)
        assert intake.opens_at == brussels_moment(date(2026, 11, 30), 9, 30)
        assert (intake.answer_hours, intake.cut_off_minutes, intake.needs_approval) == (24, 1440, True)
        assert intake.terms.priorities == (Priority.SIBLING, Priority.RESIDENT)
    assert kept.value_of("opens_time") == "09:30"
    for page in (kept, choice):
        assert "Inschrijven kan vanaf ma 30 nov 2026 09:30." in page.text
        assert "broers en zussen van wie al een plaats heeft, en daarna kinderen die in de gemeente wonen" in page.text
    assert "Inschrijven kan nog niet" in choice.text
    assert "Kom terug op maandag 30 november 2026 om 09:30." in choice.text
    assert not choice.all("input", name="what")


def test_who_waits_keeps_the_order_in_which_they_stand(
    visitor: Visitor, sign_in: SignIn, story: Story, workplace: Workplace
) -> None:
    for name in ("Ada", "Bo", "Cas"):
        asked(workplace, story, first_name=name, or_wait=True)
    sign_in(story.office)

    refused = visitor.visit(here(story, "intake")).submit({"priorities": "resident"}, status=422)
    beyond = visitor.visit(here(story, "intake")).submit({"answer_hours": "9999"}, status=422)

    assert "Er wachten al kinderen" in refused.error_beside("priorities")
    assert "1 en 336" in beyond.error_beside("answer_hours")
    with workplace.begin(system_actor("test")) as work:
        assert work.session.get(Intake, story.swimming) is None


def test_a_request_is_granted_once_and_refused_once(
    visitor: Visitor, sign_in: SignIn, story: Story, workplace: Workplace
) -> None:
    sign_in(story.office)
    visitor.visit(here(story, "intake")).submit({"needs_approval": "true"})
    yes, no = (asked(workplace, story, first_name=name) for name in ("Ada", "Bo"))
    page = visitor.visit(here(story, "waiting"))

    granted = page.submit(action=here(story, f"waiting/{yes}/grant"))
    page.submit(action=here(story, f"waiting/{yes}/grant"))
    again = granted.submit(action=here(story, f"waiting/{no}/refuse"))

    assert "Ada P." in page.text
    assert "Peeters" not in page.text
    assert "Dit kind heeft een plaats" in granted.html
    assert "Niemand vraagt of wacht nu" in again.text
    assert (status_of(workplace, yes), status_of(workplace, no)) == (
        RegistrationStatus.CONFIRMED,
        RegistrationStatus.CANCELLED,
    )


def test_the_page_answers_why_nobody_was_offered_a_place_and_tells_nothing_of_money(
    visitor: Visitor, sign_in: SignIn, story: Story, workplace: Workplace
) -> None:
    ids = [asked(workplace, story, first_name=name, or_wait=True) for name in ("Ada", "Bo", "Cas", "Dirk", "Els")]
    reasons = {ids[2]: Outcome.OTHER_SESSION_FULL, ids[3]: Outcome.BUDGET_USED_UP, ids[4]: Outcome.NO_LONGER_FITS}
    with workplace.begin(system_actor("test")) as work:
        for id, outcome in reasons.items():
            event = {"activity_id": story.swimming, "registration_id": id, "outcome": outcome, "at": work.now}
            work.session.add(QueueEvent(id=work.new_id(), **event))
    sign_in(story.office)

    page = visitor.visit(here(story, "waiting"))

    assert page.text.index("Cas P.") < page.text.index("Dirk P.") < page.text.index("Els P.")
    assert "Ada P." not in page.text
    assert "Cas P. wil de hele reeks, en een ander moment van de reeks is vol" in page.text
    assert "Dirk P. kon de plaats toen niet krijgen" in page.text
    assert "Els P. kon de plaats toen niet krijgen" in page.text
    assert "budget" not in page.text
    assert not FORBIDDEN.search(page.text)
    assert not TELLS_MORE_THAN_A_DESK_NEEDS.search(page.text)


def test_a_draw_shows_its_fingerprint_first_and_afterwards_decides_who_waits(
    visitor: Visitor, sign_in: SignIn, story: Story, workplace: Workplace, clock: FrozenClock
) -> None:
    sign_in(story.office)
    visitor.visit(here(story, "intake")).submit({"draw_at": "2027-12-31"}, status=422)
    announced = visitor.visit(here(story, "intake")).submit({"draw_at": "2026-11-30", "draw_time": "12:00"})
    proof = visitor.visit(announced.link("Hoe weet je dat de loting eerlijk is?"))
    with workplace.begin(system_actor("test")) as work:
        seed = work.session.get_one(Intake, story.swimming).draw_seed or ""
    ids = [asked(workplace, story, first_name=name) for name in ("Ada", "Bo", "Cas", "Dirk")]
    before = visitor.visit(here(story, "waiting"))
    too_soon = visitor.send(here(story, f"waiting/{ids[0]}/grant"), {"idempotency_key": "before-the-draw"})

    clock.move(timedelta(days=6))
    with workplace.begin(system_actor("test")) as work:
        services.draw(work, story.swimming)
        assert work.session.get_one(Session, story.session).free_places == 0
    newcomer = asked(workplace, story, first_name="Zoë", or_wait=True)
    sign_in(story.office)
    waiting = visitor.visit(here(story, "waiting"))

    assert hashlib.sha256(seed.encode()).hexdigest() in proof.text
    assert seed not in announced.html + proof.html
    assert f"waiting/{ids[0]}/grant" not in before.html
    assert "Eerst komt de loting" in too_soon.html
    assert status_of(workplace, newcomer) is RegistrationStatus.WAITING
    assert [text_of(name) for name in waiting.all("th", scope="row")][-1] == "Zoë P."


@pytest.mark.parametrize("page", ["intake", "waiting"])
def test_another_organiser_finds_nothing_there(visitor: Visitor, sign_in: SignIn, story: Story, page: str) -> None:
    sign_in(story.other_office)

    assert visitor.visit(here(story, page), status=404).status == 404
