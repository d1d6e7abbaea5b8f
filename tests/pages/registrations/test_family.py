"""A mother looks at her family's cards, places and purchases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit

from flask.testing import FlaskClient

from tests.factories.accounts import AccountFactory, AssignmentFactory
from tests.factories.base import use
from tests.factories.registrations import swimming
from tests.pages.html import Visitor, text_of
from tests.pages.registrations.conftest import Story
from uitpas2.accounts.models import Assignment
from uitpas2.cards.models import SocialRight
from uitpas2.cards.services import read_ground
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.text import TranslatedText
from uitpas2.loyalty.services import earn
from uitpas2.registrations.services import cancel, register
from uitpas2.welfare.models import Client

SignIn = Callable[[Assignment], FlaskClient]


def test_the_family_sees_its_cards_with_their_points_and_the_way_to_their_codes(
    visitor: Visitor, sign_in: SignIn, story: Story, brother: str, workplace: Workplace
) -> None:
    with workplace.begin(system_actor("test")) as work:
        earn(work, holder_id=story.noor, points=3, reason="checkin", reference="1")
    sign_in(story.mother)

    page = visitor.visit("/family")

    cards = [text_of(card) for card in page.all("a", class_="pass")]
    assert [("Noor" in card, "Ilias" in card) for card in cards] == [(True, False), (False, True)]
    assert "3 punten" in cards[0]
    assert all("Toon de code" in card for card in cards)
    assert "Sam" not in page.text


def test_a_mother_registers_her_child_and_sees_it_on_her_page(visitor: Visitor, sign_in: SignIn, story: Story) -> None:
    sign_in(story.mother)

    finder = visitor.visit(visitor.visit("/family").link("Vind een plaats voor Noor"))
    choice = visitor.visit(finder.link("Zwemmen op woensdag"))
    done = choice.submit({"what": f"session:{story.session}"}).submit()

    assert "Jouw prijs € 2,00" in choice.text
    assert "Noor heeft een plaats" in done.text
    assert visitor.visit("/family").link("Zwemmen op woensdag") == done.address


def test_a_purchase_tells_why_it_cost_this(visitor: Visitor, sign_in: SignIn, story: Story) -> None:
    sign_in(story.mother)

    page = visitor.visit(f"/family/purchases/{story.sale}")

    assert page.heading == "Waarom deze prijs?"
    assert "€ 2,00" in page.text
    assert "artikel" in page.text.lower()
    assert "Gent" in page.text


def test_other_people_s_children_and_purchases_answer_like_what_does_not_exist(
    visitor: Visitor, sign_in: SignIn, story: Story
) -> None:
    sign_in(story.mother)

    for page in (
        "/family/children/{child}/places",
        f"/family/children/{{child}}/places/{story.swimming}",
        "/family/children/{child}/registrations/nothing",
    ):
        theirs = visitor.visit(page.format(child=story.sam), status=404)
        nobody = visitor.visit(page.format(child="nobody"), status=404)
        assert theirs.text == nobody.text
    theirs = visitor.visit(f"/family/purchases/{story.others_sale}", status=404)
    assert theirs.text == visitor.visit("/family/purchases/nothing", status=404).text


def test_the_family_sees_who_guides_it_and_can_stop_that(
    visitor: Visitor, sign_in: SignIn, story: Story, workplace: Workplace
) -> None:
    with workplace.reading() as work:
        ties = {tie.holder_id: tie.id for tie in work.session.query(Client)}
    sign_in(story.mother)
    visitor.send(f"/family/guides/{ties[story.sam]}/end", status=404)
    home = visitor.visit("/family")
    assert "OCMW Gent" in home.text
    assert "OCMW Gent" in visitor.visit(home.link("Wie Noor begeleidt")).text

    page = visitor.send(f"/family/guides/{ties[story.noor]}/end")

    assert "OCMW Gent" not in page.text
    sign_in(story.worker)
    visitor.visit(f"/partner/clients/{story.noor}", status=404)


def test_the_family_sees_who_looked_up_on_what_its_price_rests(
    visitor: Visitor, sign_in: SignIn, story: Story, workplace: Workplace
) -> None:
    with workplace.begin(system_actor("test")) as work:
        right = work.session.query(SocialRight).filter_by(holder_id=story.noor).one()
        read_ground(work, right.id, purpose="Jaarlijkse controle")
    sign_in(story.mother)

    assert "Jaarlijkse controle" in visitor.visit(visitor.visit("/family").link("Wie keek, en waarom")).text


def test_a_family_without_a_card_is_told_where_to_get_one(
    visitor: Visitor, sign_in: SignIn, workplace: Workplace
) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        newcomer = AssignmentFactory(guardian=True, account=AccountFactory())
    sign_in(newcomer)

    assert "Er is nog geen kaart in je gezin" in visitor.visit("/family").text


def test_a_family_waits_for_a_place_gets_one_and_takes_it(
    visitor: Visitor, sign_in: SignIn, story: Story, workplace: Workplace
) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        _, full = swimming(places=1, name=TranslatedText(nl="Klimmen"), session__starts=work.now + timedelta(days=9))
        activity_id, has_it = full.activity_id, register(work, session_id=full.id, holder_id=story.sam).id
    sign_in(story.mother)

    choice = visitor.visit(f"/family/children/{story.noor}/places/{activity_id}")
    waiting = choice.submit({"what": f"session:{full.id}"}).submit()
    with workplace.begin(system_actor("test")) as work:
        cancel(work, has_it)
    offered = visitor.visit(waiting.address)
    at_home = visitor.visit("/family").text
    taken = offered.submit(action=f"{urlsplit(offered.address).path}/accept")

    assert "Noor staat op de wachtlijst" in waiting.text
    assert "Niemand gaat voor Noor." in waiting.text
    assert "Noor heeft een plaats" not in waiting.text
    assert "We houden ze tot" in offered.text
    assert "Plaats aangeboden" in at_home
    assert "Noor heeft een plaats" in taken.text
