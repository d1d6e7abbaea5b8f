"""A mother shows a card, on her telephone and on paper."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader

from tests.factories.accounts import AccountFactory, AssignmentFactory
from tests.factories.base import use
from tests.factories.cards import GuardianshipFactory
from tests.pages.html import Visitor
from tests.pages.mypass.conftest import card_of
from tests.pages.registrations.conftest import Story
from uitpas2.accounts.models import Assignment
from uitpas2.cards.errors import CodeTooOld
from uitpas2.cards.models import Card, Holder
from uitpas2.cards.queries import card_at_door
from uitpas2.cards.rules import qr_path
from uitpas2.cards.services import block_card, live_code, qr_token, replace_card
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.clock import FrozenClock

SignIn = Callable[[Assignment], FlaskClient]


def test_the_page_of_a_card_has_its_code_number_and_first_name_and_nothing_else_of_the_child(
    visitor: Visitor, sign_in: SignIn, story: Story, noors_card: str, brother: str, workplace: Workplace
) -> None:
    sign_in(story.mother)

    page = visitor.visit(f"/family/cards/{noors_card}")

    with workplace.reading() as work:
        card = work.session.get_one(Card, noors_card)
        number, path = card.number, qr_path(qr_token(work, card))[1]
    assert [one.get("d") for one in page.one("figure").iter() if str(one.tag).endswith("path")] == [path]
    assert page.heading == "Noor"
    assert number in page.text.replace(" ", "")
    assert page.link("Ilias") == f"/family/cards/{card_of(workplace, brother)}"
    assert not any(word in page.html for word in ("Maes", "2018", "Gent", "€"))
    assert page.response.headers["Cache-Control"] == "no-store"


def test_the_code_on_the_screen_changes_and_each_opens_the_door_in_its_own_time_only(
    sign_in: SignIn, story: Story, noors_card: str, workplace: Workplace, clock: FrozenClock
) -> None:
    clock.move(timedelta(seconds=20))

    answer = sign_in(story.mother).get(f"/family/cards/{noors_card}/code")

    with workplace.reading() as work:
        texts = [live_code(work, work.session.get_one(Card, noors_card), later=later).text for later in range(4)]
    assert [code["path"] for code in answer.json["codes"]] == [qr_path(text)[1] for text in texts]
    assert [code["seconds"] for code in answer.json["codes"]] == [10, 30, 30, 30]
    with workplace.reading() as work, pytest.raises(CodeTooOld):
        card_at_door(work, texts[1])
    clock.move(timedelta(seconds=10))
    with workplace.reading() as work:
        assert card_at_door(work, texts[1]).card_id == noors_card


def test_a_card_of_another_family_answers_like_one_that_does_not_exist(
    visitor: Visitor, sign_in: SignIn, story: Story, sams_card: str
) -> None:
    sign_in(story.mother)

    for page in ("/family/cards/{}", "/family/cards/{}/code"):
        theirs = visitor.visit(page.format(sams_card), status=404)
        nobody = visitor.visit(page.format("00000000-0000-4000-8000-000000000000"), status=404)
        assert theirs.text == nobody.text


def test_a_card_that_was_replaced_shows_no_code_and_leads_to_the_new_one(
    visitor: Visitor, sign_in: SignIn, story: Story, noors_card: str, workplace: Workplace
) -> None:
    with workplace.begin(system_actor("test")) as work:
        new = replace_card(work, noors_card).id
    client = sign_in(story.mother)

    page = visitor.visit(f"/family/cards/{noors_card}", status=410)

    assert page.link("Naar de kaart van Noor") == f"/family/cards/{new}"
    assert client.get(f"/family/cards/{noors_card}/code").status_code == 409


def test_a_blocked_card_is_gone_from_the_family_page_too(
    visitor: Visitor, sign_in: SignIn, story: Story, noors_card: str, workplace: Workplace
) -> None:
    with workplace.begin(system_actor("test")) as work:
        block_card(work, noors_card)
    sign_in(story.mother)

    family = visitor.visit("/family")

    assert noors_card not in family.html
    assert "Geen kaart die werkt" in family.text
    assert "meteen een nieuwe" in visitor.visit(f"/family/cards/{noors_card}", status=410).text


def test_a_girl_with_her_own_sign_in_has_her_own_card_and_not_that_of_her_brother(
    visitor: Visitor, sign_in: SignIn, story: Story, noors_card: str, brother: str, workplace: Workplace
) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        noor = AssignmentFactory(guardian=True, account=AccountFactory(name="Noor Maes"))
        GuardianshipFactory(account=noor.account, holder=work.session.get_one(Holder, story.noor))
    sign_in(noor)

    assert "Ilias" not in visitor.visit("/family").text
    assert "Ilias" not in visitor.visit(f"/family/cards/{noors_card}").text
    visitor.visit(f"/family/cards/{card_of(workplace, brother)}", status=404)
    visitor.visit(f"/family/children/{brother}/history", status=404)


def test_a_father_in_another_home_has_the_card_and_what_noor_did_and_nothing_of_her_mother_s_home(
    visitor: Visitor, sign_in: SignIn, story: Story, noors_card: str, workplace: Workplace
) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        noor = work.session.get_one(Holder, story.noor)
        father = AssignmentFactory(guardian=True, account=AccountFactory(name="Karim Aziz"))
        GuardianshipFactory(account=father.account, holder=noor, other_household="home-of-karim")
        of_the_mother = (story.mother.account.name, story.mother.account.email, noor.street)
    sign_in(father)

    ways = ("/family", f"/family/cards/{noors_card}", f"/family/children/{story.noor}/history")
    pages = [visitor.visit(way) for way in ways]

    assert all("Noor" in page.text for page in pages)
    assert [text for text in of_the_mother for page in pages if text in page.html] == []


def test_all_cards_of_the_family_fit_on_paper_and_no_other(
    sign_in: SignIn, story: Story, brother: str, sams_card: str, workplace: Workplace
) -> None:
    answer = sign_in(story.mother).get("/family/cards.pdf")

    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.data)).pages)
    assert ("Noor" in text, "Ilias" in text, "Sam" in text) == (True, True, False)
    assert answer.headers["Cache-Control"] == "no-store"
