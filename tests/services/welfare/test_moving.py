"""Somebody moves: the old right ends the second the new one begins, if the rules there give it too."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.factories.cards import HolderFactory, SocialRightFactory
from tests.services.cards.people import acts_as, clerk_of_aalst, clerk_of_gent
from tests.services.welfare.choices import chose, gent_chose
from uitpas2.accounts.models import Assignment
from uitpas2.cards.models import Holder, SocialRight
from uitpas2.cards.queries import has_right_on
from uitpas2.cards.services import read_ground, suspend_right
from uitpas2.database.work import Work
from uitpas2.welfare import services
from uitpas2.welfare.rules import Proof

YESTERDAY, TODAY, TOMORROW = date(2026, 11, 24), date(2026, 11, 25), date(2026, 11, 26)
AALST = "41002"
Granted = Callable[..., SocialRight]


@pytest.fixture(autouse=True)
def gent(work: Work) -> Assignment:
    """A clerk of Gent; Aalst has a counter too."""
    clerk_of_aalst()
    return clerk_of_gent()


@pytest.fixture
def granted(work: Work, gent: Assignment) -> Granted:
    return lambda holder, ground="living_wage": _granted(work, gent, holder, ground)


def _granted(work: Work, gent: Assignment, holder: Holder, ground: str) -> SocialRight:
    return services.grant(acts_as(work, gent), holder.id, Proof(ground, proof_day=date(2026, 9, 10)))


def moves_to_aalst(work: Work, holder: Holder) -> services.AfterMove:
    holder.municipality_nis = AALST
    work.session.flush()
    return services.follow_move(work, holder.id)


def test_the_new_municipality_takes_the_right_over_without_a_day_between(work: Work, granted: Granted) -> None:
    noor = HolderFactory()
    old = granted(noor)

    (new,) = moves_to_aalst(work, noor).taken_over

    assert (old.ended_on, new.starts, new.ends) == (TODAY, TODAY, old.ends)
    assert (new.municipality_nis, new.receipt["municipality"]) == (AALST, "Aalst")
    assert new.grace_until == date(2027, 10, 1)
    assert all(has_right_on(work, noor.id, day) for day in (YESTERDAY, TODAY, TOMORROW))
    assert read_ground(work, new.id, purpose="Bezwaar van de ouder") == "living_wage"


def test_the_rules_of_the_new_municipality_decide(work: Work, granted: Granted) -> None:
    gent_chose(work, accepted_grounds=["rent_subsidy"])
    noor = HolderFactory()
    granted(noor, "rent_subsidy")

    after = moves_to_aalst(work, noor)

    assert (after.ended, after.taken_over) == (1, ())
    assert after.why_not is not None
    assert after.why_not.is_complete()
    assert has_right_on(work, noor.id, YESTERDAY)
    assert not has_right_on(work, noor.id, TODAY)


def test_a_right_taken_over_never_lasts_longer_and_may_last_shorter(work: Work, granted: Granted) -> None:
    gent_chose(work, duration_months=24)
    noor, daan = HolderFactory(), HolderFactory(first_name="Daan")
    long, longer = granted(noor), granted(daan)
    (shortened,) = moves_to_aalst(work, noor).taken_over
    chose(work, AALST, duration_months=24)
    (kept,) = moves_to_aalst(work, daan).taken_over

    assert (long.ends, shortened.ends) == (date(2028, 9, 1), date(2027, 9, 1))
    assert kept.ends == longer.ends


def test_told_twice_nothing_happens_the_second_time(work: Work, granted: Granted) -> None:
    noor = HolderFactory()
    granted(noor)
    moves_to_aalst(work, noor)

    again = services.follow_move(work, noor.id)

    assert again == services.AfterMove()
    assert work.session.query(SocialRight).count() == 2


def test_a_suspended_right_ends_and_is_not_taken_over(work: Work, granted: Granted) -> None:
    noor = HolderFactory()
    suspend_right(work, granted(noor).id)

    after = moves_to_aalst(work, noor)

    assert (after.ended, after.taken_over) == (1, ())
    assert not has_right_on(work, noor.id, TODAY)


@pytest.mark.parametrize("ground", ["living_wage", "household", "government_source"])
def test_a_right_from_before_receipts_is_decided_on_what_is_known_of_it(work: Work, ground: str) -> None:
    noor = HolderFactory()
    old = SocialRightFactory(holder_id=noor.id, ground=ground)
    work.session.flush()

    (new,) = moves_to_aalst(work, noor).taken_over

    assert (old.ended_on, new.starts, new.ends) == (TODAY, TODAY, date(2027, 9, 1))


def test_days_of_grace_move_along(work: Work) -> None:
    noor = HolderFactory()
    SocialRightFactory(
        holder_id=noor.id, starts=date(2025, 11, 1), ends=date(2026, 11, 1), grace_until=date(2026, 12, 1)
    )
    work.session.flush()

    after = moves_to_aalst(work, noor)

    assert after == services.AfterMove()
    assert has_right_on(work, noor.id, TODAY)
