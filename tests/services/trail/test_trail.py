"""The trail shows when a line was changed, removed, cut off or made up."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DatabaseError

from uitpas2.database.append_only import guard_table, unguard_statements
from uitpas2.database.work import Workplace
from uitpas2.trail.queries import find_faults
from uitpas2.trail.services import note


@pytest.fixture
def trail_of_five(workplace: Workplace) -> Workplace:
    for number in range(1, 6):
        with workplace.begin() as work:
            note(work, "card.issued", "card", f"card-{number}", version=number)
    return workplace


@pytest.fixture
def unguarded(database: Engine) -> Iterator[Engine]:
    """Somebody with full power over the database took the triggers away."""
    with database.begin() as connection:
        for statement in unguard_statements(database.dialect.name, "trail_entries"):
            connection.execute(text(statement))
    yield database
    database.dispose()  # a connection from before may still know the old triggers
    with database.begin() as connection:
        guard_table(connection, "trail_entries")


def faulty_lines(workplace: Workplace) -> list[int]:
    with workplace.reading() as work:
        return [fault.number for fault in find_faults(work)]


def test_an_untouched_trail_is_whole(trail_of_five: Workplace) -> None:
    assert faulty_lines(trail_of_five) == []


@pytest.mark.parametrize(
    ("attack", "named"),
    [
        ("UPDATE trail_entries SET subject_id = 'card-9' WHERE number = 3", [3]),
        ("UPDATE trail_entries SET actor_role = 'clerk' WHERE number = 5", [5]),
        ("DELETE FROM trail_entries WHERE number = 2", [2]),
        ("DELETE FROM trail_entries WHERE number >= 4", [4]),
        ("DELETE FROM trail_entries", [1]),
    ],
)
def test_each_attack_is_found_at_its_line(
    trail_of_five: Workplace, unguarded: Engine, attack: str, named: list[int]
) -> None:
    with unguarded.begin() as connection:
        connection.execute(text(attack))

    assert faulty_lines(trail_of_five) == named


def test_a_cut_tail_with_a_made_up_head_is_found_by_its_seal(trail_of_five: Workplace, unguarded: Engine) -> None:
    with unguarded.begin() as connection:
        connection.execute(text("DELETE FROM trail_entries WHERE number = 5"))
        connection.execute(
            text("UPDATE trail_head SET number = 4, hash = (SELECT hash FROM trail_entries WHERE number = 4)")
        )

    assert faulty_lines(trail_of_five) == [4]


@pytest.mark.parametrize("attack", ["UPDATE trail_entries SET action = 'x'", "DELETE FROM trail_entries"])
def test_the_database_itself_refuses_to_change_a_line(trail_of_five: Workplace, database: Engine, attack: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), database.begin() as connection:
        connection.execute(text(attack))


def test_a_work_that_fails_leaves_no_line(workplace: Workplace) -> None:
    with pytest.raises(ValueError, match="late"), workplace.begin() as work:
        note(work, "card.issued", "card", "card-1")
        raise ValueError("too late")

    assert faulty_lines(workplace) == []


def test_writers_at_the_same_time_make_one_chain(workplace: Workplace) -> None:
    def write(name: int) -> None:
        for number in range(5):
            with workplace.begin() as work:
                note(work, "card.issued", "card", f"{name}-{number}")

    threads = [threading.Thread(target=write, args=(name,)) for name in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert faulty_lines(workplace) == []
    with workplace.reading() as work:
        assert work.session.scalar(text("SELECT count(*) FROM trail_entries")) == 30
