"""The recorded right: which days, who records it, and who reads on what it rests."""

from datetime import date

import pytest
from sqlalchemy import event

from tests.factories.accounts import OrganisationFactory
from tests.factories.base import use
from tests.factories.cards import HolderFactory, SocialRightFactory
from tests.services.cards.people import acts_as, clerk_of_aalst, clerk_of_gent, partner_worker
from uitpas2.cards import queries, services
from uitpas2.cards.errors import (
    GroundUnknown,
    HolderUnknown,
    PurposeNeeded,
    RightOverlaps,
    RightPeriodWrong,
    RightUnknown,
)
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.errors import NotAllowed
from uitpas2.trail.queries import about


def record(work, holder, starts=date(2026, 11, 1), ends=date(2027, 11, 1), ground="living_wage"):
    granted_by = work.actor.organisation_id or OrganisationFactory(partner=True).id
    return services.record_right(
        work, holder_id=holder.id, starts=starts, ends=ends, ground=ground, granted_by=granted_by
    )


def test_a_right_holds_from_its_first_day_up_to_but_not_including_its_end(work):
    clerk = acts_as(work, clerk_of_gent())
    noor = HolderFactory()

    record(clerk, noor)

    days = [date(2026, 10, 31), date(2026, 11, 1), date(2027, 10, 31), date(2027, 11, 1)]
    assert [queries.has_right_on(work, noor.id, day) for day in days] == [False, True, True, False]


def test_a_right_that_was_ended_early_no_longer_holds(work):
    noor = HolderFactory()
    SocialRightFactory(holder_id=noor.id, ended_on=date(2026, 12, 1))

    assert queries.has_right_on(work, noor.id, date(2026, 11, 30))
    assert not queries.has_right_on(work, noor.id, date(2026, 12, 1))


def test_asking_for_the_right_is_one_question(work):
    noor = HolderFactory(with_right=True)
    asked = []

    def listen(_connection, _cursor, statement, *_):
        asked.append(statement)

    event.listen(work.session.get_bind(), "before_cursor_execute", listen)
    has_right = queries.has_right_on(work, noor.id, work.today)
    event.remove(work.session.get_bind(), "before_cursor_execute", listen)

    assert has_right
    assert len(asked) == 1
    assert "right_grounds" not in asked[0]


@pytest.mark.parametrize(
    ("starts", "ends"),
    [
        (date(2026, 12, 1), date(2027, 2, 1)),
        (date(2026, 6, 1), date(2026, 11, 2)),
        (date(2027, 10, 31), date(2027, 12, 1)),
    ],
)
def test_rights_of_one_holder_do_not_overlap(work, starts, ends):
    noor = HolderFactory()
    record(work, noor)

    with pytest.raises(RightOverlaps) as refused:
        record(work, noor, starts, ends)

    assert refused.value.field == "starts"


def test_a_right_may_follow_another_without_a_gap_and_come_after_one_ended_early(work):
    noor, daan = HolderFactory(), HolderFactory(first_name="Daan")
    record(work, noor)
    SocialRightFactory(holder_id=daan.id, ended_on=date(2026, 10, 1))

    record(work, noor, date(2027, 11, 1), date(2028, 11, 1))
    record(work, daan, date(2026, 10, 1), date(2027, 10, 1))

    assert [right.starts for right in queries.rights_of(work, noor.id)] == [date(2027, 11, 1), date(2026, 11, 1)]


@pytest.mark.parametrize("ends", [date(2026, 11, 1), date(2026, 10, 1), date(2029, 11, 2)])
def test_a_right_lasts_a_day_at_least_and_no_longer_than_anybody_can_mean(work, ends):
    with pytest.raises(RightPeriodWrong):
        record(work, HolderFactory(), ends=ends)


def test_a_ground_outside_the_list_is_refused(work):
    with pytest.raises(GroundUnknown):
        record(work, HolderFactory(), ground="Seems poor")


def test_a_clerk_of_another_region_records_nothing_while_a_partner_may(work):
    noor = HolderFactory()

    with pytest.raises(HolderUnknown):
        record(acts_as(work, clerk_of_aalst()), noor)
    right = record(acts_as(work, partner_worker()), noor)

    assert (right.municipality_nis, right.holder_id) == ("44021", noor.id)


def test_the_trail_knows_that_and_when_but_never_why(workplace):
    with workplace.begin(system_actor("test")) as work:
        use(work)
        noor = HolderFactory()
        right = record(work, noor)
        services.read_ground(work, right.id, purpose="Bezwaar van de ouder")

    with workplace.reading(system_actor("test")) as work:
        lines = about(work, "holder", noor.id)
    assert [line.action for line in lines] == ["right.ground-read", "right.recorded"]
    assert lines[0].details == {"right": right.id}
    assert lines[1].details == {"right": right.id, "starts": "2026-11-01", "ends": "2027-11-01"}
    assert "living_wage" not in str([line.details for line in lines])


def test_the_ground_is_read_with_a_purpose_only(work):
    right = SocialRightFactory(holder_id=HolderFactory().id, ground="debt_settlement")

    assert services.read_ground(work, right.id, purpose="Bezwaar van de ouder") == "debt_settlement"
    with pytest.raises(PurposeNeeded):
        services.read_ground(work, right.id, purpose="  ")
    with pytest.raises(RightUnknown):
        services.read_ground(work, "another", purpose="Bezwaar van de ouder")


def test_a_clerk_does_not_read_grounds(work):
    right = SocialRightFactory(holder_id=HolderFactory().id)
    clerk = acts_as(work, clerk_of_gent())

    with pytest.raises(NotAllowed):
        services.read_ground(clerk, right.id, purpose="Nieuwsgierig")


def test_a_right_of_another_region_is_not_known(work):
    right = SocialRightFactory(holder_id=HolderFactory().id)

    assert queries.right(acts_as(work, clerk_of_gent()), right.id) is right
    with pytest.raises(RightUnknown):
        queries.right(acts_as(work, clerk_of_aalst()), right.id)
