"""The writes whose outcome decides tell the same on both databases."""

from datetime import UTC, datetime

from sqlalchemy import select

from uitpas2.database.writes import insert_unless_there
from uitpas2.web.models import AnsweredRequest

ROW = {
    "caller": "an",
    "route": "cards.issue",
    "key": "12345678",
    "body_hash": "",
    "status": 201,
    "answer": {},
    "at": datetime(2026, 11, 25, tzinfo=UTC),
}


def test_a_row_is_put_down_once_and_the_caller_hears_which_time_it_was(work):
    first = insert_unless_there(work.session, AnsweredRequest, **ROW)
    second = insert_unless_there(work.session, AnsweredRequest, **{**ROW, "status": 500})

    assert (first, second) == (True, False)
    assert work.session.scalars(select(AnsweredRequest.status)).all() == [201]
