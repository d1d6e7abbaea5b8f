"""The counter and the organiser register too; and the family decides whether the organiser knows who helps."""

from __future__ import annotations

from collections.abc import Callable

from flask.testing import FlaskClient

from tests.factories.accounts import AssignmentFactory
from tests.factories.base import use
from tests.factories.cards import CardSystemFactory
from tests.mails import Postman
from tests.pages.html import Visitor
from tests.pages.registrations.conftest import Story
from tests.services.cards.people import clerk_of_aalst
from uitpas2.accounts.models import Assignment, Municipality
from uitpas2.accounts.queries import administration_of
from uitpas2.accounts.rules import Role
from uitpas2.cards.queries import active_card
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import system_actor

SignIn = Callable[[Assignment], FlaskClient]


def clerk(workplace: Workplace) -> Assignment:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        CardSystemFactory(municipality=work.session.get_one(Municipality, "44021"))
        made: Assignment = AssignmentFactory(role=Role.COUNTER_CLERK, organisation=administration_of(work, "44021"))
        _ = made.account, made.organisation
        return made


def card_of(workplace: Workplace, holder_id: str) -> str:
    with workplace.reading(system_actor("test")) as work:
        card = active_card(work, holder_id)
        assert card is not None
        return card.number


def test_a_clerk_registers_prints_sends_and_takes_back_from_the_page_of_a_child(
    visitor: Visitor, sign_in: SignIn, story: Story, workplace: Workplace, brother: str
) -> None:
    client = sign_in(clerk(workplace))

    finder = visitor.visit(visitor.visit(f"/counter/holders/{story.noor}").link("Vind een plaats voor Noor"))
    choice = visitor.visit(finder.link("Zwemmen op woensdag"))
    order = choice.submit({"what": f"session:{story.session}"})
    done = order.submit()
    paper = client.get(f"/counter/holders/{story.noor}/places/{story.swimming}/registered.pdf")
    everything = visitor.visit(done.link("Alles bij deze activiteit"))
    again = everything.submit(action=f"/counter/holders/{story.noor}/places/{story.swimming}/send")

    assert "Ilias" in choice.text
    assert "Noor betaalt" in order.text
    assert "Noor heeft een plaats" in done.text
    assert (paper.status_code, paper.mimetype) == (200, "application/pdf")
    assert "De bevestiging is onderweg." in again.text
    assert "Zwemmen op woensdag" in visitor.visit(f"/counter/holders/{story.noor}").text
    told = [mail.subject for mail in Postman(workplace).brings()]
    assert told == ["Noor heeft een plaats: Zwemmen op woensdag"] * 2

    given_back = visitor.visit(done.address).submit(action=f"{done.address}/cancel")

    assert "Afgezegd aan de balie." in given_back.text


def test_another_region_s_clerk_finds_nobody(
    visitor: Visitor, sign_in: SignIn, story: Story, workplace: Workplace
) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        elsewhere = clerk_of_aalst()
        _ = elsewhere.account, elsewhere.organisation
    sign_in(elsewhere)

    for page in ("places", f"places/{story.swimming}", f"places/{story.swimming}/check?what=session:{story.session}"):
        theirs = visitor.visit(f"/counter/holders/{story.noor}/{page}", status=404)
        assert theirs.text == visitor.visit(f"/counter/holders/nobody/{page}", status=404).text


def test_an_organiser_registers_who_shows_a_card_and_hears_a_price_and_no_reason(
    visitor: Visitor, sign_in: SignIn, story: Story, workplace: Workplace
) -> None:
    sign_in(story.office)
    here = f"/organiser/activities/{story.swimming}"
    form = visitor.visit(visitor.visit(f"{here}/registrations").link("Schrijf in met een kaart"))
    shown = {"card": card_of(workplace, story.noor), "birth_date": "2018-03-14", "what": f"session:{story.session}"}

    wrong = form.submit({**shown, "birth_date": "2018-03-15"}, status=422)
    order = form.submit(shown)
    attendees = order.submit()
    taken_off = attendees.submit(action=attendees.all("form", class_="stack")[0].get("action"))

    assert "We vinden geen kaart met dit nummer en deze geboortedatum" in wrong.text
    assert wrong.value_of("card") == shown["card"]
    assert "Noor M." in order.text
    assert "Te betalen bij aankomst: € 2,00" in order.text.replace("\u00a0", " ")
    assert "10,00" not in order.text
    assert "Waarom" not in order.text
    assert "Noor Maes" in attendees.text
    assert "Noor" not in visitor.visit(f"{here}/registrations").text
    assert "het gezin hoort dat van ons" in taken_off.text


def test_the_family_decides_whether_the_organiser_knows_who_helps(
    visitor: Visitor, sign_in: SignIn, story: Story
) -> None:
    sign_in(story.worker)
    choice = visitor.visit(f"/partner/clients/{story.noor}/places/{story.swimming}")
    made = choice.submit({"what": f"session:{story.session}"}).submit()
    own = made.address.replace("/partner/clients/", "/family/children/")
    attendees = f"/organiser/activities/{story.swimming}/registrations"
    sign_in(story.office)
    before = visitor.visit(attendees).text
    sign_in(story.mother)
    visitor.visit(own).submit({"partner_shown": "true"}, action=f"{own}/partner")
    sign_in(story.office)
    wished = visitor.visit(attendees).text
    sign_in(story.mother)
    visitor.visit(own).submit(action=f"{own}/partner")
    sign_in(story.office)

    assert "OCMW Gent" not in before
    assert "OCMW Gent" in wished
    assert "OCMW Gent" not in visitor.visit(attendees).text
