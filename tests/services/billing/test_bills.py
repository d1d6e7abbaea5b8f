"""Bills: each sale once, numbers without gaps, credits for what was cancelled, and nobody else's to be seen."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from tests.factories.accounts import OrganisationFactory
from tests.factories.activities import ActivityFactory
from tests.factories.base import use
from tests.factories.billing import OCTOBER, Care, as_actor, care, month, other_parent, sold
from tests.factories.cards import GuardianshipFactory, HolderFactory
from tests.factories.registrations import RegistrationFactory
from uitpas2.accounts.sessions import actor_of
from uitpas2.activities.rules import ProductClass
from uitpas2.billing import queries, services
from uitpas2.billing.errors import BillUnknown, MonthNotOver, NoBillingTerms, NothingToBill
from uitpas2.billing.models import Bill, BillLine
from uitpas2.billing.rules import BillKind, BillState, LineKind, is_communication
from uitpas2.billing.services import making
from uitpas2.database.work import Work, Workplace
from uitpas2.kernel.clock import FrozenClock
from uitpas2.kernel.money import Euro, total
from uitpas2.outbox.models import OutboxMessage
from uitpas2.registrations.rules import EndReason, RegistrationStatus

RUNS = 6


@pytest.fixture
def made(work: Work) -> Care:
    return care(prepaid=["camp"])


def office(work: Work, made: Care) -> Work:
    return replace(work, actor=made.actor)


def lines_of(work: Work, bill: Bill) -> list[BillLine]:
    return list(work.session.scalars(select(BillLine).where(BillLine.bill_id == bill.id).order_by(BillLine.position)))


def test_a_month_gives_one_bill_per_family_with_only_what_the_family_pays(work: Work, made: Care) -> None:
    sam = HolderFactory(first_name="Sam")
    sold(made, date(2026, 10, 7), 200)
    sold(made, date(2026, 10, 14), 350)
    sold(made, date(2026, 10, 7), 1000, holder=sam)
    sold(made, date(2026, 11, 4), 900)

    bills = services.make_bills(office(work, made), OCTOBER)

    assert sorted(bill.number for bill in bills) == [1, 2]
    assert {(bill.total, bill.account_id, bill.holder_id) for bill in bills} == {
        (Euro(550), made.lotte.account_id, made.noor.id),
        (Euro(1000), None, sam.id),
    }
    noor = next(bill for bill in bills if bill.holder_id == made.noor.id)
    assert [(line.day, line.amount) for line in lines_of(work, noor)] == [
        (date(2026, 10, 7), Euro(200)),
        (date(2026, 10, 14), Euro(350)),
    ]
    assert noor.due_on == work.today + timedelta(days=14)
    assert all(is_communication(bill.communication) for bill in bills)


def test_a_second_run_makes_nothing_twice_and_what_came_later_gets_the_next_number(work: Work, made: Care) -> None:
    sold(made, date(2026, 10, 7), 200)
    services.make_bills(office(work, made), OCTOBER)

    with pytest.raises(NothingToBill):
        services.make_bills(office(work, made), OCTOBER)
    sold(made, date(2026, 10, 21), 300)
    (later,) = services.make_bills(office(work, made), OCTOBER)

    assert (later.number, later.total) == (2, Euro(300))


def test_what_was_cancelled_is_not_billed_and_after_a_bill_it_is_taken_back_once(
    work: Work, made: Care, clock: FrozenClock
) -> None:
    sold(made, date(2026, 10, 1), 100).cancelled_at = work.now
    sale = sold(made, date(2026, 10, 7), 200)
    (first,) = services.make_bills(office(work, made), OCTOBER)
    sale.cancelled_at = work.now
    sold(made, date(2026, 10, 8), 500)

    (second,) = services.make_bills(office(work, made), OCTOBER)

    assert (first.total, second.total) == (Euro(200), Euro(300))
    assert {line.kind for line in lines_of(work, second)} == {LineKind.SALE, LineKind.CREDIT}
    with pytest.raises(NothingToBill):
        services.make_bills(office(work, made), OCTOBER)


def test_a_camp_is_billed_in_advance_and_the_sale_later_corrects_the_difference(
    work: Work, made: Care, clock: FrozenClock
) -> None:
    camp = ActivityFactory(organiser=made.organiser, organiser_id=made.organiser.id, product_class=ProductClass.CAMP)
    registration = RegistrationFactory(
        session=camp.sessions[0],
        holder=made.noor,
        price_shown=Euro(4000),
        at=work.now,
        entered_by=made.lotte.account_id,
    )
    (ahead,) = services.make_bills(office(work, made), OCTOBER)
    with pytest.raises(NothingToBill):
        services.make_bills(office(work, made), OCTOBER)

    sale = sold(made, date(2026, 10, 26), 3500, activity=camp)
    _paid_at_attendance(work, registration.id, made, sale.id)
    (correction,) = services.make_bills(office(work, made), OCTOBER)

    assert (ahead.kind, ahead.total) == (BillKind.ADVANCE, Euro(4000))
    assert (correction.total, lines_of(work, correction)[0].corrects_id) == (Euro(-500), lines_of(work, ahead)[0].id)
    assert queries.shown_bill(office(work, made), correction.id).standing.state is BillState.TO_GIVE_BACK


def test_brothers_and_sisters_in_one_camp_share_a_bill_in_advance(work: Work, made: Care) -> None:
    camps = [
        ActivityFactory(organiser=made.organiser, organiser_id=made.organiser.id, product_class=ProductClass.CAMP)
        for _ in range(2)
    ]
    sister = HolderFactory()
    GuardianshipFactory(account=made.lotte.account, holder=sister)
    for child, camp in ((made.noor, camps[0]), (sister, camps[0]), (made.noor, camps[1])):
        RegistrationFactory(
            session=camp.sessions[0],
            holder=child,
            price_shown=Euro(4000),
            at=work.now,
            entered_by=made.lotte.account_id,
        )

    bills = services.make_bills(office(work, made), OCTOBER)

    assert {(bill.total, len(lines_of(work, bill))) for bill in bills} == {(Euro(4000), 1), (Euro(8000), 2)}


def test_a_registration_that_is_cancelled_after_its_bill_is_given_back(work: Work, made: Care) -> None:
    camp = ActivityFactory(organiser=made.organiser, organiser_id=made.organiser.id, product_class=ProductClass.CAMP)
    registration = RegistrationFactory(session=camp.sessions[0], holder=made.noor, price_shown=Euro(4000), at=work.now)
    services.make_bills(office(work, made), OCTOBER)
    registration.status, registration.cancelled_at = RegistrationStatus.CANCELLED, work.now
    registration.end_reason = EndReason.BY_FAMILY

    (back,) = services.make_bills(office(work, made), OCTOBER)

    assert (back.total, lines_of(work, back)[0].kind) == (Euro(-4000), LineKind.REFUND)


def test_who_registered_gets_the_bill_and_the_other_parent_does_not_see_it(work: Work, made: Care) -> None:
    father, account = other_parent(made)
    swim = ActivityFactory(organiser=made.organiser, organiser_id=made.organiser.id, product_class=ProductClass.CAMP)
    RegistrationFactory(session=swim.sessions[0], holder=made.noor, entered_by=account.id, at=work.now)
    sold(made, date(2026, 10, 7), 200)

    bills = services.make_bills(office(work, made), OCTOBER)

    assert {bill.account_id for bill in bills} == {account.id}
    assert queries.bills_of_family(as_actor(work, made.lotte)) == []
    assert {state.bill.id for state, _ in queries.bills_of_family(as_actor(work, father))} == {one.id for one in bills}
    for bill in bills:
        with pytest.raises(BillUnknown):
            queries.shown_bill(as_actor(work, made.lotte), bill.id)


def test_what_goes_to_a_household_is_seen_at_home_and_not_by_a_parent_elsewhere(work: Work, made: Care) -> None:
    father, _ = other_parent(made)
    sold(made, date(2026, 10, 7), 200)
    (bill,) = services.make_bills(office(work, made), OCTOBER)
    bill.account_id = None
    work.session.flush()

    assert len(queries.bills_of_family(as_actor(work, made.lotte))) == 1
    assert queries.bills_of_family(as_actor(work, father)) == []


def test_another_organiser_sees_nothing_and_without_terms_no_bill_is_made(work: Work, made: Care) -> None:
    stranger = care()
    nobody = replace(made.actor, organisation_id=OrganisationFactory().id)
    sold(made, date(2026, 10, 7), 200)
    (bill,) = services.make_bills(office(work, made), OCTOBER)

    with pytest.raises(BillUnknown):
        queries.bill(replace(work, actor=stranger.actor), bill.id)
    assert queries.bills_of_organiser(replace(work, actor=stranger.actor)).count == 0
    with pytest.raises(NoBillingTerms):
        services.make_bills(replace(work, actor=nobody), OCTOBER)
    with pytest.raises(MonthNotOver):
        services.make_bills(office(work, made), month(2026, 11))


def test_a_bill_is_made_known_to_its_payer_alone_and_a_list_adds_up(work: Work, made: Care) -> None:
    other_parent(made)
    for day in range(1, 4):
        sold(made, date(2026, 10, day), 100 * day)

    (bill,) = services.make_bills(office(work, made), OCTOBER)

    written = work.session.scalars(select(OutboxMessage.account_id).where(OutboxMessage.kind == "bill-made")).all()
    assert list(written) == [made.lotte.account_id]
    assert bill.total == total(line.amount for line in lines_of(work, bill)) == Euro(600)
    listed = queries.bills_of_organiser(office(work, made), state="open", text="lotte")
    assert (listed.count, listed.open_amount) == (1, Euro(600))
    assert queries.bills_of_organiser(office(work, made), text="niemand").count == 0


def _paid_at_attendance(work: Work, registration_id: str, made: Care, sale_id: str) -> None:
    from uitpas2.attendance.models import PlacePaid
    from uitpas2.attendance.rules import Paid

    paid = PlacePaid(
        registration_id=registration_id,
        holder_id=made.noor.id,
        state=Paid.SOLD,
        turn=1,
        sale_id=sale_id,
        refused=None,
        at=work.now,
    )
    work.session.add(paid)
    work.session.flush()


def _race(workplace: Workplace, made: Care) -> tuple[int, int]:
    """Several of the office make the bills of one month at the same moment: how many bills, and how many refusals."""
    start = threading.Barrier(RUNS)

    def run(_: int) -> int:
        start.wait()
        try:
            with workplace.begin(made.actor) as work:
                return len(services.make_bills(work, OCTOBER, tells=False))
        except Exception as error:
            if isinstance(error, NothingToBill):
                return 0
            return -1

    with ThreadPoolExecutor(RUNS) as pool:
        answers = list(pool.map(run, range(RUNS)))
    return sum(answer for answer in answers if answer > 0), answers.count(-1)


def _month_of_three_children(workplace: Workplace) -> Care:
    with workplace.begin() as work:
        use(work)
        made = care()
        for number in range(3):
            child = HolderFactory(first_name=f"Kind {number}")
            for day in range(1, 6):
                sold(made, date(2026, 10, day), 250, holder=child)
    return made


def test_of_simultaneous_runs_one_makes_the_bills_and_no_sale_is_on_two(workplace: Workplace) -> None:
    made = _month_of_three_children(workplace)

    bills, errors = _race(workplace, made)

    assert (bills, errors) == (3, 0)
    with workplace.reading(made.actor) as work:
        assert work.session.scalar(select(func.count()).select_from(BillLine)) == 15
        assert sorted(work.session.scalars(select(Bill.number))) == [1, 2, 3]


def test_without_waiting_for_each_other_the_rows_refuse_what_would_be_billed_twice(
    workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = _month_of_three_children(workplace)
    with workplace.reading(made.actor) as work:
        terms = queries.own_terms(work)
        assert terms is not None
        seen = queries.drafts(work, terms, OCTOBER)

    def as_seen_before(*_: object) -> object:
        time.sleep(0.05)
        return seen

    monkeypatch.setattr(making, "own_terms_in_turn", lambda work: queries.own_terms(work))
    monkeypatch.setattr(making, "drafts", as_seen_before)
    bills, errors = _race(workplace, made)

    assert (bills, errors) == (3, RUNS - 1)
    with workplace.reading(actor_of(made.office)) as work:
        assert work.session.scalar(select(func.count()).select_from(BillLine)) == 15
