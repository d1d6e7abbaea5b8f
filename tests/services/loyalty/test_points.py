"""Points count once for each thing they come from."""

import pytest

from tests.factories.cards import HolderFactory
from uitpas2.database.work import Work
from uitpas2.loyalty.queries import balance
from uitpas2.loyalty.services import earn


def test_points_add_up_and_the_same_reason_and_reference_count_once(work: Work) -> None:
    noor, wout = HolderFactory(), HolderFactory()

    happened = [
        earn(work, holder_id=noor.id, points=1, reason="checkin", reference="a"),
        earn(work, holder_id=noor.id, points=1, reason="checkin", reference="a"),
        earn(work, holder_id=noor.id, points=3, reason="checkin", reference="b"),
        earn(work, holder_id=noor.id, points=5, reason="welcome", reference="a"),
    ]

    assert happened == [True, False, True, True]
    assert (balance(work, noor.id), balance(work, wout.id)) == (9, 0)


def test_no_points_leave_no_entry_and_fewer_than_none_are_a_mistake(work: Work) -> None:
    noor = HolderFactory()

    nothing = earn(work, holder_id=noor.id, points=0, reason="checkin", reference="a")
    something = earn(work, holder_id=noor.id, points=2, reason="checkin", reference="a")

    assert (nothing, something) == (False, True)
    with pytest.raises(ValueError, match="-1 points"):
        earn(work, holder_id=noor.id, points=-1, reason="checkin", reference="b")
