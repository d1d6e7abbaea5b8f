"""Whatever happens in whatever order, the database says the same as a small model of fair places.

The model knows nothing of SQL: a list of who asked in order, a number of places, an amount of money.
"""

from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import cycle

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import Engine, select, update

from tests.conftest import NOON, SECRET
from tests.databases import empty
from tests.factories.base import use
from tests.factories.cards import CardFactory, HolderFactory
from tests.factories.registrations import swimming
from uitpas2.activities.models import Session
from uitpas2.attendance.errors import NoSuchStep, NotExpected, TooEarly
from uitpas2.attendance.rules import How, reason_of
from uitpas2.attendance.services import mark
from uitpas2.checks import (
    budgets_follow_the_ledger,
    budgets_reserve_what_is_kept,
    comings_are_paid,
    nothing_is_kept_for_who_came,
    places_follow_the_registration,
    seats_are_kept,
)
from uitpas2.database.work import Workplace
from uitpas2.discounts.services.paying import payer_of
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.clock import FrozenClock, brussels_day
from uitpas2.kernel.keys import Keys
from uitpas2.kernel.money import Euro
from uitpas2.ledger.models import Budget
from uitpas2.ledger.services import set_budget
from uitpas2.registrations import errors, services
from uitpas2.registrations.models import Registration
from uitpas2.registrations.rules import Attendance

CHILDREN = 7
WITH_RIGHT = {0, 2, 4, 6}
PART = 400  # cents that Gent pays of € 10,00 for a child with the right
ATTENDED = Attendance.ATTENDED
CHECKS = (
    seats_are_kept,
    places_follow_the_registration,
    budgets_reserve_what_is_kept,
    budgets_follow_the_ledger,
    comings_are_paid,
    nothing_is_kept_for_who_came,
)
ANSWER = timedelta(hours=48)
BEFORE_START = timedelta(hours=2)


@dataclass
class Asked:
    """One registration of the model: whose, its state, and what is kept for it."""

    id: str
    child: int
    state: str
    until: datetime | None = None
    kept: int = 0
    came: Attendance = Attendance.EXPECTED
    spent: int = 0


@dataclass
class Model:
    places: int
    budget: int
    starts: datetime
    now: datetime
    asked: list[Asked] = field(default_factory=list)

    @property
    def taken(self) -> int:
        return sum(one.state in ("offered", "confirmed") for one in self.asked)

    @property
    def reserved(self) -> int:
        return sum(one.kept for one in self.asked)

    @property
    def spent(self) -> int:
        return sum(one.spent for one in self.asked)

    def has_part(self, one: Asked) -> bool:
        return one.child in WITH_RIGHT and self.spent + self.reserved + PART <= self.budget

    def live(self, child: int) -> Asked | None:
        return next((one for one in self.asked if one.child == child and one.state != "cancelled"), None)

    @property
    def lively(self) -> list[Asked]:
        """Those with whom something can happen, twice, and the others once."""
        return [*self.asked, *(one for one in self.asked if one.state != "cancelled")]

    def give(self, one: Asked, state: str) -> None:
        one.state = state
        one.kept = PART if self.has_part(one) else 0

    def end(self, one: Asked) -> None:
        one.state, one.until, one.kept = "cancelled", None, 0

    def mark(self, one: Asked, to: Attendance) -> None:
        """What was kept is free; coming spends it, as far as there is room, and taking it back keeps it again."""
        one.came, one.kept, one.spent = to, 0, 0
        if to is Attendance.ATTENDED:
            one.spent = PART if self.has_part(one) else 0
        elif to is Attendance.EXPECTED:
            one.kept = PART if self.has_part(one) else 0

    def offer_on(self) -> None:
        until = min(self.now + ANSWER, self.starts - BEFORE_START)
        for one in self.asked:
            if one.state == "waiting" and self.taken < self.places and self.now < self.starts - BEFORE_START:
                self.give(one, "offered")
                one.until = until


class Places(RuleBasedStateMachine):
    engine: Engine

    def __init__(self) -> None:
        super().__init__()
        empty(self.engine)
        self.clock = FrozenClock(NOON)
        self.workplace = Workplace(self.engine, keys=Keys(SECRET), clock=self.clock)
        with self.workplace.begin(system_actor("test")) as work:
            use(work)
            _, session = swimming(places=2, session__starts=work.now + timedelta(days=9))
            children = [HolderFactory(with_right=number in WITH_RIGHT) for number in range(CHILDREN)]
            for child in children:
                CardFactory(holder=child)
            self.children = [child.id for child in children]
            self.session_id, self.activity_id, starts = session.id, session.activity_id, session.starts
        self.model = Model(places=2, budget=0, starts=starts, now=self.clock.now())
        self.set_budget(600)

    def begin(self):
        return self.workplace.begin(system_actor("test"))

    @initialize(wanting=st.integers(3, 5))  # for two places, so that somebody always waits
    def a_rush(self, wanting: int) -> None:
        """And the first gives the place back: every story has an offer in it, whichever rules follow."""
        for child in range(wanting):
            self.register(child, or_wait=True)
        self.give_back(self.model.asked[0])

    @rule(child=st.integers(0, CHILDREN - 1), or_wait=st.sampled_from([True, True, False]))
    def register(self, child: int, or_wait: bool) -> None:
        try:
            with self.begin() as work:
                made = services.register(
                    work, session_id=self.session_id, holder_id=self.children[child], or_wait=or_wait
                )
                outcome = (made.id, made.status.value)
        except (errors.AlreadyRegistered, errors.AlreadyWaiting):
            outcome = None
        except errors.Full:
            outcome = "full"
        except errors.AlreadyStarted:
            outcome = "started"
        assert outcome == self.expect(child, or_wait, outcome)

    def expect(self, child: int, or_wait: bool, outcome):
        """What the model answers; it takes over the identifier of what was made."""
        model = self.model
        if model.now >= model.starts:
            return "started"
        if model.live(child):
            return None
        before = deepcopy(model.asked)
        model.offer_on()
        if model.taken >= model.places and not or_wait:
            model.asked = before  # a refusal leaves nothing behind, no offers either; a job makes them later
            return "full"
        made = Asked(outcome[0] if isinstance(outcome, tuple) else "?", child, "waiting")
        model.asked.append(made)
        if model.taken < model.places:
            model.give(made, "confirmed")
        return made.id, made.state

    @rule(data=st.data())
    def cancel(self, data) -> None:
        self.give_back(data.draw(st.sampled_from(self.model.lively)))

    def give_back(self, one: Asked) -> None:
        try:
            with self.begin() as work:
                services.cancel(work, one.id)
        except errors.TooLateToCancel:
            assert self.model.now >= self.model.starts or one.came is Attendance.ATTENDED
            return
        assert self.model.now < self.model.starts
        if one.state != "cancelled":
            self.model.end(one)
            self.model.offer_on()

    @rule(data=st.data())
    def accept(self, data) -> None:
        self.take(data.draw(st.sampled_from(self.model.lively)))

    def take(self, one: Asked) -> None:
        try:
            with self.begin() as work:
                services.accept(work, one.id)
            taken = True
        except (errors.NothingOffered, errors.OfferOver):
            taken = False
        in_time = one.state == "offered" and one.until > self.model.now
        assert taken == (in_time or one.state == "confirmed")
        if in_time:
            one.state, one.until = "confirmed", None

    @rule(data=st.data(), to=st.sampled_from([ATTENDED, ATTENDED, *Attendance]))
    def somebody_calls_the_roll(self, data, to: Attendance) -> None:
        self.call(data.draw(st.sampled_from(self.model.lively)), to)

    def call(self, one: Asked, to: Attendance) -> None:
        model = self.model
        try:
            with self.begin() as work:
                holder_id = self.children[one.child]
                noted = mark(work, session_id=self.session_id, holder_id=holder_id, to=to, key=work.new_id())
            assert noted.attendance is to
            outcome = noted.heard.value
        except (TooEarly, NoSuchStep, NotExpected) as refused:
            outcome = type(refused).__name__
        there = model.live(one.child)
        if brussels_day(model.now) < brussels_day(model.starts) and to in {ATTENDED, Attendance.ABSENT}:
            assert outcome == "TooEarly"
        elif there is None or there.state != "confirmed":
            assert outcome == "NotExpected"
        elif there.came is to:
            assert outcome == "same"
        elif reason_of(there.came, to, How.LIST) is None:
            assert outcome == "NoSuchStep"
        else:
            assert outcome == "taken"
            model.mark(there, to)

    @rule()
    def the_morning_comes(self) -> None:
        """An hour before it starts: late enough to call the roll, and early enough to cancel."""
        self.clock.set(max(self.model.now, self.model.starts - timedelta(hours=1)))
        self.model.now = self.clock.now()

    @rule(hours=st.sampled_from([1, 24, 48, 100]))
    def time_passes(self, hours: int) -> None:
        self.clock.move(timedelta(hours=hours))
        self.model.now = self.clock.now()

    @rule()
    def the_jobs_run(self) -> None:
        with self.begin() as work:
            services.end_offers(work, self.activity_id)
            services.offer_places(work, self.activity_id)
        model = self.model
        for one in model.asked:
            if one.state == "offered" and one.until <= model.now:
                model.end(one)
        for one in model.asked:
            if one.state == "waiting" and model.starts <= model.now:
                model.end(one)
        model.offer_on()

    @rule(more=st.integers(-2, 2))
    def the_organiser_changes_the_room(self, more: int) -> None:
        self.model.places = max(self.model.taken, self.model.places + more)
        with self.begin() as work:
            work.session.execute(
                update(Session).where(Session.id == self.session_id).values(capacity=self.model.places)
            )

    @rule(total=st.sampled_from([0, 400, 900, 1600]))
    def the_municipality_changes_its_budget(self, total: int) -> None:
        self.set_budget(total)

    def set_budget(self, total: int) -> None:
        self.model.budget = max(total, self.model.reserved + self.model.spent)
        with self.begin() as work:
            payer = payer_of(work, "44021")
            set_budget(work, organisation_id=payer.id, year=2026, total=Euro(self.model.budget), stops_when_empty=True)

    @invariant()
    def the_database_says_the_same(self) -> None:
        with self.workplace.reading(system_actor("test")) as work:
            rows = work.session.execute(select(Registration.id, Registration.status, Registration.offered_until))
            found = {id: (status.value, until) for id, status, until in rows}
            session = work.session.get_one(Session, self.session_id)
            budget = work.session.scalars(select(Budget)).one()

            assert found == {one.id: (one.state, one.until) for one in self.model.asked}
            assert (session.taken, budget.reserved) == (self.model.taken, Euro(self.model.reserved))
            assert budget.spent == Euro(self.model.spent)
            assert session.taken <= session.capacity
            assert budget.total == budget.spent + budget.reserved + budget.left

    def teardown(self) -> None:
        """Every story ends at the pool: who has a place comes, and not all of that was right. The platform's own checks
        read every table: once, after that.
        """
        self.set_budget(4000)
        for one in self.model.asked:
            self.take(one)
        self.the_morning_comes()
        placed = [one for one in self.model.asked if one.state == "confirmed"]
        taps = (ATTENDED, Attendance.EXPECTED, ATTENDED), (ATTENDED, Attendance.ABSENT)
        for one, to in [(one, to) for one, way in zip(placed, cycle(taps), strict=False) for to in way]:
            self.call(one, to)
            self.the_database_says_the_same()
        with self.workplace.reading(system_actor("test")) as work:
            faults = [fault for look in CHECKS for fault in look(work)]
        assert faults == []


def test_places_offers_and_money_follow_the_model(database: Engine) -> None:
    machine = type("Places", (Places,), {"engine": database})

    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=8, stateful_step_count=16, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
