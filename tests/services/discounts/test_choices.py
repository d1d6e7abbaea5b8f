"""A municipality's choice is entered by one officer, approved by another, and holds from its first day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from tests.factories.accounts import MunicipalityFactory, OrganisationFactory
from tests.factories.base import use
from tests.factories.discounts import ChoiceProposalFactory, officer
from uitpas2.accounts.sessions import actor_of
from uitpas2.database.work import Work, Workplace
from uitpas2.discounts import queries, services
from uitpas2.discounts.errors import (
    AlreadyDecided,
    AlreadyWaiting,
    AnotherOfficerNeeded,
    CouncilDecisionNeeded,
    EndsBeforeStart,
    NothingChosen,
    OutOfBounds,
    OverlapsOwnChoice,
    StartsInThePast,
    UnknownParameter,
)
from uitpas2.discounts.models import ChoiceProposal
from uitpas2.discounts.rulebook.codes import CLASS_CAMP
from uitpas2.discounts.rules import Choice, Chooser
from uitpas2.discounts.values.choosing import Condition, Line
from uitpas2.discounts.values.kinds import Kind
from uitpas2.kernel.actor import Actor, system_actor
from uitpas2.kernel.clock import FrozenClock
from uitpas2.trail.queries import about

TODAY = date(2026, 11, 25)
DECISION = "https://besluiten.gent.example/2026-11-23/17"


@pytest.fixture
def officers(workplace: Workplace) -> tuple[Actor, Actor]:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        gent = OrganisationFactory(of_municipality=True)
        return actor_of(officer(gent)), actor_of(officer(gent))


def propose(workplace: Workplace, actor: Actor, *, starts: date = TODAY, **chosen: int) -> str:
    with workplace.begin(actor) as work:
        choices = [Choice(key, value) for key, value in (chosen or {"discount_leisure_pct": 90}).items()]
        return services.propose_choices(work, starts=starts, council_decision=DECISION, choices=choices).id


def approve(workplace: Workplace, actor: Actor, proposal_id: str) -> None:
    with workplace.begin(actor) as work:
        services.approve(work, proposal_id)


def leisure_on(workplace: Workplace, day: date, known_on: datetime | None = None) -> int:
    with workplace.reading() as work:
        return queries.choices_in_force(work, "44021", day, known_on)["discount_leisure_pct"]


def test_an_approved_choice_holds_from_its_first_day(workplace: Workplace, officers) -> None:
    an, bert = officers
    approve(workplace, bert, propose(workplace, an, starts=TODAY + timedelta(days=6)))

    assert leisure_on(workplace, date(2026, 11, 30)) == 80
    assert leisure_on(workplace, date(2026, 12, 1)) == 90


def test_the_same_choice_does_not_wait_twice(workplace: Workplace, officers) -> None:
    an, bert = officers
    proposal_id = propose(workplace, an, discount_leisure_pct=90)

    with pytest.raises(AlreadyWaiting):
        propose(workplace, an, discount_leisure_pct=90)
    propose(workplace, an, discount_leisure_pct=95)
    with workplace.begin(bert) as work:
        services.decline(work, proposal_id)

    assert propose(workplace, an, discount_leisure_pct=90) != proposal_id


def test_what_was_not_chosen_keeps_the_flemish_default(workplace: Workplace, officers) -> None:
    an, bert = officers
    approve(workplace, bert, propose(workplace, an))

    with workplace.reading() as work:
        held = queries.choices_in_force(work, "44021", TODAY)

    assert held.chosen_by("discount_leisure_pct") is Chooser.MUNICIPALITY
    assert (held["organiser_share_pct"], held.chosen_by("organiser_share_pct")) == (40, Chooser.FLANDERS)


def test_a_later_choice_about_one_thing_leaves_the_others_as_they_were(workplace: Workplace, officers) -> None:
    an, bert = officers
    approve(workplace, bert, propose(workplace, an, discount_leisure_pct=90, organiser_share_pct=10))
    approve(workplace, bert, propose(workplace, an, starts=TODAY + timedelta(days=6), organiser_share_pct=20))

    with workplace.reading() as work:
        held = queries.choices_in_force(work, "44021", TODAY + timedelta(days=6))

    assert (held["discount_leisure_pct"], held["organiser_share_pct"]) == (90, 20)


def test_a_choice_with_a_last_day_gives_way_to_what_held_before_it(workplace: Workplace, officers) -> None:
    an, bert = officers
    summer = (TODAY + timedelta(days=6), TODAY + timedelta(days=36))
    approve(workplace, bert, propose(workplace, an, discount_leisure_pct=85))
    with workplace.begin(an) as work:
        free = [Choice("discount_leisure_pct", 100)]
        proposal_id = services.propose_choices(
            work, starts=summer[0], ends=summer[1], council_decision=DECISION, choices=free
        ).id
    approve(workplace, bert, proposal_id)

    values = [leisure_on(workplace, day) for day in (TODAY, summer[0], summer[1] - timedelta(days=1), summer[1])]
    assert values == [85, 100, 100, 85]


def test_an_exception_comes_back_from_the_database_as_it_was_entered(workplace: Workplace, officers) -> None:
    an, bert = officers
    last = date(2027, 8, 31)
    camps = Line((Condition("product_class", Kind.ONE_OF, codes=1 << CLASS_CAMP),), 100)
    with workplace.begin(an) as work:
        choices = [Choice("discount_leisure_pct", 80, (camps,)), Choice("school_counts", 1)]
        proposal_id = services.propose_choices(
            work, starts=TODAY, ends=last + timedelta(days=1), council_decision=DECISION, choices=choices
        ).id
    approve(workplace, bert, proposal_id)

    with workplace.reading() as work:
        held = queries.choices_in_force(work, "44021", TODAY)
        _, proposed = about(work, "choice-proposal", proposal_id)

    assert held.held["discount_leisure_pct"].used.lines == (camps,)
    assert proposed.details["last_day"] == last.isoformat()
    assert proposed.details["exceptions"] == {
        "discount_leisure_pct": [{"when": {"product_class": ["camp"]}, "value": 100}]
    }
    assert held["school_counts"] == 1


def test_what_left_the_rule_book_since_is_left_out_and_the_rest_stays(work: Work) -> None:
    MunicipalityFactory()
    proposal = ChoiceProposalFactory(
        choices={
            "discount_leisure_pct": 90,
            "tax_on_windows": 3,
            "excluded_situations": ["window_tax"],
            "school_counts": "perhaps",
        }
    )
    (leisure,) = (one for one in proposal.choices if one.key == "discount_leisure_pct")
    leisure.exceptions = [
        {"when": {"windows": {"from": 3}}, "value": 100},
        {"when": {"product_class": ["camp"]}, "value": 95},
    ]
    work.session.flush()
    queries.forget_choices(work)

    found = {one.key: one for one in queries.as_choices(proposal)}
    held = queries.choices_in_force(work, "44021", TODAY)

    assert set(found) == {"discount_leisure_pct", "excluded_situations"}
    assert (found["excluded_situations"].value, held["discount_leisure_pct"]) == (0, 90)
    assert [line.value for line in found["discount_leisure_pct"].lines] == [95]
    assert {one.key for one in proposal.choices} > set(found), "the database keeps what was decided"


def test_the_choice_that_starts_later_takes_over_and_of_two_with_one_day_the_last_approved(
    workplace: Workplace, clock: FrozenClock, officers
) -> None:
    an, bert = officers
    for start, value in ((TODAY, 90), (TODAY + timedelta(days=6), 95), (TODAY, 85)):
        approve(workplace, bert, propose(workplace, an, starts=start, discount_leisure_pct=value))
        clock.move(timedelta(minutes=1))

    assert leisure_on(workplace, TODAY) == 85
    assert leisure_on(workplace, TODAY + timedelta(days=6)) == 95
    with workplace.reading() as work:
        held = [
            (one.period.start, one.choices["discount_leisure_pct"]) for one in queries.held_over_time(work, "44021")
        ]
    assert held == [(date(2026, 1, 1), 80), (TODAY, 85), (date(2026, 12, 1), 95)]


def test_what_was_known_at_a_moment_can_be_asked_again(workplace: Workplace, clock: FrozenClock, officers) -> None:
    an, bert = officers
    approve(workplace, bert, propose(workplace, an))
    before = clock.now() - timedelta(seconds=1)

    assert leisure_on(workplace, TODAY, known_on=before) == 80
    assert leisure_on(workplace, TODAY, known_on=clock.now()) == 90


def test_the_one_who_entered_cannot_decide(workplace: Workplace, officers) -> None:
    an, _bert = officers
    proposal_id = propose(workplace, an)

    for act in (services.approve, services.decline):
        with pytest.raises(AnotherOfficerNeeded), workplace.begin(an) as work:
            act(work, proposal_id)


def test_the_database_too_refuses_one_person_for_both(work: Work) -> None:
    MunicipalityFactory()
    proposal = ChoiceProposalFactory(undecided=True)

    with pytest.raises(IntegrityError), work.session.begin_nested():
        work.session.execute(update(ChoiceProposal).values(decided_by=proposal.entered_by))


def test_a_choice_is_decided_once(workplace: Workplace, officers) -> None:
    an, bert = officers
    proposal_id = propose(workplace, an)
    approve(workplace, bert, proposal_id)

    with pytest.raises(AlreadyDecided), workplace.begin(bert) as work:
        services.decline(work, proposal_id)


def test_a_choice_whose_first_day_went_by_can_no_longer_be_approved(
    workplace: Workplace, clock: FrozenClock, officers
) -> None:
    an, bert = officers
    proposal_id = propose(workplace, an)
    clock.move(timedelta(days=1))

    with pytest.raises(StartsInThePast):
        approve(workplace, bert, proposal_id)


@pytest.mark.parametrize(
    ("starts", "decision", "chosen", "refusal", "field"),
    [
        (TODAY, DECISION, {"discount_leisure_pct": 70}, OutOfBounds, "discount_leisure_pct"),
        (TODAY, DECISION, {"organiser_share_pct": 41}, OutOfBounds, "organiser_share_pct"),
        (TODAY, DECISION, {"tickets_per_activity": 2}, UnknownParameter, "tickets_per_activity"),
        (TODAY, DECISION, {"free_beer": 1}, UnknownParameter, "free_beer"),
        (TODAY, DECISION, {"own_part_cap": 15050}, OutOfBounds, "own_part_cap"),
        (TODAY, DECISION, {}, NothingChosen, None),
        (TODAY, "   ", {"discount_leisure_pct": 90}, CouncilDecisionNeeded, "council_decision"),
        (date(2026, 11, 24), DECISION, {"discount_leisure_pct": 90}, StartsInThePast, "starts"),
    ],
)
def test_what_the_rule_book_does_not_allow_is_refused_at_entry(
    workplace: Workplace, officers, starts: date, decision: str, chosen: dict[str, int], refusal: type, field: str
) -> None:
    with pytest.raises(refusal) as refused, workplace.begin(officers[0]) as work:
        choices = [Choice(key, value) for key, value in chosen.items()]
        services.propose_choices(work, starts=starts, council_decision=decision, choices=choices)

    assert refused.value.field == field
    with workplace.reading(officers[0]) as work:
        assert list(queries.proposals(work)) == []


def test_a_value_twice_or_a_last_day_before_the_first_is_refused(workplace: Workplace, officers) -> None:
    twice = [Choice("discount_leisure_pct", 80), Choice("discount_leisure_pct", 90)]

    with pytest.raises(OverlapsOwnChoice), workplace.begin(officers[0]) as work:
        services.propose_choices(work, starts=TODAY, council_decision=DECISION, choices=twice)
    with pytest.raises(EndsBeforeStart), workplace.begin(officers[0]) as work:
        services.propose_choices(work, starts=TODAY, ends=TODAY, council_decision=DECISION, choices=twice[:1])


def test_flanders_sees_defaults_and_choices_side_by_side(work: Work) -> None:
    MunicipalityFactory()
    MunicipalityFactory(melle=True)
    ChoiceProposalFactory(choices={"discount_leisure_pct": 95}, decided_at=datetime(2025, 12, 17, tzinfo=UTC))

    everywhere = queries.choices_of_all(work, work.today)

    assert [(one.municipality, one["discount_leisure_pct"]) for one in everywhere] == [("Gent", 95), ("Melle", 80)]
