"""The life of a right: what may be changed in which state, what that does at the door, and who is first."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest

from tests.factories.base import use
from tests.factories.cards import HolderFactory, SocialRightFactory
from tests.services.cards.people import acts_as, clerk_of_aalst, clerk_of_gent
from uitpas2.accounts.sessions import actor_of
from uitpas2.cards import queries, services
from uitpas2.cards.errors import RightChangeImpossible, RightNotRunning, RightUnknown
from uitpas2.cards.models import RightSuspension, SocialRight
from uitpas2.cards.rules import POSSIBLE_CHANGES, RightChange, RightState
from uitpas2.database.work import Work
from uitpas2.kernel.actor import system_actor

TODAY = date(2026, 11, 25)
A_DAY = timedelta(days=1)

# A right of each state on the day of the tests.
OF_STATE = {
    RightState.COMING: {"starts": date(2027, 1, 1), "ends": date(2028, 1, 1)},
    RightState.HOLDS: {},
    RightState.SUSPENDED: {},
    RightState.IN_GRACE: {"starts": date(2025, 11, 1), "ends": TODAY - A_DAY, "grace_until": TODAY + A_DAY},
    RightState.LAPSED: {"starts": date(2025, 9, 1), "ends": date(2026, 9, 1), "grace_until": date(2026, 10, 1)},
    RightState.ENDED: {"ended_on": TODAY},
}
SERVICES = {
    RightChange.SUSPEND: services.suspend_right,
    RightChange.RESUME: services.resume_right,
    RightChange.END: services.end_right,
}
AFTER = {
    RightChange.SUSPEND: {RightState.SUSPENDED},
    RightChange.RESUME: {RightState.HOLDS},
    RightChange.END: {RightState.ENDED, RightState.COMING},
}


def right_in(state: RightState) -> SocialRight:
    made: SocialRight = SocialRightFactory(holder_id=HolderFactory().id, **OF_STATE[state])
    if state is RightState.SUSPENDED:
        made.suspensions.append(RightSuspension(id="suspended", starts=TODAY - 2 * A_DAY, by="somebody"))
    return made


@pytest.mark.parametrize("state", RightState)
@pytest.mark.parametrize("change", RightChange)
def test_a_change_happens_exactly_where_the_table_says_so(work: Work, state: RightState, change: RightChange) -> None:
    right = right_in(state)
    work.session.flush()
    before = queries.has_right_on(work, right.holder_id, TODAY)
    assert right.state_on(TODAY) is state

    if change in POSSIBLE_CHANGES[state]:
        SERVICES[change](work, right.id)
        assert right.state_on(TODAY) in AFTER[change]
        assert queries.has_right_on(work, right.holder_id, TODAY) is (change is RightChange.RESUME)
    else:
        with pytest.raises((RightChangeImpossible, RightNotRunning)) as refused:
            SERVICES[change](work, right.id)
        assert refused.value.message.is_complete()
        assert right.state_on(TODAY) is state
        assert queries.has_right_on(work, right.holder_id, TODAY) is before


@pytest.mark.parametrize("state", RightState)
def test_the_door_counts_a_running_right_and_its_days_of_grace_only(work: Work, state: RightState) -> None:
    right = right_in(state)
    work.session.flush()

    assert queries.has_right_on(work, right.holder_id, TODAY) is (state in {RightState.HOLDS, RightState.IN_GRACE})


def test_a_door_that_was_offline_asks_about_the_day_itself(work: Work, clock) -> None:
    right = right_in(RightState.HOLDS)
    services.suspend_right(work, right.id)
    work.now += timedelta(days=3)
    services.resume_right(work, right.id)

    days = [TODAY + days * A_DAY for days in (-1, 0, 2, 3)]
    assert [queries.has_right_on(work, right.holder_id, day) for day in days] == [True, False, False, True]


def test_the_grace_of_an_old_right_is_no_way_around_a_suspension(work: Work) -> None:
    holder = HolderFactory()
    SocialRightFactory(
        holder_id=holder.id, starts=date(2025, 11, 1), ends=date(2026, 11, 1), grace_until=date(2026, 12, 1)
    )
    renewed = services.record_right(
        work,
        holder_id=holder.id,
        starts=date(2026, 11, 1),
        ends=date(2027, 11, 1),
        ground="living_wage",
        granted_by=work.session.query(SocialRight).one().granted_by,
    )

    services.suspend_right(work, renewed.id)

    assert not queries.has_right_on(work, holder.id, TODAY)


def test_another_region_changes_nothing(work: Work) -> None:
    right = right_in(RightState.HOLDS)

    clerk = acts_as(work, clerk_of_aalst())
    for service in SERVICES.values():
        with pytest.raises(RightUnknown):
            service(clerk, right.id)


def test_of_clerks_who_suspend_at_once_one_does(workplace) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        right_id = right_in(RightState.HOLDS).id
        clerk = actor_of(clerk_of_gent())
    together = Barrier(4)

    def suspend(_: int) -> str:
        together.wait(timeout=20)
        try:
            with workplace.begin(clerk) as work:
                services.suspend_right(work, right_id)
        except RightChangeImpossible:
            return "too late"
        return "suspended"

    with ThreadPoolExecutor(4) as pool:
        outcomes = sorted(pool.map(suspend, range(4)))

    assert outcomes == ["suspended", "too late", "too late", "too late"]
    with workplace.reading() as work:
        assert work.session.query(RightSuspension).count() == 1
