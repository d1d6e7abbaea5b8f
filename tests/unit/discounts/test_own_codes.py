"""Codes that a file adds count wherever those of their list do: in choices, exceptions and situations."""

from __future__ import annotations

from pathlib import Path

import pytest

from uitpas2.discounts.rules.loading import RuleBookFault
from uitpas2.discounts.rules.own_codes import MOST_CODES, OWN_LISTS
from uitpas2.discounts.rules.rulebook import rule_book
from uitpas2.discounts.rules.schemes import read_scheme, replay

SCHEME = """\
scheme: Price list of Voorbeeldegem
municipality: Voorbeeldegem
on: 2026-11-23
labels: [holidays]
grounds: [suspended, local_attest]
organisers: [neighbourhood]
units: [ten_turns]
categories: [low, high]
choices:
  - {key: accepted_grounds, value: [local_attest]}
  - {key: excluded_situations, value: [suspended]}
  - {key: automatic_grounds, value: [local_attest]}
  - {key: organisers_covered, value: [neighbourhood]}
  - {key: excluded_labels, value: [holidays]}
  - key: discount_leisure_pct
    value: 80
    except:
      - {when: {unit: ten_turns}, value: 90}
      - {when: {category: high}, value: 75}
      - {when: {category: high, unit: ten_turns}, value: 75}
cases:
  - case: by-itself
    sentence: The attest opens the right without asking, and ten turns are cheaper.
    situation: {grounds: [local_attest], applied: no, organiser_is: [neighbourhood], unit: ten_turns, price: 10}
    expected: {holder: 1, refusal: none}
  - case: suspended
    sentence: Suspended is a ground that rules the right out.
    situation: {grounds: [local_attest, suspended], organiser_is: [neighbourhood], price: 10}
    expected: {holder: 10, refusal: no_excluding_situation}
  - case: club
    sentence: A club is no neighbourhood.
    situation: {grounds: [local_attest], organiser_is: [sport_club], price: 10}
    expected: {refusal: organiser_covered}
  - case: holidays
    sentence: Not in the holidays.
    situation: {grounds: [local_attest], organiser_is: [neighbourhood], labels: [holidays], price: 10}
    expected: {refusal: costs_covered}
  - case: high
    sentence: The higher line of the price list.
    situation: {grounds: [local_attest], organiser_is: [neighbourhood], category: high, price: 10}
    expected: {holder: 2.5}
  - case: no-limit
    sentence: Nothing limits the tickets in this case.
    choices: [{key: tickets_per_activity, value: none}]
    situation: {grounds: [local_attest], organiser_is: [neighbourhood], tickets_used: 5, price: 10}
    expected: {holder: 2, remaining: none}
  - case: no-limit-for-groups
    sentence: Nor those of a group.
    choices: [{key: group_tickets_year, value: none}]
    situation: {grounds: [local_attest], organiser_is: [neighbourhood], is_group: yes, group_tickets_used: 5, price: 10}
    expected: {holder: 2, remaining: none}
"""


def test_own_codes_count_in_choices_exceptions_and_situations(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(SCHEME, encoding="utf-8")
    book = rule_book()

    replayed = list(replay(book, read_scheme(book, path)))

    assert {one.case.name: one.differences for one in replayed if one.differences} == {}
    assert len(replayed) == 7


def test_own_codes_are_known_to_their_own_file_only(tmp_path: Path) -> None:
    path = tmp_path / "other.yaml"
    path.write_text(SCHEME.replace("grounds: [suspended, local_attest]\n", "", 1), encoding="utf-8")
    own = tmp_path / "own.yaml"
    own.write_text(SCHEME, encoding="utf-8")
    read_scheme(rule_book(), own)

    with pytest.raises(RuleBookFault) as found:
        read_scheme(rule_book(), path)

    assert "accepted_grounds › value: 'local_attest' is none of" in str(found.value)


def test_codes_that_stand_in_the_rule_book_already_are_refused_list_by_list(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(SCHEME.replace("[holidays]\ng", "[fine]\ng").replace("[ten_turns]", "[day]"), encoding="utf-8")

    with pytest.raises(RuleBookFault) as found:
        read_scheme(rule_book(), path)

    assert [line.split(" is a code of")[0] for line in str(found.value).splitlines()] == [
        "own.yaml: labels: fine",
        "own.yaml: units: day",
    ]


@pytest.mark.parametrize("name", OWN_LISTS)
def test_there_is_room_for_a_number_of_own_codes(tmp_path: Path, name: str) -> None:
    room = MOST_CODES - len(rule_book().vocabulary.codes[name])
    path = tmp_path / "own.yaml"
    text = "\n".join(line for line in SCHEME.splitlines() if line.startswith(("scheme", "municipality")))
    start = f"{text}\nchoices: []\ncases: []\n{name}: "

    path.write_text(f"{start}{[f'own_{number}' for number in range(room)]}", encoding="utf-8")
    read_scheme(rule_book(), path)
    path.write_text(f"{start}{[f'own_{number}' for number in range(room + 1)]}", encoding="utf-8")

    with pytest.raises(RuleBookFault, match=f"{name}: there is room for {room} names"):
        read_scheme(rule_book(), path)
