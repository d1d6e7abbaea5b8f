"""The door knows who was expected: one sale, what was kept is free, and the list says who came."""

from datetime import datetime

from sqlalchemy import select

from tests.factories.attendance import care, child_with_card
from tests.factories.base import use
from tests.services.attendance.test_roll_call import ATTENDED, Scene
from uitpas2.attendance import queries
from uitpas2.attendance.rules import Paid
from uitpas2.cards.models import Card, Membership
from uitpas2.database.work import Workplace
from uitpas2.discounts.models import Sale
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.clock import BRUSSELS, FrozenClock
from uitpas2.kernel.money import ZERO, Euro
from uitpas2.scanning.services import admit, look


def number_of(workplace: Workplace, holder_id: str) -> str:
    with workplace.reading() as work:
        return work.session.scalars(select(Card.number).join(Membership).where(Membership.holder_id == holder_id)).one()


def test_a_registered_child_that_is_scanned_in_came_and_is_sold_to_once(workplace: Workplace) -> None:
    here = Scene(workplace)
    scanned = number_of(workplace, here.noor.id)

    with workplace.begin(here.on_duty) as work:
        seen = look(work, activity_id=here.at.activity.id, scanned=scanned)
        admit(work, activity_id=here.at.activity.id, scanned=scanned, key="scan", shown=Euro(200))
        (line,) = queries.attended(work, session_id=here.session_id)

    assert seen.to_pay == Euro(200)  # of the last euro, which is kept for her
    assert (line.attendance, here.paid().state) == (ATTENDED, Paid.FOUND)
    assert here.money() == (Euro(400), ZERO, 1)
    assert here.mark(ATTENDED).heard.value == "same"


def test_a_child_that_was_called_before_comes_in_at_the_door_with_that_ticket(workplace: Workplace) -> None:
    here = Scene(workplace)
    here.mark(ATTENDED)

    with workplace.begin(here.on_duty) as work:
        admit(work, activity_id=here.at.activity.id, scanned=number_of(workplace, here.noor.id), key="scan")

    assert here.money() == (Euro(400), ZERO, 1)


def test_at_the_door_of_care_a_card_begins_a_stay_and_nothing_is_sold_yet(
    workplace: Workplace, clock: FrozenClock
) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        here = care(work)
        child = child_with_card()
        on_duty, activity_id, session_id = here.on_duty, here.activity.id, here.session.id
    scanned = number_of(workplace, child.id)
    clock.set(datetime(2026, 11, 25, 14, 5, tzinfo=BRUSSELS))

    with workplace.begin(on_duty) as work:
        seen = look(work, activity_id=activity_id, scanned=scanned)
        admit(work, activity_id=activity_id, scanned=scanned, key="scan")
        roll = queries.roll_call(work, session_id)
        assert work.session.scalars(select(Sale)).all() == []

    assert (seen.to_pay, roll.inside) == (None, 1)
