"""Every fault in a scheme's file is one line with its file and place, whatever the file looks like."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml

from uitpas2.discounts.rules.loading import Place, RuleBookFault, parse
from uitpas2.discounts.rules.rulebook import rule_book
from uitpas2.discounts.rules.schemes import read_scheme, refused_today, replay

TODAY = date(2026, 11, 23)
FILES = sorted((Path(__file__).parent / "schemes").glob("*.yaml"))
SCHEME = """\
scheme: Leisure card of Voorbeeldegem
municipality: Voorbeeldegem
on: 2026-11-23
labels: [bus_pass]
grounds: [food_bank]
categories: [under_3_hours]
choices:
  - key: discount_leisure_pct
    value: 75
    from: 2026-01-01
    except:
      - when: {labels: bus_pass, age: {from: 6, to: 11}}
        value: 80
  - key: accepted_grounds
    value: [living_wage, food_bank]
bounds: {discount_care_pct: {lowest: 50, highest: 100}}
cases:
  - case: example-01
    sentence: A child pays 2 euros and 50 cents.
    situation: {grounds: [food_bank], age: 8, price: 10.00}
    expected: {holder: 2.50}
  - case: example-02
    sentence: The food bank is a ground here.
    question: right
    situation: {grounds: [food_bank]}
    expected: {right: true}
  - case: example-03
    sentence: The agreement allows 60 per cent in care.
    question: choice
    situation: {choices: [{key: discount_care_pct, value: 60}]}
    expected: {allowed: true}
"""


def run(path: Path) -> dict[str, Any]:
    """Everything that the replay does with a file; the differences by case."""
    book = rule_book()
    scheme = read_scheme(book, path)
    list(refused_today(book, scheme, TODAY))
    return {one.case.name: one.differences for one in replay(book, scheme)}


def fault_of(path: Path) -> str:
    with pytest.raises(RuleBookFault) as found:
        run(path)
    return str(found.value)


def test_the_file_that_is_spoiled_below_is_in_order(tmp_path: Path) -> None:
    path = tmp_path / "example.yaml"
    path.write_text(SCHEME, encoding="utf-8")

    assert run(path) == {"example-01": [], "example-02": [], "example-03": []}


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        # the file as a whole
        ("scheme: L", "scheme:\tL", "line 1"),
        ("  - key: discount", "\t- key: discount", "use spaces, no tabs (line 8, column 1)"),
        ("on: 2026-11-23", "on: 2026-02-30", "'2026-02-30' is not a day that exists (line 3, column 5)"),
        ("on: 2026-11-23", "on: 0001-01-01", "on: 0001-01-01 lies outside the years 1900 to 2200"),
        ("on: 2026-11-23", "on: [a]", "on: ['a'] is not a day like 2026-09-01"),
        ("on: 2026", "colour: blue\non: 2026", "unknown key 'colour'; known are"),
        ("on: 2026-11-23", "on: 2026-11-23\non: 2026-11-24", "the key 'on' occurs twice (line 4, column 1)"),
        ("on: 2026-11-23", "note: &a [*a]", "refers to itself"),
        ("scheme: Leisure", "scheme: Card: leisure", "put a text with a colon between quotes"),
        ("scheme: Leisure card of Voorbeeldegem", "scheme: [Leisure]", "scheme: should hold a text"),
        ("[bus_pass]", "bus_pass", "labels: should be a list of names"),
        ("[bus_pass]", "[bus pass]", "labels: 'bus pass' is no name"),
        ("[bus_pass]", "[fine]", "labels: fine is a code of the rule book already"),
        ("{holder: 2.50}", "{holder: 2,50}", "a comma between braces begins the next key, here 50: write 1.50"),
        ("age: 8, price", "age: 8, age_months: 12, price", "age_months: counts the months since the last birthday"),
        ("[food_bank]\ncat", "[food_bank, food_bank]\ncat", "grounds: food_bank stands there twice"),
        # bounds
        ("{discount_care_pct: {lowest: 50, highest: 100}}", "[a]", "bounds: should hold parameters"),
        ("{lowest: 50, highest: 100}", "5", "bounds › discount_care_pct: should hold keys with values"),
        ("{lowest: 50, highest: 100}", "{allowed: [50]}", "bounds › discount_care_pct: unknown key 'allowed'"),
        ("{lowest: 50, highest: 100}", "{lowest: 60, highest: 50}", "lowest is higher than highest"),
        # choices
        ("key: discount_leisure_pct", "key: discount_leisur_pct", "did you mean discount_leisure_pct?"),
        ("key: discount_leisure_pct", "key: price", "choices › 1: price is told, not chosen"),
        ("value: 75", "value: 101", "choices › 1 › discount_leisure_pct › value: 101 is above 100 per cent"),
        ("value: 75", "value: -1", "value: -1 is not a whole number of 0 or more"),
        ("value: 75", "value: 80.5", "value: 80.5 is not a whole number of 0 or more"),
        ("value: 75", "value: none", "value: none is not possible here"),
        ("value: 75", "value:", "value: none is not possible here"),
        ("value: 75", "value: 1:30", "'1:30' is not a whole number"),
        ("value: 75\n", "value: 75\n    to: 2025-01-01\n", "to: 2025-01-01 does not come after 2026-01-01"),
        ("from: 2026-01-01", 'from: "2026-13-01"', "from: '2026-13-01' is not a day"),
        ("key: discount_leisure_pct\n    value: 75", "key: round_to\n    value: 0", "value: 0.00 is too little"),
        (
            "key: discount_leisure_pct\n    value: 75",
            "key: duration_months\n    value: none",
            "value: none is not possible here",
        ),
        (
            "key: discount_leisure_pct\n    value: 75",
            "key: duration_months\n    value: 99999",
            "is more than a hundred years",
        ),
        ("{labels: bus_pass, age", "{labels: bus_pas, age", "did you mean bus_pass?"),
        ("{labels: bus_pass, age", "{labels: [], age", "labels: should name at least one code"),
        ("{labels: bus_pass, age", "{lives: [], age", "lives: should name at least one code"),
        ("{from: 6, to: 11}", "{from: 6, to: 5}", "age: from is higher than to"),
        ("{from: 6, to: 11}", "{}", "age: should hold from, to, or both"),
        ("{from: 6, to: 11}", "none", "age: none is not possible here"),
        ("[living_wage, food_bank]", "[living_wage, soup_kitchen]", "'soup_kitchen' is none of"),
        ("[living_wage, food_bank]", "living_wage", "'living_wage' should be a list of codes"),
        # cases
        ("case: example-02", "case: example-01", "cases › 2: there is already a case example-01"),
        ("case: example-02", "case: [a]", "cases › 2 › case: should hold a text"),
        ("question: right", "question: wrong", "cases › example-02 › question: 'wrong' is none of"),
        ("{grounds: [food_bank]}", "[food_bank]", "cases › example-02 › situation: should hold facts"),
        ("{grounds: [food_bank]}", "", "cases › example-02 › situation: should hold facts"),
        ("{grounds: [food_bank]}", "{ground: [food_bank]}", "did you mean grounds?"),
        ("{grounds: [food_bank]}", "{discount_leisure_pct: 5}", "this is chosen, not told"),
        ("{grounds: [food_bank]}", "{stay_pct: 101}", "stay_pct: 101 is above 100 per cent"),
        ("{grounds: [food_bank]}", "{homes: none}", "homes: none is not possible here"),
        (
            "{grounds: [food_bank]}",
            "{proof_day: 2026-02-30}",
            "'2026-02-30' is not a day that exists (line 25, column 28)",
        ),
        ("{grounds: [food_bank]}", "{disabled_dependants: 1}", "disabled_dependants: is more than dependants"),
        ("price: 10.00", "price: -10.00", "price: -10.0 has more than 2 decimals, or is below 0"),
        ("price: 10.00", "price: 1e3", ""),
        ("price: 10.00", 'price: "10,00"', ""),
        ("price: 10.00", f"price: {'9' * 5000}", "cases › example-01 › situation › price"),
        ("price: 10.00", "coupon: amount, coupon_value: 5.00", "coupon_value: 5.0 is not a whole number: write cents"),
        ("{choices: [{key: discount_care_pct, value: 60}]}", "{}", "situation: should hold the choices"),
        ("[{key: discount_care_pct, value: 60}]", "[]", "situation: should hold the choices"),
        ("[{key: discount_care_pct, value: 60}]", "5", "cases › example-03 › choices: should be a list of choices"),
        ("{holder: 2.50}", "{}", "cases › example-01 › expected: should name at least one thing"),
        ("{holder: 2.50}", "{holder: none}", "expected › holder: should have a value"),
        ("{holder: 2.50}", "{holder: free}", "expected › holder: 'free' is not an amount"),
        ("{holder: 2.50}", "{allowed: true}", "expected › allowed: is no answer to the question price"),
        ("{holder: 2.50}", "{refusal: age_fit}", "'age_fit' is no condition; did you mean age_fits?"),
        ("{holder: 2.50}", "{remaining: many}", "expected › remaining: 'many' is not a whole number"),
        ("{right: true}", "{holder: 2.50}", "expected › holder: is no answer to the question right; that answers"),
        ("{right: true}", "{at_most: 2.50}", "expected › at_most: is no answer to the question right"),
        ("{right: true}", "{starts: soon}", "expected › starts: 'soon' is not a day"),
        ("{right: true}", "{right: maybe}", "expected › right: 'maybe' is none of: no, yes"),
        ("age: 8, price", "has_right: yes, price", "starts: has_right in the situation skips"),
    ],
)
def test_each_fault_is_one_line_with_its_place(tmp_path: Path, old: str, new: str, fault: str) -> None:
    path = tmp_path / "example.yaml"
    assert old in SCHEME
    text = SCHEME.replace(old, new, 1)
    path.write_text(text.replace("{holder: 2.50}", "{starts: 2026-11-01}") if "skips" in fault else text, "utf-8")

    if not fault:  # written in another way than usual, and still understood
        assert run(path)
        return
    told = fault_of(path)

    assert told.startswith("example.yaml: ")
    assert fault in told or fault == "line 1"
    assert "\n" not in told


@pytest.mark.parametrize("key", ["choices", "cases"])
@pytest.mark.parametrize("given", ["null", "5", "{a: 1}", "[null]", "[[]]"])
def test_choices_and_cases_are_lists(tmp_path: Path, key: str, given: str) -> None:
    item = parse(SCHEME.encode(), Place("example.yaml"))
    item[key] = yaml.safe_load(given)
    path = tmp_path / "example.yaml"
    path.write_text(yaml.safe_dump(item), encoding="utf-8")

    assert fault_of(path).startswith(f"example.yaml: {key}")


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "is empty"),
        (b"# nothing\n", "is empty"),
        (b"- a\n", "should hold keys with values"),
        (SCHEME.encode("utf-16"), "line 1 is not text in UTF-8"),
        (SCHEME.encode().replace(b"A child", b"\xe9\xe9n kind"), "line 19 is not text in UTF-8"),
        (b"a: \x00", "special characters are not allowed"),
        (b"[" * 1500, "lies too deep"),
        (b"? [a]\n: b\n", "a key is a word"),
        (b"a: !!int x\n", "is not in order"),
        (b"a: !!python/name:os.system\n", "could not determine a constructor"),
        (b"a: 1\n---\nb: 2\n", "expected a single document"),
        (
            b"a: &a [1, 1]\n" + b"".join(b"%c: &%c [*%c, *%c]\n" % (n + 1, n + 1, n, n) for n in range(97, 120)),
            "too large",
        ),
        (b"#" * 2_000_001, "is larger than 2 MB"),
    ],
    ids=range(13),
)
def test_a_file_that_is_no_scheme_at_all_is_one_line_too(tmp_path: Path, content: bytes, fault: str) -> None:
    path = tmp_path / "example.yaml"
    path.write_bytes(content)

    told = fault_of(path)

    assert told.startswith("example.yaml: ")
    assert fault in told
    assert len(told) < 300


def test_a_folder_and_a_file_that_is_not_there_are_one_line(tmp_path: Path) -> None:
    assert fault_of(tmp_path) == f"{tmp_path.name}: cannot be read: Is a directory"
    assert fault_of(tmp_path / "gone.yaml") == "gone.yaml: cannot be read: No such file or directory"


def test_a_choice_of_a_case_takes_the_place_of_that_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "example.yaml"
    own = "    choices: [{key: discount_leisure_pct, value: 100}]\n    expected: {holder: 0.00, refusal: none}"
    path.write_text(SCHEME.replace("    expected: {holder: 2.50}", own), encoding="utf-8")

    assert run(path)["example-01"] == []


def test_a_comma_counts_as_a_point_where_yaml_lets_it_stand(tmp_path: Path) -> None:
    path = tmp_path / "example.yaml"
    cards = "  - key: card_price\n    value: 1,50\n  - {key: card_price_reduced, value: '0,75'}\n  - key: accepted"
    path.write_text(SCHEME.replace("  - key: accepted", cards), encoding="utf-8")

    scheme = read_scheme(rule_book(), path)

    assert [choice.value for choice in scheme.choices if "card" in choice.key] == [150, 75]


def test_every_choice_and_case_that_is_not_in_order_is_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "example.yaml"
    text = SCHEME.replace("value: 75", "value: 101").replace("[living_wage, food_bank]", "[soup_kitchen]")
    text = text.replace("municipality: Voorbeeldegem", "municipality:").replace("on: 2026-11-23", "on: soon")
    text = text.replace("lowest: 50", "lowest: many").replace("price: 10.00", "prize: 10.00")
    path.write_text(text.replace("{right: true}", "{right: maybe}"), encoding="utf-8")

    places = [line.split(": ")[1] for line in fault_of(path).splitlines()]

    assert places == [
        "municipality",
        "bounds › discount_care_pct",
        "choices › 1 › discount_leisure_pct › value",
        "choices › 2 › accepted_grounds › value",
        "on",
        "cases › example-01 › situation › prize",
        "cases › example-02 › expected › right",
    ]


def test_a_proof_of_which_no_day_is_told_was_shown_on_the_day_of_the_case(tmp_path: Path) -> None:
    path = tmp_path / "example.yaml"
    text = SCHEME.replace("{labels: bus_pass, age: {from: 6, to: 11}}", "{proof_day: {to: 2026-10-31}}")
    late = "{holder: 2.50}"  # 75 per cent, as the case is about November
    early = text.replace("age: 8, price", "age: 8, day: 2026-10-31, price").replace(late, "{holder: 2.00}")

    path.write_text(text, encoding="utf-8")
    assert run(path)["example-01"] == []
    path.write_text(early, encoding="utf-8")
    assert run(path)["example-01"] == []


def test_a_case_that_differs_tells_what_decided(tmp_path: Path) -> None:
    path = tmp_path / "example.yaml"
    text = SCHEME.replace("value: 75", "value: 50").replace("age: 8, price: 10.00", "age: 8, price: 10.00, labels: []")
    more = """\
  - case: refused
    sentence: Nothing was shown.
    situation: {price: 10.00}
    expected: {holder: 5.00}
  - case: care
    sentence: Two children in care.
    situation: {has_right: yes, product_class: care, siblings: 2, price: 10.00}
    expected: {holder: 5.00}
  - case: care-for-all
    sentence: Two children in care, of whose right nothing is told.
    situation: {product_class: care, siblings: 2, price: 10.00}
    expected: {holder: 7.00}
  - case: expected-refusal
    sentence: Refused as expected, at another price.
    situation: {price: 10.00}
    expected: {holder: 9.00, refusal: has_ground}
  - case: days
    sentence: Refused as expected, with another end.
    question: right
    situation: {grounds: [living_wage], proof_day: 2024-01-10}
    expected: {right: false, ends: 2024-02-01}
"""
    path.write_text(text.replace("{holder: 2.50}", "{holder: 5.00}") + more, encoding="utf-8")
    book = rule_book()

    told = {one.case.name: list(one.because) for one in replay(book, read_scheme(book, path))}

    assert told == {
        "example-01": ["holder_at_least 0.00, not chosen · holder_at_most_leisure_pct 25, not chosen"],
        "example-02": [],
        "example-03": [],
        "refused": ["the right was refused at has_ground"],
        "care": [
            "sibling_discount_pct 25, not chosen · siblings_from 2, not chosen · sibling_unit_price none, not chosen"
        ],
        "care-for-all": [
            "sibling_discount_pct 25, not chosen · siblings_from 2, not chosen · sibling_unit_price none, not chosen"
        ],
        "expected-refusal": [],
        "days": ["duration_months 12, not chosen · ends_on none, not chosen · proof_end earliest, not chosen"],
    }


def test_what_bounds_refuse_of_a_set_is_told_as_what_is_missing_and_what_is_more(tmp_path: Path) -> None:
    path = tmp_path / "example.yaml"
    path.write_text(SCHEME, encoding="utf-8")
    book = rule_book()

    refused = {choice.key: why for choice, why in refused_today(book, read_scheme(book, path), TODAY)}

    assert list(refused) == ["accepted_grounds"]
    assert refused["accepted_grounds"].startswith("leaves out increased_reimbursement, ")
    assert refused["accepted_grounds"].endswith(" and adds food_bank, which article 11 does not allow")


def test_an_exception_may_name_more_grounds_than_can_be_combined(tmp_path: Path) -> None:
    path = tmp_path / "example.yaml"
    grounds = list(rule_book().vocabulary.codes["grounds"])
    path.write_text(SCHEME.replace("{labels: bus_pass, age: {from: 6, to: 11}}", f"{{grounds: {grounds}}}"), "utf-8")

    assert run(path)["example-01"] == []


# Whatever stands anywhere: a value of another kind, an edge, or something of another place in the files.
ODD: list[Any] = [
    *(None, True, False, "", "none", "yes", 0, -1, 1, 50, 101, 10**9, 10**12, 10**30, -0.5, 1.5, 2.345, 1e300),
    *("2026-02-30", date(1, 1, 1), date(9999, 12, 31), "02-29", "13-45", "é\n", "9" * 5000, float("inf"), float("nan")),
    *([], {}, [None], [[]], {"a": 1}, {"from": 5, "to": 1}, [{"when": {"age": 1}, "value": 1}], {"when": {}}),
]


@pytest.mark.parametrize("seed", range(3))
def test_nothing_but_a_clear_fault_comes_of_a_spoiled_file(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    read = [parse(path.read_bytes(), Place(path.name)) for path in FILES]
    found = [value for item in read for *_, value in nodes(item)]
    path = tmp_path / "spoiled.yaml"
    outcomes = {"in order": 0, "fault": 0}
    for _ in range(120):
        item = deepcopy(random.choice(read))
        for _ in range(random.choice((1, 1, 2, 3))):
            spoil(item, random, found)
        path.write_text(yaml.safe_dump(item, allow_unicode=True, sort_keys=False), encoding="utf-8")

        try:
            run(path)
        except RuleBookFault as fault:
            assert all(line.startswith("spoiled.yaml: ") for line in str(fault).splitlines())
            outcomes["fault"] += 1
        else:
            outcomes["in order"] += 1

    assert min(outcomes.values()) > 5


def nodes(item: Any) -> list[tuple[Any, Any, Any]]:
    """Every value in a file, with what holds it and its place there."""
    places = item.items() if isinstance(item, dict) else enumerate(item) if isinstance(item, list) else ()
    return [node for key, value in places for node in ((item, key, value), *nodes(value))]


def spoil(item: Any, random: Random, found: list[Any]) -> None:
    """Take something away, put something else in its place, or rename it."""
    there = nodes(item)
    if not there:
        return
    holder, key, _ = random.choice(there)
    how = random.random()
    if how < 0.2:
        del holder[key]
    elif how < 0.3 and isinstance(holder, dict):
        holder[random.choice(["age", "key", "price", None, 3])] = holder.pop(key)
    elif how < 0.6:
        holder[key] = deepcopy(random.choice(found))
    else:
        holder[key] = deepcopy(random.choice(ODD))


def test_merging_what_was_merged_is_refused_before_it_grows(tmp_path: Path) -> None:
    lines = ["a0: &a0 {k: 1}", *(f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}" for n in range(1, 9))]
    path = tmp_path / "bomb.yaml"
    path.write_text("\n".join(lines), encoding="utf-8")

    with pytest.raises(RuleBookFault, match="write out what << would merge"):
        read_scheme(rule_book(), path)
