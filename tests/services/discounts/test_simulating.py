"""What was sold in the last twelve whole months, laid beside a draft."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.factories.accounts import MunicipalityFactory, OrganisationFactory
from tests.factories.base import use
from tests.factories.discounts import ChoiceProposalFactory, Scene
from tests.factories.simulating import IN_OCTOBER, sell_to, sold_in_october
from uitpas2.cards.rules import HolderKind
from uitpas2.database.work import Work, Workplace
from uitpas2.discounts import services
from uitpas2.discounts.commands import rules
from uitpas2.discounts.queries import forget_choices, simulating
from uitpas2.discounts.queries.simulating import simulate_all, simulate_own, simulated_period
from uitpas2.discounts.rules import Payer
from uitpas2.discounts.rules.simulating import Draft
from uitpas2.discounts.values.choosing import Choice
from uitpas2.kernel.actor import Actor, ActorKind, system_actor
from uitpas2.kernel.money import Euro

FREE = [Choice("discount_leisure_pct", 100)]
Acting = Callable[[Actor], AbstractContextManager[Work]]


def officer_of(nis: str) -> Actor:
    return Actor(id="an", kind=ActorKind.PERSON, municipality_nis=nis)


@pytest.fixture
def october(work: Work) -> Scene:
    return sold_in_october(work)


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


def test_a_proposal_is_worked_out_once_until_something_else_is_decided(
    work: Work, october: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    monkeypatch.setattr(simulating, "simulate", lambda *given: asked.append(given) or f"figures {len(asked)}")
    at_work = replace(work, actor=officer_of("44021"))
    proposal = ChoiceProposalFactory(undecided=True, starts=date(2027, 1, 1), choices={"discount_leisure_pct": 100})

    first, again = (simulating.simulate_proposal(at_work, proposal) for _ in range(2))
    ChoiceProposalFactory(starts=date(2026, 3, 1), choices={"school_counts": "yes"})
    work.session.flush()
    forget_choices(work)
    after_another = simulating.simulate_proposal(at_work, proposal)

    assert (first, again, after_another) == ("figures 1", "figures 1", "figures 2")


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


# The command


def run(workplace: Workplace, file: Path, *arguments: str) -> Result:
    return CliRunner().invoke(rules, ["simulate", str(file), *arguments], obj=workplace)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "draft.yaml"
    path.write_text("choices:\n  - {key: discount_leisure_pct, value: 100}\n")
    return path


def test_a_file_of_choices_is_tried_from_the_command_line(workplace: Workplace, file: Path) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        sold_in_october(work)

    one, every = run(workplace, file, "--municipality", "44021", "--json"), run(workplace, file, "--all")
    default = run(workplace, file, "--as-default", "--json")

    told = json.loads(one.stdout)
    assert told["total"]["payers"]["municipality"] == {"before_cents": 5_000, "after_cents": 7_000}
    assert told["total"]["people"]["winners"] == 10
    assert (told["first_day"], told["last_day"]) == ("2025-11-01", "2026-10-31")
    assert json.loads(default.stdout)["total"] == told["total"]
    assert "of 25 people 10 pay less and 0 pay more" in every.stdout
    assert every.exit_code == 0


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (
            "choices:\n  - {key: discount_leisure_pct, value: 60}\n",
            "choices › 1 › discount_leisure_pct: 60",
        ),
        ("choices:\n  - {key: discount_leisure, value: 80}\n", "did you mean discount_leisure_pct?"),
        ("choices: []\n", "draft.yaml: choices: holds no choice"),
        ("cases: []\n", "draft.yaml"),
        ("choices: [", "draft.yaml"),
    ],
)
def test_a_file_that_is_not_in_order_is_refused_in_one_line(workplace: Workplace, file: Path, content, told) -> None:
    file.write_text(content)

    answer = run(workplace, file, "--all", "--json")

    assert (answer.exit_code, answer.stdout) == (1, "")
    assert told in answer.stderr
    assert len(answer.stderr.strip().splitlines()) == 1


def test_an_unknown_municipality_and_a_missing_file_are_said_in_one_line(workplace: Workplace, file: Path) -> None:
    unknown = run(workplace, file, "--municipality", "99999")
    missing = run(workplace, file.with_name("missing.yaml"), "--all")

    assert (unknown.exit_code, unknown.stderr) == (1, "99999: no Flemish municipality has this NIS code\n")
    assert missing.exit_code == 1
    assert missing.stderr.startswith("missing.yaml: cannot be read:")


def test_a_draft_of_a_flemish_default_with_an_exception_is_refused_and_not_cut_short(
    workplace: Workplace, tmp_path: Path
) -> None:
    file = tmp_path / "draft.yaml"
    file.write_text(
        "choices:\n  - {key: discount_leisure_pct, value: 90, except: [{when: {product_class: camp}, value: 100}]}\n"
    )

    answer = run(workplace, file, "--as-default")

    assert answer.exit_code == 1
    assert "a default has no exceptions and no days" in answer.stderr
