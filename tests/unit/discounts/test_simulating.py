"""A draft laid beside a year of sales: what it adds up to, and what nobody can make of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import pytest

from uitpas2.discounts.rules import Payer, rule_book
from uitpas2.discounts.rules import simulating as simulating_module
from uitpas2.discounts.rules.protecting import Cells, Sold, protected
from uitpas2.discounts.rules.simulated import Simulation
from uitpas2.discounts.rules.simulating import Draft, simulate
from uitpas2.discounts.values.choosing import Choice, Condition, Line
from uitpas2.discounts.values.kinds import Kind
from uitpas2.discounts.values.numbers import as_day
from uitpas2.kernel.money import Euro
from uitpas2.kernel.period import Period

YEAR = Period(date(2025, 11, 1), date(2026, 11, 1))
GENT, MELLE, OOSTENDE = "44021", "44040", "35013"
LEISURE, CARE, CAMP = 0, 1, 2
PRICES = [0.2, 0.2, 0.2, 0.2, 0.1, 0.09, 0.01]
FREE = Choice("discount_leisure_pct", 100)


@dataclass
class Ticket:
    who: str
    right: bool = True
    cents: int = 1000
    what: int = LEISURE
    town: str = GENT
    day: date = date(2026, 3, 1)
    age: int = 8


def people(name: str, count: int, **ticket: Any) -> list[Ticket]:
    """One ticket for each of so many people."""
    return [Ticket(f"{name}-{number}", **ticket) for number in range(count)]


def crowd(**ticket: Any) -> list[Ticket]:
    """Thirty people with the right and thirty without, with a ticket each."""
    return people("with", 30, **ticket) + people("without", 30, right=False, **ticket)


def sold(*tickets: Iterable[Ticket]) -> Sold:
    rows = [one for some in tickets for one in some]
    towns = list(dict.fromkeys(one.town for one in rows))
    names = list(dict.fromkeys(one.who for one in rows))
    ages = {one.who: one.age for one in rows}
    return Sold(
        municipalities=towns,
        groups=np.array([towns.index(one.town) for one in rows]),
        days=np.array([as_day(one.day) for one in rows]),
        holders=np.array([names.index(one.who) for one in rows]),
        is_person=np.ones(len(names), bool),
        is_child=np.array([ages[name] < 18 for name in names]),
        facts={
            "price": np.array([one.cents for one in rows]),
            "product_class": np.array([one.what for one in rows]),
            "has_right": np.array([one.right for one in rows], np.int64),
            "age": np.array([one.age for one in rows]),
        },
    )


def tried(what: Sold, *choices: Choice, held: dict[str, list[Choice]] | None = None, **draft: Any) -> Simulation:
    found = simulate(rule_book(), what, held or {}, Draft(everywhere=choices, **draft), YEAR)
    assert found is not None
    return found


def cells_of(what: Sold) -> Cells:
    stretches = np.full(len(what), as_day(YEAR.start))
    return protected(what, stretches, np.zeros(len(what.municipalities), int), rule_book().vocabulary.facts)


def only_where(cents: int, value: int = 100) -> Choice:
    """A draft that aims at one price."""
    return Choice("discount_leisure_pct", 80, (Line((Condition("price", Kind.CENTS, cents, cents),), value),))


def unprotected(sold: Sold, stretches: Any, *_: Any) -> Cells:
    """The negative control: every sale for itself."""
    here = np.arange(len(sold))
    one = np.ones_like(here)
    return Cells(sold.groups, stretches, sold.facts, one, np.zeros(len(here), bool), here, one)


def test_who_pays_what_is_added_up_before_and_after() -> None:
    found = tried(sold(crowd()), FREE)

    assert found.total.payers[Payer.HOLDER].before == Euro(36_000)  # 30 × € 2 and 30 × € 10
    assert found.total.payers[Payer.HOLDER].after == Euro(30_000)
    assert found.total.payers[Payer.MUNICIPALITY].before == Euro(12_000)  # 30 × € 4
    assert found.total.payers[Payer.MUNICIPALITY].after == Euro(18_000)
    assert (found.less, found.more) == (Euro(6_000), Euro(0))


def test_people_who_would_pay_less_or_more_are_counted() -> None:
    less, more = tried(sold(crowd()), FREE), tried(sold(crowd()), Choice("discount_leisure_pct", 75))

    assert less.total.people is not None
    assert (less.total.people.total, less.total.people.winners, less.total.people.losers) == (60, 30, 0)
    assert more.total.people is not None
    assert (more.total.people.winners, more.total.people.losers, more.total.people.same) == (0, 30, 30)


def test_people_reached_at_a_reduced_price_are_counted_and_children_among_them() -> None:
    narrow = rule_book().parameters["covered_classes"]
    without_leisure = narrow.on(YEAR.start).default & ~(1 << LEISURE)
    every = replace(narrow, values=tuple(replace(one, at_least=0) for one in narrow.values))
    book = rule_book().with_parameters({"covered_classes": every})
    adults = people("adult", 10, age=40) + people("other adult", 10, age=40, right=False)

    found = tried(sold(crowd(), adults), Choice("covered_classes", without_leisure), book=book)

    assert found.total.people is not None
    assert (found.total.people.reached_before, found.total.people.children_before) == (40, 30)
    assert (found.total.people.reached_after, found.total.people.children_after) == (0, 0)
    assert (found.total.reduced_before, found.total.reduced_after) == (40, 0)


def test_what_held_on_each_day_is_what_the_draft_is_laid_beside() -> None:
    winter, summer = crowd(day=date(2026, 1, 10)), crowd(day=date(2026, 7, 10))
    free_since_june = Choice("discount_leisure_pct", 100, starts=date(2026, 6, 1))

    found = tried(sold(winter, summer), FREE, held={GENT: [free_since_june]})

    assert found.total.payers[Payer.MUNICIPALITY].before == Euro(30_000)  # 30 × € 4 in winter, 30 × € 6 in summer
    assert found.total.payers[Payer.MUNICIPALITY].after == Euro(36_000)


def test_a_changed_default_leaves_alone_who_chose_something_else() -> None:
    parameter = rule_book().parameters["discount_leisure_pct"]
    generous = replace(parameter, values=tuple(replace(one, default=100) for one in parameter.values))
    book = rule_book().with_parameters({"discount_leisure_pct": generous})
    in_melle = [replace(one, who=f"melle {one.who}", town=MELLE) for one in crowd()]

    found = tried(sold(crowd(), in_melle), book=book, held={MELLE: [Choice("discount_leisure_pct", 80)]})

    changes = {part.names: part.change for part in found.municipalities}
    assert changes == {(GENT,): Euro(6_000), (MELLE,): Euro(0)}


def test_a_draft_about_who_has_the_right_says_that_prices_do_not_show_it() -> None:
    found = tried(sold(crowd()), Choice("school_counts", 1))

    assert found.idle == ("school_counts",)
    assert found.changes_nothing


def test_nothing_sold_is_nothing_to_say() -> None:
    assert simulate(rule_book(), sold([]), {}, Draft(everywhere=[FREE]), YEAR) is None


# What nobody can make of it


def test_a_draft_cannot_aim_at_one_child(monkeypatch) -> None:
    one_child = sold(crowd(), people("noor", 1, cents=12_350))

    found = tried(one_child, only_where(12_350))
    nobody = tried(sold(crowd(), people("noor", 1, cents=12_350, right=False)), only_where(12_350))

    assert found.changes_nothing
    assert found.less == nobody.less == Euro(0)
    monkeypatch.setattr(simulating_module, "protected", unprotected)
    assert tried(one_child, only_where(12_350)).less == Euro(2_000)  # € 24,70: without the protection Noor is seen


def test_two_drafts_that_differ_by_a_cent_do_not_show_who_is_between_them(monkeypatch) -> None:
    """`holder_fixed` of the lesser formula walks through the prices; only Noor bought at € 123,50."""
    tickets = sold(crowd(), people("noor", 1, cents=12_350))

    def at(cents: int) -> Simulation:
        return tried(tickets, Choice("holder_formula", 2), Choice("holder_fixed", cents))

    assert at(2_480) == at(2_460) == at(300)
    monkeypatch.setattr(simulating_module, "protected", unprotected)
    assert at(2_480) != at(300)


def test_a_price_that_only_people_with_the_right_pay_does_not_tell_that_they_have_it(monkeypatch) -> None:
    only_with = sold(crowd(), people("club", 9, cents=20_000))

    assert tried(only_with, only_where(20_000)).less == Euro(0)
    assert tried(sold(crowd(), crowd(cents=20_000)), only_where(20_000)).less == Euro(120_000)  # enough without it
    monkeypatch.setattr(simulating_module, "protected", unprotected)
    assert tried(only_with, only_where(20_000)).less == Euro(36_000)


def test_one_person_with_most_of_the_tickets_is_not_tried_on() -> None:
    others = people("few", 6, cents=20_000) + people("full price", 6, cents=20_000, right=False)
    keen = [Ticket("keen", cents=20_000) for _ in range(30)]

    assert tried(sold(crowd(), others), only_where(20_000)).less == Euro(24_000)
    assert tried(sold(crowd(), others, keen), only_where(20_000)).less == Euro(0)


def test_too_rare_tickets_change_as_the_others_of_their_kind() -> None:
    rare = [Ticket(f"rare-{number}", cents=50_000 + number) for number in range(6)]
    more = crowd(), crowd(cents=2_000)

    found = tried(sold(*more, rare), FREE)
    aimed = tried(sold(*more, rare), only_where(50_001))

    before, after = found.total.payers[Payer.HOLDER].before, found.total.payers[Payer.HOLDER].after
    assert before == Euro(168_000)  # 30 × (€ 2 + € 10) and 30 × (€ 4 + € 20), and 6 × € 100
    assert after == Euro(90_000)
    assert found.frozen_pct > 0
    assert aimed.changes_nothing


def test_what_is_left_of_a_total_is_never_about_one_person() -> None:
    """Noor alone would be the total less what is tried: the smallest cell beside her is frozen with her."""
    noor = people("noor", 1, cents=50_000)

    cells = cells_of(sold(crowd(), crowd(cents=2_000), noor))

    frozen = cells.is_frozen[cells.of_sale] & cells.facts["has_right"][cells.of_sale].astype(bool)
    assert frozen.sum() == 31


def test_of_fewer_than_twenty_people_only_rough_costs_are_shown() -> None:
    few = people("with", 9) + people("without", 10, right=False)

    found = tried(sold(few), FREE)

    assert found.total.people is None
    assert found.classes == []
    assert found.rounded_to == Euro(5_000)
    assert all(amount.before.cents % 5_000 == 0 for amount in found.total.payers.values())
    assert tried(sold([*few, Ticket("one more")]), FREE).total.people is not None


def test_a_small_municipality_is_shown_together_with_another_so_that_nothing_can_be_subtracted() -> None:
    in_oostende = [replace(one, who=f"oostende {one.who}", town=OOSTENDE) for one in crowd()] * 2
    in_melle = people("melle", 6, town=MELLE)

    found = tried(sold(crowd(), in_oostende, in_melle), FREE)

    assert [part.names for part in found.municipalities] == [(OOSTENDE,), (GENT, MELLE)]


def test_a_child_alone_in_a_class_and_municipality_is_not_seen_in_its_row_or_beside_it(monkeypatch) -> None:
    """Gent has a camp; in Melle only Noor went to one. A draft about camps tells nothing about Melle."""
    camp = Choice("discount_leisure_pct", 80, (Line((Condition("product_class", Kind.ONE_OF, codes=1 << CAMP),), 100),))
    in_melle = [replace(one, who=f"melle {one.who}", town=MELLE) for one in crowd()]
    noor = people("noor", 1, town=MELLE, what=CAMP, cents=10_000)

    found = tried(sold(crowd(), crowd(what=CAMP), in_melle, noor), camp)

    changes = {part.names: part.change for part in found.municipalities}
    assert changes[MELLE,] == Euro(0)
    assert found.unplaced == Euro(0)
    assert found.total.change == changes[GENT,] == Euro(6_000)
    monkeypatch.setattr(simulating_module, "protected", unprotected)
    seen = tried(sold(crowd(), crowd(what=CAMP), in_melle, noor), camp)
    assert {part.names: part.change for part in seen.municipalities}[MELLE,] == Euro(2_000)


def test_a_few_children_spread_over_municipalities_count_together_only() -> None:
    in_melle = [replace(one, who=f"melle {one.who}", town=MELLE) for one in crowd()]
    in_oostende = [replace(one, who=f"oostende {one.who}", town=OOSTENDE) for one in crowd()]
    campers = people("melle camper", 3, town=MELLE, what=CAMP), people("camper", 3, town=OOSTENDE, what=CAMP)

    found = tried(sold(crowd(), crowd(what=CAMP), in_melle, in_oostende, *campers), FREE)

    assert {part.change for part in found.municipalities if part.names != (GENT,)} == {Euro(6_000)}
    assert found.unplaced == Euro(1_000)  # six times € 2: € 12
    assert found.total.change == Euro(26_000)  # € 756 less € 504, each rounded


def test_rare_tickets_of_many_municipalities_are_tried_on_together_where_they_are_enough() -> None:
    """Six camps of four children with the right and one without: nowhere enough, together they are."""
    towns = [f"4400{number}" for number in range(6)]
    campers = [
        one
        for town in towns
        for one in (
            *people(f"{town} camper", 4, town=town, what=CAMP),
            *people(f"{town} other", 1, town=town, what=CAMP, right=False),
            *(replace(one, who=f"{town} {one.who}", town=town) for one in crowd()),
        )
    ]
    camp = Choice("discount_leisure_pct", 80, (Line((Condition("product_class", Kind.ONE_OF, codes=1 << CAMP),), 100),))

    found = tried(sold(campers), camp)

    assert {part.change for part in found.municipalities} == {Euro(0)}
    assert found.unplaced == Euro(5_000)  # 24 × € 2 = € 48
    assert found.total.change == Euro(4_000)  # € 864 less € 816, each rounded


def test_a_small_product_class_is_shown_together_with_another() -> None:
    found = tried(sold(crowd(), crowd(what=CARE), people("camper", 6, what=CAMP)), FREE)

    assert [part.names for part in found.classes] == [("leisure",), ("care", "camp")]


@pytest.mark.parametrize("seed", range(6))
def test_every_cell_a_draft_can_see_stands_for_enough_people(seed: int) -> None:
    what = random_year(seed, sales=500)

    cells = cells_of(what)

    right = cells.facts["has_right"][cells.of_sale].astype(bool)
    seen = ~cells.is_frozen[cells.of_sale]
    assert seen.any()
    for cell in np.unique(cells.of_sale[seen]):
        members = what.holders[cells.of_sale == cell]
        _, counts = np.unique(members, return_counts=True)
        assert len(counts) >= 5
        assert counts.max() * 2 <= counts.sum()
        assert right[cells.of_sale == cell].all() or not right[cells.of_sale == cell].any()
    assert not enough_in_every_cell(what, unprotected(what, what.days))  # the control


@pytest.mark.parametrize("seed", range(3))
def test_the_figures_are_close_to_what_counting_every_sale_gives(seed: int, monkeypatch) -> None:
    what = random_year(seed, sales=6_000, persons=500)
    draft = [Choice("discount_leisure_pct", 95), Choice("discount_care_pct", 60)]
    shown = tried(what, *draft)
    monkeypatch.setattr(simulating_module, "protected", unprotected)
    exact = tried(what, *draft)

    for payer, amount in exact.total.payers.items():
        assert abs(shown.total.payers[payer].before.cents - amount.before.cents) <= 2_000
        assert (
            abs(shown.total.payers[payer].difference.cents - amount.difference.cents)
            <= 0.1 * abs(amount.difference.cents) + 2_000
        )
    truth = people_who_notice(what, draft)
    assert shown.total.people is not None
    assert abs(shown.total.people.winners - truth) <= 0.15 * truth + 5


def random_year(seed: int, sales: int = 900, persons: int = 120) -> Sold:
    chance = np.random.default_rng(seed)
    holders = np.unique(chance.integers(0, persons, sales), return_inverse=True)[1]
    persons = int(holders.max()) + 1
    right, age = chance.random(persons) < 0.4, chance.integers(3, 40, persons)
    return Sold(
        municipalities=[GENT, MELLE],
        groups=(chance.random(persons) < 0.2).astype(np.int64)[holders],
        days=as_day(YEAR.start) + chance.integers(0, 365, sales),
        holders=holders,
        is_person=np.ones(persons, bool),
        is_child=age < 18,
        facts={
            "price": chance.choice([200, 500, 800, 1000, 1235, 2500, 4321], sales, p=PRICES),
            "product_class": chance.choice([LEISURE, LEISURE, CARE, CAMP], sales),
            "has_right": right[holders].astype(np.int64),
            "age": age[holders],
        },
    )


def enough_in_every_cell(what: Sold, cells: Cells) -> bool:
    return all(len(np.unique(what.holders[cells.of_sale == cell])) >= 5 for cell in np.unique(cells.of_sale))


def people_who_notice(what: Sold, draft: list[Choice]) -> int:
    """Counted one by one, as the protection never lets anybody: who has the right and bought leisure or care."""
    product_class, right = what.facts["product_class"], what.facts["has_right"].astype(bool)
    assert {one.key for one in draft} == {"discount_leisure_pct", "discount_care_pct"}
    return len(np.unique(what.holders[right & (product_class <= CAMP)]))
