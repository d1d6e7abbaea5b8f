"""What those on duty must know, as long as the family's yes stands, and no longer."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.factories.attendance import afternoon, siblings
from tests.factories.base import use
from tests.factories.registrations import RegistrationFactory
from uitpas2.accounts.models import Assignment
from uitpas2.accounts.rules import Role
from uitpas2.accounts.sessions import actor_of
from uitpas2.attendance.errors.care import TooManyCollectors
from uitpas2.attendance.models import CareNeed, Collector
from uitpas2.attendance.queries.safety import notes_for_duty
from uitpas2.attendance.rules import MOST_COLLECTORS, Needs
from uitpas2.attendance.services import add_collector, write_needs
from uitpas2.cards.models import Card
from uitpas2.cards.rules import CardStatus, Purpose
from uitpas2.cards.services import withdraw_consent
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.clock import FrozenClock
from uitpas2.privacy.services import purge


def test_a_yes_that_is_taken_back_closes_it_at_once_and_the_night_takes_it_away(
    workplace: Workplace, clock: FrozenClock
) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        today = afternoon(work)
        (noor,) = siblings("Noor")
        RegistrationFactory(session=today.session, holder=noor)
        mother = work.session.scalars(select(Assignment).where(Assignment.role == Role.GUARDIAN)).one()
        on_duty, session_id, her = today.on_duty, today.session.id, actor_of(mother)

    with workplace.begin(her) as work:
        write_needs(work, noor.id, Needs(allergies="Noten"), agreed=True)
        for number in range(MOST_COLLECTORS):
            add_collector(work, noor.id, name=f"Oma {number}")
        with pytest.raises(TooManyCollectors):
            add_collector(work, noor.id, name="Een te veel")
    with workplace.begin(on_duty) as work:
        assert notes_for_duty(work, session_id, noor.id).needs == Needs(allergies="Noten")
    with workplace.begin(her) as work:
        withdraw_consent(work, noor.id, Purpose.CARE_NEEDS)
    with workplace.begin(on_duty) as work:
        assert not notes_for_duty(work, session_id, noor.id).needs

    with workplace.begin(system_actor("test")) as work:
        purge(work)
        assert work.session.scalars(select(CareNeed)).all() == []
        assert len(work.session.scalars(select(Collector)).all()) == MOST_COLLECTORS
        work.session.scalars(select(Card)).one().status = CardStatus.DELETED
        work.session.scalars(select(Card)).one().revoked_in = 1
    for _ in range(2):
        with workplace.begin(system_actor("test")) as work:
            purge(work)
        clock.move(timedelta(days=400))
    with workplace.begin(system_actor("test")) as work:
        purge(work)
        assert work.session.scalars(select(Collector)).all() == []
