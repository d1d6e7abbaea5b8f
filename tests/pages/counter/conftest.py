"""A clerk of Gent who is signed in, and whoever else the tests need on the desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.factories.base import use
from tests.pages.html import Visitor
from tests.services.cards.people import clerk_of_gent
from uitpas2.accounts.models import Assignment
from uitpas2.database.work import Work, Workplace
from uitpas2.kernel.actor import system_actor

Prepare = Callable[[], Any]


@pytest.fixture
def prepare(workplace: Workplace) -> Prepare:
    """`with prepare() as work:` makes things with the factories and commits them."""

    @contextmanager
    def open_work() -> Iterator[Work]:
        with workplace.begin(system_actor("test")) as work:
            use(work)
            yield work

    return open_work


@pytest.fixture
def clerk(prepare: Prepare) -> Assignment:
    with prepare():
        assignment = clerk_of_gent()
        _ = assignment.account, assignment.organisation
    return assignment


@pytest.fixture
def desk(visitor: Visitor, clerk: Assignment, sign_in: Callable[[Assignment], object]) -> Visitor:
    """A visitor who is signed in as the clerk of Gent."""
    sign_in(clerk)
    return visitor
