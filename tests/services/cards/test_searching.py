"""Finding somebody: who is found, in how many questions to the database, and that none of them reads a whole table."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import Engine, event, select

from tests.factories.cards import CardFactory, HolderFactory
from tests.services.cards.people import acts_as, clerk_of_aalst, clerk_of_gent
from tests.unit.cards.test_national_number import number_for
from uitpas2.cards import queries
from uitpas2.cards.errors import HolderUnknown, TooManyNamesakes
from uitpas2.cards.models import Holder
from uitpas2.cards.queries.national_numbers import kept_without_index, national_number_keys
from uitpas2.cards.queries.people import MOST_FOUND, MOST_NAMESAKES
from uitpas2.cards.rules import NationalNumber
from uitpas2.cards.services import qr_token
from uitpas2.counter import queries as counter
from uitpas2.database.work import Work

BIRTH_DATE, BORN_ON_14_MARCH_2018 = date(2018, 3, 14), "18031400107"
DESK_QUESTIONS = 28  # what the page of one holder may cost, however many holders there are


@contextmanager
def questions(engine: Engine) -> Iterator[list[tuple[str, Any]]]:
    """What is asked of the database meanwhile."""
    asked: list[tuple[str, Any]] = []

    def keep(_connection: object, _cursor: object, statement: str, values: Any, *_: object) -> None:
        if statement.startswith("SELECT"):
            asked.append((statement, values))

    event.listen(engine, "before_cursor_execute", keep)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", keep)


NAMES = "holders|memberships|cards|guardianships|social_rights|accounts|assignments"


def whole_tables_read(work: Work, asked: list[tuple[str, Any]], names: str = NAMES) -> list[str]:
    """The lines of the database's own plans that say that a large table, or an index of it, is read from end to end."""
    large = rf"({names})(_\d+)?\b"
    connection = work.session.connection()
    if connection.dialect.name == "sqlite":
        plan = [
            row.detail
            for statement, values in asked
            for row in connection.exec_driver_sql("EXPLAIN QUERY PLAN " + statement, values)
        ]
        return [line for line in plan if re.search(rf"SCAN {large}", line)]
    with connection.begin_nested() as pretending:
        # A small table is read whole, and rightly so: let the planner think that each of these is very large.
        connection.exec_driver_sql(
            "UPDATE pg_class SET reltuples = 60000000, relpages = 1 WHERE relkind = 'r' AND relname ~ %s",
            (f"^({names})$",),
        )
        plan = [
            row[0] for statement, values in asked for row in connection.exec_driver_sql("EXPLAIN " + statement, values)
        ]
        pretending.rollback()
    return [
        line
        for line, next_line in pairwise([*plan, ""])
        if re.search(rf"Scan .*on {large}", line) and "Index Cond" not in next_line and "Recheck" not in next_line
    ]


def by_national_number(work: Work) -> Holder:
    return queries.holder_by_national_number(work, BORN_ON_14_MARCH_2018)


# How many questions it may take, and how it is done with a card's number and code.
SEARCHES: dict[str, tuple[int, Callable[[Work, str, str], object]]] = {
    "by card number": (1, lambda work, number, _: queries.holder_of_card(work, number)),
    "by code": (2, lambda work, _, code: queries.holder_of_card(work, code)),
    "by name and birth date": (1, lambda work, *_: queries.find_holders(work, birth_date=BIRTH_DATE, name="peet noo")),
    "by whole name and place": (1, lambda work, *_: queries.find_by_whole_name(work, "noor peeters gent")),
    "by national number": (3, lambda work, *_: by_national_number(work)),
    "of nearly the same name": (
        2,
        lambda work, *_: queries.perhaps_same(work, first_name="noor", last_name="PEETRES", birth_date=BIRTH_DATE),
    ),
    "at a door by number": (1, lambda work, number, _: queries.card_at_door(work, number)),
    "at a door by code": (2, lambda work, _, code: queries.card_at_door(work, code)),
}


@pytest.fixture
def noor(work: Work) -> Holder:
    """Noor with a card and a national number."""
    number = NationalNumber(BORN_ON_14_MARCH_2018)
    encryption, index = national_number_keys(work.keys, 1)
    return HolderFactory(national_number=number.encrypted(encryption), national_number_index=number.blind_index(index))


@pytest.mark.parametrize("search", SEARCHES)
def test_a_search_asks_little_and_reads_no_table_whole(work: Work, database: Engine, noor: Holder, search: str):
    card = CardFactory(holder=noor)
    clerk, code = acts_as(work, clerk_of_gent()), qr_token(work, card)
    most, find = SEARCHES[search]
    work.session.expunge_all()

    with questions(database) as asked:
        found = find(clerk, card.number, code)

    assert found
    assert len(asked) <= most, [statement for statement, _ in asked]
    assert whole_tables_read(work, asked) == []


def test_a_plan_that_reads_a_table_whole_is_noticed(work: Work, database: Engine, noor: Holder):
    with questions(database) as asked:
        work.session.scalars(select(Holder).where(Holder.street == noor.street)).all()

    assert len(whole_tables_read(work, asked)) == 1


def test_numbers_without_a_fingerprint_are_looked_for_among_those_born_on_their_days(
    work: Work, database: Engine, noor: Holder
):
    noor.national_number_index = None
    clerk, number = acts_as(work, clerk_of_gent()), NationalNumber(BORN_ON_14_MARCH_2018)
    another = NationalNumber(number_for(BIRTH_DATE, 77))
    work.session.flush()

    with questions(database) as asked:
        found = kept_without_index(clerk, {number, another})

    assert found == {number: noor.id}
    assert kept_without_index(acts_as(work, clerk_of_aalst()), {number, another}) == {}
    assert whole_tables_read(work, asked) == []
    if database.dialect.name == "sqlite":  # it would take the index of fingerprints for all who have none
        [(statement, values)] = asked
        plan = work.session.connection().exec_driver_sql("EXPLAIN QUERY PLAN " + statement, values).all()
        assert [line.detail for line in plan if "ix_holders_birth_date" in line.detail]


def test_the_page_of_one_holder_asks_as_much_whoever_else_there_is(work: Work, database: Engine, noor: Holder):
    CardFactory(holder=noor)
    clerk = acts_as(work, clerk_of_gent())
    for _ in range(5):
        CardFactory()
    work.session.expunge_all()

    with questions(database) as asked:
        counter.desk(clerk, noor.id, qr_label="QR")

    assert len(asked) <= DESK_QUESTIONS, [statement for statement, _ in asked]
    if database.dialect.name == "sqlite":  # PostgreSQL rightly reads the whole index of so few working cards
        assert whole_tables_read(work, asked) == []


def test_a_whole_name_finds_a_person_without_a_birth_date_and_part_of_it_nobody(work: Work, noor: Holder):
    clerk = acts_as(work, clerk_of_gent())
    gentbrugge = HolderFactory(first_name="Noor", last_name="Peeters", city="Gentbrugge", postal_code="9050")

    found = {
        typed: queries.find_by_whole_name(clerk, typed)
        for typed in ("peeters NOOR gentbrugge", "noor peeters 9050", "noor peeters aalst", "noor", "noor peet")
    }

    assert found == {
        "peeters NOOR gentbrugge": [gentbrugge],
        "noor peeters 9050": [gentbrugge],
        "noor peeters aalst": [],
        "noor": [],
        "noor peet": [],
    }
    assert {one.id for one in queries.find_by_whole_name(clerk, "Noor Peeters Gent")} == {noor.id, gentbrugge.id}


def test_a_whole_name_of_another_region_finds_nobody(work: Work, noor: Holder):
    clerk = acts_as(work, clerk_of_aalst())

    assert queries.find_by_whole_name(clerk, "Noor Peeters") == []


def test_a_name_that_many_have_asks_for_the_birth_date(work: Work):
    clerk = acts_as(work, clerk_of_gent())
    HolderFactory.create_batch(MOST_NAMESAKES + 1)

    with pytest.raises(TooManyNamesakes) as refused:
        queries.find_by_whole_name(clerk, "noor peeters")

    assert refused.value.field == "birth_date"


def test_a_day_on_which_very_many_are_born_shows_the_first_of_them(work: Work, noor: Holder):
    clerk = acts_as(work, clerk_of_gent())
    HolderFactory.create_batch(MOST_FOUND + 5, first_name="Anna")
    zoe = HolderFactory(first_name="Zoë", last_name="Zwart")

    everybody = queries.find_holders(clerk, birth_date=noor.birth_date)

    assert len(everybody) == MOST_FOUND
    assert queries.find_holders(clerk, birth_date=noor.birth_date, name="zoe") == [zoe]


def test_a_changed_name_is_found_under_the_new_one_only(work: Work, noor: Holder):
    clerk = acts_as(work, clerk_of_gent())

    noor.last_name = "Yılmaz"
    work.session.flush()

    assert queries.find_by_whole_name(clerk, "noor yilmaz") == [noor]
    assert queries.find_by_whole_name(clerk, "noor peeters") == []


def test_an_unknown_national_number_is_not_found(work: Work, noor: Holder):
    clerk = acts_as(work, clerk_of_aalst())

    with pytest.raises(HolderUnknown):
        by_national_number(clerk)
