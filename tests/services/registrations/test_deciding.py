"""Where the organiser or a draw decides who comes."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

from tests.factories.accounts import AssignmentFactory
from tests.factories.base import use
from tests.factories.cards import HolderFactory
from tests.factories.registrations import swimming
from uitpas2.accounts.models import Organisation
from uitpas2.accounts.rules import Role
from uitpas2.accounts.sessions import actor_of
from uitpas2.activities.models import Activity, Session
from uitpas2.database.work import Work, Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.registrations import errors, jobs, services
from uitpas2.registrations.jobs import do_draws
from uitpas2.registrations.models import Intake, Registration
from uitpas2.registrations.rules import EndReason, Entry, RegistrationStatus, commitment, drawn_turns

PLACES = 3


def camp(work: Work, *, places: int = PLACES, **intake) -> tuple[Activity, Session]:
    activity, session = swimming(places=places, session__starts=work.now + timedelta(days=30))
    work.session.add(Intake(activity_id=activity.id, changed_at=work.now, **intake))
    work.session.flush()
    return activity, session


@contextmanager
def as_organiser(work: Work, activity_id: str) -> Iterator[None]:
    """The office of the activity's organiser acts."""
    before = work.actor
    organiser = work.session.get_one(Organisation, work.session.get_one(Activity, activity_id).organiser_id)
    work.actor = actor_of(AssignmentFactory(role=Role.ORGANISER_ADMIN, organisation=organiser))
    yield
    work.actor = before


def asked(work: Work, session: Session) -> Registration:
    return services.register(work, session_id=session.id, holder_id=HolderFactory().id)


def test_a_request_holds_no_place_until_the_organiser_says_yes(work: Work) -> None:
    _, session = camp(work, places=1, needs_approval=True)
    first, second, third = (asked(work, session) for _ in range(3))

    before = session.taken
    with as_organiser(work, session.activity_id):
        services.grant(work, second.id)
        services.grant(work, first.id)
        services.refuse(work, third.id)

    work.session.refresh(session)
    assert (before, session.taken) == (0, 1)
    assert [one.status.value for one in (first, second, third)] == ["waiting", "confirmed", "cancelled"]
    assert third.end_reason is EndReason.REFUSED
    with as_organiser(work, session.activity_id), pytest.raises(errors.NotRequested):
        services.grant(work, second.id)


def test_another_organiser_does_not_decide(work: Work) -> None:
    _, session = camp(work, needs_approval=True)
    request = asked(work, session)
    work.actor = actor_of(AssignmentFactory(role=Role.ORGANISER_ADMIN))

    for decide in (services.grant, services.refuse):
        with pytest.raises(errors.RegistrationUnknown):
            decide(work, request.id)


def test_registering_before_it_opens_tells_when_it_does(work: Work) -> None:
    _, session = camp(work, opens_at=work.now + timedelta(days=2))

    with pytest.raises(errors.NotOpenYet) as refused:
        asked(work, session)

    assert "vanaf vrijdag 27 november 2026 om 12:00" in refused.value.message.nl


def test_a_draw_can_be_repeated_by_everybody_and_known_by_nobody_beforehand(workplace: Workplace, clock) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        activity, session = swimming(places=PLACES, session__starts=work.now + timedelta(days=30))
        with as_organiser(work, activity.id):
            published = services.announce_draw(work, activity.id, at=work.now + timedelta(days=2)).draw_commitment
        ids = [asked(work, session).id for _ in range(8)]
        activity_id = activity.id

    clock.move(timedelta(days=2))
    with workplace.begin(system_actor("test")) as work:
        assert services.draw(work, activity_id) == 8
        assert services.draw(work, activity_id) == 0
        seed = work.session.get_one(Intake, activity_id).draw_seed
        drawn = [work.session.get_one(Registration, id) for (id,) in drawn_turns(seed, map(Entry, ids))]

        assert commitment(seed) == published
        assert [one.drawn for one in drawn] == list(range(1, 9))
        assert [one.status for one in drawn] == [RegistrationStatus.CONFIRMED] * 3 + [RegistrationStatus.WAITING] * 5
        assert [one.placed_by_draw for one in drawn] == [True] * 3 + [False] * 5
        services.cancel(work, drawn[0].id)
        work.session.refresh(drawn[3])
        assert drawn[3].status is RegistrationStatus.OFFERED


def test_a_draw_is_not_announced_once_somebody_is_registered(work: Work) -> None:
    activity, session = swimming(session__starts=work.now + timedelta(days=30))
    asked(work, session)

    with as_organiser(work, activity.id), pytest.raises(errors.DrawNotPossible):
        services.announce_draw(work, activity.id, at=work.now + timedelta(days=2))


def test_after_a_draw_nobody_is_left_as_if_it_were_still_to_come(workplace: Workplace, clock) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        activity, session = swimming(places=PLACES, session__starts=work.now + timedelta(days=30))
        with as_organiser(work, activity.id):
            services.announce_draw(work, activity.id, at=work.now + timedelta(days=2))
        ids = [asked(work, session).id for _ in range(2)]
        activity.prices[0].ended_at = work.now

    clock.move(timedelta(days=2))
    assert do_draws(workplace) == 2
    with workplace.begin(system_actor("test")) as work:
        waiting = [work.session.get_one(Registration, id).status for id in ids]
        assert waiting == [RegistrationStatus.WAITING] * 2


def test_a_draw_that_goes_wrong_keeps_no_other_from_being_done_and_one_put_off_waits(
    workplace: Workplace, clock, monkeypatch
) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        ids = []
        for days in (2, 2, 3):
            activity, session = swimming(places=PLACES, session__starts=work.now + timedelta(days=30))
            with as_organiser(work, activity.id):
                services.announce_draw(work, activity.id, at=work.now + timedelta(days=days))
            asked(work, session)
            ids.append(activity.id)
    goes_wrong, put_off = min(ids[:2]), ids[2]

    def draw(work: Work, activity_id: str) -> int:
        done = services.draw(work, activity_id)
        if activity_id == goes_wrong:
            raise RuntimeError
        return done

    monkeypatch.setattr(jobs, "draw", draw)
    clock.move(timedelta(days=2))
    done = do_draws(workplace)
    monkeypatch.undo()

    with workplace.begin(system_actor("test")) as work:
        assert services.draw(work, put_off) == 0
    assert [done, do_draws(workplace), do_draws(workplace)] == [1, 1, 0]
