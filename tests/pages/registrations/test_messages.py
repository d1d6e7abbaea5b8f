"""An organiser writes its own words: it sees how they read before they are kept, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable

from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.pages.html import Visitor, text_of
from tests.pages.registrations.conftest import Story
from tests.pages.registrations.test_organiser import FORBIDDEN
from uitpas2.accounts.models import Assignment
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.outbox.models import OutboxMessage
from uitpas2.registrations.models import MessageWording

SignIn = Callable[[Assignment], FlaskClient]
CONFIRMED = "/organiser/messages/registration-confirmed"


def count(workplace: Workplace, model: type[MessageWording | OutboxMessage]) -> int:
    with workplace.begin(system_actor("test")) as work:
        return work.session.scalar(select(func.count()).select_from(model)) or 0


def test_a_text_is_looked_at_kept_and_explained(
    visitor: Visitor, sign_in: SignIn, story: Story, workplace: Workplace
) -> None:
    sign_in(story.office)
    typed = {"introduction_nl": "Dag {voornaam}, tot {dag}!", "closing_fr": "À bientôt, {prénom} !"}
    waiting = count(workplace, OutboxMessage)
    assert visitor.visit("/organiser/messages").link("Een kind heeft een plaats").endswith(CONFIRMED)

    tried = visitor.send(f"{CONFIRMED}/preview", typed)
    before = count(workplace, MessageWording)
    kept = tried.submit()
    again = kept.submit({"introduction_nl": ""})
    versions = visitor.visit(again.link("Wat stond er in vroegere berichten?"))

    assert before == 0
    assert "Dit is nog niet bewaard" in tried.text
    assert "Dag Noor, tot woensdag 2 december 2026!" in tried.text
    assert "À bientôt, Noor" in text_of(tried.one("main"))
    assert tried.value_of("introduction_nl") == kept.value_of("introduction_nl") == typed["introduction_nl"]
    assert "Dit is nog niet bewaard" not in kept.text
    assert "Goed nieuws: Noor kan mee." in again.text
    assert [text_of(row).split()[0] for row in versions.all("tr")[1:]] == ["2", "1"]
    assert "Bart Claes" in versions.text
    assert not FORBIDDEN.search(tried.text)
    assert count(workplace, OutboxMessage) == waiting


def test_what_is_wrong_is_said_with_its_place_and_what_was_typed_stays(
    visitor: Visitor, sign_in: SignIn, story: Story, workplace: Workplace
) -> None:
    sign_in(story.office)
    typed = {"introduction_nl": "Dag!\nTot {wanneer}", "closing_nl": "Groeten"}

    tried = visitor.send(f"{CONFIRMED}/preview", typed, status=422)
    for page in (tried, visitor.visit(CONFIRMED).submit(typed, status=422)):
        assert "Regel 2, teken 5: {wanneer} kunnen we niet invullen." in page.error_beside("introduction_nl")
        assert "{voornaam}, {activiteit}, {dag}, {uur}, {plaats}" in page.error_beside("introduction_nl")
        assert page.value_of("closing_nl") == "Groeten"
    assert count(workplace, MessageWording) == 0


def test_another_organiser_reads_and_writes_its_own(visitor: Visitor, sign_in: SignIn, story: Story) -> None:
    sign_in(story.office)
    visitor.visit(CONFIRMED).submit({"introduction_nl": "Kanarie van de club"})
    visitor.visit("/organiser/messages").submit({"email": "kanarie@club.test", "phone": "09 123 45 67"})
    own = visitor.visit("/organiser/messages")
    sign_in(story.other_office)

    seen = [visitor.visit(page).html for page in ("/organiser/messages", CONFIRMED, f"{CONFIRMED}/versions")]

    assert own.value_of("email") == "kanarie@club.test"
    assert "jouw woorden, versie 1" in own.text
    assert not [page for page in seen if "anarie" in page]


def test_only_the_office_of_an_organiser_comes_in_and_only_for_messages_there_are(
    client: FlaskClient, sign_in: SignIn, story: Story
) -> None:
    sign_in(story.mother)
    for_family = client.get(CONFIRMED).status_code
    sign_in(story.office)

    assert for_family == 403
    assert client.get("/organiser/messages/registration-else").status_code == 404
