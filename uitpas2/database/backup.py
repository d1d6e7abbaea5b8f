"""A copy of the database while it is in use, and back."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from pathlib import Path

from sqlalchemy import Engine


class BackupFailed(Exception):
    """The message says what was missing."""


def backup(engine: Engine, target: Path) -> None:
    """Write a consistent copy to a file that is not there yet.

    Raises BackupFailed when the file exists, or PostgreSQL's own tool is not on this machine.
    """
    if target.exists():
        raise BackupFailed(f"{target} is already there; name another file")
    if engine.dialect.name == "sqlite":
        connection = engine.raw_connection()  # outside a transaction: our engine would begin one
        try:
            connection.cursor().execute("VACUUM INTO ?", (str(target),))
        finally:
            connection.close()
        return
    _postgresql("pg_dump", "--format=custom", f"--file={target}", _address(engine))


def restore(engine: Engine, source: Path) -> None:
    """Put a copy back into a database that is not there yet (SQLite) or is empty (PostgreSQL).

    Raises BackupFailed when there is nothing to restore, or something is in the way.
    """
    if not source.exists():
        raise BackupFailed(f"there is no {source}")
    if engine.dialect.name == "sqlite":
        target = Path(str(engine.url.database))
        if target.exists():
            raise BackupFailed(f"{target} is in the way; move it first")
        with sqlite3.connect(source) as copy:
            if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise BackupFailed(f"{source} is damaged")
        shutil.copyfile(source, target)
        return
    _postgresql("pg_restore", "--exit-on-error", f"--dbname={_address(engine)}", str(source))


def _address(engine: Engine) -> str:
    return engine.url.set(drivername="postgresql").render_as_string(hide_password=False)


def _postgresql(tool: str, *arguments: str) -> None:
    path = shutil.which(tool)
    if path is None:
        raise BackupFailed(f"{tool} is not on this machine: install PostgreSQL's client tools")
    done = subprocess.run([path, *arguments], capture_output=True, text=True)  # noqa: S603  our own arguments
    if done.returncode:
        raise BackupFailed(done.stderr.strip().splitlines()[-1] if done.stderr.strip() else f"{tool} failed")
