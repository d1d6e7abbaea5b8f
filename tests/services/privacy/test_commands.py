"""The commands around privacy, as an administrator meets them after a restore."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Engine

from tests.databases import empty, fresh_sqlite
from tests.factories.base import use
from tests.factories.cards import HolderFactory
from uitpas2.cards.models import Holder
from uitpas2.commands import main
from uitpas2.database.backup import backup, restore
from uitpas2.database.engine import make_engine
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.privacy.services import erase_holder


@pytest.fixture
def database(_sqlite: Engine) -> Engine:
    """A backup is a file of SQLite here; PostgreSQL has its own tools."""
    empty(_sqlite)
    return _sqlite


def run(workplace: Workplace, *words: str) -> Result:
    done = CliRunner().invoke(main, ["privacy", *words], obj=workplace)
    assert done.exit_code == 0, done.output
    return done


def test_whoever_was_erased_stays_erased_after_a_restore(workplace: Workplace, tmp_path: Path) -> None:
    place = Workplace(fresh_sqlite(tmp_path / "live.sqlite"), keys=workplace.keys, clock=workplace.clock)
    with place.begin(system_actor("test")) as work:
        use(work)
        gone, stays = HolderFactory(first_name="Zwentibold").id, HolderFactory(first_name="Noor").id
    backup(place.engine, tmp_path / "copy.sqlite")
    with place.begin(system_actor("test")) as work:
        erase_holder(work, gone)
    listed = tmp_path / "erased"
    listed.write_text(run(place, "erased").output)

    again = Workplace(make_engine(f"sqlite:///{tmp_path / 'again.sqlite'}"), keys=place.keys, clock=place.clock)
    restore(again.engine, tmp_path / "copy.sqlite")
    told = run(again, "erase", "somebody-later", "--from-file", str(listed)).output

    assert told == "erased: 1, passed over: 1\n"
    with again.reading() as work:
        assert [work.session.get_one(Holder, id).first_name for id in (gone, stays)] == ["", "Noor"]
    for one in (place, again):
        one.engine.dispose()
    assert b"Zwentibold" not in (tmp_path / "again.sqlite").read_bytes()


def test_a_purge_by_hand_tells_what_it_did_and_when_the_next_one_is(workplace: Workplace) -> None:
    assert run(workplace, "purge").output == "forgotten: 0; next purge: 2026-11-26 03:20\n"


def test_the_register_is_there_for_machines_too(workplace: Workplace) -> None:
    told = json.loads(run(workplace, "register").output)

    assert told["holders"]["columns"]["birth_date"] == "holder"
    assert told["sales"]["when_erased"] == "stays"
