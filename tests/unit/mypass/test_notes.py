"""The note on a telephone that says whose cards it keeps."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.conftest import NOON
from uitpas2.mypass.rules import KEPT_FOR, Keeper, opened, seal

KEY = b"k" * 32
LOTTE = Keeper("0190c0de-0000-7000-8000-000000000001", 3)


def test_a_note_tells_whose_it_is_for_a_month_and_no_longer():
    note = seal(KEY, LOTTE, NOON)

    last, after = NOON + KEPT_FOR - timedelta(seconds=1), NOON + KEPT_FOR

    assert opened(KEY, note, last) == LOTTE
    assert opened(KEY, note, after) is None


@pytest.mark.parametrize(
    "change",
    [
        lambda note: note.replace("1.3.", "2.3."),
        lambda note: note.replace(".3.", ".4."),
        lambda note: note[:-1],
        lambda note: note.rpartition(".")[0],
        lambda note: "",
        lambda note: "é.1.2.é",
    ],
)
def test_a_note_that_we_did_not_write_like_this_says_nothing(change):
    note = change(seal(KEY, LOTTE, NOON))

    assert opened(KEY, note, NOON) is None


def test_a_note_of_another_installation_says_nothing():
    assert opened(b"other" * 8, seal(KEY, LOTTE, NOON), NOON) is None
