"""A clerk records what was seen; the rule book decides, with what the municipality chose."""

from datetime import date

import pytest
from sqlalchemy import select, text

from tests.factories.cards import HolderFactory, SocialRightFactory
from tests.services.cards.people import acts_as, clerk_of_aalst, clerk_of_gent, partner_worker
from tests.services.welfare.choices import gent_chose
from uitpas2.cards.errors import GroundUnknown, HolderUnknown, ProofInFuture
from uitpas2.cards.models import RightGround, SocialRight
from uitpas2.cards.queries import has_right_on
from uitpas2.cards.services import decided_from, end_right
from uitpas2.database.work import Work
from uitpas2.discounts.rules import replay
from uitpas2.kernel.errors import NotAllowed
from uitpas2.kernel.money import Euro
from uitpas2.welfare import errors, services
from uitpas2.welfare.rules import HOUSEHOLD, INCOME, Proof

SEEN = date(2026, 11, 20)


@pytest.fixture
def clerk(work: Work) -> Work:
    """The open Work, now for a clerk of Gent."""
    return acts_as(work, clerk_of_gent())


def grant(work: Work, holder, ground: str = "living_wage", **proof) -> SocialRight:
    return services.grant(work, holder.id, Proof(ground, **{"proof_day": SEEN, **proof}))


def test_the_right_gets_the_days_and_the_grace_of_the_rule_book(clerk: Work) -> None:
    noor = HolderFactory()

    right = grant(clerk, noor)

    assert (right.starts, right.ends, right.grace_until) == (date(2026, 11, 1), date(2027, 11, 1), date(2027, 12, 1))
    assert right.granted_by == clerk.actor.organisation_id
    assert right.receipt["refused_by"] == ""
    assert right.receipt["municipality"] == "Gent"
    days = [date(2026, 10, 31), date(2026, 11, 1), date(2027, 11, 30), date(2027, 12, 1)]
    assert [has_right_on(clerk, noor.id, day) for day in days] == [False, True, True, False]


def test_the_choices_of_the_municipality_decide_on_the_same_proof(clerk: Work) -> None:
    here, long = HolderFactory(), HolderFactory(first_name="Daan")
    before = grant(clerk, here)
    gent_chose(clerk, duration_months=18)

    after = grant(clerk, long)

    assert (before.ends, after.ends) == (date(2027, 11, 1), date(2028, 5, 1))


def test_the_last_day_of_the_proof_ends_the_right_earlier(clerk: Work) -> None:
    right = grant(clerk, HolderFactory(), last_day=date(2027, 4, 30))

    assert right.ends == date(2027, 5, 1)


def test_a_ground_that_this_municipality_does_not_accept_is_refused_and_says_what_would_help(clerk: Work) -> None:
    noor = HolderFactory()

    with pytest.raises(errors.RightRefused) as refused:
        grant(clerk, noor, "rent_subsidy")

    assert (refused.value.field, refused.value.details["article"]) == ("ground", 11)
    for language in ("nl", "fr", "en"):
        assert "rent" not in refused.value.message.in_language(language)
    assert len(refused.value.message.nl.split(".")) > 2
    gent_chose(clerk, accepted_grounds=["rent_subsidy"])
    assert grant(clerk, noor, "rent_subsidy").receipt["refused_by"] == ""


def test_a_child_shares_the_right_of_the_household_where_it_sleeps_often_enough(clerk: Work) -> None:
    noor = HolderFactory()

    with pytest.raises(errors.RightRefused):
        grant(clerk, noor, HOUSEHOLD, stay_pct=49)

    assert grant(clerk, noor, HOUSEHOLD, stay_pct=50).ends == date(2027, 11, 1)


def test_an_income_counts_only_where_the_municipality_chose_to_look_at_it(clerk: Work) -> None:
    noor = HolderFactory()
    low = {"income": Euro(25_000_00), "dependants": 2}

    with pytest.raises(errors.RightRefused):
        grant(clerk, noor, INCOME, **low)
    gent_chose(clerk, income_test="opens", income_base=2_000_000, income_per_dependant=300_000)

    with pytest.raises(errors.RightRefused):
        grant(clerk, noor, INCOME, income=Euro(26_000_01), dependants=2)
    assert grant(clerk, noor, INCOME, **low).receipt["refused_by"] == ""


def test_an_income_nobody_asked_for_is_not_kept(clerk: Work) -> None:
    right = grant(clerk, HolderFactory(), income=Euro(25_000_00), dependants=2)

    _, kept = decided_from(clerk, right.id)

    assert kept is not None
    assert not {"income", "dependants"} & set(kept["facts"])


def test_why_stands_in_no_ordinary_field_and_can_be_decided_again(clerk: Work) -> None:
    gent_chose(clerk, income_test="opens", income_base=2_000_000, income_per_dependant=300_000)
    right = grant(clerk, HolderFactory(), INCOME, income=Euro(18_123_45))

    rows = clerk.session.execute(text("SELECT * FROM social_rights")).all()
    sealed = clerk.session.get_one(RightGround, right.id).sealed
    _, kept = decided_from(clerk, right.id)

    assert not any(hint in str(rows) for hint in ("income", "1812345", "facts", "values"))
    assert b"1812345" not in sealed
    assert kept is not None
    assert kept["facts"]["income"] == 1_812_345
    assert replay(kept).agrees


def test_a_proof_is_not_seen_tomorrow_and_its_ground_is_one_of_the_rule_book(clerk: Work) -> None:
    with pytest.raises(ProofInFuture):
        grant(clerk, HolderFactory(), proof_day=date(2026, 11, 26))
    for ground in ("", "because"):
        with pytest.raises(GroundUnknown):
            grant(clerk, HolderFactory(), ground)


def test_a_proof_that_is_too_old_gives_nothing_any_more(clerk: Work) -> None:
    with pytest.raises(errors.RightRefused) as refused:
        grant(clerk, HolderFactory(), proof_day=date(2025, 9, 1))

    assert refused.value.details["rule"] == "has_not_ended"


def test_a_renewal_follows_the_running_right_and_ends_where_a_first_one_would(clerk: Work) -> None:
    noor = HolderFactory()
    SocialRightFactory(holder_id=noor.id, starts=date(2026, 1, 1), ends=date(2027, 1, 1), grace_until=date(2027, 2, 1))

    right = grant(clerk, noor)

    assert (right.starts, right.ends) == (date(2027, 1, 1), date(2027, 11, 1))
    assert clerk.session.scalars(select(SocialRight.grace_until).order_by(SocialRight.starts)).all() == [
        date(2027, 1, 1),
        date(2027, 12, 1),
    ]


def test_a_right_that_runs_on_is_not_given_twice(clerk: Work) -> None:
    noor = HolderFactory()
    SocialRightFactory(holder_id=noor.id, starts=date(2026, 9, 1), ends=date(2027, 9, 1))

    with pytest.raises(errors.RightStillRuns):
        grant(clerk, noor)


def test_a_right_recorded_by_mistake_ends_today_and_can_be_recorded_again(clerk: Work) -> None:
    noor = HolderFactory()
    right = grant(clerk, noor)

    end_right(clerk, right.id)

    assert has_right_on(clerk, noor.id, date(2026, 11, 24))
    assert not has_right_on(clerk, noor.id, clerk.today)
    assert grant(clerk, noor).starts == clerk.today


def test_only_a_clerk_of_the_own_region_records(work: Work) -> None:
    noor = HolderFactory()

    with pytest.raises(HolderUnknown):
        grant(acts_as(work, clerk_of_aalst()), noor)
    with pytest.raises(NotAllowed):
        grant(acts_as(work, partner_worker()), noor)
