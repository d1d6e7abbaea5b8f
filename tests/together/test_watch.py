"""The watch over national numbers sees one that is left behind, or it would not be worth much."""

from sqlalchemy import Engine

from tests.watch import numbers_in, numbers_in_tables, numbers_read
from uitpas2.cards.rules import NationalNumber
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.trail.services import note

NUMBER = "15040112325"


def test_a_number_that_was_read_is_remembered() -> None:
    with numbers_read() as seen:
        NationalNumber(NUMBER)

    assert seen == {NUMBER}


def test_it_is_found_in_a_log_however_it_is_spelled() -> None:
    assert numbers_in("holder 15.04.01-123.25 not found", {NUMBER})
    assert not numbers_in("holder *** not found", {NUMBER})


def test_it_is_found_in_a_table(workplace: Workplace, database: Engine) -> None:
    with workplace.begin(system_actor("test")) as work:
        note(work, "holder.looked-for", "holder", "1", text=f"INSZ {NUMBER}")

    assert numbers_in_tables(database, {NUMBER}) == ["trail_entries"]
