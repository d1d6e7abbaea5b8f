"""Places are taken inside the write."""

from __future__ import annotations

from tests.factories.activities import ActivityFactory
from uitpas2.activities.services import free_place, take_place
from uitpas2.database.work import Work


def test_a_place_that_was_given_back_can_be_taken_again(work: Work) -> None:
    session = ActivityFactory(session__capacity=1, session__taken_elsewhere=0).sessions[0]

    first, second = take_place(work, session.id), take_place(work, session.id)
    free_place(work, session.id)
    third = take_place(work, session.id)

    assert (first, second, third, session.taken) == (True, False, True, 1)
