"""A partner's letter with a code: bound to one child and one activity, used once, and over on its day."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from threading import Barrier

import pytest
from sqlalchemy import select

from tests.factories.accounts import AccountFactory, AssignmentFactory
from tests.factories.base import use
from tests.factories.cards import GuardianshipFactory
from tests.factories.registrations import swimming
from tests.factories.welfare import ClientFactory, recognised_partner, worker
from uitpas2.accounts.sessions import actor_of
from uitpas2.activities.models import Session
from uitpas2.checks import places_follow_the_registration, seats_are_kept
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import ANONYMOUS, Actor, system_actor
from uitpas2.kernel.clock import FrozenClock
from uitpas2.registrations import errors, queries, services
from uitpas2.registrations.jobs import end_all_offers
from uitpas2.registrations.models import Referral, Registration
from uitpas2.registrations.rules import Attendance, RegistrationStatus
from uitpas2.registrations.rules.referring import ReferralState
from uitpas2.registrations.services import referring
from uitpas2.welfare.models import Client, Recognition

UNTIL = date(2026, 11, 30)


@dataclass
class Scene:
    """Swimming with one place, which is kept for partners; two partners, each with a child."""

    activity_id: str
    session_id: str
    guide: Actor
    child: str
    parent: Actor
    other: Actor
    other_child: str


@pytest.fixture
def scene(workplace: Workplace) -> Scene:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        activity, session = swimming(places=1, session__starts=work.now + timedelta(days=9))
        session.kept_for_partners, session.kept_until = 1, work.now + timedelta(days=8)
        mine, theirs = recognised_partner(), recognised_partner()
        client = ClientFactory(partner=mine)
        parent = AssignmentFactory(guardian=True, account=AccountFactory())
        GuardianshipFactory(account=parent.account, holder_id=client.holder_id)
        return Scene(
            activity.id,
            session.id,
            actor_of(worker(mine)),
            client.holder_id,
            actor_of(parent),
            actor_of(worker(theirs)),
            ClientFactory(partner=theirs).holder_id,
        )


def refer(workplace: Workplace, scene: Scene, *, keep: bool = True, session: bool = True) -> tuple[str, str]:
    """The referral's id and the code on its letter."""
    with workplace.begin(scene.guide) as work:
        made = services.refer(
            work,
            holder_id=scene.child,
            activity_id=scene.activity_id,
            session_id=scene.session_id if session else "",
            keep_place=keep,
            until=UNTIL,
        )
        return made.id, services.code_of(work, made.id)


def use_it(workplace: Workplace, code: str, session_id: str = "") -> str:
    with workplace.begin(ANONYMOUS) as work:
        return services.use_referral(work, code, session_id).id


def state(workplace: Workplace) -> tuple[list[str], list[str], int]:
    """Of the referrals, of the registrations, and how many places are taken; what is kept has to add up."""
    with workplace.snapshot(system_actor("test")) as work:
        assert [*seats_are_kept(work), *places_follow_the_registration(work)] == []
        return (
            [str(one) for one in work.session.scalars(select(Referral.state))],
            [str(one) for one in work.session.scalars(select(Registration.status))],
            work.session.scalars(select(Session.taken)).one(),
        )


def test_a_place_is_kept_for_the_child_until_the_letter_is_used(workplace: Workplace, scene: Scene) -> None:
    id, code = refer(workplace, scene)
    kept = state(workplace)
    with workplace.begin(scene.other) as work, pytest.raises((errors.Full, errors.FullButWaitingPossible)):
        services.register(work, session_id=scene.session_id, holder_id=scene.other_child)

    registration_id = use_it(workplace, code.lower().replace("-", " "))

    with workplace.reading(scene.guide) as work:
        (line,) = queries.referrals_of_client(work, scene.child)
        made = work.session.get_one(Registration, registration_id)
        assert (made.holder_id, made.entered_for) == (scene.child, scene.guide.organisation_id)
        assert (line.id, line.registration_id, line.keeps_place) == (id, registration_id, False)
    assert kept == (["open"], ["offered"], 1)
    assert state(workplace) == (["used"], ["confirmed"], 1)
    with pytest.raises(errors.ReferralOver):
        use_it(workplace, code)


def test_a_letter_whose_day_is_over_opens_nothing_and_its_place_is_free(
    workplace: Workplace, scene: Scene, clock: FrozenClock
) -> None:
    _, code = refer(workplace, scene)
    clock.move(timedelta(days=5, hours=12))

    with pytest.raises(errors.ReferralOver):
        use_it(workplace, code)
    with workplace.begin(system_actor("test")) as work:
        assert services.end_referrals(work) == 1
    assert end_all_offers(workplace) == 1

    assert state(workplace) == (["expired"], ["cancelled"], 0)


def test_what_a_partner_withdraws_is_free_at_once_and_only_it_can(workplace: Workplace, scene: Scene) -> None:
    id, code = refer(workplace, scene)
    with workplace.begin(scene.other) as work, pytest.raises(errors.ReferralUnknown):
        services.withdraw_referral(work, id)

    with workplace.begin(scene.guide) as work:
        services.withdraw_referral(work, id)

    assert state(workplace) == (["withdrawn"], ["cancelled"], 0)
    with pytest.raises(errors.ReferralOver):
        use_it(workplace, code)


def test_without_a_kept_place_the_letter_takes_one_that_is_free_when_it_is_used(
    workplace: Workplace, scene: Scene
) -> None:
    _, code = refer(workplace, scene, keep=False, session=False)
    with workplace.begin(scene.other) as work:
        theirs = services.register(work, session_id=scene.session_id, holder_id=scene.other_child).id
    with pytest.raises(errors.MomentNeeded):
        use_it(workplace, code)
    with pytest.raises((errors.Full, errors.FullButWaitingPossible)):
        use_it(workplace, code, scene.session_id)
    with workplace.begin(scene.other) as work:
        services.cancel(work, theirs)

    use_it(workplace, code, scene.session_id)

    assert state(workplace)[0] == ["used"]


def test_what_the_family_took_in_its_account_the_letter_does_not_take_twice(workplace: Workplace, scene: Scene) -> None:
    _, code = refer(workplace, scene)
    with workplace.begin(scene.parent) as work:
        (line,) = queries.registrations_of_holder(work, scene.child)
        assert line.status is RegistrationStatus.OFFERED
        services.accept(work, line.id)

    assert use_it(workplace, code) == line.id
    assert state(workplace) == (["used"], ["confirmed"], 1)


def test_for_a_child_of_another_partner_or_too_late_nothing_is_made(workplace: Workplace, scene: Scene) -> None:
    with workplace.begin(scene.other) as work, pytest.raises(errors.ChildUnknown):
        services.refer(work, holder_id=scene.child, activity_id=scene.activity_id, until=UNTIL)
    with workplace.begin(scene.guide) as work, pytest.raises(errors.ReferralTooShort):
        services.refer(work, holder_id=scene.child, activity_id=scene.activity_id, until=date(2026, 11, 24))
    with workplace.begin(ANONYMOUS) as work, pytest.raises(errors.ReferralUnknown):
        services.find_referral(work, "AAAA-BBBB-CC")


def used_at_once(workplace: Workplace, code: str, session_id: str) -> list[str]:
    """Eight people type the same code in the same moment: what each of them heard."""
    together = Barrier(8)

    def go(_: int) -> str:
        together.wait(timeout=20)
        try:
            use_it(workplace, code, session_id)
        except errors.ReferralOver:
            return "over"
        except errors.AlreadyRegistered:
            return "registered already"
        return "used"

    with ThreadPoolExecutor(8) as pool:
        return sorted(pool.map(go, range(8)))


@pytest.mark.parametrize("keep", [True, False])
def test_a_code_that_is_used_eight_times_at_once_is_used_once(workplace: Workplace, scene: Scene, keep: bool) -> None:
    _, code = refer(workplace, scene, keep=keep)

    assert used_at_once(workplace, code, scene.session_id) == ["over"] * 7 + ["used"]
    assert state(workplace) == (["used"], ["confirmed"], 1)


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)  # SQLite lets one writer in at a time anyway
def test_without_the_one_update_that_decides_it_would_be_used_more_often(
    workplace: Workplace, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: look whether it is open, and write that it is used afterwards."""
    looked = Barrier(8)

    def look_then_write(work, referral, what):
        was_open = referral.state is ReferralState.OPEN
        looked.wait(timeout=20)
        referral.state, referral.closed_at = ReferralState.USED, work.now
        return was_open

    monkeypatch.setattr(referring, "_moved", look_then_write)
    _, code = refer(workplace, scene)

    assert used_at_once(workplace, code, scene.session_id) == ["used"] * 8


def test_whether_a_child_came_is_told_with_a_yes_from_then_on_and_for_its_own_places(
    workplace: Workplace, scene: Scene, clock: FrozenClock
) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        sessions = [swimming(places=5, session__starts=work.now + timedelta(days=days))[1] for days in (1, 3, 5)]
        for later in sessions[1:]:  # three times in one activity
            later.activity_id = sessions[0].activity_id
        ids = [one.id for one in sessions]
    with workplace.begin(scene.guide) as work:
        for id in ids:
            services.register(work, session_id=id, holder_id=scene.child)
    with workplace.begin(system_actor("test")) as work:
        for made in work.session.scalars(select(Registration)):
            for one in made.sessions:
                one.attendance = Attendance.ABSENT
    clock.move(timedelta(days=2))

    heard = []
    for change in (None, "yes", "other partner", "no more agreement"):
        with workplace.begin(system_actor("test")) as work:
            client = work.session.scalars(select(Client).where(Client.holder_id == scene.child)).one()
            if change == "yes":
                client.attendance_since = work.now
            if change == "no more agreement":
                for recognition in work.session.scalars(select(Recognition)):
                    recognition.ended_at, recognition.ended_by = work.now, "somebody"
        with workplace.reading(scene.other if change == "other partner" else scene.guide) as work:
            heard.append([(one.away_in_a_row, one.should_call) for one in queries.whom_to_call(work)])

    assert heard == [[], [(2, True)], [], []]
