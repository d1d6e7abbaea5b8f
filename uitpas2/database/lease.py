"""One worker at a time: a lock that the operating system or PostgreSQL gives back when its holder dies."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, text

_NUMBER = 2_026_2  # any number, the same in every worker


@contextmanager
def sole_worker(engine: Engine) -> Iterator[bool]:
    """True while this process is the only worker on the database; False when another one is."""
    if engine.dialect.name == "postgresql":
        # The lock belongs to the connection; a transaction would only stay open for days.
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            alone = bool(connection.scalar(text("SELECT pg_try_advisory_lock(:number)"), {"number": _NUMBER}))
            try:
                yield alone
            finally:
                if alone:
                    connection.execute(text("SELECT pg_advisory_unlock(:number)"), {"number": _NUMBER})
        return
    with Path(f"{engine.url.database}.worker").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
