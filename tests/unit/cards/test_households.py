"""Coming of age, who may say yes, and that every word about families is there in three languages."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uitpas2.cards.rules import (
    CLERK_REASONS,
    END_REASON_LABELS,
    OF_AGE,
    PURPOSE_LABELS,
    PURPOSE_TEXTS,
    ConsentGiver,
    EndReason,
    Purpose,
    day_of_age,
    giver_is_enough,
)
from uitpas2.cards.rules.mails import FAMILY_CODE, FAMILY_JOINED, OF_AGE_NOW
from uitpas2.kernel.period import age_on


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_the_day_of_age_is_the_first_on_which_somebody_is_eighteen(born: date) -> None:
    day = day_of_age(born)

    assert age_on(born, day) == OF_AGE
    assert age_on(born, date.fromordinal(day.toordinal() - 1)) == OF_AGE - 1


@pytest.mark.parametrize(
    ("giver", "born", "enough"),
    [
        (ConsentGiver.HOLDER, date(2013, 11, 26), False),
        (ConsentGiver.HOLDER, date(2013, 11, 25), True),
        (ConsentGiver.GUARDIAN, date(2020, 1, 1), True),
        (ConsentGiver.HOLDER, None, True),
    ],
)
def test_a_child_says_yes_itself_from_its_thirteenth_birthday(giver, born, enough) -> None:
    assert giver_is_enough(giver, born, date(2026, 11, 25)) is enough


def test_every_word_and_every_mail_is_there_in_three_languages() -> None:
    texts = [*END_REASON_LABELS.values(), *PURPOSE_LABELS.values(), *PURPOSE_TEXTS.values()]
    texts += [text for mail in (FAMILY_CODE, FAMILY_JOINED, OF_AGE_NOW) for text in (mail.subject, mail.body)]

    assert all(text.is_complete() for text in texts)
    assert set(END_REASON_LABELS) == set(EndReason) >= set(CLERK_REASONS)
    assert set(PURPOSE_LABELS) == set(PURPOSE_TEXTS) == set(Purpose)


def test_no_mail_about_a_family_says_anything_about_a_price() -> None:
    said = " ".join(f"{mail.subject} {mail.body}".lower() for mail in (FAMILY_CODE, FAMILY_JOINED, OF_AGE_NOW))

    assert not [word for word in ("prijs", "prix", "price", "tarief", "recht", "droit", "korting") if word in said]
