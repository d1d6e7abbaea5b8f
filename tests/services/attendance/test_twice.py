"""What comes in twice, late or through another door counts once, in hours and in money."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select

from tests.factories.activities import SessionFactory
from tests.factories.attendance import afternoon, siblings
from tests.factories.base import use
from tests.factories.registrations import RegistrationFactory
from tests.services.attendance.test_at_the_door import number_of
from tests.services.attendance.test_care import Care
from tests.services.attendance.test_roll_call import ATTENDED, Scene
from uitpas2.activities.models import Activity, Session
from uitpas2.activities.rules import ProductClass
from uitpas2.activities.services.pricing import NewPrice, keep_prices, use_price
from uitpas2.attendance import services
from uitpas2.attendance.errors import MarkKeyReused
from uitpas2.attendance.errors import care as care_errors
from uitpas2.attendance.models import CareStay
from uitpas2.attendance.rules import CareUnit, Tariff
from uitpas2.database.work import Workplace
from uitpas2.discounts.models import Sale
from uitpas2.kernel.clock import BRUSSELS, FrozenClock
from uitpas2.kernel.money import Euro
from uitpas2.registrations.models import RegisteredSession, Registration
from uitpas2.scanning.services import admit, look


def test_hours_are_not_put_over_a_stay_that_is_still_going_on(workplace: Workplace, clock: FrozenClock) -> None:
    here = Care(workplace, clock, "Noor")
    here.stay(here.children["Noor"], "14:00", "14:30")
    clock.set(datetime(2026, 11, 25, 15, 0, tzinfo=BRUSSELS))
    with workplace.begin(here.on_duty) as work:
        services.take_in(work, session_id=here.session_id, holder_id=here.children["Noor"].id, key="again")
    clock.set(datetime(2026, 11, 25, 16, 0, tzinfo=BRUSSELS))

    with workplace.begin(here.office) as work:
        first = work.session.scalars(select(CareStay).order_by(CareStay.came_at)).first()
        assert first is not None
        with pytest.raises(care_errors.StaysOverlap):
            services.put_right(work, first.id, came_at=first.came_at, gone_at=work.now - timedelta(minutes=10))
        services.put_right(work, first.id, came_at=first.came_at, gone_at=work.now - timedelta(minutes=60))


def test_a_sign_that_comes_again_after_the_office_dropped_its_stay_is_refused(
    workplace: Workplace, clock: FrozenClock
) -> None:
    here = Care(workplace, clock, "Noor")
    coming = {"session_id": here.session_id, "holder_id": here.children["Noor"].id, "key": "one"}
    with workplace.begin(here.on_duty) as work:
        stay_id = services.take_in(work, **coming).id
    with workplace.begin(here.office) as work:
        services.drop_stay(work, stay_id)

    with workplace.begin(here.on_duty) as work, pytest.raises(MarkKeyReused):
        services.take_in(work, **coming)

    with here.platform() as work:
        assert work.session.scalars(select(CareStay)).all() == []


def test_a_series_that_was_paid_is_not_sold_again_at_the_door_of_its_next_day(
    workplace: Workplace, clock: FrozenClock
) -> None:
    here = Scene(workplace)
    with here.platform() as work:
        use(work)
        first = work.session.get_one(Session, here.session_id)
        starts = first.starts + timedelta(days=1)
        second = SessionFactory(activity_id=first.activity_id, starts=starts, ends=starts + timedelta(hours=2))
        work.session.add(
            RegisteredSession(
                registration_id=here.registration.id,
                session_id=second.id,
                holder_id=here.noor.id,
                live=True,
                holds_place=True,
            )
        )
        second_id = second.id
    here.mark(ATTENDED)
    scanned = number_of(workplace, here.noor.id)
    clock.move(timedelta(days=1))

    with workplace.begin(here.on_duty) as work:
        seen = look(work, activity_id=here.at.activity.id, scanned=scanned)
        admit(work, activity_id=here.at.activity.id, scanned=scanned, key="scan", shown=seen.to_pay)

    with here.platform() as work:
        assert work.session.scalar(select(func.count()).select_from(Sale)) == 1
        row = work.session.get_one(RegisteredSession, (here.registration.id, second_id))
        assert row.attendance is ATTENDED
    assert not seen.to_pay


def test_at_the_door_a_registered_child_pays_the_price_that_was_shown_when_it_was_raised_since(
    workplace: Workplace,
) -> None:
    here = Scene(workplace)
    with here.platform() as work:
        activity = work.session.get_one(Activity, here.at.activity.id)
        (price,) = activity.prices
        use_price(work, price.id)
        work.session.get_one(Registration, here.registration.id).price_id = price.id
        raised = NewPrice(price.category, price.name, Euro(2000), price.for_group)
        assert keep_prices(work, activity, [raised])
    scanned = number_of(workplace, here.noor.id)

    with workplace.begin(here.on_duty) as work:
        seen = look(work, activity_id=here.at.activity.id, scanned=scanned)
        admit(work, activity_id=here.at.activity.id, scanned=scanned, key="scan", shown=Euro(200))

    assert seen.to_pay == Euro(200)
    assert here.money() == (Euro(400), Euro(0), 1)


def test_at_the_door_of_care_without_hours_brothers_and_sisters_pay_as_they_were_told(workplace: Workplace) -> None:
    with workplace.begin() as work:
        use(work)
        here = afternoon(work, product_class=ProductClass.CARE, age_from=2)
        children = siblings("Noor", "Sam")
        for child in children:
            RegistrationFactory(session=here.session, holder=child, price_shown=Euro(750))
        on_duty, activity_id = here.on_duty, here.activity.id
    scanned = number_of(workplace, children[0].id)

    with workplace.begin(on_duty) as work:
        seen = look(work, activity_id=activity_id, scanned=scanned)
        admit(work, activity_id=activity_id, scanned=scanned, key="scan", shown=Euro(750))

    assert seen.to_pay == Euro(750)


def test_the_sale_of_one_place_does_not_let_the_child_in_to_another(workplace: Workplace, clock: FrozenClock) -> None:
    here = Scene(workplace, budget=2000, ticket_limit=5, checkin_limit=5)
    with here.platform() as work:
        use(work)
        first = work.session.get_one(Session, here.session_id)
        starts = first.ends + timedelta(hours=1)
        later = SessionFactory(activity_id=first.activity_id, starts=starts, ends=starts + timedelta(hours=2))
        RegistrationFactory(session=later, holder=here.noor, price_shown=Euro(200))
    clock.set(starts + timedelta(minutes=1))
    here.mark(ATTENDED)  # somebody wrote it down late
    scanned = number_of(workplace, here.noor.id)

    with workplace.begin(here.on_duty) as work:
        seen = look(work, activity_id=here.at.activity.id, scanned=scanned)
        admit(work, activity_id=here.at.activity.id, scanned=scanned, key="scan", shown=seen.to_pay)

    assert here.money()[2] == 2


def test_a_tariff_does_not_change_for_hours_that_have_begun(workplace: Workplace, clock: FrozenClock) -> None:
    here = Care(workplace, clock, "Noor")
    dearer = {"terms": Tariff(CareUnit.QUARTER, Euro(90)), "decision": "Besluit van 24 november 2026"}
    here.stay(here.children["Noor"], "14:00", "16:00")

    with workplace.begin(here.office) as work:
        with pytest.raises(care_errors.TariffTooLate):
            services.set_tariff(work, here.activity.id, starts=work.today, **dearer)
        services.set_tariff(work, here.activity.id, starts=work.today + timedelta(days=1), **dearer)
