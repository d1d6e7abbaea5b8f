"""The roll call: what is noted, who may, and the money that follows."""

from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import func, select

from tests.factories.attendance import Afternoon, afternoon, child_with_card
from tests.factories.base import use
from tests.factories.discounts import ChoiceProposalFactory
from tests.factories.registrations import RegistrationFactory
from tests.services.registrations.test_rush import all_at_once
from uitpas2.attendance import errors, queries, services
from uitpas2.attendance.jobs import close_past_lists
from uitpas2.attendance.models import AttendanceMark, PlacePaid
from uitpas2.attendance.rules import Heard, Paid, reason_of
from uitpas2.attendance.services import noting
from uitpas2.cards.models import Holder
from uitpas2.checks.attendance import comings_are_paid, nothing_is_kept_for_who_came
from uitpas2.database.work import Workplace
from uitpas2.discounts.models import Sale
from uitpas2.discounts.services.paying import payer_of
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.clock import FrozenClock
from uitpas2.kernel.money import ZERO, Euro
from uitpas2.ledger.models import Budget
from uitpas2.ledger.services import hold, set_budget
from uitpas2.registrations.models import RegisteredSession
from uitpas2.registrations.rules import Attendance

ATTENDED, ABSENT, EXPECTED, EXCUSED = (
    Attendance.ATTENDED,
    Attendance.ABSENT,
    Attendance.EXPECTED,
    Attendance.EXCUSED,
)


class Scene:
    """Noor, who pays less, is expected at swimming this afternoon; € 4,00 of Gent's budget is kept for her."""

    def __init__(self, workplace: Workplace, *, budget: int = 400, **activity: object) -> None:
        self.workplace = workplace
        with self.platform() as work:
            use(work)
            self.at: Afternoon = afternoon(work, **activity)
            self.noor: Holder = child_with_card(with_right=True)
            self.registration = RegistrationFactory(session=self.at.session, holder=self.noor, price_shown=Euro(200))
            ChoiceProposalFactory()
            self.gent = payer_of(work, "44021").id
            set_budget(work, organisation_id=self.gent, year=2026, total=Euro(budget), stops_when_empty=True)
            if budget:
                hold(work, organisation_id=self.gent, year=2026, amount=Euro(400), reference=self.registration.id)
            self.session_id = self.at.session.id
            self.on_duty, self.office = self.at.on_duty, self.at.at_office

    def platform(self):
        return self.workplace.begin(system_actor("test"))

    def mark(self, to: Attendance, key: str = "", **more: object) -> services.Noted:
        with self.workplace.begin(self.on_duty) as work:
            return services.mark(
                work,
                **{"session_id": self.session_id, "holder_id": self.noor.id, "to": to, "key": key or work.new_id()}
                | more,
            )

    def money(self) -> tuple[Euro, Euro, int]:
        """What Gent spent, what it keeps, and how many sales stand."""
        with self.platform() as work:
            budget = work.session.scalars(select(Budget)).one()
            standing = select(func.count()).select_from(Sale).where(Sale.cancelled_at.is_(None))
            assert [*comings_are_paid(work), *nothing_is_kept_for_who_came(work)] == []
            return budget.spent, budget.reserved, work.session.scalar(standing) or 0

    def paid(self) -> PlacePaid:
        with self.platform() as work:
            return work.session.scalars(select(PlacePaid)).one()


def test_coming_frees_what_was_kept_and_sells_the_place_even_of_the_last_euro(workplace: Workplace) -> None:
    here = Scene(workplace)
    before = here.money()

    noted = here.mark(ATTENDED)

    assert (before, here.money()) == ((ZERO, Euro(400), 0), (Euro(400), ZERO, 1))
    assert (noted.heard, noted.attendance, here.paid().state) == (Heard.TAKEN, ATTENDED, Paid.SOLD)


def test_a_second_click_and_a_second_telephone_change_nothing(workplace: Workplace) -> None:
    here = Scene(workplace)

    heard = [here.mark(ATTENDED, "tap").heard, here.mark(ATTENDED, "tap").heard, here.mark(ATTENDED, "other").heard]

    assert heard == [Heard.TAKEN, Heard.TAKEN, Heard.SAME]
    assert here.money() == (Euro(400), ZERO, 1)
    with pytest.raises(errors.MarkKeyReused):
        here.mark(ABSENT, "tap")


def test_a_correction_reverses_the_sale_keeps_the_part_again_and_can_be_corrected_again(workplace: Workplace) -> None:
    here = Scene(workplace)
    seen = []

    for to in (ATTENDED, EXPECTED, ATTENDED, ABSENT):
        here.mark(to)
        seen.append(here.money())

    assert seen == [(Euro(400), ZERO, 1), (ZERO, Euro(400), 0), (Euro(400), ZERO, 1), (ZERO, ZERO, 0)]


def test_staying_away_frees_the_part_and_costs_nothing(workplace: Workplace) -> None:
    here = Scene(workplace)

    here.mark(EXCUSED)
    assert here.money() == (ZERO, ZERO, 0)
    with pytest.raises(errors.NoSuchStep):
        here.mark(ABSENT)


def test_the_mark_that_was_made_last_counts_whichever_comes_in_first(workplace: Workplace, clock: FrozenClock) -> None:
    here = Scene(workplace)
    earlier = clock.now() - timedelta(hours=1)

    here.mark(ABSENT)
    late = here.mark(ATTENDED, made_at=earlier)

    assert (late.heard, late.attendance) == (Heard.OVERTAKEN, ABSENT)
    with here.platform() as work:
        kept = work.session.scalars(select(AttendanceMark.heard).order_by(AttendanceMark.made_at)).all()
    assert kept == [Heard.OVERTAKEN, Heard.TAKEN]


def test_a_sale_that_is_refused_keeps_nobody_out_and_the_office_mends_it(workplace: Workplace) -> None:
    here = Scene(workplace, budget=0)

    noted = here.mark(ATTENDED)

    assert noted.attendance is ATTENDED
    assert (here.paid().state, here.paid().refused) == (Paid.REFUSED, "ordinary-price-holds")
    with workplace.begin(here.office) as work:
        (line,) = queries.to_mend(work)
        assert line.registration_id == here.registration.id
        still = services.mend_place(work, line.registration_id, services.Mending.AGAIN)
        state = services.mend_place(work, line.registration_id, services.Mending.ORDINARY)
    assert (still, state, here.money()) == (Paid.REFUSED, Paid.SOLD, (ZERO, ZERO, 1))


def test_those_on_duty_note_today_and_the_office_until_it_is_closed(workplace: Workplace, clock: FrozenClock) -> None:
    here = Scene(workplace)
    here.mark(ATTENDED)
    clock.move(timedelta(days=1))

    with pytest.raises(errors.NotToday):
        here.mark(EXPECTED)
    with workplace.begin(here.office) as work:
        mine = {"session_id": here.session_id, "holder_id": here.noor.id}
        services.mark(work, **mine, to=ABSENT, key="mend")
        assert (services.close(work, here.session_id), services.close(work, here.session_id)) == (True, False)
        with pytest.raises(errors.DayClosed):
            services.mark(work, **mine, to=ATTENDED, key="too late")


def test_another_organisers_list_is_as_if_it_did_not_exist(workplace: Workplace) -> None:
    here = Scene(workplace)
    with here.platform() as work:
        use(work)
        other = afternoon(work).on_duty

    with workplace.begin(other) as work:
        for missing in (here.session_id, "nothing"):
            with pytest.raises(errors.SessionUnknown):
                queries.roll_call(work, missing)
            with pytest.raises(errors.SessionUnknown):
                services.mark(work, session_id=missing, holder_id=here.noor.id, to=ATTENDED, key="k")


def race(here: Scene) -> tuple[int, int]:
    """Eight telephones mark one child at once; how many sales stand, and how many marks were taken."""

    def tap(number: int) -> str:
        return here.mark(ATTENDED, f"telephone-{number}").heard.value

    heard = all_at_once([lambda number=number: tap(number) for number in range(8)])
    with here.platform() as work:
        standing = select(func.count()).select_from(Sale).where(Sale.cancelled_at.is_(None))
        return work.session.scalar(standing) or 0, heard["taken"]


def test_two_telephones_at_once_make_one_sale(workplace: Workplace) -> None:
    here = Scene(workplace)

    assert race(here) == (1, 1)
    assert here.money() == (Euro(400), ZERO, 1)


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)  # SQLite lets one writer in at a time anyway
def test_without_taking_turns_somebody_on_duty_hears_that_it_failed(
    workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: both telephones look before either writes."""
    here, both_looked = Scene(workplace), Barrier(2)

    def reason(*step: object) -> object:
        both_looked.wait(timeout=10)
        return reason_of(*step)

    monkeypatch.setattr(noting, "one_child_at_a_time", lambda *_: None)
    monkeypatch.setattr(noting, "reason_of", reason)

    def tap(key: str) -> str:
        try:
            return here.mark(ATTENDED, key).heard.value
        except errors.NoSuchStep:
            return "failed"

    assert all_at_once([lambda: tap("one"), lambda: tap("two")]) == {"taken": 1, "failed": 1}


def test_the_job_marks_who_was_not_seen_only_where_somebody_called_the_roll(
    workplace: Workplace, clock: FrozenClock
) -> None:
    here = Scene(workplace)
    with here.platform() as work:
        use(work)
        second = RegistrationFactory(session=here.at.session, holder=child_with_card(first_name="Sam"))
        uncalled = afternoon(work)
        unknown = RegistrationFactory(session=uncalled.session, holder=child_with_card(first_name="Fien"))
        hold(work, organisation_id=here.gent, year=2026, amount=ZERO, reference=unknown.id)
    here.mark(ATTENDED)
    clock.move(timedelta(days=2))

    assert close_past_lists(workplace) == 2
    with here.platform() as work:
        again = services.sessions_to_close(work)
        states = dict(
            work.session.execute(select(RegisteredSession.registration_id, RegisteredSession.attendance)).all()
        )

    assert states == {here.registration.id: ATTENDED, second.id: ABSENT, unknown.id: EXPECTED}
    assert again == []
