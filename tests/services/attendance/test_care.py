"""Hours in care: in and out, and what a month of it costs a family."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from tests.factories.activities import SessionFactory
from tests.factories.attendance import Afternoon, care, child_with_card, siblings
from tests.factories.base import use
from tests.factories.registrations import RegistrationFactory
from uitpas2.attendance import errors, queries, services
from uitpas2.attendance.errors import care as care_errors
from uitpas2.attendance.models import CareStay
from uitpas2.attendance.rules import ClosedBecause
from uitpas2.cards.models import Holder
from uitpas2.checks import receipts_decide_the_same
from uitpas2.checks.attendance import days_in_care_are_billed
from uitpas2.database.work import Workplace
from uitpas2.discounts.models import Sale
from uitpas2.discounts.services.paying import payer_of
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.clock import BRUSSELS, FrozenClock
from uitpas2.kernel.money import Euro
from uitpas2.kernel.period import Period
from uitpas2.registrations.models import RegisteredSession
from uitpas2.registrations.rules import Attendance

TODAY = date(2026, 11, 25)


class Care:
    """After-school care this afternoon from two to six, for children who are on the list."""

    def __init__(self, workplace: Workplace, clock: FrozenClock, *names: str, with_right: str = "") -> None:
        self.workplace, self.clock, self.keys = workplace, clock, iter(range(10_000))
        with self.platform() as work:
            use(work)
            self.at: Afternoon = care(work)
            self.at.session.ends = self.at.session.starts + timedelta(hours=4)
            self.children = dict(zip(names, siblings(*names, with_right=with_right), strict=True))
            payer_of(work, "44021")
            for child in self.children.values():
                RegistrationFactory(session=self.at.session, holder=child)
            self.session_id, self.activity = self.at.session.id, self.at.activity
            self.on_duty, self.office = self.at.on_duty, self.at.at_office

    def platform(self):
        return self.workplace.begin(system_actor("test"))

    def another_day(self, day: date) -> str:
        with self.platform() as work:
            use(work)
            starts = datetime(day.year, day.month, day.day, 15, 30, tzinfo=BRUSSELS)
            made = SessionFactory(activity=self.activity, starts=starts, ends=starts + timedelta(hours=2, minutes=30))
            return made.id

    def stay(self, child: Holder, came: str, gone: str, *, session_id: str = "", day: date = TODAY) -> None:
        for clock, service, more in (
            (came, services.take_in, {"by_card": True}),
            (gone, services.hand_over, {"somebody_else": "oma"}),
        ):
            hour, minute = map(int, clock.split(":"))
            self.clock.set(datetime(day.year, day.month, day.day, hour, minute, tzinfo=BRUSSELS))
            with self.workplace.begin(self.on_duty) as work:
                key = f"sign-{next(self.keys)}"
                service(work, session_id=session_id or self.session_id, holder_id=child.id, key=key, **more)

    def close(self, session_id: str = "") -> None:
        with self.platform() as work:
            services.close_past(work, session_id or self.session_id)


# The month of three brothers and sisters, worked out by hand. € 0,50 per started quarter; from two children a day on,
# 25 % off for each of them, rounded to the cent with half a cent up; Noor has the right, and pays half of what is then
# left, rounded likewise. Gent chose nothing, so these are the values Flanders proposes.
#
#            came   left   minutes  quarters  price   siblings      her price        whole family
# 3 Nov Noor 15:30  17:10      100         7   3,50   2 → 2,63      1,32 (1,315 up)
#       Sam  15:30  17:10      100         7   3,50   2 → 2,63                       3,95
# 5 Nov Noor 15:35  15:50       15         1   0,50   3 → 0,38      0,19
#       Sam  15:35  16:00       25         2   1,00   3 → 0,75
#       Fien 15:30  18:00      150        10   5,00   3 → 3,75                       4,69
# 6 Nov Sam  15:30  16:31       61         5   2,50   1 → 2,50                       2,50
# 10 Nov Noor 15:30 17:59      149        10   5,00   1 → 5,00      2,50             2,50
# 24 Nov Fien 15:30 17:00       90         6   3,00   2 → 2,25
#       Sam  16:59  18:30    61 until 18:00  5  2,50   2 → 1,88                       4,13
MONTH = [
    (3, "Noor", "15:30", "17:10", 7, 350, 263, 132),
    (3, "Sam", "15:30", "17:10", 7, 350, 263, 263),
    (5, "Noor", "15:35", "15:50", 1, 50, 38, 19),
    (5, "Sam", "15:35", "16:00", 2, 100, 75, 75),
    (5, "Fien", "15:30", "18:00", 10, 500, 375, 375),
    (6, "Sam", "15:30", "16:31", 5, 250, 250, 250),
    (10, "Noor", "15:30", "17:59", 10, 500, 500, 250),
    (24, "Fien", "15:30", "17:00", 6, 300, 225, 225),
    (24, "Sam", "16:59", "18:30", 5, 250, 188, 188),
]
IN_ALL = 395 + 469 + 250 + 250 + 413  # € 17,77


def test_a_month_of_care_for_three_siblings_equals_the_table_worked_out_by_hand(
    workplace: Workplace, clock: FrozenClock
) -> None:
    here = Care(workplace, clock, "Noor", "Sam", "Fien", with_right="Noor")
    days = {number: here.another_day(date(2026, 11, number)) for number in sorted({line[0] for line in MONTH})}

    for number, session_id in days.items():
        for day, name, came, gone, *_ in MONTH:
            if day == number:
                here.stay(here.children[name], came, gone, session_id=session_id, day=date(2026, 11, number))
        here.close(session_id)

    with here.platform() as work:
        november = Period(date(2026, 11, 1), date(2026, 12, 1))
        found = queries.stays(work, organiser_id=here.activity.organiser_id, period=november)
        names = {child.id: name for name, child in here.children.items()}
        sales = {line.sale_id: work.session.get_one(Sale, line.sale_id) for line in found}
        told = {
            (
                line.day.day,
                names[line.holder_id],
                line.units,
                line.amount,
                sales[line.sale_id].full_price,
                sales[line.sale_id].holder_pays,
            )
            for line in found
        }
        assert [*days_in_care_are_billed(work), *receipts_decide_the_same(work)] == []
    expected = {(day, name, units, *map(Euro, money)) for day, name, _, _, units, *money in MONTH}
    assert told == expected
    assert sum(line[-1].cents for line in told) == IN_ALL == 1777


def test_a_child_is_inside_once_and_the_same_sign_counts_once(workplace: Workplace, clock: FrozenClock) -> None:
    here = Care(workplace, clock, "Noor")
    noor = here.children["Noor"].id
    coming = {"session_id": here.session_id, "holder_id": noor}

    with workplace.begin(here.on_duty) as work:
        first = services.take_in(work, **coming, key="one")
        assert services.take_in(work, **coming, key="one") is first
        with pytest.raises(care_errors.AlreadyInside):
            services.take_in(work, **coming, key="two")
        with pytest.raises(care_errors.NobodyNamed):
            services.hand_over(work, **coming, key="out")
        services.hand_over(work, **coming, key="out", somebody_else="Buurvrouw Els, mama belde")
        assert services.hand_over(work, **coming, key="out").handed_to == "Buurvrouw Els, mama belde"
        with pytest.raises(care_errors.NotInside):
            services.hand_over(work, **coming, key="again", somebody_else="oma")
        (line,) = queries.attended(work, session_id=here.session_id)
    assert line.attendance is Attendance.ATTENDED


def test_somebody_who_is_not_on_the_list_comes_in_by_card_only(workplace: Workplace, clock: FrozenClock) -> None:
    here = Care(workplace, clock)
    with here.platform() as work:
        use(work)
        stranger = child_with_card().id

    with workplace.begin(here.on_duty) as work:
        with pytest.raises(errors.NotExpected):
            services.take_in(work, session_id=here.session_id, holder_id=stranger, key="list")
        services.take_in(work, session_id=here.session_id, holder_id=stranger, key="card", by_card=True)
        roll = queries.roll_call(work, here.session_id)

    assert ([child.attendance for child in roll.children], roll.inside) == ([None], 1)


def test_a_forgotten_leaving_ends_at_the_closing_hour_with_a_note(workplace: Workplace, clock: FrozenClock) -> None:
    here = Care(workplace, clock, "Noor")
    clock.set(datetime(2026, 11, 25, 17, 40, tzinfo=BRUSSELS))
    with workplace.begin(here.on_duty) as work:
        services.take_in(work, session_id=here.session_id, holder_id=here.children["Noor"].id, key="in")
    clock.move(timedelta(days=2))

    with here.platform() as work:
        assert services.sessions_to_close(work) == [here.session_id]
    here.close()
    here.close()

    with here.platform() as work:
        stay = work.session.scalars(select(CareStay)).one()
        (bill,) = queries.stays(work, organiser_id=here.activity.organiser_id, period=Period(TODAY))
    assert (stay.gone_at, stay.note) == (datetime(2026, 11, 25, 18, tzinfo=BRUSSELS), ClosedBecause.FORGOTTEN)
    assert (bill.units, bill.amount) == (2, Euro(100))


def test_a_stay_over_midnight_or_backwards_is_refused(workplace: Workplace, clock: FrozenClock) -> None:
    here = Care(workplace, clock, "Noor")
    noor = {"session_id": here.session_id, "holder_id": here.children["Noor"].id}
    clock.set(datetime(2026, 11, 25, 17, 0, tzinfo=BRUSSELS))
    with workplace.begin(here.on_duty) as work:
        stay = services.take_in(work, **noor, key="in")
        with pytest.raises(care_errors.LeftBeforeComing):
            services.hand_over(work, **noor, key="out", made_at=work.now - timedelta(hours=1), somebody_else="oma")
    clock.set(datetime(2026, 11, 26, 0, 30, tzinfo=BRUSSELS))

    with workplace.begin(here.office) as work:
        with pytest.raises(care_errors.OverMidnight):
            services.hand_over(work, **noor, key="out", somebody_else="oma")
        with pytest.raises(care_errors.OverMidnight):
            services.put_right(work, stay.id, came_at=stay.came_at, gone_at=work.now)
        mended = services.put_right(work, stay.id, came_at=stay.came_at, gone_at=stay.came_at + timedelta(minutes=20))
        assert mended.note is ClosedBecause.CORRECTED
        services.drop_stay(work, stay.id)
        assert work.session.scalars(select(RegisteredSession.attendance)).one() is Attendance.EXPECTED
