"""Sheets of cards: ordered at the counter, drawn by the worker while others work, fetched, forgotten after a day."""

import io
from datetime import timedelta

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from tests.factories.base import use
from tests.factories.cards import CardFactory
from tests.services.cards.people import clerk_of_aalst, clerk_of_gent
from uitpas2.accounts.sessions import actor_of
from uitpas2.cards import queries, services
from uitpas2.cards.errors import CardUnknown, NothingToPrint, SheetNotReady, SheetUnknown, TooManyAtOnce
from uitpas2.cards.jobs import print_waiting_sheets
from uitpas2.cards.models import Card, CardSheet
from uitpas2.cards.rules import SheetStatus
from uitpas2.cards.services import paper
from uitpas2.kernel.actor import system_actor
from uitpas2.privacy.services.erasing import erase_holder


@pytest.fixture
def counters(workplace):
    """Twelve cards in Gent, and clerks of two regions."""
    with workplace.begin(system_actor("test")) as work:
        use(work)
        cards = [CardFactory().id for _ in range(12)]
        clerks = clerk_of_gent(), clerk_of_aalst()
        return cards, *(actor_of(clerk) for clerk in clerks)


def order(workplace, clerk, cards) -> str:
    with workplace.begin(clerk) as work:
        return services.order_sheet(work, numbers=cards).id


def seen(workplace, clerk, sheet_id) -> tuple[SheetStatus, int, int]:
    with workplace.reading(clerk) as work:
        sheet = queries.sheet(work, sheet_id)
        return sheet.status, sheet.printed, sheet.cards


def test_an_order_is_printed_by_the_worker_and_fetched_by_its_own_counter_only(workplace, counters):
    cards, gent, aalst = counters
    sheet_id = order(workplace, gent, cards)
    with workplace.reading(gent) as work, pytest.raises(SheetNotReady):
        queries.sheet_file(work, sheet_id)

    assert (print_waiting_sheets(workplace), print_waiting_sheets(workplace)) == (1, 0)

    assert seen(workplace, gent, sheet_id) == (SheetStatus.READY, 12, 12)
    with workplace.reading(gent) as work:
        pages = PdfReader(io.BytesIO(queries.sheet_file(work, sheet_id))).pages
        assert [page.extract_text().count("UiTPAS 2.0") for page in pages] == [10, 2]
        assert [sheet.id for sheet in queries.sheets(work)] == [sheet_id]
        assert queries.sheet(work, sheet_id).cpu_ms >= 0
    with workplace.reading(aalst) as work:
        assert queries.sheets(work) == []
        with pytest.raises(SheetUnknown):
            queries.sheet_file(work, sheet_id)


def test_while_it_is_drawn_the_progress_can_be_seen_and_others_can_write(workplace, counters, monkeypatch):
    cards, gent, _ = counters
    sheet_id = order(workplace, gent, cards)
    monkeypatch.setattr("uitpas2.cards.jobs.PAGES_AT_ONCE", 1)
    progress, marks = [], paper._cut_marks

    def look_and_write(*args):
        progress.append(seen(workplace, gent, sheet_id))
        services_block(workplace, cards[len(progress)])
        marks(*args)

    monkeypatch.setattr(paper, "_cut_marks", look_and_write)
    print_waiting_sheets(workplace)

    assert progress == [(SheetStatus.PRINTING, 0, 12), (SheetStatus.PRINTING, 10, 12)]


def services_block(workplace, card_id: str) -> None:
    with workplace.begin(system_actor("counter")) as work:
        services.block_card(work, card_id)


def test_a_card_that_ended_before_it_was_printed_is_left_out(workplace, counters):
    cards, gent, _ = counters
    sheet_id = order(workplace, gent, cards)
    services_block(workplace, cards[0])

    print_waiting_sheets(workplace)

    assert seen(workplace, gent, sheet_id) == (SheetStatus.READY, 11, 12)


def test_who_is_erased_while_the_sheet_is_drawn_does_not_stand_on_it(workplace, counters, monkeypatch):
    cards, gent, _ = counters
    with workplace.begin(system_actor("test")) as work:
        holder = work.session.get_one(Card, cards[0]).membership.holder
        holder.first_name, holder_id = "Zwentibold", holder.id
    sheet_id = order(workplace, gent, cards)
    marks = paper._cut_marks

    def erase_once(*args):
        monkeypatch.setattr(paper, "_cut_marks", marks)
        with workplace.begin(system_actor("erasing")) as work:
            erase_holder(work, holder_id)
        marks(*args)

    monkeypatch.setattr(paper, "_cut_marks", erase_once)
    print_waiting_sheets(workplace)

    assert seen(workplace, gent, sheet_id) == (SheetStatus.READY, 11, 12)
    with workplace.reading(gent) as work:
        pages = PdfReader(io.BytesIO(queries.sheet_file(work, sheet_id))).pages
        assert "Zwentibold" not in "".join(page.extract_text() for page in pages)


def test_what_a_worker_left_half_done_is_taken_up_again_and_a_mistake_of_ours_is_told(
    workplace, counters, clock, monkeypatch
):
    cards, gent, _ = counters
    left, wrong = order(workplace, gent, cards[:2]), order(workplace, gent, cards[2:4])
    with workplace.begin(system_actor("worker")) as work:
        assert {services.claim_sheet(work).id, services.claim_sheet(work).id} == {left, wrong}
        assert services.claim_sheet(work) is None
    assert print_waiting_sheets(workplace) == 0

    clock.move(services.sheets.STANDSTILL + timedelta(seconds=1))
    assert print_waiting_sheets(workplace) == 2
    assert seen(workplace, gent, left)[0] is SheetStatus.READY
    broken = order(workplace, gent, cards)
    monkeypatch.setattr(paper, "sheets", None)
    print_waiting_sheets(workplace)
    assert seen(workplace, gent, broken)[0] is SheetStatus.FAILED


def test_after_a_day_the_names_are_gone(workplace, counters, clock):
    cards, gent, _ = counters
    sheet_id = order(workplace, gent, cards)
    print_waiting_sheets(workplace)

    forgotten = []
    for passed in (timedelta(hours=23), timedelta(hours=2)):
        clock.move(passed)
        with workplace.begin(system_actor("timetable")) as work:
            forgotten.append(services.forget_old_sheets(work))

    assert forgotten == [0, 1]
    with workplace.reading(gent) as work:
        assert queries.sheet(work, sheet_id).status is SheetStatus.FORGOTTEN
        assert work.session.execute(select(CardSheet.file, CardSheet.card_ids)).all() == [(None, [])]
        with pytest.raises(SheetNotReady):
            queries.sheet_file(work, sheet_id)


def test_an_order_names_cards_that_work_in_the_own_region_and_not_too_many(workplace, counters):
    cards, gent, aalst = counters

    for clerk, which, problem in [
        (aalst, {"numbers": cards}, CardUnknown),
        (gent, {"numbers": ["0900000067513"]}, CardUnknown),
        (gent, {"municipality_nis": "41002", "latest": 10}, NothingToPrint),
        (gent, {"municipality_nis": "44021", "latest": 2_001}, TooManyAtOnce),
    ]:
        with pytest.raises(problem), workplace.begin(clerk) as work:
            services.order_sheet(work, **which)
