"""The volunteer at the door, with a real browser: camera, hand scanner, hand; with and without network."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, Playwright, expect
from sqlalchemy import func, select

from tests.browser.conftest import PHONE, Server, axe, fits, launch_with_camera, need, running, shoot, visiting
from tests.browser.feed import card_before_camera
from tests.factories.base import use
from tests.factories.cards import CardFactory, HolderFactory
from tests.factories.scanning import AtDoor, at_door
from uitpas2.accounts.models import Assignment
from uitpas2.cards.models import Card
from uitpas2.cards.services import qr_token
from uitpas2.discounts.models import Sale
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.text import TranslatedText
from uitpas2.scanning.models import CheckIn

ROOT = Path(__file__).resolve().parents[2]
ZXING = ROOT / "uitpas2" / "static" / "vendor" / "zxing" / "zxing_reader.wasm"
SLOW = 20_000
THEMES = ("dark", "light")  # in this order, so that pictures are taken in the light one


@dataclass
class Line:
    """A network that can be cut right after the platform has done its work, before the answer arrives."""

    cuts: list[str] = field(default_factory=list)

    def around(self, app: Any) -> Callable[..., Any]:
        def serve(environ: dict[str, Any], start_response: Any) -> Any:
            answer = app(environ, start_response)
            if any(environ["PATH_INFO"].endswith(end) for end in self.cuts):
                answer = list(answer)
                environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
            return answer

        return serve


@pytest.fixture
def line() -> Line:
    return Line()


@pytest.fixture
def server(tmp_path: Path, line: Line) -> Iterator[Server]:
    with running(tmp_path, wrap=line.around) as running_server:
        yield running_server


@pytest.fixture
def door(server: Server) -> AtDoor:
    """Noor's door in the committed database of the server."""
    with server.workplace.begin(system_actor("test")) as work:
        use(work)
        return at_door(work, name=TranslatedText(nl="Zwemmen in de Rozebroeken"))


@pytest.fixture
def phone(browser: Browser, server: Server, door: AtDoor) -> Iterator[Page]:
    """The volunteer's phone, at the scan page."""
    with visiting(browser, server, size=PHONE, has_touch=True, is_mobile=True) as context:
        context.add_cookies([server.session_cookie(door.volunteer)])
        page = context.new_page()
        page.goto(f"/scan/{door.scene.activity.id}")
        yield page


def recorded(server: Server) -> tuple[int, int]:
    """How many sales and check-ins there are."""
    with server.workplace.reading() as work:
        found = [work.session.scalar(select(func.count()).select_from(model)) for model in (Sale, CheckIn)]
    return found[0], found[1]


def type_number(page: Page, number: str) -> None:
    page.get_by_label("Kaartnummer").fill(number)
    page.get_by_role("button", name="Kijk na").click()


def headline(page: Page) -> Locator:
    return page.locator("#door-dialog #door-headline")


def blocked_card(server: Server) -> str:
    with server.workplace.begin(system_actor("test")) as work:
        use(work)
        return CardFactory(holder=HolderFactory(first_name="Amina"), blocked=True).number


def test_the_camera_reads_the_code_and_one_tap_lets_noor_in(
    playwright: Playwright, server: Server, door: AtDoor, tmp_path: Path
) -> None:
    need(ZXING.exists(), "zxing (run make)")
    with server.workplace.reading() as work:
        token = qr_token(work, work.session.get_one(Card, door.scene.card.id))
    browser = launch_with_camera(playwright, card_before_camera(tmp_path / "card.y4m", token))
    with visiting(browser, server, size=PHONE, permissions=["camera"]) as context:
        context.add_cookies([server.session_cookie(door.volunteer)])
        page = context.new_page()
        page.goto("/scan")
        page.get_by_role("link", name="Zwemmen in de Rozebroeken").click()

        page.get_by_role("button", name="Zet de camera aan").click()
        expect(headline(page)).to_have_text("Welkom, Noor P.", timeout=SLOW)
        expect(page.locator("#door-dialog")).to_contain_text("€ 2,00")
        page.get_by_role("button", name="Betaald").click()
        expect(headline(page)).to_have_text("Noor P. is binnen")

        # Ready again by itself; the card that is still before the camera is the same scan.
        expect(page.locator("#door-dialog")).to_be_hidden(timeout=SLOW)
        expect(page.get_by_role("status")).to_have_text("Deze kaart is net gescand. Neem de volgende.", timeout=SLOW)
        expect(page.locator("#door-last")).to_contain_text("Noor P. is binnen · € 2,00")
        expect(page.locator("#door-dialog")).to_be_hidden()
        axe(page, accepted=frozenset({"video-caption"}))  # the live picture of a camera has nothing to caption
        page.screenshot(path=ROOT / "tests" / "screenshots" / "scan-camera-360.png")
    browser.close()
    assert recorded(server) == (1, 1)


def test_every_answer_is_accessible_and_fits_and_sounds_its_own_way(phone: Page, server: Server, door: AtDoor) -> None:
    phone.evaluate("() => { window.pulses = []; navigator.vibrate = (pattern) => window.pulses.push(pattern); }")
    number = door.scene.card.number

    fits(phone)
    axe(phone, themes=THEMES)
    shoot(phone, "scan-ready")

    type_number(phone, number)
    expect(headline(phone)).to_have_text("Welkom, Noor P.")
    fits(phone)
    axe(phone, themes=THEMES)
    shoot(phone, "scan-yes")

    phone.get_by_role("button", name="Betaald").click()
    expect(headline(phone)).to_have_text("Noor P. is binnen")
    phone.get_by_role("button", name="Volgende kaart").click()
    type_number(phone, number)
    expect(headline(phone)).to_have_text("Al gescand om 12:00")
    expect(phone.locator("#door-dialog .door-tap")).to_have_text(["Volgende kaart"])
    axe(phone, themes=THEMES)
    shoot(phone, "scan-already")

    phone.get_by_role("button", name="Volgende kaart").click()
    phone.get_by_role("button", name="Geluid").click()
    phone.get_by_role("button", name="Geluid").click()
    type_number(phone, blocked_card(server))
    expect(headline(phone)).to_have_text("Deze kaart is geblokkeerd")
    expect(phone.locator("#door-dialog")).to_contain_text("Vraag Amina om naar de balie te gaan.")
    axe(phone, themes=THEMES)
    shoot(phone, "scan-no")

    assert phone.evaluate("() => window.pulses") == [[70], [70], [70, 70, 70], [70], [350]]
    assert recorded(server) == (1, 1)


@pytest.mark.parametrize(
    ("breaking", "reason"),
    [
        ("Object.defineProperty(navigator, 'mediaDevices', {value: undefined})", "beveiligd adres (https)"),
        (
            "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'))",
            "mag niet",
        ),
    ],
)
def test_without_camera_the_page_says_why_and_what_else_works(phone: Page, breaking: str, reason: str) -> None:
    need(ZXING.exists(), "zxing (run make)")
    phone.add_init_script(breaking)
    phone.reload()

    start = phone.get_by_role("button", name="Zet de camera aan")
    if start.is_visible():
        start.click()

    expect(phone.locator("#door-camera")).to_contain_text(reason, timeout=SLOW)
    expect(phone.locator("#door-camera")).to_contain_text("typ het nummer", ignore_case=True)


def test_a_typing_error_never_leaves_the_phone(phone: Page, door: AtDoor) -> None:
    sent = []
    phone.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    number = door.scene.card.number
    mistyped = number[:-1] + str((int(number[-1]) + 1) % 10)

    type_number(phone, mistyped)

    field = phone.get_by_label("Kaartnummer")
    expect(field).to_have_value(f"{mistyped[:4]} {mistyped[4:7]} {mistyped[7:10]} {mistyped[10:]}")
    expect(field).to_have_accessible_description(
        "De 13 cijfers op de kaart Dit nummer klopt net niet. Kijk nog eens naar de laatste cijfers."
    )
    axe(phone)
    assert sent == []


def test_when_the_network_falls_away_the_scan_stays_and_counts_once(
    phone: Page, server: Server, door: AtDoor, line: Line
) -> None:
    number = door.scene.card.number
    phone.context.set_offline(True)
    type_number(phone, number)
    expect(headline(phone)).to_have_text("Geen netwerk")
    axe(phone, themes=THEMES)
    shoot(phone, "scan-no-network")
    phone.get_by_role("button", name="Terug").click()
    expect(phone.get_by_label("Kaartnummer")).to_have_value(f"{number[:4]} {number[4:7]} {number[7:10]} {number[10:]}")

    phone.context.set_offline(False)
    phone.get_by_role("button", name="Kijk na").click()
    line.cuts.append("/admit")  # the platform records, and its answer gets lost
    phone.get_by_role("button", name="Betaald").click()
    expect(headline(phone)).to_have_text("Geen netwerk")
    phone.get_by_role("button", name="Terug").click()
    phone.reload()
    expect(phone.locator("#door-waiting")).to_contain_text("Noor P. is nog niet genoteerd.")
    assert recorded(server) == (1, 1)

    line.cuts.clear()
    phone.get_by_role("button", name="Noteer nu").click()
    expect(headline(phone)).to_have_text("Noor P. is binnen")
    expect(phone.locator("#door-waiting")).to_be_hidden()
    assert recorded(server) == (1, 1)


def test_somebody_whose_session_ended_signs_in_and_finds_the_scan_again(
    phone: Page, server: Server, door: AtDoor
) -> None:
    type_number(phone, door.scene.card.number)
    expect(headline(phone)).to_have_text("Welkom, Noor P.")
    with server.workplace.begin(system_actor("test")) as work:
        volunteer = work.session.get_one(Assignment, door.volunteer.id)
        volunteer.account.session_epoch += 1
        cookie = server.session_cookie(volunteer)

    phone.get_by_role("button", name="Betaald").click()
    expect(headline(phone)).to_have_text("Je bent afgemeld")
    phone.get_by_role("button", name="Aanmelden").click()
    expect(phone).to_have_url(re.compile("/sign-in"))
    phone.context.add_cookies([cookie])  # type: ignore[list-item]
    phone.goto(f"/scan/{door.scene.activity.id}")

    expect(headline(phone)).to_have_text("Noor P. is binnen")
    assert recorded(server) == (1, 1)


AZERTY = dict(zip("1234567890", "&é\"'(§è!çà", strict=True))
OTHER_KEYS = {
    " ": ("Space", 0),
    "$": ("Digit4", 1),
    "%": ("Digit5", 1),
    "*": ("Digit8", 1),
    "+": ("Equal", 1),
    "-": ("Minus", 0),
    ".": ("Period", 0),
    "/": ("Slash", 0),
    ":": ("Semicolon", 1),
}


CHIP = "04A1B2C3D4E5F6"


def scan_by_keyboard(page: Page, code: str, *, pause: int = 0) -> None:
    """A hand scanner set to an American keyboard, on a computer with a Belgian one; it may pause before its Enter."""
    session = page.context.new_cdp_session(page)
    for character in code:
        if character.isdigit():
            place, shift, shown = f"Digit{character}", 0, AZERTY[character]
        elif character.isalpha():
            place, shift = f"Key{character}", 1
            shown = {"A": "Q", "Q": "A", "Z": "W", "W": "Z", "M": "?"}.get(character, character)
        else:
            place, shift = OTHER_KEYS[character]
            shown = "~"
        event = {"key": shown, "code": place, "text": shown, "modifiers": 8 * shift}
        session.send("Input.dispatchKeyEvent", {"type": "keyDown", **event})
        session.send("Input.dispatchKeyEvent", {"type": "keyUp", **event})
    page.wait_for_timeout(pause)
    session.send("Input.dispatchKeyEvent", {"type": "keyDown", "key": "Enter", "code": "Enter", "text": "\r"})
    session.send("Input.dispatchKeyEvent", {"type": "keyUp", "key": "Enter", "code": "Enter"})


def test_a_hand_scanner_works_on_an_azerty_computer(phone: Page, server: Server, door: AtDoor) -> None:
    with server.workplace.begin() as work:
        card = work.session.get_one(Card, door.scene.card.id)
        token, card.chip_number = qr_token(work, card), CHIP.lower()

    phone.get_by_label("Kaartnummer").focus()
    scan_by_keyboard(phone, CHIP)  # a contactless reader is a keyboard too
    expect(headline(phone)).to_have_text("Welkom, Noor P.")
    expect(phone.locator("[name=scanned]").first).to_have_value("")

    phone.get_by_role("button", name="Betaald").focus()
    scan_by_keyboard(phone, blocked_card(server))
    expect(phone.locator("#door-dialog")).to_contain_text("Rond eerst deze persoon af.")
    assert recorded(server) == (0, 0)

    phone.get_by_role("button", name="Betaald").focus()
    scan_by_keyboard(phone, blocked_card(server), pause=400)  # a slow scanner: its Enter comes after the silence
    expect(phone.locator("#door-dialog")).to_contain_text("Rond eerst deze persoon af.")
    assert recorded(server) == (0, 0)

    phone.get_by_role("button", name="Betaald").click()
    expect(headline(phone)).to_have_text("Noor P. is binnen")
    expect(phone.locator("#door-dialog")).to_be_hidden(timeout=SLOW)
    scan_by_keyboard(phone, token)
    expect(headline(phone)).to_have_text("Al gescand om 12:00")


def test_the_door_works_without_script(browser: Browser, server: Server, door: AtDoor) -> None:
    with visiting(browser, server, size=PHONE, java_script_enabled=False) as context:
        context.add_cookies([server.session_cookie(door.volunteer)])
        page = context.new_page()
        page.goto(f"/scan/{door.scene.activity.id}")

        type_number(page, door.scene.card.number)
        expect(page.get_by_role("heading", level=1)).to_have_text("Welkom, Noor P.")
        page.get_by_role("button", name="Betaald").click()

        expect(page.get_by_role("heading", level=1)).to_have_text("Noor P. is binnen")
    assert recorded(server) == (1, 1)
