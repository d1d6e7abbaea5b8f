"""A card on a telephone: with network, without, after the sign-in ran out, and after signing out."""

from __future__ import annotations

import base64
from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from tests.browser.conftest import ROOT, Server, axe, fits, need, shoot
from tests.factories.base import use
from tests.factories.cards import CardFactory, GuardianshipFactory, HolderFactory
from tests.factories.registrations import family
from uitpas2.accounts.models import Assignment
from uitpas2.cards.models import Card
from uitpas2.cards.queries import active_card
from uitpas2.cards.rules import ScannedToken, read_scan
from uitpas2.cards.services import block_card, qr_token
from uitpas2.kernel.actor import system_actor

ZXING = ROOT / "uitpas2" / "static" / "vendor" / "zxing"
PAGES_KEPT = """async () => (await (await caches.open("family-cards-pages")).keys())
  .map(request => new URL(request.url).pathname).sort()"""
WHAT_IS_KEPT = """async () => [(await caches.keys()).length,
  (await navigator.serviceWorker.getRegistrations()).length]"""
DECODE = """async ([wasm, picture]) => {
  const bytes = text => Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
  await ZXingWASM.prepareZXingModule({ overrides: { wasmBinary: bytes(wasm).buffer }, fireImmediately: true });
  const found = await ZXingWASM.readBarcodes(new Blob([bytes(picture)]), { formats: ["QRCode"] });
  return found.map(one => one.text);
}"""


@pytest.fixture
def read_code(browser: Browser) -> Callable[[Page], str]:
    """What a scanner reads on the screen: the pixels themselves, decoded beside the platform."""
    need((ZXING / "zxing_reader.wasm").exists(), "zxing (run make)")
    reader = browser.new_page()
    reader.evaluate((ZXING / "index.js").read_text(encoding="utf-8") + "; self.ZXingWASM = ZXingWASM;")
    wasm = base64.b64encode((ZXING / "zxing_reader.wasm").read_bytes()).decode()

    def _read(page: Page) -> str:
        picture = base64.b64encode(page.locator(".card-code").screenshot()).decode()
        (text,) = reader.evaluate(DECODE, [wasm, picture])
        return str(text)

    return _read


def make_family(server: Server) -> tuple[Assignment, Card, Card]:
    """A mother with Noor and Ilias, and their cards."""
    with server.workplace.begin(system_actor("test")) as work:
        use(work)
        home = family(with_right=True)
        ilias = HolderFactory(first_name="Ilias", birth_date=date(2020, 6, 1))
        GuardianshipFactory(account=home.guardian.account, holder=ilias)
        noors = active_card(work, home.child.id)
        assert noors is not None
        return home.guardian, noors, CardFactory(holder=ilias)


def becomes(page: Page, script: str, wanted: object) -> None:
    """Wait until the script answers this."""
    for _ in range(100):
        if (found := page.evaluate(script)) == wanted:
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{found} never became {wanted}")


def test_a_card_stays_on_the_telephone_without_network_and_goes_when_it_must(
    phone: Page, server: Server, read_code: Callable[[Page], str]
) -> None:
    mother, noors, brothers = make_family(server)
    with server.workplace.reading() as work:
        printed, brothers_printed = qr_token(work, noors), qr_token(work, brothers)
    here, beside = f"/family/cards/{noors.id}", f"/family/cards/{brothers.id}"
    context, status = phone.context, phone.locator("#card-status")
    context.add_cookies([server.session_cookie(mother)])  # type: ignore[list-item]

    # With network the code changes, and both cards are kept although only one was opened; what was older goes.
    phone.goto("/family")
    phone.evaluate("() => caches.open('family-cards-files-of-an-earlier-version')")
    phone.get_by_role("link", name="Noor", exact=False).first.click()
    expect(status).to_contain_text("Ze verandert elke halve minuut")
    live = read_scan(read_code(phone))
    assert isinstance(live, ScannedToken)
    assert (live.serial, live.half_minute is not None) == (noors.serial, True)
    wide = phone.locator(".card-code").bounding_box()
    assert wide is not None
    assert wide["width"] > 300, "25 mm is some 160 pixels on a telephone; take twice that"
    axe(phone, themes=("light", "dark"))
    fits(phone, 320)
    shoot(phone, "mijn-kaart")
    becomes(phone, PAGES_KEPT, sorted([here, beside]))
    becomes(phone, WHAT_IS_KEPT, [2, 1])

    # Without it the cards' own codes stand there; nothing else was kept.
    context.set_offline(True)
    phone.reload()
    expect(status).to_contain_text("Geen netwerk")
    assert read_code(phone) == printed
    axe(phone)
    phone.get_by_role("link", name="Ilias").click()
    expect(phone.get_by_role("heading", name="Ilias")).to_be_visible()
    assert read_code(phone) == brothers_printed
    with pytest.raises(Error):
        phone.goto("/family")
    phone.wait_for_url("chrome-error://**")  # Chromium goes to its own page for this a moment later
    phone.goto("/family/cards/")
    expect(phone.get_by_role("heading", level=1)).to_be_visible()

    # The network comes back, but the sign-in ran out: a card goes on working until it is blocked.
    context.clear_cookies(name=str(server.app.config["SESSION_COOKIE_NAME"]))
    context.set_offline(False)
    phone.goto(here)
    expect(status).to_contain_text("niet meer aangemeld")
    assert read_code(phone) == printed
    with server.workplace.begin(system_actor("test")) as work:
        block_card(work, brothers.id)
    phone.goto(beside)
    expect(phone).to_have_url(f"{server.address}/sign-in?next={beside}")

    # Signing out leaves nothing.
    context.add_cookies([server.session_cookie(mother)])  # type: ignore[list-item]
    phone.goto(here)
    expect(status).to_contain_text("Ze verandert elke halve minuut")
    phone.get_by_role("link", name="Mijn gezin").click()
    phone.get_by_role("button", name="Afmelden").click()
    becomes(phone, WHAT_IS_KEPT, [0, 0])
    context.set_offline(True)
    with pytest.raises(Error):
        phone.goto(here)
