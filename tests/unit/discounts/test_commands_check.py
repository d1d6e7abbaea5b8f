"""`uitpas2 rules check`: each thing it looks at is spoiled once, and found."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from uitpas2.discounts.commands import rules
from uitpas2.discounts.engine import NOTHING, Cents, Code, Codes, Percent, Rule, YesNo, has, overlaps, rule
from uitpas2.discounts.rulebook import codes
from uitpas2.discounts.rules import PRICE, RuleBook, rule_book
from uitpas2.discounts.rules.checking import branches, dates, edges, names, promises, sentences
from uitpas2.discounts.rules.checking.cases import cases_of
from uitpas2.discounts.rules.checking.reaching import reachable
from uitpas2.discounts.rules.checking.walking import branches_of, walk
from uitpas2.discounts.rules.rulebook import FOLDER
from uitpas2.kernel.text import TranslatedText

LEISURE = "price/discount_leisure_pct.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "rulebook"))


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the millions of cases on the edges out, where they are not what is tested."""
    monkeypatch.setattr(promises, "check", lambda book: promises.Promised(0, []))


def check(*arguments: Any) -> Result:
    return CliRunner().invoke(rules, ["check", *map(str, arguments)])


def edit(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_rule_book_in_force_is_in_order_and_says_at_how_much_it_looked() -> None:
    answer = check("--json", "--today", "2026-11-22")

    said = json.loads(answer.stdout)
    assert (answer.exit_code, said["faults"], said["warnings"]) == (0, [], [])
    assert said["in_order"] is True
    assert said["rule_book"] == rule_book().version
    assert said["looked_at"]["parameters"] == len(rule_book().parameters)
    assert said["looked_at"]["cases on the edges"] > 1_000_000


# Files.


def test_a_broken_draft_fails_with_one_line_on_stderr_and_nothing_else(folder: Path) -> None:
    edit(folder, LEISURE, "highest: 100", "highest: hundred")

    answer = check(folder)

    assert answer.exit_code == 1
    assert answer.stdout == ""
    assert answer.stderr == f"{LEISURE}: values › 2026-01-01 › highest: 'hundred' is not a whole number of 0 or more\n"


def test_values_at_which_nobody_looked_for_a_year_are_a_warning_and_with_strict_a_fault(
    folder: Path, quick: None
) -> None:
    edit(folder, LEISURE, "checked_on: 2026-11-22", "checked_on: 2025-11-21")

    lenient = check(folder, "--today", "2026-11-22")
    strict = check(folder, "--today", "2026-11-22", "--strict")

    told = f"{LEISURE}: values › 2026-01-01 › default_rests_on: nobody looked at its source since 2025-11-21\n"
    assert (lenient.exit_code, lenient.stderr) == (0, f"warning: {told}")
    assert (strict.exit_code, strict.stderr, strict.stdout) == (1, told, "")


def test_a_case_that_comes_out_differently_is_named_with_its_file(folder: Path, quick: None) -> None:
    edit(folder, "shares/cases.yaml", "holder: 2.00, organiser: 4.00", "holder: 2.00, organiser: 4.01")

    answer = check(folder)

    assert answer.exit_code == 1
    assert answer.stderr == "shares/cases.yaml: cases › shares-default: organiser: expected 4.01, got 4.00\n"


def test_a_rule_book_without_cases_is_not_in_order(folder: Path) -> None:
    for path in folder.rglob("cases.yaml"):
        path.unlink()

    answer = check(folder)

    assert (answer.exit_code, answer.stderr) == (1, "cases.yaml: there are no cases beside the rules\n")


def test_a_case_with_an_exception_that_decides_nothing_is_named(folder: Path, quick: None) -> None:
    lines = "[{when: {price: {from: 1.00}}, value: 90}, {when: {price: {from: 1.00}}, value: 90}]"
    edit(
        folder,
        "shares/cases.yaml",
        "  question: price\n",
        f"  choices: [{{key: discount_leisure_pct, value: 80, except: {lines}}}]\n  question: price\n",
    )
    edit(
        folder,
        "shares/cases.yaml",
        "expected: {holder: 2.00, organiser: 4.00, municipality: 4.00}",
        "expected: {holder: 1.00}",
    )

    answer = check(folder)

    assert answer.exit_code == 1
    place = "shares/cases.yaml: cases › shares-default › choices › 1 › discount_leisure_pct › except › 2"
    assert answer.stderr == f"{place}: no case can reach this line\n"


# Branches.


def test_a_branch_that_no_case_meets_any_more_is_named_with_its_rule_and_line(folder: Path, quick: None) -> None:
    text = (folder / "limits/cases.yaml").read_text(encoding="utf-8")
    kept = [f"- case: {case}" for case in text.split("- case: ")[1:] if "group" not in case]
    (folder / "limits/cases.yaml").write_text("\n".join(kept), encoding="utf-8")

    answer = check(folder)

    assert answer.exit_code == 1
    assert (
        "rule group_tickets_left: no case meets this: the condition fails in "
        "`return not is_group or group_tickets_used < group_tickets_year`"
    ) in answer.stderr.splitlines()


@rule(1)
def winding(a: Cents, b: Cents, c: YesNo) -> Cents:
    inner = 1 if a < b and c else 2
    return inner if 10 <= a < 20 else 0


@pytest.mark.parametrize(
    ("values", "result", "ways"),
    [
        ((12, 20, True), 1, ["`a < b and c` holds", "every part of `a < b and c` is true", "`10 <= a < 20` holds"]),
        ((12, 20, False), 2, ["does not hold", "`c` decides, being false", "`10 <= a < 20` holds"]),
        ((12, 12, True), 2, ["does not hold", "`a < b` decides, being false", "`10 <= a < 20` holds"]),
        ((5, 20, True), 0, ["`a < b and c` holds", "`10 <= a < 20` fails at `a`", "`10 <= a < 20` does not hold"]),
        ((20, 30, True), 0, ["`a < b and c` holds", "`10 <= a < 20` fails at `20`", "`10 <= a < 20` does not hold"]),
    ],
)
def test_walking_a_rule_gives_its_result_and_each_branch_it_took(
    values: tuple[int, int, bool], result: int, ways: list[str]
) -> None:
    met: list[Any] = []

    got = walk(winding.body, dict(zip("abc", values, strict=True)), met.append)

    assert got == result
    told = [branch.told for branch in met]
    assert all(any(way in one for one in told) for way in ways), told
    assert {branch for branch in met if branch.node >= 0} <= set(branches_of(winding.body))


@rule(1)
def impossible(a: Cents, b: Cents, found: Codes, wanted: Codes) -> Cents:
    never = a < 5 and a > 7
    always = overlaps(found, wanted) or not overlaps(found, wanted)
    return a if never else b if always else 0


@rule(1)
def possible(a: Cents, b: Cents, labels: Codes, ends: Cents) -> Cents:
    some = 5 < a < 7 and has(labels, 13)
    return a if some else b if ends == NOTHING else 0


def test_branches_that_no_values_at_all_can_reach_are_told_apart_from_those_nobody_tried() -> None:
    dead = {
        branch.told
        for branch in set(branches_of(impossible.body)) - reachable(impossible.body, branches_of(impossible.body))
    }
    alive = set(branches_of(possible.body)) - reachable(possible.body, branches_of(possible.body))

    assert "every part of `a < 5 and a > 7` is true" in dead
    assert "`never` holds" in dead
    assert "`always` does not hold" in dead
    assert "`a > 7` decides, being false" not in dead
    assert alive == set()


def test_a_branch_that_nobody_can_reach_is_called_dead(folder: Path) -> None:
    @rule(22)
    def price_in_range(price: Cents, price_from: Cents, price_to: Cents) -> YesNo:
        return price_from <= price <= price_to and not (price < 3 and price > 4)

    book = rule_book().with_rules({"price_in_range": price_in_range})
    walked = branches.Walk(book)
    for one in cases_of(book, folder):
        list(walked.along(one))

    missed = list(walked.not_met())

    assert len(missed) == 2
    assert all("rule price_in_range: no case can reach this" in line for line in missed)
    assert any("every part of `price < 3 and price > 4` is true" in line for line in missed)


# Names, dates and sentences.


def test_codes_that_differ_from_the_vocabulary_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codes, "CLASS_CARE", 2)
    monkeypatch.setattr(codes, "CLASS_PARTY", 7, raising=False)
    monkeypatch.delattr(codes, "REACH_REGION")

    found = list(names.faults(rule_book()))

    assert found == [
        "codes.py: CLASS_CARE is 2, but stands at place 1 of its list",
        "codes.py: REACH_REGION is missing; it is 1",
        "codes.py: CLASS_PARTY stands in no list of the vocabulary and is no option of a parameter",
    ]


def with_rule(changed: Rule) -> RuleBook:
    return rule_book().with_rules({changed.id: changed})


def of(name: str, **changes: Any) -> RuleBook:
    return with_rule(replace(rule_book().rules()[name], **changes))


Change = Callable[[], RuleBook]


@pytest.mark.parametrize(
    ("spoiled", "fault"),
    [
        (lambda: of("is_care", article=99), "rule is_care: article 99 does not stand in articles.yaml"),
        (lambda: of("holder_pays", told_when="sunny"), "rule holder_pays: told_when: nothing is called sunny"),
        (
            lambda: of(
                "offer_in_reach", change=(replace(rule_book().rules()["offer_in_reach"].change[0], value="moon"),)
            ),
            "rule offer_in_reach: change of organiser_in: "
            "'moon' is none of: municipality, region, flanders, brussels, elsewhere",
        ),
    ],
)
def test_a_rule_that_names_what_is_not_there_is_found(spoiled: Change, fault: str) -> None:
    assert list(names.faults(spoiled())) == [fault]


def test_a_parameter_that_no_rule_asks_for_and_a_rule_that_nothing_needs_are_found() -> None:
    @rule(24)
    def holder_pays_card(price_to_split: Cents) -> Cents:
        return price_to_split

    @rule(1)
    def is_fun(product_class: Code) -> YesNo:
        return product_class == 0

    book = with_rule(holder_pays_card)
    price = book.programs[PRICE]
    book = replace(
        book, programs={**book.programs, PRICE: replace(price, helpers=(*price.helpers, is_fun))}, _compiled={}
    )

    assert list(names.faults(book)) == [
        "cards/card_price_reduced.yaml: no rule asks for this parameter",
        "rule is_fun: no program needs it, so no case can reach it",
    ]


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ({"nl": "", "fr": "Oui.", "en": "Yes."}, "rule holder_pays_all: yes: the sentence is not there in nl"),
        (
            {"nl": "{prijs}", "fr": "Oui.", "en": "Yes."},
            "rule holder_pays_all: yes: nl: nothing fills the gap {prijs} where this is told",
        ),
        (
            {"nl": "Ja.", "fr": "Oui.", "en": "{reduced_price}"},
            "rule holder_pays_all: yes: en: nothing fills the gap {reduced_price} where this is told",
        ),
        (
            {"nl": "Ja.", "fr": "{holder_fixed}", "en": "Yes."},
            "rule holder_pays_all: yes: fr: nothing fills the gap {holder_fixed} where this is told",
        ),
        (
            {"nl": "Ja.", "fr": "Oui {", "en": "Yes."},
            "rule holder_pays_all: yes: fr: Single '{' encountered in format string",
        ),
    ],
    ids=["no words", "unknown", "a rule of another path", "a parameter of another path", "no end"],
)
def test_a_sentence_that_is_missing_or_that_nothing_can_fill_is_found(words: dict[str, str], fault: str) -> None:
    """`holder_pays_all` is told where a lower price was refused: the amounts of a lower price are not known there."""
    assert fault in list(sentences.faults(of("holder_pays_all", yes=TranslatedText(**words))))
    assert list(sentences.faults(rule_book())) == []


def test_gaps_and_overlaps_between_versions_of_a_rule_are_found() -> None:
    def versions(ends: date, starts: date) -> list[str]:
        first = replace(rule_book().rules()["is_care"], ends=ends)
        second = replace(first, id="is_care__later", starts=starts, ends=None)
        price = rule_book().programs[PRICE].replaced({"is_care": first})
        programs = {**rule_book().programs, PRICE: replace(price, helpers=(*price.helpers, second))}
        return list(dates.faults(replace(rule_book(), programs=programs, _compiled={})))

    day, next_day = date(2028, 1, 1), date(2028, 1, 2)

    assert versions(day, day) == []
    assert versions(day, next_day) == ["rule is_care: nothing from 2028-01-01 up to 2028-01-02"]
    assert versions(next_day, day) == ["rule is_care: is_care and is_care__later both hold on 2028-01-01"]


def test_a_parameter_that_starts_after_the_rule_book_leaves_a_gap() -> None:
    leisure = rule_book().parameters["discount_leisure_pct"]
    late = replace(leisure, values=(replace(leisure.values[0], starts=date(2026, 7, 1)),))

    found = list(dates.faults(rule_book().with_parameters({"discount_leisure_pct": late})))

    assert found == [f"{LEISURE}: values: nothing from 2026-01-01 up to 2026-07-01"]


# Promises: each is broken once, and the check finds it.


@rule(18)
def holder_pays(own_part_after_cap: Cents, voucher_pays: Cents) -> Cents:
    """A cent too many."""
    return own_part_after_cap - voucher_pays + 1


@rule(18)
def voucher_pays(voucher_left: Cents, vouchers_accepted: YesNo) -> Cents:
    """The whole voucher, also where less was to be paid."""
    return voucher_left if vouchers_accepted else 0


@rule(4)
def holder_pays_leisure(price_to_split: Cents, discount_leisure_pct: Percent) -> Cents:
    """What is taken off instead of what is left."""
    return price_to_split * discount_leisure_pct // 1000


@rule(16)
def within_bounds(price_to_split: Cents, by_formula: Cents) -> Cents:
    """No ceiling: a fixed amount may be more than the price."""
    return max(by_formula, price_to_split * 0)


@pytest.mark.parametrize(
    ("broken", "promise"),
    [
        (holder_pays, "the shares add up to the price"),
        (voucher_pays, "holder_pays is never below 0"),
        (holder_pays_leisure, "a higher discount never raises the price"),
        (within_bounds, "nobody with the right pays more than somebody without"),
    ],
    ids=lambda one: one.id if isinstance(one, Rule) else "",
)
def test_a_rule_that_breaks_a_promise_is_found_with_a_case(
    broken: Rule, promise: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("uitpas2.discounts.rules.checking.edges.PRICES", (0, 1, 1_001))

    found = promises.check(with_rule(broken))

    told = {fault.split(": ")[0]: fault for fault in found.faults}
    assert promise in told
    assert "not on 2026-01-01 for price " in told[promise]


def test_a_parameter_that_may_be_chosen_and_at_whose_edges_nothing_looks_is_found() -> None:
    payer = rule_book().parameters["remainder_payer"]
    fees = rule_book().parameters["price_to"]
    open_payer = replace(payer, values=(replace(payer.values[0], allowed=frozenset({0, 1})),))
    open_fees = replace(fees, values=(replace(fees.values[0], lowest=0, highest=500),))
    book = rule_book().with_parameters({"remainder_payer": open_payer, "price_to": open_fees})

    found = edges.not_looked_at(book, date(2026, 1, 1))

    assert found == ["price_to"]


# Choices in a file.

SCHEME = """\
scheme: Leisure card of Voorbeeldegem
municipality: Voorbeeldegem
choices:
  - key: discount_leisure_pct
    value: 80
    from: 2026-01-01
    to: 2026-07-01
    except:
      - {when: {price: {from: 10.00, to: 20.00}}, value: 85}
      - {when: {price: {from: 10.00, to: 15.00}}, value: 90}
      - {when: {price: {from: 15.01, to: 20.00}}, value: 95}
  - {key: discount_leisure_pct, value: 70, from: 2026-09-01}
cases: []
"""


def test_choices_in_a_file_are_checked_for_dead_exceptions_gaps_in_time_and_bounds(tmp_path: Path, quick: None) -> None:
    path = tmp_path / "voorbeeldegem.yaml"
    path.write_text(SCHEME, encoding="utf-8")

    answer = check("--scheme", path, "--today", "2026-11-22")

    assert (answer.exit_code, answer.stdout) == (1, "")
    dead, gap, bounds = answer.stderr.splitlines()
    assert dead == "voorbeeldegem.yaml: choices › 1 › discount_leisure_pct › except › 1: no case can reach this line"
    assert gap.startswith(
        "warning: voorbeeldegem.yaml: discount_leisure_pct: nothing is chosen from 2026-07-01 up to 2026-09-01"
    )
    assert bounds.startswith(
        "warning: voorbeeldegem.yaml: choices › 2 › discount_leisure_pct: 70 is outside the bounds"
    )


def test_exceptions_on_too_many_facts_to_look_whether_each_is_reached_are_a_warning(
    tmp_path: Path, quick: None
) -> None:
    lines = [
        f"{{when: {{age: {{from: {n}, to: {99 - n}}}, price: {{from: {n}, to: {99 - n}}}, units: {{from: {n}}}, "
        f"siblings: {{from: {n}}}}}, value: {75 + n}}}"
        for n in range(20)
    ]
    path = tmp_path / "many.yaml"
    choice = f"{{key: discount_leisure_pct, value: 80, except: [{', '.join(lines)}]}}"
    path.write_text(f"scheme: Many\nmunicipality: Gent\nchoices: [{choice}]\ncases: []\n", encoding="utf-8")

    answer = check("--scheme", path)

    assert answer.exit_code == 0
    assert "choices › 1 › discount_leisure_pct › except: too many facts to look whether each line" in answer.stderr


def test_choices_in_a_file_that_is_not_valid_are_one_line(tmp_path: Path, quick: None) -> None:
    path = tmp_path / "voorbeeldegem.yaml"
    path.write_text(SCHEME.replace("to: 2026-07-01", "to: 2026-10-01"), encoding="utf-8")

    answer = check("--scheme", path)

    assert (answer.exit_code, answer.stdout) == (1, "")
    [line] = answer.stderr.splitlines()
    assert line.startswith("voorbeeldegem.yaml: choices › 2: discount_leisure_pct holds twice")
