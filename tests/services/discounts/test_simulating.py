"""What was sold in the last twelve whole months, laid beside a draft."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, datetime

import pytest

from tests.factories.accounts import MunicipalityFactory, OrganisationFactory
from tests.factories.cards import CardFactory, HolderFactory
from tests.factories.discounts import ChoiceProposalFactory, Scene, scene
from uitpas2.cards.rules import HolderKind
from uitpas2.database.work import Work
from uitpas2.discounts import services
from uitpas2.discounts.engine.choosing import Choice
from uitpas2.discounts.queries.simulating import simulate_all, simulate_own, simulated_period
from uitpas2.discounts.rules import Payer
from uitpas2.discounts.rules.simulating import Draft
from uitpas2.kernel.actor import Actor, ActorKind
from uitpas2.kernel.clock import BRUSSELS
from uitpas2.kernel.money import Euro

FREE = [Choice("discount_leisure_pct", 100)]
IN_OCTOBER = datetime(2026, 10, 20, 14, tzinfo=BRUSSELS)
Acting = Callable[[Actor], AbstractContextManager[Work]]


def officer_of(nis: str) -> Actor:
    return Actor(id="an", kind=ActorKind.PERSON, municipality_nis=nis)


def sell_to(work: Work, here: Scene, count: int, at: datetime = IN_OCTOBER, **holder: object) -> list[str]:
    """Sell a ticket of € 10 to so many new people; gives the sales."""
    now, work.now = work.now, at
    ids = []
    for _ in range(count):
        made = HolderFactory(**holder)
        ticket = here.ticket | {"holder_id": made.id, "card_id": CardFactory(holder=made).id}
        ids.append(services.sell(work, **ticket).id)
    work.now = now
    return ids


@pytest.fixture
def october(work: Work) -> Scene:
    """Twelve people with the right and twelve without bought a ticket of € 10 in October."""
    here = scene()
    sell_to(work, here, 12, with_right=True)
    sell_to(work, here, 12)
    return here


def own(work: Work, draft: list[Choice] = FREE, nis: str = "44021"):
    """What the officer of a municipality sees."""
    actor, work.actor = work.actor, officer_of(nis)
    try:
        return simulate_own(work, draft)
    finally:
        work.actor = actor


def test_a_municipality_sees_what_its_choice_would_have_cost(work: Work, october: Scene) -> None:
    found = own(work)

    assert found is not None
    assert found.total.payers[Payer.MUNICIPALITY].before == Euro(5_000)  # 12 × € 4 = € 48, rounded to € 10
    assert found.total.payers[Payer.MUNICIPALITY].after == Euro(7_000)  # 12 × € 6 = € 72
    assert found.less == Euro(2_000)
    assert found.total.people is not None
    assert (found.total.people.total, found.total.people.winners) == (25, 10)  # 24 and 12, rounded to fives


def test_the_year_is_the_twelve_whole_months_before_this_one() -> None:
    assert simulated_period(date(2026, 11, 1)) == simulated_period(date(2026, 11, 30))
    assert simulated_period(date(2026, 11, 25)).start == date(2025, 11, 1)
    assert simulated_period(date(2026, 11, 25)).end == date(2026, 11, 1)
    assert simulated_period(date(2028, 2, 29)).start == date(2027, 2, 1)


def test_a_ticket_of_this_month_changes_nothing_yet(work: Work, october: Scene) -> None:
    before = own(work)

    sell_to(work, october, 6, at=work.now, with_right=True)

    assert own(work) == before


def test_a_ticket_taken_back_this_month_still_counts_so_that_the_difference_tells_nothing(
    work: Work, october: Scene
) -> None:
    taken_back_then, taken_back_now = sell_to(work, october, 2, with_right=True)
    work.now, now = IN_OCTOBER, work.now
    services.cancel_sale(work, taken_back_then)
    work.now = now
    before = own(work)

    services.cancel_sale(work, taken_back_now)

    assert own(work) == before
    assert before is not None
    assert before.total.payers[Payer.HOLDER].before == Euro(15_000)  # 13 × € 2 and 12 × € 10: € 146


def test_people_of_another_municipality_do_not_count(work: Work, october: Scene) -> None:
    before = own(work)
    melle = MunicipalityFactory(melle=True)

    sell_to(work, october, 30, with_right=True, municipality=melle)

    assert own(work) == before
    assert own(work, nis=melle.nis) != before


def test_somebody_without_a_municipality_sees_nothing(work: Work, october: Scene) -> None:
    work.actor = replace(officer_of("44021"), municipality_nis=None)

    assert simulate_own(work, FREE) is None


def test_groups_are_in_the_costs_but_not_among_the_people(work: Work, october: Scene) -> None:
    sell_to(work, october, 10, kind=HolderKind.GROUP, birth_date=None)

    found = own(work)

    assert found is not None
    assert found.total.people is not None
    assert found.total.people.total == 25
    assert found.total.payers[Payer.HOLDER].before == Euro(24_000)  # € 144 and 10 × € 10: € 244


def test_flanders_sees_each_municipality_large_enough_with_its_own_choices(work: Work, october: Scene) -> None:
    melle = MunicipalityFactory(melle=True)
    OrganisationFactory(of_municipality=True, municipality=melle)
    ChoiceProposalFactory(municipality_nis=melle.nis, starts=date(2026, 1, 1), choices={"discount_leisure_pct": 100})
    sell_to(work, october, 12, with_right=True, municipality=melle)
    sell_to(work, october, 12, municipality=melle)

    found = simulate_all(work, Draft(everywhere=FREE))

    assert found is not None
    assert {part.names[0]: part.change for part in found.municipalities} == {
        "44021": Euro(2_000),
        melle.nis: Euro(0),
    }
