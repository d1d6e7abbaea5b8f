"""The clerk's desk: finding and registering people, cards, and the right to the reduced price."""

from __future__ import annotations

import io
import re

from pypdf import PdfReader
from sqlalchemy import select

from tests.factories.accounts import AccountFactory
from tests.factories.cards import CardFactory, GuardianshipFactory, HolderFactory, SocialRightFactory
from tests.pages.html import Page
from tests.services.cards.people import guardian, partner_worker, volunteer
from uitpas2.cards import queries
from uitpas2.cards.models import Card, Holder, SocialRight
from uitpas2.cards.rules import CardStatus

NOOR = {
    "first_name": "Noor",
    "last_name": "Peeters",
    "birth_date": "2018-03-14",
    "postal_code": "9000",
    "city": "Gent",
    "guardian_name": "Lotte Maes",
    "guardian_email": "lotte@voorbeeld.test",
    "way": "none",
}
REGISTER = "/counter/holders/new"


def code_on(page: Page) -> str | None:
    shown = re.search(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b", page.text)
    return shown.group() if shown else None


def holders(prepare) -> int:
    with prepare() as work:
        return len(work.session.scalars(select(Holder.id)).all())


def test_a_child_gets_registered_a_card_made_and_the_code_is_shown_once(desk, prepare):
    page = desk.submit(REGISTER, NOOR)

    assert page.heading == "Noor Peeters"
    assert "Geef deze code nu aan Lotte Maes" in page.text
    assert code_on(page)
    assert code_on(desk.visit(page.address)) is None

    page = page.submit({"way": "print"}, action=f"{page.address}/card")

    assert re.search(r"Kaart 0200 5\d\d \d{3} \d{3} werkt\. Druk ze nu af\.", page.text)
    assert page.one("div", class_="person-card-qr").find(".//{*}path") is not None
    with prepare() as work:
        (card,) = work.session.scalars(select(Card))
        assert queries.card_at_door(work, card.number).first_name == "Noor"


def test_every_address_of_another_region_answers_like_one_that_is_not_there(desk, prepare):
    with prepare():
        holder = HolderFactory(of_aalst=True)
        card = CardFactory(holder=holder)
        right = SocialRightFactory(holder_id=holder.id)
        account_id = GuardianshipFactory(holder=holder).account_id
    key = {"idempotency_key": "some-key-0001"}
    gets = [f"/counter/holders/{{}}{below}" for below in ("", "/right")] + [
        "/counter/cards/{}/end",
        "/counter/cards/{}/print",
    ]
    posts = [
        ("/counter/holders/{}/card", {"way": "print"}),
        ("/counter/holders/{}/bar", {"bar_reason": "asked"}),
        ("/counter/holders/{}/bar/lift", {}),
        ("/counter/groups/{}/renew", {"year": "2026"}),
        ("/counter/groups/{}/end", {}),
        ("/counter/holders/{}/guardians", {"name": "Lotte", "email": "lotte@voorbeeld.test"}),
        (f"/counter/holders/{{}}/guardians/{account_id}/code", {}),
        ("/counter/holders/{}/letter", {"account_id": account_id, "code": "ABCD-EFGH-JKMN"}),
        ("/counter/holders/{}/right", {"ground": "living_wage", "proof_day": "2026-11-20", "last_day": "2027-10-31"}),
        ("/counter/cards/{}/end", {"reason": "loss", "way": "print"}),
        ("/counter/rights/{}/end", {}),
    ]

    def id_for(path: str) -> str:
        return holder.id if "holders" in path or "groups" in path else card.id if "cards" in path else right.id

    for path in gets:
        foreign, missing = (desk.client.get(path.format(id)) for id in (id_for(path), "nobody"))
        assert (foreign.status_code, missing.status_code) == (404, 404), path
    for path, body in posts:
        foreign, missing = (desk.client.post(path.format(id), data={**body, **key}) for id in (id_for(path), "nobody"))
        assert (foreign.status_code, missing.status_code) in {(404, 404), (422, 422)}, path
    with prepare() as work:
        assert work.session.get_one(Card, card.id).status is CardStatus.ACTIVE
        assert work.session.scalars(select(SocialRight.ended_on)).all() == [None]
        assert len(queries.guardians_of(work, holder.id)) == 1


def test_a_right_is_recorded_extended_later_and_ended(desk, prepare, clock):
    with prepare():
        holder = HolderFactory()
    address = f"/counter/holders/{holder.id}"
    assert "Er is geen recht bewaard." in desk.visit(address).text

    form = desk.visit(f"{address}/right")
    assert (form.value_of("proof_day"), form.value_of("last_day")) == ("2026-11-25", "")
    refused = form.submit({}, status=422)
    assert refused.error_beside("ground") == "Kies waarop dit recht steunt."
    page = refused.submit({"ground": "living_wage"})

    assert "Bewaard: het loopt tot en met zondag 31 oktober 2027." in page.text
    assert "Je kunt het verlengen vanaf donderdag 2 september 2027." in page.text
    assert not desk.visit(f"{address}/right").all("input", name="ground")

    with prepare() as work:
        right_id = queries.rights_of(work, holder.id)[0].id
    page = page.submit({}, action=f"/counter/rights/{right_id}/end")

    assert "Vanaf vandaag geldt de gewone prijs." in page.text
    assert "Er is geen recht bewaard." in page.text


def test_the_ground_of_a_right_stands_on_no_page(desk, prepare):
    with prepare():
        holder = HolderFactory()
        SocialRightFactory(holder_id=holder.id, ground="debt_settlement")

    page = desk.visit(f"/counter/holders/{holder.id}")

    assert "debt_settlement" not in page.html
    assert "Schuldbemiddeling" not in page.html


def test_the_card_and_the_letter_are_printed(desk, prepare):
    with prepare():
        holder = HolderFactory()
        card = CardFactory(holder=holder)
        account_id = GuardianshipFactory(holder=holder).account_id

    printed = desk.client.get(f"/counter/cards/{card.id}/print")
    letter = desk.client.post(
        f"/counter/holders/{holder.id}/letter", data={"account_id": account_id, "code": "ABCD-EFGH-JKMN"}
    )

    for answer, expected in ((printed, "UiTPAS Gent"), (letter, "ABCD-EFGH-JKMN")):
        assert answer.content_type == "application/pdf"
        assert answer.headers["Cache-Control"] == "no-store"
        assert expected in PdfReader(io.BytesIO(answer.data)).pages[0].extract_text()


def test_a_second_parent_is_added_on_the_page_of_the_child(desk, prepare):
    with prepare():
        holder = HolderFactory()
    address = f"/counter/holders/{holder.id}"

    refused = desk.submit(address, {"name": "Jan Peeters", "email": "jan"}, status=422)
    assert "geen e-mailadres" in refused.error_beside("email")
    assert refused.value_of("name") == "Jan Peeters"
    page = refused.submit({"email": "jan@voorbeeld.test"})

    assert "Jan Peeters" in page.text
    assert code_on(page)


def test_a_lost_code_is_replaced(desk, prepare):
    with prepare():
        holder = HolderFactory()
        account_id = GuardianshipFactory(holder=holder).account_id
    address = f"/counter/holders/{holder.id}"

    page = desk.submit(address, {}, action=f"{address}/guardians/{account_id}/code")

    assert code_on(page)


def test_the_national_number_is_on_no_page_and_in_no_address(desk, prepare):
    f9 = "180314002"
    number = f"{f9}{97 - int('2' + f9) % 97:02d}"

    page = desk.submit(REGISTER, {**NOOR, "national_number": number})

    assert number not in page.html
    assert number not in page.address


def test_the_desk_is_for_clerks(client, sign_in, prepare):
    with prepare():
        others = [volunteer(), partner_worker(), guardian(AccountFactory())]
        for assignment in others:
            _ = assignment.account, assignment.organisation

    for assignment in others:
        sign_in(assignment)
        for path in ("/counter", REGISTER, "/counter/holders/anybody"):
            assert client.get(path).status_code == 403


def test_the_pages_are_whole_in_the_other_languages(desk, prepare):
    with prepare():
        holder = HolderFactory(with_right=True)
        card = CardFactory(holder=holder)
        CardFactory(holder=holder, replaced=True)
        GuardianshipFactory(holder=holder)
    address = f"/counter/holders/{holder.id}"

    for language in ("fr", "en"):
        desk.client.set_cookie("language", language)
        of_the_card = (f"{address}/card", f"/counter/cards/{card.id}/end", "/counter/stock", "/counter/sheets")
        for path in ("/counter", REGISTER, address, f"{address}/right", "/counter/groups", *of_the_card):
            page = desk.visit(path)
            assert page.one("html").get("lang") == language
            assert not re.search(r"\b([Kk]aart|[Bb]alie|Naam|Ouder|Recht)\b", page.text)


def test_no_page_of_the_desk_says_what_a_classmate_should_not_read(desk, prepare):
    with prepare():
        holder = HolderFactory(with_right=True)
    shown = desk.visit(f"/counter/holders/{holder.id}").text + desk.visit(f"/counter/holders/{holder.id}/right").text

    for word in ("kansentarief", "kansenstatuut", "kansarm", "armoede", "sociaal tarief", "MIA", "korting"):
        assert word not in shown
