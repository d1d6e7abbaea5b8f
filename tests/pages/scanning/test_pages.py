"""The door without script: a form, an answer, a button."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.factories.accounts import AssignmentFactory, OrganisationFactory
from tests.factories.activities import PriceFactory
from tests.factories.base import use
from tests.factories.scanning import AtDoor, at_door, volunteer_of
from tests.pages.html import Page, Visitor, text_of
from uitpas2.accounts.models import Assignment
from uitpas2.activities.rules import PriceCategory
from uitpas2.cards.services import block_card
from uitpas2.database.work import DatabaseBusy, Workplace
from uitpas2.discounts.models import Sale
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.money import Euro
from uitpas2.kernel.text import TranslatedText
from uitpas2.scanning import services
from uitpas2.scanning.models import CheckIn

SignIn = Callable[[Assignment], FlaskClient]

# Words that may not stand next to a person.
UNSPOKEN = ("kans", "arm", "sociaal", "social", "mia", "korting", "réduct", "recht", "right")


@pytest.fixture
def door(workplace: Workplace, sign_in: SignIn) -> AtDoor:
    """Noor's door, with its volunteer signed in."""
    with workplace.begin(system_actor("test")) as work:
        use(work)
        made = at_door(work)
    sign_in(made.volunteer)
    return made


def scan_page(door: AtDoor) -> str:
    return f"/scan/{door.scene.activity.id}"


def taps(page: Page) -> list[str]:
    """The words on the buttons that record something."""
    return [text_of(button) for button in page.all("button", name="choice")]


def count(workplace: Workplace) -> tuple[int, int]:
    with workplace.reading() as work:
        found = [work.session.scalar(select(func.count()).select_from(model)) for model in (Sale, CheckIn)]
    return found[0], found[1]


def test_the_volunteer_chooses_the_activity_that_is_open_now(visitor: Visitor, door: AtDoor) -> None:
    page = visitor.visit("/scan")

    assert [text_of(heading) for heading in page.all("h2")] == ["Nu open"]
    assert page.link(door.scene.activity.name.nl) == scan_page(door)
    assert "14:00 tot 16:00" in page.text


def test_number_verdict_tap_done(visitor: Visitor, door: AtDoor, workplace: Workplace) -> None:
    number = door.scene.card.number
    typed = f"{number[:4]} {number[4:7]} {number[7:10]} {number[10:]}"

    verdict = visitor.visit(scan_page(door)).submit({"scanned": typed})

    assert verdict.heading == "Welkom, Noor P."
    assert "€ 2,00" in verdict.text.replace("\u00a0", " ")
    assert "in plaats van € 10,00" in verdict.text.replace("\u00a0", " ")
    assert taps(verdict) == ["Betaald"]
    assert count(workplace) == (0, 0)

    done = verdict.submit({"choice": ":200"})

    assert done.heading == "Noor P. is binnen"
    assert "Betaald. 1 punt erbij." in done.text
    assert count(workplace) == (1, 1)
    assert "1 binnen vandaag" in visitor.visit(scan_page(door)).text


def test_the_second_tap_on_the_same_button_gets_the_same_page(
    visitor: Visitor, door: AtDoor, workplace: Workplace
) -> None:
    verdict = visitor.visit(scan_page(door)).submit({"scanned": door.scene.card.number})

    first = verdict.submit({"choice": ":200"})
    second = verdict.submit({"choice": ":200"})

    assert second.text == first.text
    assert count(workplace) == (1, 1)


def test_a_typing_error_stands_beside_the_number_and_the_number_is_still_there(visitor: Visitor, door: AtDoor) -> None:
    number = door.scene.card.number
    mistyped = number[:-1] + str((int(number[-1]) + 1) % 10)

    page = visitor.visit(scan_page(door)).submit({"scanned": mistyped}, status=422)

    assert page.error_beside("scanned") == "Dit nummer klopt net niet. Kijk nog eens naar de laatste cijfers."
    assert page.value_of("scanned") == mistyped


def test_a_blocked_card_says_what_to_do_and_has_no_button(visitor: Visitor, door: AtDoor, workplace: Workplace) -> None:
    with workplace.begin(system_actor("counter")) as work:
        block_card(work, door.scene.card.id)

    page = visitor.visit(scan_page(door)).submit({"scanned": door.scene.card.number})

    assert page.heading == "Deze kaart is geblokkeerd"
    assert "Vraag Noor om naar de balie te gaan." in page.text
    assert taps(page) == []


def test_several_prices_are_several_buttons(visitor: Visitor, door: AtDoor, workplace: Workplace) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        child = PriceFactory(
            activity_id=door.scene.activity.id,
            position=1,
            category=PriceCategory.TARIFF,
            name=TranslatedText(nl="Kind"),
            amount=Euro(500),
        )

    verdict = visitor.visit(scan_page(door)).submit({"scanned": door.scene.card.number})
    done = verdict.submit({"choice": f"{child.id}:100"})

    assert [tap.replace("\u00a0", " ") for tap in taps(verdict)] == ["Basistarief € 2,00", "Kind € 1,00"]
    assert "€ 1,00" in done.text.replace("\u00a0", " ")


def test_another_price_than_was_shown_asks_again(visitor: Visitor, door: AtDoor, workplace: Workplace) -> None:
    verdict = visitor.visit(scan_page(door)).submit({"scanned": door.scene.card.number})

    page = verdict.submit({"choice": ":1000"})

    assert page.heading == "Welkom, Noor P."
    assert "De prijs is intussen veranderd." in page.text
    assert taps(page) == ["Betaald"]
    assert count(workplace) == (0, 0)


def test_a_busy_database_loses_nothing_and_offers_the_same_tap_again(
    visitor: Visitor, door: AtDoor, workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    verdict = visitor.visit(scan_page(door)).submit({"scanned": door.scene.card.number})
    key = verdict.value_of("idempotency_key")

    def is_busy(*_: object, **__: object) -> None:
        raise DatabaseBusy

    with monkeypatch.context() as broken:
        broken.setattr(services, "admit", is_busy)
        page = verdict.submit({"choice": ":200"}, status=503)
    done = page.submit({"choice": ":200"})

    assert taps(page) == ["Probeer opnieuw"]
    assert page.value_of("idempotency_key") == key
    assert done.heading == "Noor P. is binnen"
    assert count(workplace) == (1, 1)


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_nothing_on_the_screen_says_why(visitor: Visitor, door: AtDoor, language: str) -> None:
    visitor.client.set_cookie("language", language)

    verdict = visitor.visit(scan_page(door)).submit({"scanned": door.scene.card.number})

    assert [word for word in UNSPOKEN if word in verdict.text.lower()] == []


def test_the_script_gets_the_same_answer_as_json(client: FlaskClient, visitor: Visitor, door: AtDoor) -> None:
    headers = {"Accept": "application/json", "Idempotency-Key": "scan-0001"}
    scanned = {"scanned": door.scene.card.number}

    looked = client.post(f"{scan_page(door)}/look", data=scanned, headers=headers).json
    tapped = client.post(f"{scan_page(door)}/admit", data=scanned | {"choice": ":200"}, headers=headers).json

    assert looked["headline"] == "Welkom, Noor P."
    assert looked["buttons"] == [{"label": "Betaald", "choice": ":200", "amount": ""}]
    assert (tapped["situation"], tapped["admitted_today"]) == ("admitted", 1)
    assert [word for word in UNSPOKEN if word in str(looked).lower()] == []


def test_a_door_of_somebody_else_is_not_there(
    visitor: Visitor, door: AtDoor, workplace: Workplace, sign_in: SignIn
) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        stranger = volunteer_of(OrganisationFactory())
    sign_in(stranger)

    visitor.visit(scan_page(door), status=404)
    visitor.send(f"{scan_page(door)}/look", {"scanned": door.scene.card.number}, status=404)
    assert "Er is nog niets om voor te scannen" in visitor.visit("/scan").text


def test_only_the_page_with_the_camera_may_use_it(client: FlaskClient, door: AtDoor) -> None:
    scanning = client.get(scan_page(door)).headers
    with client.get("/scan/reader.js") as reader:
        policy = reader.headers["Content-Security-Policy"]
    choosing = client.get("/scan").headers

    assert "camera=(self)" in scanning["Permissions-Policy"]
    assert "'wasm-unsafe-eval'" in policy
    assert reader.mimetype == "text/javascript"
    assert "camera=()" in choosing["Permissions-Policy"]
    assert "wasm" not in choosing["Content-Security-Policy"]


def test_a_clerk_has_no_door(client: FlaskClient, workplace: Workplace, sign_in: SignIn) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        clerk = AssignmentFactory()
    sign_in(clerk)

    assert client.get("/scan").status_code == 403
