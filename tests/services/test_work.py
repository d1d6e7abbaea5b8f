"""One piece of work is one transaction."""

import pytest

from tests.factories.accounts import AssignmentFactory, MunicipalityFactory
from uitpas2.accounts.models import Municipality
from uitpas2.database.work import Workplace


def test_a_work_that_fails_leaves_nothing_behind(workplace: Workplace) -> None:
    with pytest.raises(ZeroDivisionError), workplace.begin() as work:
        work.session.add(MunicipalityFactory.build())
        work.session.flush()
        _ = 1 // 0

    with workplace.reading() as work:
        assert work.session.get(Municipality, "44021") is None


def test_a_reading_work_refuses_to_write(workplace: Workplace) -> None:
    with workplace.reading() as work:
        work.session.add(MunicipalityFactory.build())

        with pytest.raises(RuntimeError, match="begin"):
            work.session.flush()


def test_what_comes_afterwards_waits_for_the_commit(workplace: Workplace) -> None:
    order = []

    with workplace.begin() as work:
        work.afterwards(lambda: order.append("afterwards"))
        order.append("inside")

    assert order == ["inside", "afterwards"]


def test_factories_make_whole_people(work) -> None:
    clerk = AssignmentFactory()

    assert clerk.organisation.municipality_nis == "44021"


def test_what_was_read_can_still_be_shown_after_the_reading(workplace: Workplace) -> None:
    with workplace.begin() as work:
        work.session.add(MunicipalityFactory.build())

    with workplace.reading() as work:
        gent = work.session.get_one(Municipality, "44021")

    assert gent.name == "Gent"
