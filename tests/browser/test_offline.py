"""A door without network: it says so, and says of a code what it can by itself, exactly as the platform would."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import vectors
from tests.browser.conftest import PHONE, Server, axe, fits, shoot, visiting
from tests.conftest import NOON
from tests.factories.base import use
from tests.factories.scanning import AtDoor, at_door
from uitpas2.cards import services
from uitpas2.cards.models import Card
from uitpas2.cards.rules import base64url
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.clock import FrozenClock

FIVE_MINUTES = timedelta(minutes=5)

# Runs every vector through the scripts of the page, as they are served; the lists come as if the platform sent them.
JUDGE = """async ({codes, base45, cbor, keys, statuses, signer, keyAnswer, statusAnswer}) => {
  const load = (name) => import(`/static/scan/offline/${name}.js`);
  const [b45, cb, token, lists, verdict, bytes, signing, keeper] = await Promise.all(
    ['base45', 'cbor', 'token', 'lists', 'verdict', 'bytes', 'signing', 'keeper'].map(load));
  const unhex = (text) => Uint8Array.from(text.match(/../g) || [], (two) => parseInt(two, 16));
  const tried = async (act) => { try { return await act(); } catch { return null; } };
  const signerKey = bytes.fromBase64Url(signer);
  const known = await lists.readStatus(statusAnswer, signerKey);
  const kept = ({version, asOf, bits}) => ({version, asOf, bits: bytes.hex(bits)});
  window.fetch = async (address) => Response.json(address === 'keys' ? keyAnswer : statusAnswer);
  const desk = await keeper.openLists({signer, keysAt: 'keys', statusAt: 'status',
    isCardNumber: (text) => door.isCardNumber(door.digitsOf(text)) || door.isChipNumber(text)});
  await desk.renew();
  const read = ({kid, serial, version, lastDay, halfMinute, signed, signature}) =>
    ({numbers: [kid, serial, version, lastDay, halfMinute],
      signed: bytes.hex(signed), signature: bytes.hex(signature)});
  const judged = async ({text, now}) => ({
    answer: (await desk.verifyOffline(text, now)).answer,
    ...(text.trim().startsWith('UP1:') ? await tried(() => read(token.readToken(text.trim()))) : {}),
  });
  return {
    canVerify: await signing.canVerify(),
    codes: await Promise.all(codes.map(judged)),
    base45: await Promise.all(base45.map(({text}) => tried(() => bytes.hex(b45.decode(text))))),
    cbor: await Promise.all(cbor.map((one) => tried(() => cb.decodeNumbers(unhex(one.bytes)).map(String)))),
    keys: await Promise.all(keys.map(({answer}) => tried(async () =>
      [...(await lists.readKeys(answer, signerKey)).keys()].sort((one, other) => one - other)))),
    statuses: await Promise.all(statuses.map(({answer, known: isKnown}) => tried(async () =>
      kept(await lists.readStatus(answer, signerKey, isKnown ? known : null))))),
    ages: [24, 25, 168, 169].map((hours) => verdict.ageOf(known, Date.parse(known.asOf) + hours * 3600000)),
  };
}"""


@pytest.fixture
def door(server: Server) -> AtDoor:
    with server.workplace.begin(system_actor("test")) as work:
        use(work)
        return at_door(work)


@pytest.fixture
def phone(browser: Browser, server: Server, door: AtDoor) -> Iterator[Page]:
    """The volunteer's phone at the scan page, with the lists of noon."""
    with visiting(browser, server, size=PHONE, has_touch=True, is_mobile=True) as context:
        context.add_cookies([server.session_cookie(door.volunteer)])
        page = context.new_page()
        page.clock.set_fixed_time(NOON)
        page.goto(f"/scan/{door.scene.activity.id}")
        yield page


def test_the_scripts_of_the_door_judge_byte_for_byte_like_the_platform(phone: Page) -> None:
    codes = vectors.code_table()
    tables = {
        "base45": vectors.base45_table(),
        "cbor": vectors.cbor_table(),
        "keys": vectors.key_table(),
        "statuses": vectors.status_table(),
    }
    lists = {"keyAnswer": vectors.key_answer(), "statusAnswer": vectors.STATUS.as_json()}

    found = phone.evaluate(JUDGE, {"codes": codes, **tables, **lists, "signer": base64url(vectors.SIGNER)})

    assert found["canVerify"]
    for name, table in tables.items():
        assert found[name] == [row["wanted"] for row in table], name
        assert any(row["wanted"] is None for row in table), name
    for row, judged in zip(codes, found["codes"], strict=True):
        assert comparable(judged) == comparable(row["wanted"]), row["text"]
    assert found["ages"] == ["fresh", "stale", "stale", "worthless"]
    assert {row["wanted"]["answer"] for row in codes} == {
        *("genuine", "revoked", "expired", "too-late", "not-ours", "ask-online"),
        *("unreadable", "number", "mistyped"),
    }


def comparable(verdict: dict[str, Any]) -> dict[str, Any]:
    """Numbers in a script are exact up to 2⁵³; larger ones belong to no card and no key."""
    return {**verdict, "numbers": [one if one is None else float(one) for one in verdict.get("numbers", [])]}


def code_of(server: Server, card_id: str) -> str:
    with server.workplace.reading() as work:
        return services.qr_token(work, work.session.get_one(Card, card_id))


def replace(server: Server, card_id: str) -> str:
    """What a counter does with a lost card; answers the code of the new one."""
    with server.workplace.begin(system_actor("test")) as work:
        return services.qr_token(work, services.replace_card(work, card_id))


def scan(page: Page, code: str) -> None:
    page.get_by_label("Kaartnummer").fill(code)
    page.get_by_role("button", name="Kijk na").click()


def on_top(page: Page) -> Page:
    """Scrolled back to where a picture of the whole page begins."""
    page.evaluate("() => scrollTo(0, 0)")
    return page


def headline(page: Page) -> Locator:
    return page.locator("#door-dialog #door-headline")


def wait_for_list(page: Page, moment: str) -> None:
    expect(page.locator("#door")).to_have_attribute("data-list-of", f"2026-11-25T{moment}:00.000Z")


def test_the_old_code_of_a_replaced_card_is_refused_without_network_once_the_change_came(
    phone: Page, server: Server, door: AtDoor
) -> None:
    assert isinstance(server.clock, FrozenClock)
    old, dialog, bar = (
        code_of(server, door.scene.card.id),
        phone.locator("#door-dialog"),
        phone.locator("#door-offline"),
    )
    wait_for_list(phone, "11:00")
    new = replace(server, door.scene.card.id)

    # The page has the list of noon and no network: it cannot know better, and says of when its list is.
    phone.context.set_offline(True)
    expect(bar).to_contain_text("Geen netwerk. Codes kijken we zelf na, met de lijst van 12:00.")
    scan(phone, old)
    expect(headline(phone)).to_have_text("Deze kaart is echt")
    expect(dialog).to_contain_text("Ze is nog niet geteld, en de prijs kennen we pas met netwerk.")
    expect(dialog).to_contain_text("met de lijst van geblokkeerde kaarten van 12:00")
    expect(dialog).not_to_contain_text("€")
    axe(phone, themes=("dark", "light"))
    shoot(on_top(phone), "scan-here-genuine")
    phone.get_by_role("button", name="Terug").click()
    fits(phone)
    axe(phone)
    shoot(on_top(phone), "scan-here")

    # With network for a moment, it fetches what changed since, and nothing more.
    server.clock.move(FIVE_MINUTES)
    with phone.expect_response("**/api/v1/card-status?since=0") as change:
        phone.context.set_offline(False)
    wait_for_list(phone, "11:05")
    expect(bar).to_be_hidden()
    assert (len(change.value.json()["revoked"]), "bits" in change.value.json()) == (1, False)

    phone.context.set_offline(True)
    scan(phone, old)
    expect(headline(phone)).to_have_text("Deze kaart werkt niet meer")
    expect(dialog).to_contain_text("Ze is geblokkeerd of vervangen. Vraag naar de nieuwe kaart")
    expect(phone.locator("#door-dialog .door-verdict")).to_have_attribute("data-kind", "no")
    expect(dialog.get_by_role("button")).to_have_text(["Volgende kaart"])
    axe(phone, themes=("dark", "light"))
    shoot(on_top(phone), "scan-here-no-longer")
    phone.get_by_role("button", name="Volgende kaart").click()
    for later, said in [(0, "kaarten van 12:05"), (30, "30 uur oud"), (240, "10 dagen oud, te oud om op te rekenen")]:
        phone.clock.set_fixed_time(NOON + timedelta(hours=later))
        scan(phone, new)
        expect(headline(phone)).to_have_text("Deze kaart is echt")
        expect(dialog).to_contain_text(said)
        phone.get_by_role("button", name="Terug").click()


def test_a_device_trusts_what_it_kept_only_as_it_was_signed_and_refuses_nothing_it_cannot_check(
    phone: Page, server: Server, door: AtDoor
) -> None:
    old = code_of(server, door.scene.card.id)
    wait_for_list(phone, "11:00")
    replace(server, door.scene.card.id)
    with phone.expect_response("**/card-status?since=0"):
        phone.reload()  # the list was kept: only the change is fetched
    expect(phone.locator("#door")).to_have_attribute("data-list-of", re.compile("2026"))
    kept = phone.evaluate(KEPT)
    phone.route("**/api/v1/card-*", lambda route: route.abort())

    phone.reload()
    phone.context.set_offline(True)
    scan(phone, old)
    expect(headline(phone)).to_have_text("Deze kaart werkt niet meer")
    phone.get_by_role("button", name="Volgende kaart").click()
    phone.context.set_offline(False)
    phone.evaluate(CLEAR_BITS)
    phone.reload()
    phone.context.set_offline(True)
    scan(phone, old)

    expect(headline(phone)).to_have_text("Deze code kunnen we hier niet nakijken")
    expect(phone.locator("#door-dialog")).to_contain_text("Dit toestel heeft de lijsten daarvoor nog niet.")
    assert kept == [
        "behind", "isClockOff", "keyList", "keyTag", "keys", "signer", "status", "statusFrom", "statusTag",
    ]  # fmt: skip

    phone.add_init_script("crypto.subtle.importKey = () => Promise.reject(new DOMException('', 'NotSupportedError'))")
    phone.context.set_offline(False)
    phone.reload()
    phone.context.set_offline(True)
    expect(phone.locator("#door-offline")).to_contain_text("Deze browser kan codes niet zelf nakijken.")
    scan(phone, old)
    expect(headline(phone)).to_have_text("Geen netwerk")
    expect(phone.locator("#door-dialog")).to_contain_text("Je scan staat hier nog.")


# The names of what is kept in the browser, and a hand that takes every card off the list of revoked ones.
KEPT = """() => new Promise((resolve) => {
  indexedDB.open('uitpas2-door').onsuccess = ({target}) => {
    target.result.transaction('lists').objectStore('lists').get('kept').onsuccess = (event) => {
      target.result.close();
      resolve(Object.keys(event.target.result).sort());
    };
  };
})"""
CLEAR_BITS = """() => new Promise((resolve) => {
  indexedDB.open('uitpas2-door').onsuccess = ({target}) => {
    const table = target.result.transaction('lists', 'readwrite').objectStore('lists');
    table.get('kept').onsuccess = (event) => {
      const record = event.target.result;
      record.status.bits.fill(0);
      table.put(record, 'kept').onsuccess = () => { target.result.close(); resolve(true); };
    };
  };
})"""
