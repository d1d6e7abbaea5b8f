"""The command line as an administrator meets it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from sqlalchemy import Engine

from tests.databases import fresh_sqlite
from tests.factories.accounts import MunicipalityFactory
from tests.factories.base import use
from uitpas2.accounts.models import Municipality
from uitpas2.commands import main
from uitpas2.database.engine import make_engine
from uitpas2.database.lease import sole_worker
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.keys import Keys
from uitpas2.seeds import demo
from uitpas2.settings import DEMO_SECRET, Settings, UnsafeSettings
from uitpas2.timetable import JOBS


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Workplace]:
    """A database in a file of its own, with one municipality in it."""
    engine = fresh_sqlite(tmp_path / "place.sqlite")
    workplace = Workplace(engine, keys=Keys("x" * 40))
    with workplace.begin(system_actor("test")) as work:
        use(work)
        MunicipalityFactory()
    yield workplace
    engine.dispose()


def every_command(group: click.Group, name: str = "uitpas2") -> Iterator[tuple[str, click.Command]]:
    for below, command in group.commands.items():
        yield f"{name} {below}", command
        if isinstance(command, click.Group):
            yield from every_command(command, f"{name} {below}")


@pytest.mark.parametrize(("name", "command"), list(every_command(main)), ids=lambda value: str(value))
def test_every_command_says_in_a_line_what_it_does(name: str, command: click.Command) -> None:
    assert command.get_short_help_str(), f"{name} has no help"


def test_a_backup_holds_what_was_there_and_can_be_put_back(place: Workplace, tmp_path: Path) -> None:
    copy, elsewhere = tmp_path / "copy.sqlite", tmp_path / "elsewhere.sqlite"

    made = CliRunner().invoke(main, ["backup", str(copy)], obj=place)
    engine = make_engine(f"sqlite:///{elsewhere}")
    restored = CliRunner().invoke(main, ["restore", str(copy)], obj=Workplace(engine, keys=place.keys))

    assert (made.exit_code, restored.exit_code) == (0, 0), made.output + restored.output
    with Workplace(engine, keys=place.keys).reading() as work:
        assert work.session.get_one(Municipality, "44021").name == "Gent"
    engine.dispose()


def test_neither_backup_nor_restore_writes_over_something(place: Workplace, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    CliRunner().invoke(main, ["backup", str(copy)], obj=place)

    again = CliRunner().invoke(main, ["backup", str(copy)], obj=place)
    back = CliRunner().invoke(main, ["restore", str(copy)], obj=place)

    assert (again.exit_code, back.exit_code) == (1, 1)
    assert "already there" in again.output
    assert "in the way" in back.output


def test_one_worker_at_a_time(database: Engine) -> None:
    with sole_worker(database) as first, sole_worker(database) as second:
        assert (first, second) == (True, False)

    with sole_worker(database) as third:
        assert third


def test_every_job_runs_twice_without_harm(workplace: Workplace) -> None:
    for _ in range(2):
        done = CliRunner().invoke(main, ["worker", "--once"], obj=workplace)

        assert done.exit_code == 0, done.output
        assert [line.split(":")[0] for line in done.output.splitlines() if ": " in line and "{" not in line] == [
            job.name for job in JOBS
        ]


def test_the_introduction_tells_everybody_who_can_sign_in() -> None:
    told = demo.introduction("http://127.0.0.1:8080")

    assert demo.PASSWORD in told
    assert all(user["email"] in told for user in demo.USERS)


def test_without_a_secret_one_is_made_and_kept_for_its_owner_only(tmp_path: Path) -> None:
    environment = {"UITPAS2_DATA_FOLDER": str(tmp_path)}

    first, second = Settings.from_environment(environment), Settings.from_environment(environment)

    assert first.secret_key == second.secret_key
    assert len(first.secret_key) >= 32
    assert (tmp_path / "secret.key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("secret", ["short", DEMO_SECRET])
def test_an_unsafe_secret_stops_the_start(secret: str, tmp_path: Path) -> None:
    with pytest.raises(UnsafeSettings, match="UITPAS2_SECRET_KEY"):
        Settings.from_environment({"UITPAS2_SECRET_KEY": secret, "UITPAS2_DATA_FOLDER": str(tmp_path)})


def test_a_switch_that_is_neither_on_nor_off_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnsafeSettings, match="UITPAS2_RATE_LIMITS takes on or off"):
        Settings.from_environment({"UITPAS2_RATE_LIMITS": "maybe", "UITPAS2_DATA_FOLDER": str(tmp_path)})
