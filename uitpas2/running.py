"""Commands that run the platform: demo, serve, worker, db, backup, restore."""

from __future__ import annotations

import gc
import os
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import click
from waitress import serve as waitress_serve

from uitpas2.activities.services.polling.simulated import simulated_search
from uitpas2.app import create_app
from uitpas2.database import migrate
from uitpas2.database.backup import BackupFailed
from uitpas2.database.backup import backup as make_backup
from uitpas2.database.backup import restore as put_back
from uitpas2.database.engine import make_engine
from uitpas2.database.lease import sole_worker
from uitpas2.database.work import Workplace
from uitpas2.kernel.clock import brussels_day
from uitpas2.seeds import demo as demo_data
from uitpas2.seeds import followed
from uitpas2.settings import SOURCE, Settings
from uitpas2.timetable import JOBS, run, start, work_until_stopped
from uitpas2.welfare.services import Behaviour, simulated_source


@click.command()
@click.option("--port", default=8080, show_default=True, help="Port on 127.0.0.1.")
@click.option("--prepare-only", is_flag=True, help="Fill the database and stop.")
@click.pass_obj
def demo(workplace: Workplace, port: int, prepare_only: bool) -> None:
    """Fill a demo database once, then show the platform on this machine."""
    _fill_once(workplace)
    migrate.upgrade(workplace.engine)
    click.echo(demo_data.introduction(f"http://127.0.0.1:{port}"))
    if prepare_only:
        return
    _connect_made_up_government(workplace)
    _connect_made_up_search(workplace)
    app = create_app(Settings.from_environment(), workplace)
    app.config["DEMO_USERS"] = demo_data.USERS
    settle()
    _work_in_background(workplace)
    waitress_serve(app, host="127.0.0.1", port=port, threads=8, ident=None, _quiet=True)


def settle() -> None:
    """What stays for ever, such as the app and its compiled questions, is seldom looked through for garbage again.

    Otherwise one answer in a dozen waits an eighth of a second for it. What a request leaves behind is freed at once
    or with the young.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 100)


def _fill_once(workplace: Workplace) -> None:
    """Make the demo data beside the database and put them in its place when they are whole.

    Whoever interrupts the first start finds no half demo the second time.
    """
    engine = workplace.engine
    if engine.dialect.name != "sqlite":
        raise click.ClickException("the demo runs on SQLite; for PostgreSQL: uitpas2 seed demo, then uitpas2 serve")
    path = Path(str(engine.url.database))
    if path.exists():
        return
    click.echo("Eerste keer: de demo wordt gemaakt (ongeveer een minuut).")
    half = path.with_suffix(".half")
    for leftover in half.parent.glob(f"{half.name}*"):
        leftover.unlink()
    making = make_engine(f"sqlite:///{half}", sqlite_sync="OFF")
    migrate.upgrade(making)
    demo_data.fill(Workplace(making, keys=workplace.keys, clock=workplace.clock))
    with making.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN")
    making.dispose()
    for of_an_earlier_demo in Settings.from_environment().letterbox.glob("*.eml"):
        of_an_earlier_demo.unlink()
    half.rename(path)


def _connect_made_up_government(workplace: Workplace) -> None:
    """A register that says who is entitled, as an HTTP service of its own; not where a real one is named."""
    if os.environ.get(SOURCE):
        return
    until = brussels_day(workplace.clock.now()) + timedelta(days=365)
    register = simulated_source(behaviour=Behaviour(latency=0.4, until=until))
    threading.Thread(target=register.serve_forever, daemon=True).start()
    os.environ[SOURCE] = f"http://127.0.0.1:{register.server_port}"


def _connect_made_up_search(workplace: Workplace) -> None:
    """A search service from which the demo's followed source is read."""
    search = simulated_search(offering=followed.offering(workplace.clock.now()))
    threading.Thread(target=search.serve_forever, daemon=True).start()
    followed.point_at(workplace, f"http://127.0.0.1:{search.server_port}/events")


def _work_in_background(workplace: Workplace) -> None:
    """The demo is one process: it is its own worker, unless another one has the lease."""

    def keep_lease() -> None:
        with sole_worker(workplace.engine) as alone:
            if alone:
                start(workplace)
                threading.Event().wait()

    threading.Thread(target=keep_lease, daemon=True).start()


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8080, show_default=True)
@click.option("--workers", default=2, show_default=True, help="Processes.")
@click.option("--threads", default=8, show_default=True, help="Threads in each process.")
@click.pass_obj
def serve(workplace: Workplace, host: str, port: int, workers: int, threads: int) -> None:
    """Serve the platform with gunicorn; put TLS in front of it, and say so with UITPAS2_PROXIES=1."""
    from gunicorn.app.base import BaseApplication

    _refuse_known_secret(host)
    workplace.engine.dispose()
    options = {
        "bind": f"{host}:{port}",
        "workers": workers,
        "threads": threads,
        "worker_class": "gthread",
        "forwarded_allow_ips": "127.0.0.1",
        "graceful_timeout": 20,
    }

    class _Server(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            for name, value in options.items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            app = create_app()
            settle()
            return app

    _Server().run()


def _refuse_known_secret(host: str) -> None:
    """The demo's secret and passwords stand in the source: with them, every visitor could sign as anybody."""
    if Settings.from_environment().demo and host not in {"127.0.0.1", "localhost", "::1"}:
        raise click.ClickException("the demo stays on this machine: turn UITPAS2_DEMO off, or serve on 127.0.0.1")


@click.command()
@click.option("--once", is_flag=True, help="Do every job once and stop.")
@click.pass_obj
def worker(workplace: Workplace, once: bool) -> None:
    """Do the background work; a second worker waits for the first."""
    if once:
        for job in JOBS:
            click.echo(f"{job.name}: {run(workplace, job)}")
        return
    work_until_stopped(workplace, click.echo)


@click.group()
def db() -> None:
    """The database: bring it up to date, back, or compare it with the models."""


@db.command()
@click.pass_obj
def upgrade(workplace: Workplace) -> None:
    """Bring the tables to the newest state."""
    migrate.upgrade(workplace.engine)
    click.echo(f"the database is at {migrate.current(workplace.engine)}")


@db.command()
@click.argument("revision")
@click.pass_obj
def downgrade(workplace: Workplace, revision: str) -> None:
    """Take the tables back to REVISION (or "base"). Data of newer tables is lost."""
    migrate.downgrade(workplace.engine, revision)
    click.echo(f"the database is at {migrate.current(workplace.engine) or 'nothing'}")


@db.command()
def check() -> None:
    """Tell whether the migrations make exactly the tables of the models."""
    engine = make_engine("sqlite://")
    migrate.upgrade(engine)
    differences = migrate.drift(engine)
    for difference in differences:
        click.echo(f"not in the migrations: {difference}", err=True)
    if differences:
        raise SystemExit(1)
    click.echo("migrations and models agree")


@click.command()
@click.argument("target", type=click.Path(path_type=Path))
@click.pass_obj
def backup(workplace: Workplace, target: Path) -> None:
    """Copy the database to TARGET while it is in use."""
    try:
        make_backup(workplace.engine, target)
    except BackupFailed as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"copied to {target} ({target.stat().st_size // 1024} KiB)")


@click.command()
@click.argument("source", type=click.Path(path_type=Path))
@click.pass_obj
def restore(workplace: Workplace, source: Path) -> None:
    """Put the copy SOURCE back into a database that is not there yet."""
    try:
        put_back(workplace.engine, source)
    except BackupFailed as error:
        raise click.ClickException(str(error)) from None
    click.echo("restored; now run: uitpas2 check invariants")
