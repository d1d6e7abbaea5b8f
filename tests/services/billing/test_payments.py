"""What was paid: by hand, from the bank once and no more, and reminders that stop in time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier

import pytest
from sqlalchemy import func, select

from tests.factories.accounts import AccountFactory
from tests.factories.base import use
from tests.factories.billing import OCTOBER, Care, as_actor, care, sold
from tests.factories.cards import GuardianshipFactory, HolderFactory
from tests.unit.billing.bank import Coda
from uitpas2.billing import queries, services
from uitpas2.billing.errors import (
    AmountNotPossible,
    BankFileAlreadyBooked,
    BankFileBroken,
    BillUnknown,
    ImportUnknown,
    NothingPaid,
    PaidInTheFuture,
    PaymentAlreadyVoided,
    PlanAlreadyThere,
)
from uitpas2.billing.models import BankLine, Bill, Payment
from uitpas2.billing.rules import BillState, LineState
from uitpas2.database.work import Work, Workplace
from uitpas2.kernel.clock import FrozenClock
from uitpas2.kernel.money import Euro
from uitpas2.outbox.models import OutboxMessage

INSZ = "18.03.14-002.06"


@pytest.fixture
def made(work: Work) -> Care:
    return care()


def a_bill(work: Work, made: Care, cents: int = 1000) -> Bill:
    sold(made, date(2026, 10, 7), cents)
    return services.make_bills(as_actor(work, made.office), OCTOBER)[0]


def test_a_bill_goes_from_open_over_partly_to_paid_and_too_much_can_go_back(work: Work, made: Care) -> None:
    bill, mine = a_bill(work, made), as_actor(work, made.office)

    def state() -> BillState:
        return queries.shown_bill(mine, bill.id).standing.state

    seen = [state()]
    for cents in (400, 600, 500, -500):
        services.note_payment(mine, bill.id, amount=Euro(cents), day=work.today)
        seen.append(state())

    assert seen == [BillState.OPEN, BillState.PARTLY, BillState.PAID, BillState.TOO_MUCH, BillState.PAID]
    with pytest.raises(NothingPaid):
        services.note_payment(mine, bill.id, amount=Euro(0), day=work.today)
    with pytest.raises(PaidInTheFuture):
        services.note_payment(mine, bill.id, amount=Euro(1), day=work.today + timedelta(days=1))


def test_what_still_is_open_is_what_the_payment_code_asks(work: Work, made: Care) -> None:
    bill, mine = a_bill(work, made), as_actor(work, made.office)
    services.note_payment(mine, bill.id, amount=Euro(400), day=work.today)

    code = queries.shown_bill(as_actor(work, made.lotte), bill.id).code
    services.note_payment(mine, bill.id, amount=Euro(600), day=work.today)

    assert "EUR6.00" in code
    assert queries.shown_bill(as_actor(work, made.lotte), bill.id).code == ""


def test_a_statement_counts_what_names_its_bill_and_the_same_one_again_counts_nothing(work: Work, made: Care) -> None:
    bill, mine = a_bill(work, made), as_actor(work, made.office)
    content = Coda().credit(1000, f"101{bill.communication}").move(-700, "huur").text().encode()

    first = services.read_statement(mine, content)
    counted = services.book_statement(mine, first.id)
    again = services.read_statement(mine, content)
    recounted = services.book_statement(mine, again.id)

    assert (counted, recounted) == (1, 0)
    assert queries.shown_bill(mine, bill.id).standing.state is BillState.PAID
    assert [one.line.state for one in queries.shown_import(mine, again.id).lines] == [LineState.DUPLICATE]
    assert work.session.scalars(select(BankLine.payer)).all() == ["", ""]
    with pytest.raises(BankFileAlreadyBooked):
        services.book_statement(mine, first.id)


def test_an_amount_only_suggests_and_what_nobody_ticks_waits_on_the_list_for_a_hand(work: Work, made: Care) -> None:
    bill, mine = a_bill(work, made), as_actor(work, made.office)
    content = Coda().move(1000, "voor Noor", payer="L MAES").move(555, "?").text().encode()
    read = services.read_statement(mine, content)
    suggested = next(one for one in queries.shown_import(mine, read.id).lines if one.line.bill_id)

    counted = services.book_statement(mine, read.id)
    waiting = queries.unplaced_lines(mine)
    services.place_line(mine, suggested.line.id, suggested.bill)

    assert (suggested.line.amount, suggested.bill, counted, len(waiting)) == (Euro(1000), "2026-0001", 0, 2)
    assert queries.shown_bill(mine, bill.id).standing.state is BillState.PAID
    services.dismiss_line(mine, queries.unplaced_lines(mine)[0].id)
    assert queries.unplaced_lines(mine) == []


def test_what_was_noted_by_hand_is_not_counted_again_from_the_bank_unless_somebody_says_so(
    work: Work, made: Care
) -> None:
    bill, mine = a_bill(work, made), as_actor(work, made.office)
    services.note_payment(mine, bill.id, amount=Euro(1000), day=date(2026, 11, 12))
    content = Coda().credit(1000, f"101{bill.communication}").text().encode()

    read = services.read_statement(mine, content)

    (line,) = queries.shown_import(mine, read.id).lines
    assert (line.line.state, line.bill) == (LineState.SUGGESTED, "2026-0001")
    assert services.book_statement(mine, read.id) == 0
    assert queries.shown_bill(mine, bill.id).standing.state is BillState.PAID


def test_a_payment_that_is_taken_back_leaves_its_line_of_the_bank_for_another_bill(work: Work, made: Care) -> None:
    bill, mine = a_bill(work, made), as_actor(work, made.office)
    content = Coda().credit(1000, f"101{bill.communication}").text().encode()
    services.book_statement(mine, services.read_statement(mine, content).id)
    (payment,) = queries.shown_bill(mine, bill.id).payments

    services.void_payment(mine, bill.id, payment.id)

    assert queries.shown_bill(mine, bill.id).standing.state is BillState.OPEN
    (line,) = queries.unplaced_lines(mine)
    services.place_line(mine, line.id, bill.communication)
    assert queries.shown_bill(mine, bill.id).standing.state is BillState.PAID
    with pytest.raises(PaymentAlreadyVoided):
        services.void_payment(mine, bill.id, payment.id)


def test_a_wrong_file_keeps_nothing_and_says_where_it_breaks(work: Work, made: Care) -> None:
    bill, mine = a_bill(work, made), as_actor(work, made.office)
    content = Coda().credit(1000, f"101{bill.communication}").text().replace("0000000000010000", "00000000000100x0", 1)

    with pytest.raises(BankFileBroken, match="bank-file-broken") as caught:
        services.read_statement(mine, content.encode())

    assert caught.value.details["line"] == 3
    assert work.session.scalar(select(func.count()).select_from(BankLine)) == 0


def test_statements_and_lines_are_the_organisers_own(work: Work, made: Care) -> None:
    bill, mine = a_bill(work, made), as_actor(work, made.office)
    stranger = replace(work, actor=care().actor)
    read = services.read_statement(mine, Coda().move(555, "?").text().encode())
    services.book_statement(mine, read.id)
    (line,) = queries.unplaced_lines(mine)

    for forbidden in (
        lambda: queries.shown_import(stranger, read.id),
        lambda: services.dismiss_line(stranger, line.id),
        lambda: services.place_line(stranger, line.id, "2026-0001"),
    ):
        with pytest.raises(ImportUnknown):
            forbidden()
    with pytest.raises(BillUnknown):
        services.note_payment(stranger, bill.id, amount=Euro(1), day=work.today)
    assert queries.unplaced_lines(stranger) == []


def test_two_readings_of_one_statement_booked_at_the_same_moment_count_it_once(workplace: Workplace) -> None:
    with workplace.begin() as work:
        use(work)
        made = care()
        bill = a_bill(work, made)
        content = Coda().credit(1000, f"101{bill.communication}").text().encode()
        mine = as_actor(work, made.office)
        imports = [services.read_statement(mine, content).id for _ in range(4)]
    start = Barrier(len(imports))

    def book(import_id: str) -> int:
        start.wait()
        with workplace.begin(made.actor) as work:
            return services.book_statement(work, import_id)

    with ThreadPoolExecutor(len(imports)) as pool:
        counted = sum(pool.map(book, imports))

    assert counted == 1
    with workplace.reading(made.actor) as work:
        assert work.session.scalar(select(func.count()).select_from(Payment)) == 1


def test_reminders_come_on_their_days_stop_when_paid_and_never_reach_who_pays_in_parts(
    work: Work, made: Care, clock: FrozenClock
) -> None:
    other = HolderFactory(first_name="Sam")
    GuardianshipFactory(account=AccountFactory(name="Piet"), holder=other)
    sold(made, date(2026, 10, 7), 700, holder=other)
    bill, mine = a_bill(work, made), as_actor(work, made.office)
    in_parts = work.session.scalars(select(Bill).where(Bill.holder_id == other.id)).one()
    services.agree_plan(mine, in_parts.id, text="Elke maand 1 euro")

    def on_day(late: int) -> int:
        work.now = clock.now() + timedelta(days=14 + late)
        return services.remind(work)

    sent = [on_day(late) for late in (0, 6, 7, 7, 20, 21, 21, 60)]

    assert sent == [0, 0, 1, 0, 0, 1, 0, 0]
    kinds = work.session.scalars(select(OutboxMessage.account_id).where(OutboxMessage.kind == "bill-reminder")).all()
    assert list(kinds) == [made.lotte.account_id] * 2
    assert queries.shown_bill(mine, bill.id).bill.reminders == 2


def test_a_paid_bill_and_a_family_that_was_erased_get_no_reminder(work: Work, made: Care, clock: FrozenClock) -> None:
    from uitpas2.privacy.services import erase_holder

    bill = a_bill(work, made)
    services.note_payment(as_actor(work, made.office), bill.id, amount=Euro(1000), day=work.today)
    gone = HolderFactory(first_name="Weg")
    sold(made, date(2026, 10, 8), 500, holder=gone)
    (second,) = services.make_bills(as_actor(work, made.office), OCTOBER)
    erase_holder(work, gone.id)
    before = work.session.scalar(select(func.count()).select_from(OutboxMessage).where(OutboxMessage.about == gone.id))

    work.now = clock.now() + timedelta(days=40)
    services.remind(work)

    shown = queries.shown_bill(as_actor(work, made.office), second.id)
    assert (shown.family, shown.lines[0].child, shown.bill.total) == ("", "", Euro(500))
    after = select(func.count()).select_from(OutboxMessage).where(OutboxMessage.kind == "bill-reminder")
    assert (before, work.session.scalar(after)) == (0, 0)


def test_lines_of_the_bank_are_forgotten_and_what_was_counted_is_not_counted_again(
    work: Work, made: Care, clock: FrozenClock
) -> None:
    bill, mine = a_bill(work, made), as_actor(work, made.office)
    content = Coda().credit(1000, f"101{bill.communication}").move(555, "?").text().encode()
    services.book_statement(mine, services.read_statement(mine, content).id)
    idle = services.read_statement(mine, Coda().move(1, "kijken").text().encode())
    work.now = clock.now() + timedelta(days=2)

    after_two_days = services.forget_bank_lines(work)
    work.now = clock.now() + timedelta(days=91)
    services.forget_bank_lines(work)

    assert after_two_days == 2  # the line, and the file that nobody said yes to
    assert work.session.scalars(select(BankLine.id)).all() == []
    again = services.read_statement(mine, content)
    states = [one.line.state for one in queries.shown_import(mine, again.id).lines]
    assert states == [LineState.DUPLICATE, LineState.UNMATCHED]
    assert queries.shown_import(mine, idle.id).lines == []


def test_an_amount_without_end_is_refused_and_a_bill_can_always_be_looked_at(work: Work, made: Care) -> None:
    sold(made, date(2026, 10, 7), 200)
    office = replace(work, actor=made.actor)
    (bill,) = services.make_bills(office, OCTOBER, tells=False)

    for euros in (999_999_999_999, -999_999_999_999, 1_000_001):
        with pytest.raises(AmountNotPossible):
            services.note_payment(office, bill.id, amount=Euro(euros * 100), day=work.today)
    bill.total = Euro(10**14)
    work.session.flush()

    assert queries.shown_bill(office, bill.id).code == ""
    assert services.bill_pdf(office, bill.id)[1].startswith(b"%PDF")


def test_a_national_number_that_somebody_wrote_with_a_payment_is_not_kept(work: Work, made: Care) -> None:
    sold(made, date(2026, 10, 7), 200)
    office = replace(work, actor=made.actor)
    (bill,) = services.make_bills(office, OCTOBER, tells=False)
    coda = Coda().credit(300, f"opvang {INSZ}", structured=False)

    services.note_payment(office, bill.id, amount=Euro(100), day=work.today, note=f"van {INSZ}")
    services.read_statement(office, coda.text().encode())
    plan = services.agree_plan(office, bill.id, text=f"{INSZ} betaalt in schijven")

    kept = [*work.session.scalars(select(Payment.note)), *work.session.scalars(select(BankLine.text)), plan.note]
    assert kept == ["van ***", "opvang ***", "*** betaalt in schijven"]


def test_a_family_has_one_agreement_to_pay_in_parts_at_a_time(work: Work, made: Care) -> None:
    bill, mine = a_bill(work, made), as_actor(work, made.office)
    services.agree_plan(mine, bill.id, text="Elke maand 1 euro")

    with pytest.raises(PlanAlreadyThere):
        services.agree_plan(mine, bill.id, text="Elke week 1 euro")

    services.end_plan(mine, bill.id)
    services.agree_plan(mine, bill.id, text="Elke maand 2 euro")
