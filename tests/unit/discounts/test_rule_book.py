"""The rule book as a whole: strictly read, its versions by day, and drafts that lie on top of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from uitpas2.discounts.engine import Cents, Percent, Rule, rule
from uitpas2.discounts.rules import PRICE, Basis, Chooser, RuleBook, in_force, rule_book
from uitpas2.discounts.rules.deciding import decide_price, defaults
from uitpas2.discounts.rules.loading import RuleBookFault, load
from uitpas2.discounts.rules.rulebook import FOLDER
from uitpas2.discounts.values.choosing import Choice

LEISURE = "price/discount_leisure_pct.yaml"
SUMMER = date(2026, 8, 1)
LATER = date(2028, 1, 1)
Edit = Callable[..., Path]


@pytest.fixture
def edited(tmp_path: Path) -> Edit:
    """A copy of the rule book in which one text in a file is replaced."""

    def edit(old: str, new: str, file: str = LEISURE) -> Path:
        folder = tmp_path / "rulebook"
        shutil.copytree(FOLDER, folder, dirs_exist_ok=True)
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder

    return edit


def test_the_lower_price_in_leisure_is_75_to_100_per_cent_off_and_80_unless_chosen() -> None:
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
        ("article: 4", "article: 400", "discount_leisure_pct: article 400 does not stand in articles.yaml"),
        ("default: 80", "default: 70", f"{LEISURE}: values › 2026-01-01 › default: 70 is not between 75 and 100"),
        ("default: 80", "default: 80.5", "80.5 is not a whole number"),
        ("default: 80", "default: none", "none is only possible with may_be_none: true"),
        ("lowest: 75", "lowest: 110", "the lowest (110) is higher than the highest (100)"),
        ("highest: 100", "highest: hundred", "highest: 'hundred' is not a whole number"),
        ("step: 1", "step: 10", "should be whole steps of 10 from 75"),
        ("2026-01-01:", "januari:", "is not a day like 2026-01-01"),
        ("kind: percent", "kind: procent", "'procent' is none of: percent, tenths_pct, cents"),
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


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        (
            "vocabulary.yaml",
            "codes: places",
            "codes: [places]",
            "lives: codes: ['places'] is no list of vocabulary.yaml",
        ),
        ("vocabulary.yaml", "  coupons:\n", "  coupons: []\n  others:\n", "codes holds lists of codes"),
        ("price/holder_formula.yaml", "default: percent", "default: promille", "'promille' is none of: percent, fixed"),
        (
            "price/holder_formula.yaml",
            "kind: one_of",
            "kind: percent",
            "only a choice of one, or a yes or no, has options",
        ),
        ("right/accepted_grounds.yaml", "codes: grounds", "codes: reasons", "'reasons' is no list of vocabulary.yaml"),
        (
            "shares/organiser_share_pct.yaml",
            "key: organiser_share_pct",
            "key: price",
            "differs from the name of the file",
        ),
    ],
)
def test_mistakes_in_lists_of_codes_and_options_have_their_place_too(
    edited: Edit, file: str, old: str, new: str, fault: str
) -> None:
    with pytest.raises(RuleBookFault) as found:
        load(edited(old, new, file))

    assert fault in str(found.value)
    assert file in str(found.value)


def test_another_value_is_another_version_of_the_rule_book_and_another_case_is_not(edited: Edit) -> None:
    same = load(edited("- case: shares-default", "- case: shares-usual", "shares/cases.yaml"))
    other = load(edited("default: 80", "default: 85"))

    assert same.version == load(FOLDER).version == rule_book().version
    assert other.version != rule_book().version


def test_a_later_value_holds_from_its_own_day(edited: Edit) -> None:
    text = (FOLDER / LEISURE).read_text(encoding="utf-8")
    block = text[text.index("  2026-01-01:") :]
    folder = edited(block, block + block.replace("2026-01-01:", "2028-01-01:").replace("default: 80", "default: 90"))

    leisure = load(folder).parameters["discount_leisure_pct"]

    assert leisure.on(date(2027, 12, 31)).default == 80
    assert leisure.on(LATER).default == 90


# Versions of rules by day.


@rule(4, starts=LATER)
def holder_pays_leisure(price_to_split: Cents, discount_leisure_pct: Percent) -> Cents:
    """From 2028 on a cent less."""
    less = price_to_split * (100 - discount_leisure_pct) // 100 - 1
    return max(0, less)


@rule(4, ends=LATER)
def holder_pays_leisure__until_2028(price_to_split: Cents, discount_leisure_pct: Percent) -> Cents:
    """Until then a cent more."""
    return price_to_split * (100 - discount_leisure_pct) // 100 + 1


def holder_pays(book: RuleBook, on: date, choices: list[Choice] | None = None) -> int:
    held = in_force(book, nis="44021", name="Gent", on=on, choices=choices or [])
    facts = {**defaults(book.vocabulary), "has_right": 1, "price": 1000}
    return decide_price(facts, held).holder_pays.cents


def with_versions(book: RuleBook, *rules: Rule) -> RuleBook:
    """A rule book in which a rule has another version up to a day: a helper under the name `<id>__<words>`."""
    price = book.programs[PRICE]
    newer = price.replaced({one.id: one for one in rules})
    helpers = (*newer.helpers, *(one for one in rules if "__" in one.id))
    return replace(book, programs={**book.programs, PRICE: replace(newer, helpers=helpers)}, _compiled={})


def test_the_version_of_a_rule_that_is_in_force_on_the_day_decides() -> None:
    book = with_versions(rule_book(), holder_pays_leisure, holder_pays_leisure__until_2028)

    paid = [holder_pays(book, day) for day in (SUMMER, date(2027, 12, 31), LATER, date(2030, 1, 1))]

    assert paid == [201, 201, 199, 199]


def test_a_version_of_a_rule_goes_by_the_name_of_the_rule_in_every_step() -> None:
    book = with_versions(rule_book(), holder_pays_leisure, holder_pays_leisure__until_2028)

    before = book.compiled(PRICE, SUMMER)

    assert before.rules["holder_pays_leisure"].ends == LATER
    assert "holder_pays_leisure" in before.paths[0]
    assert not any("__" in name for path in before.paths for name in path)


# Drafts.


def test_a_draft_with_another_value_decides_otherwise_and_leaves_the_rule_book_alone() -> None:
    book = rule_book()
    leisure = book.parameters["discount_leisure_pct"]
    draft = book.with_parameters(
        {"discount_leisure_pct": replace(leisure, values=(replace(leisure.values[0], default=90),))}
    )

    paid = [holder_pays(one, SUMMER) for one in (book, draft, book)]

    assert paid == [200, 100, 200]
    assert draft.version != book.version == rule_book().version
    assert draft.parameters.keys() == book.parameters.keys()


def test_a_draft_with_another_rule_decides_otherwise_and_leaves_the_rule_book_alone() -> None:
    book = rule_book()
    cheaper = replace(holder_pays_leisure, starts=book.starts)
    draft = book.with_rules({"holder_pays_leisure": cheaper})

    paid = [holder_pays(one, SUMMER) for one in (book, draft, book)]

    assert paid == [200, 199, 200]
    assert draft.version != book.version == rule_book().version


def test_the_same_draft_has_the_same_version_and_another_draft_another() -> None:
    book = rule_book()
    leisure = book.parameters["discount_leisure_pct"]

    def drafted(default: int) -> str:
        values = (replace(leisure.values[0], default=default),)
        return book.with_parameters({"discount_leisure_pct": replace(leisure, values=values)}).version

    assert drafted(90) == drafted(90) != drafted(91)


def test_a_draft_of_a_later_bound_narrows_a_choice_from_its_day() -> None:
    book = rule_book()
    leisure = book.parameters["discount_leisure_pct"]
    narrower = replace(leisure.values[0], starts=LATER, highest=85)
    draft = book.with_parameters({"discount_leisure_pct": replace(leisure, values=(*leisure.values, narrower))})
    choice = Choice("discount_leisure_pct", 100, starts=date(2026, 1, 1))

    paid = [holder_pays(draft, day, [choice]) for day in (SUMMER, LATER)]

    assert paid == [0, 150]
