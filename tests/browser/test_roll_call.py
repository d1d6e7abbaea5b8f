"""A list without network: taps count on the screen, wait on the telephone, and nothing of them is lost."""

from __future__ import annotations

from playwright.sync_api import Browser, expect
from sqlalchemy import select

from tests.browser.conftest import PHONE, Server, axe, fits, shoot, visiting
from tests.factories.attendance import afternoon, child_with_card
from tests.factories.base import use
from tests.factories.registrations import RegistrationFactory
from uitpas2.attendance.models import AttendanceMark
from uitpas2.attendance.services import close_past
from uitpas2.cards.models import Holder
from uitpas2.kernel.actor import system_actor
from uitpas2.registrations.models import RegisteredSession


def test_a_list_goes_on_without_network_and_tells_what_could_not_be_taken(server: Server, browser: Browser) -> None:
    with server.workplace.begin(system_actor("test")) as work:
        use(work)
        today = afternoon(work)
        for name in ("Noor", "Sam", "Fien"):
            RegistrationFactory(session=today.session, holder=child_with_card(first_name=name))
        volunteer, session_id = today.volunteer, today.session.id
        _ = volunteer.account
    with visiting(browser, server, size=PHONE) as context:
        context.add_cookies([server.session_cookie(volunteer)])
        page = context.new_page()
        page.goto(f"/attendance/{session_id}")
        bar, child = page.locator("#roll-bar"), page.locator
        shoot(page, "roll")

        context.set_offline(True)
        child('[data-name="Noor P."] [value="attended"]').click()
        child('[data-name="Sam P."] [value="absent"]').click()
        expect(bar).to_contain_text("2 wachten op verzenden")
        expect(child('[data-name="Noor P."]')).to_have_attribute("data-standing", "attended")
        expect(page.locator('[data-tally="attended"]')).to_have_text("1")
        axe(page)
        fits(page)
        shoot(page, "roll-offline")
        context.set_offline(False)
        expect(bar).to_be_hidden()
        expect(child('[data-name="Noor P."] [data-part="state"]')).to_have_text("Aanwezig")

        context.set_offline(True)
        child('[data-name="Fien P."] [value="attended"]').click()
        expect(bar).to_contain_text("1 wachten op verzenden")
        with server.workplace.begin(system_actor("test")) as work:
            close_past(work, session_id)
        context.set_offline(False)
        expect(page.locator("#roll-refused")).to_contain_text("Niet genoteerd, Fien P.")
        axe(page)
        page.reload()
        expect(page.locator("#roll-refused")).to_contain_text("Deze lijst is afgesloten")

    with server.workplace.reading() as work:
        states = work.session.execute(select(Holder.first_name, RegisteredSession.attendance).join(RegisteredSession))
        assert {name: state.value for name, state in states} == {"Noor": "attended", "Sam": "absent", "Fien": "absent"}
        assert len(work.session.scalars(select(AttendanceMark.key)).all()) == 3
