"""Few fixtures, plain names. `database` decides which engine a test runs on; everything else follows from it."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Generator, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

import uitpas2.models  # noqa: F401
from tests.databases import empty, fresh_sqlite, new_postgresql
from tests.factories.base import use
from tests.watch import numbers_in, numbers_in_tables, numbers_read
from uitpas2.accounts.models import Assignment
from uitpas2.accounts.sessions import session_id
from uitpas2.app import create_app
from uitpas2.database.base import Base
from uitpas2.database.engine import make_engine
from uitpas2.database.work import Work, Workplace
from uitpas2.kernel.actor import Actor, system_actor
from uitpas2.kernel.clock import BRUSSELS, FrozenClock
from uitpas2.kernel.keys import Keys
from uitpas2.settings import Settings
from uitpas2.web.context import EXTENSION, Platform
from uitpas2.web.limits import limiter

SECRET = "a-secret-for-tests-that-is-long-enough-0123456789"
NOON = datetime(2026, 11, 25, 12, 0, tzinfo=BRUSSELS)  # a Wednesday


def pytest_collection_finish() -> None:
    """The thousands of tests and the platform itself stay until the end: looking through them for garbage, over and
    over, was an eighth of the time of the suite."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


NUMBERS = pytest.StashKey[set[str]]()


@pytest.fixture(autouse=True)
def _no_national_number_is_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """Of whatever number a test puts in, nothing can be read in the database afterwards; see `tests.watch`."""
    engine = request.getfixturevalue("database") if "database" in request.fixturenames else None
    with numbers_read() as seen:
        request.node.stash[NUMBERS] = seen
        yield
    if engine is not None and seen:
        assert numbers_in_tables(engine, seen) == []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Nor in what was logged meanwhile."""
    report = yield
    logged = report.capstderr + report.capstdout + report.caplog
    if report.passed and numbers_in(logged, item.stash.get(NUMBERS, set())):
        report.outcome = "failed"
        report.longrepr = "a national number that this test put in stands in its log"
    return report


@pytest.fixture(scope="session")
def _sqlite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    engine = fresh_sqlite(tmp_path_factory.mktemp("sqlite") / "test.sqlite")
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def _postgresql() -> Iterator[Engine]:
    with new_postgresql() as engine:
        Base.metadata.create_all(engine)
        yield engine


def _database_names() -> list[str]:
    only = os.environ.get("UITPAS2_TEST_ONLY", "")
    return [name for name in ("sqlite", "postgresql") if not only or name == only]


@pytest.fixture(params=_database_names())
def database(request: pytest.FixtureRequest) -> Engine:
    """An empty database with every table, on SQLite and on PostgreSQL in turn."""
    engine: Engine = request.getfixturevalue(f"_{request.param}")
    empty(engine)
    return engine


@pytest.fixture
def clock() -> FrozenClock:
    """Stands still at noon on Wednesday 25 November 2026, until it is moved."""
    return FrozenClock(NOON)


@pytest.fixture
def workplace(database: Engine, clock: FrozenClock) -> Workplace:
    return Workplace(database, keys=Keys(SECRET), clock=clock)


@pytest.fixture
def work(workplace: Workplace) -> Iterator[Work]:
    """One open Work as the platform itself; commit happens when the test ends. Factories use its session."""
    with workplace.begin(system_actor("test")) as open_work:
        use(open_work)
        yield open_work


@pytest.fixture
def acting(workplace: Workplace) -> Callable[[Actor], object]:
    """`with acting(actor) as work:` opens a Work for somebody else and commits it."""
    return workplace.begin


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(secret_key=SECRET, rate_limits=False, secure_cookies=False, data_folder=tmp_path)


@pytest.fixture(scope="session")
def _assembled() -> Flask:
    """Assembled once: that, and compiling its templates, costs more than most tests."""
    nowhere = Workplace(make_engine("sqlite://"), keys=Keys(SECRET))
    return create_app(Settings(secret_key=SECRET, rate_limits=False, secure_cookies=False), nowhere)


@pytest.fixture
def app(_assembled: Flask, workplace: Workplace, settings: Settings) -> Flask:
    """The application on this test's database and settings. A test that adds a route takes `fresh_app`."""
    _assembled.extensions[EXTENSION] = Platform(workplace, settings)
    _assembled.config.update(TESTING=True, WTF_CSRF_ENABLED=False, DEMO_USERS=[])
    limiter.enabled = False  # one for all applications: whichever was assembled last has set it
    return _assembled


@pytest.fixture
def fresh_app(workplace: Workplace, settings: Settings) -> Flask:
    flask_app = create_app(settings, workplace)
    flask_app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    return flask_app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def sign_in(client: FlaskClient) -> Callable[[Assignment], FlaskClient]:
    """Sign the client in with an assignment (one from a factory, after its work was committed)."""

    def _sign_in(assignment: Assignment) -> FlaskClient:
        with client.session_transaction() as session:
            session["_user_id"] = session_id(assignment)
            session["_fresh"] = True
        return client

    return _sign_in
