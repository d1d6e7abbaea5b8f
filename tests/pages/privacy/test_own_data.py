"""A mother looks after the data of her family; the counter answers; everybody reads the register."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import select

from tests.factories.accounts import AccountFactory, AssignmentFactory
from tests.factories.base import use
from tests.factories.cards import GuardianshipFactory
from tests.mails import Postman
from tests.pages.registrations.conftest import Story, story  # noqa: F401
from tests.services.cards.people import clerk_of_aalst, guardian
from uitpas2.accounts.models import Assignment, Organisation
from uitpas2.accounts.rules import Role
from uitpas2.cards.models import Card, ContactPreference, Guardianship, Holder, SocialRight
from uitpas2.cards.services import read_ground
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.privacy.services import purge
from uitpas2.web.context import EXTENSION

SignIn = Callable[[Assignment], FlaskClient]


@pytest.fixture
def clerk(workplace: Workplace, story: Story) -> Assignment:  # noqa: F811
    with workplace.begin(system_actor("test")) as work:
        use(work)
        office = work.session.scalars(select(Organisation).where(Organisation.name == "Stad Gent")).one()
        return AssignmentFactory(role=Role.COUNTER_CLERK, organisation=office)


def test_a_mother_takes_everything_along_to_read_and_for_a_program(visitor, sign_in, story, workplace) -> None:  # noqa: F811
    client = sign_in(story.mother)

    page = visitor.visit(visitor.visit("/family").link("Wat we over Noor bewaren"))
    kept = json.loads(client.get(page.link("Voor een programma (JSON)")).text)
    pdf = client.get(page.link("Om te lezen (PDF)"))

    data = {one["what"]: one["rows"] for one in kept["data"]}
    assert data["holders"][0]["first_name"] == "Noor"
    assert data["holders"][0]["street"] == "Kouter 1"
    assert data["right_grounds"] == [{"ground": "increased_reimbursement"}]
    assert [(sale["holder_pays"], sale["activity_id"]["nl"]) for sale in data["sales"]] == [
        (200, "Zwemmen op woensdag")
    ]
    assert "Sam" not in json.dumps(kept)
    text = " ".join(" ".join(one.extract_text().split()) for one in PdfReader(io.BytesIO(pdf.data)).pages)
    assert all(word in text for word in ("Wat we over Noor bewaren", "Kouter 1", "Jouw prijs: 2,00 EUR", "Zwemmen"))
    assert client.get(f"/family/children/{story.sam}/data.json").status_code == 404


def test_a_co_parent_takes_along_nothing_of_the_other_home(visitor, sign_in, story, workplace) -> None:  # noqa: F811
    with workplace.begin(system_actor("test")) as work:
        use(work)
        account = AccountFactory(name="Karim Aziz", email="karim@elders.test")
        GuardianshipFactory(account=account, holder=work.session.get_one(Holder, story.noor), other_household="other")
        father = guardian(account)
    client = sign_in(father)

    kept = client.get(f"/family/children/{story.noor}/data.json").text
    people = visitor.visit(f"/family/children/{story.noor}/people")

    assert "Noor" in kept
    assert not [word for word in ("Kouter", '"9000"', "increased_reimbursement") if word in kept]
    assert "Iemand in een ander gezin" in people.text
    assert "Lotte" not in people.text


def test_the_family_reads_who_looked_and_why(visitor, sign_in, story, workplace, clerk) -> None:  # noqa: F811
    sign_in(clerk)
    for _ in range(2):
        visitor.visit(f"/counter/holders/{story.noor}")
    with workplace.begin(system_actor("test")) as work:
        right = work.session.scalars(select(SocialRight).where(SocialRight.holder_id == story.noor)).one()
        read_ground(work, right.id, purpose="Bezwaar van de ouder")

    sign_in(story.mother)
    page = visitor.visit(f"/family/children/{story.noor}/data")

    assert page.text.count("Keek naar de kaart en de prijs") == 1
    assert "Bezwaar van de ouder" in page.text


def test_consents_are_chosen_and_shown_with_their_day(visitor, sign_in, story) -> None:  # noqa: F811
    sign_in(story.mother)

    page = visitor.visit(f"/family/children/{story.noor}/data")
    page = page.submit({"purposes": ["news"]}, action=f"/family/children/{story.noor}/consents")

    assert "Tips over activiteiten: ja sinds 25 nov 2026" in page.text
    page = visitor.send(f"/family/children/{story.noor}/consents", {})
    assert "ja sinds" not in page.text


def test_a_clerk_keeps_what_is_said_at_the_counter_and_not_what_a_child_of_eight_says(
    visitor,
    sign_in,
    story,  # noqa: F811
    clerk,
) -> None:
    sign_in(clerk)
    address = f"/counter/holders/{story.noor}/consents"
    page = visitor.visit(f"/counter/holders/{story.noor}/data")

    wrong = page.submit({"purposes": ["picture"], "giver": "holder"}, action=address, status=422)
    kept = wrong.submit({"purposes": ["picture"], "giver": "guardian"}, action=address)

    assert "jonger is dan 13 jaar" in wrong.error_beside("giver")
    assert "De keuzes zijn bewaard." in kept.text
    with_it = [box.get("value") for box in kept.all("input", name="purposes") if box.get("checked") is not None]
    assert with_it == ["picture"]


def test_a_correction_is_asked_answered_and_its_words_forgotten(visitor, sign_in, story, workplace, clerk) -> None:  # noqa: F811
    address = f"/family/children/{story.noor}/correction"
    sign_in(story.mother)
    page = visitor.visit(f"/family/children/{story.noor}/data")
    assert page.submit({"wish": ""}, action=address, status=422).error_beside("wish")
    page = page.submit({"wish": "Peeters met drie e's"}, action=address)
    assert "Je vroeg om iets te verbeteren" in page.text

    sign_in(clerk)
    waiting = visitor.visit("/counter/requests")
    page = visitor.visit(waiting.link("Noor Maes"))
    assert "Peeters met drie e's" in page.text
    answered = page.submit({"request_id": page.value_of("request_id"), "outcome": "done"})

    assert "Er wacht niets op antwoord" in answered.text
    sign_in(story.mother)
    assert "Verbetering, 25 nov 2026: gedaan" in visitor.visit(f"/family/children/{story.noor}/data").text


def test_erasing_asks_for_the_first_name_and_is_for_the_own_region(visitor, sign_in, story, workplace, clerk) -> None:  # noqa: F811
    with workplace.begin(system_actor("test")) as work:
        use(work)
        stranger = clerk_of_aalst()
    sign_in(stranger)
    visitor.send(f"/counter/holders/{story.noor}/erase", {"first_name": "Noor"}, status=404)
    sign_in(clerk)
    page = visitor.visit(f"/counter/holders/{story.noor}/data")

    wrong = page.submit({"first_name": "Sam"}, status=422)
    done = wrong.submit({"first_name": "noor"})

    assert "wissen kan niet ongedaan" in wrong.error_beside("first_name")
    assert "Gewist." in done.text
    visitor.visit(f"/counter/holders/{story.noor}", status=404)


def test_the_register_tells_everybody_what_is_kept_and_when_the_next_clear_up_is(visitor, workplace) -> None:
    page = visitor.visit("/privacy/register")
    assert "Volgende opruiming: do 26 nov 2026 03:20" in page.text
    assert "Er was er nog geen." in page.text
    assert "zeven jaar na het jaar van de verkoop" in page.text

    with workplace.begin(system_actor("test")) as work:
        purge(work)

    assert "De vorige was wo 25 nov 2026 12:00" in visitor.visit("/privacy/register").text


def test_a_father_joins_with_the_code_that_the_mother_gets(visitor, sign_in, story, workplace, clock) -> None:  # noqa: F811
    with workplace.begin(system_actor("test")) as work:
        use(work)
        father = guardian(AccountFactory(name="Karim Aziz", email="karim@elders.test"))
        number = work.session.scalars(select(Card.number).where(Card.membership.has(holder_id=story.noor))).one()
    sign_in(father)

    page = visitor.visit("/family/add")
    nobody = page.submit({"card_number": "0900000095902", "birth_date": "2018-03-14"})
    clock.move(timedelta(minutes=1))
    page = page.submit({"card_number": number, "birth_date": "2018-03-14"})
    assert nobody.text == page.text
    wrong = visitor.visit("/family/add").submit({"code": "AAAA-AAAA"}, status=422)
    code = Postman.code_in(Postman(workplace).brings()[0])
    done = wrong.submit({"code": code})

    assert "Deze code klopt niet" in wrong.error_beside("code")
    assert "Je kunt nog 4 keer proberen" in wrong.text
    assert "Noor hoort nu bij je gezin." in done.text


def test_a_guardian_stops_and_a_clerk_ends_another(visitor, sign_in, story, workplace, clerk) -> None:  # noqa: F811
    sign_in(story.mother)
    page = visitor.visit(visitor.visit("/family").link("Wie beslist voor Noor")).submit()
    assert "Je bent de enige die voor dit kind beslist" in page.text

    sign_in(clerk)
    page = visitor.visit(f"/counter/holders/{story.noor}")
    end = f"/counter/holders/{story.noor}/guardians/{story.mother.account_id}/end"
    assert "Kies waarom" in page.submit({"reason": ""}, action=end).text
    page = page.submit({"reason": "no-longer-in-charge"}, action=end)

    assert "Nog niemand" in page.text
    with workplace.reading() as work:
        ended = work.session.scalars(select(Guardianship).where(Guardianship.holder_id == story.noor)).one()
        assert ended.end_reason == "no-longer-in-charge"


def test_a_mother_reads_what_was_decided_and_a_co_parent_gets_no_letter_of_the_other_home(
    visitor,
    sign_in,
    story,  # noqa: F811
    workplace,
) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        father = guardian(AccountFactory())
        GuardianshipFactory(
            holder=work.session.get_one(Holder, story.noor), account=father.account, other_household="x"
        )
    client = sign_in(story.mother)
    page = visitor.visit(f"/family/children/{story.noor}/data")
    (letter,) = re.findall(r'action="(/family/children/[^"]+/decisions/[^"]+)"', page.html)

    told = PdfReader(io.BytesIO(client.post(letter).data)).pages[0].extract_text()
    sign_in(father)
    of_father = visitor.visit(f"/family/children/{story.noor}/data")

    assert "tot en met dinsdag 31 augustus 2027" in page.text
    assert "Dag Noor" in told
    assert "tot en met dinsdag 31 augustus 2027" in of_father.text
    assert "/decisions/" not in of_father.html
    assert client.post(letter).status_code == 403


def test_text_messages_are_offered_only_where_there_is_a_gateway(visitor, sign_in, story, workplace) -> None:  # noqa: F811
    sign_in(story.mother)
    page = visitor.visit("/family/contact")

    visitor.send("/family/contact", {"channels": ["sms", "mail"], "phone": "0470 12 34 56"})

    assert 'value="sms"' not in page.html
    assert 'name="phone"' not in page.html
    with workplace.reading() as work:
        kept = work.session.get_one(ContactPreference, story.mother.account_id)
        assert (kept.by_mail, kept.by_sms, kept.phone) == (True, False, "")


def test_a_family_chooses_how_it_hears_from_us(app, settings, visitor, sign_in, story) -> None:  # noqa: F811
    app.extensions[EXTENSION] = replace(app.extensions[EXTENSION], settings=replace(settings, sms="console"))
    sign_in(story.mother)
    page = visitor.visit("/family/contact")

    wrong = page.submit({"channels": ["sms", "post"], "phone": ""}, status=422)
    wrong.submit({"channels": ["sms", "post"], "phone": "0470 12 34 56"})

    assert "Vul je gsm-nummer in" in wrong.error_beside("phone")
    assert visitor.visit("/family/contact").value_of("phone") == "0470123456"
