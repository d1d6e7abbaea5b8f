"""The whole table of a card's life, written down a second time: what is possible, and that nothing else is."""

import pytest

from uitpas2.cards.rules import (
    CARD_END_REASONS,
    CARD_LIFE,
    REVOKED,
    CardChange,
    CardEndReason,
    CardStatus,
    card_after,
    card_reason_fits,
)

TABLE = """
              ship      receive  hand-out  block     replace   delete
provisioned   shipped   -        -         -         -         deleted
shipped       -         stock    -         -         -         deleted
stock         -         -        active    -         -         deleted
active        -         -        -         blocked   replaced  deleted
blocked       -         -        -         -         replaced  -
replaced      -         -        -         -         -         -
deleted       -         -        -         -         -         -
"""
REASONS = {
    "block": {"loss", "theft"},
    "replace": {"loss", "theft", "defect", "upgrade"},
    "delete": {"loss", "theft", "defect", "mistake"},
}


def test_the_life_of_a_card_is_this_table():
    changes, *rows = [line.split() for line in TABLE.strip().splitlines()]

    wanted = {(row[0], change): cell for row in rows for change, cell in zip(changes, row[1:], strict=True)}
    found = {(status, change): card_after(status, change) or "-" for status in CardStatus for change in CardChange}

    assert found == wanted


def test_what_was_revoked_never_comes_back():
    assert all(step.after in REVOKED for step in CARD_LIFE.values() if step.before & REVOKED)


@pytest.mark.parametrize("change", CardChange)
def test_a_reason_belongs_to_a_change_and_may_stay_unsaid(change):
    fitting = {reason.value for reason in CardEndReason if card_reason_fits(change, reason)}

    assert fitting == REASONS.get(change.value, set())
    assert card_reason_fits(change, None)


def test_every_reason_has_words_and_none_of_them_tells_of_a_right():
    assert set(CARD_END_REASONS) == set(CardEndReason)
    assert all(words.is_complete() for words in CARD_END_REASONS.values())
    assert not any("kans" in words.nl.lower() or "recht" in words.nl.lower() for words in CARD_END_REASONS.values())
