"""The rule book's files are read strictly: each mistake is one clear line with its place."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from uitpas2.discounts.commands import rules
from uitpas2.discounts.rules import Basis, Chooser, rule_book
from uitpas2.discounts.rules.checking import find_faults
from uitpas2.discounts.rules.loading import RuleBookFault, load
from uitpas2.discounts.rules.paragraphs import RULES
from uitpas2.discounts.rules.rulebook import FOLDER

LEISURE = "leisure/discount_leisure_pct.yaml"
Edit = Callable[[str, str], Path]


@pytest.fixture
def edited(tmp_path: Path) -> Edit:
    """A copy of the rule book in which one text in the file on leisure is replaced."""

    def edit(old: str, new: str) -> Path:
        folder = tmp_path / "rulebook"
        shutil.copytree(FOLDER, folder)
        text = (folder / LEISURE).read_text(encoding="utf-8")
        assert old in text
        (folder / LEISURE).write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder

    return edit


def test_the_social_rate_in_leisure_is_75_to_100_per_cent_off_and_80_unless_chosen() -> None:
    leisure = rule_book().parameters["discount_leisure_pct"]

    held = leisure.on(date(2026, 11, 25))

    assert (leisure.article, held.default, held.lowest, held.highest) == (4, 80, 75, 100)
    assert held.bounds_rest_on.basis is Basis.ASSUMPTION
    assert leisure.chosen_by is Chooser.MUNICIPALITY


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("step: 1", "step: 1\ncolour: blue", f"{LEISURE}: unknown key 'colour'"),
        ("step: 1", "step: 1\nstep: 5", "the key 'step' occurs twice"),
        ("article: 4\n", "", f"{LEISURE}: the key 'article' is missing"),
        ("article: 4", "article: 40", "discount_leisure_pct: article 40 does not stand in articles.yaml"),
        ("default: 80", "default: 70", f"{LEISURE}: values › 2026-01-01 › default: 70 is not between 75 and 100"),
        ("default: 80", "default: 80.5", "80.5 is not a whole number"),
        ("lowest: 75", "lowest: 110", "the lowest (110) is higher than the highest (100)"),
        ("step: 1", "step: 10", "should be whole steps of 10 from 75"),
        ("2026-01-01:", "januari:", "is not a day like 2026-01-01"),
        ("unit: percent", "unit: procent", "'procent' is none of: percent, tickets"),
        ("chosen_by: municipality", "chosen_by: mayor", "'mayor' is none of: flanders, municipality, organiser"),
        ("basis: assumption", "basis: wish", "'wish' is none of: decree, observed practice, assumption"),
        ("https://www.kortrijk.be", "kortrijk.be", "should be an https address"),
        ("  fr: Réduction pour les loisirs\n", "", "label: the key 'fr' is missing"),
        ("krijgt {value} % korting", "krijgt korting", "told › nl: should name {value} once"),
        ("key: discount_leisure_pct", "key: discount", "differs from the name of the file"),
        ("key: discount_leisure_pct", "key: [", f"{LEISURE}: while parsing"),
    ],
    ids=lambda text: text.strip()[:28],
)
def test_each_mistake_is_one_line_with_its_place(edited: Edit, old: str, new: str, fault: str) -> None:
    folder = edited(old, new)

    with pytest.raises(RuleBookFault) as found:
        load(folder)

    assert fault in str(found.value)
    assert "\n" not in str(found.value)


def test_another_value_is_another_version_of_the_rule_book(edited: Edit) -> None:
    assert load(edited("default: 80", "default: 85")).version != load(FOLDER).version


def test_a_later_value_holds_from_its_own_day(edited: Edit) -> None:
    text = (FOLDER / LEISURE).read_text(encoding="utf-8")
    block = text[text.index("  2026-01-01:") :]
    folder = edited(block, block + block.replace("2026-01-01:", "2028-01-01:").replace("default: 80", "default: 90"))

    leisure = load(folder).parameters["discount_leisure_pct"]

    assert leisure.on(date(2027, 12, 31)).default == 80
    assert leisure.on(date(2028, 1, 1)).default == 90


def test_every_rule_says_in_three_languages_what_it_decided_under_an_article_that_exists() -> None:
    assert find_faults(FOLDER).faults == []
    assert {rule.article for rule in RULES.values()} <= rule_book().articles.keys()


def test_rules_check_says_that_all_is_well() -> None:
    answer = CliRunner().invoke(rules, ["check", "--json"])

    assert answer.exit_code == 0
    assert json.loads(answer.stdout)["faults"] == []


def test_rules_check_of_a_broken_draft_fails_with_one_line(edited: Edit) -> None:
    folder = edited("highest: 100", "highest: hundred")

    answer = CliRunner().invoke(rules, ["check", str(folder)])

    assert answer.exit_code == 1
    assert answer.stderr.strip() == f"{LEISURE}: values › 2026-01-01 › highest: 'hundred' is not a whole number"
