"""What a source answers is read strictly; whatever else it tells is dropped."""

from datetime import date, timedelta

import pytest

from uitpas2.cards.rules import NationalNumber
from uitpas2.welfare.rules import AnswerUnreadable, Asked, CheckState, question, read_answer, wait_after

NOOR = Asked("check-1", NationalNumber("18031400107"))
MUM = Asked("check-2", NationalNumber("85073100130"))


def told(**noor: object) -> dict[str, object]:
    return {
        "source": "register",
        "people": [
            {"reference": "check-1", **noor},
            {"reference": "check-2", "known": False, "name": "somebody"},
            {"reference": "stranger", "known": True, "entitled": True},
        ],
    }


def test_each_adult_and_child_gets_an_answer_and_nobody_else() -> None:
    answer = read_answer(told(known=True, entitled=True, valid_until="2027-06-30", reason="living wage"), [NOOR, MUM])

    assert {one: (said.state, said.last_day) for one, said in answer.people.items()} == {
        "check-1": (CheckState.YES, date(2027, 6, 30)),
        "check-2": (CheckState.UNKNOWN, None),
    }
    assert "living" not in str(answer)


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        {},
        {"source": "register", "people": []},
        told(),
        told(known=True),
        told(known=True, entitled="yes"),
        told(known=True, entitled=True, valid_until="soon"),
    ],
)
def test_half_an_answer_is_none(body: object) -> None:
    with pytest.raises(AnswerUnreadable):
        read_answer(body, [NOOR, MUM])


def test_numbers_are_in_the_question_and_in_no_other_print_of_it() -> None:
    assert "18031400107" in str(question([NOOR]))
    assert "18031400107" not in repr(NOOR)


def test_each_wait_is_twice_as_long_up_to_half_a_day() -> None:
    waits = [wait_after(attempts) for attempts in range(1, 14)]

    assert waits[:3] == [timedelta(minutes=2), timedelta(minutes=4), timedelta(minutes=8)]
    assert max(waits) == timedelta(hours=12)
    assert waits == sorted(waits)
