"""One piece of work is one transaction: the only place that commits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import Engine, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session, sessionmaker

from uitpas2.database.engine import READING
from uitpas2.kernel.actor import ANONYMOUS, Actor
from uitpas2.kernel.clock import Clock, SystemClock, brussels_day
from uitpas2.kernel.errors import Unavailable
from uitpas2.kernel.ids import IdMaker, random_ids
from uitpas2.kernel.keys import Keys
from uitpas2.kernel.text import TranslatedText


class DatabaseBusy(Unavailable):
    code = "database-busy"
    title = TranslatedText(
        nl="Het is even erg druk. Probeer het over een minuut opnieuw; er is niets half bewaard.",
        fr="Il y a beaucoup de monde. Réessayez dans une minute ; rien n’a été enregistré à moitié.",
        en="It is very busy for a moment. Try again in a minute; nothing was saved halfway.",
    )


@dataclass
class Work:
    """What a service gets first: the session, the moment, the actor, a maker of ids and the keys.

    A service never commits; it may flush where a constraint should speak. `before_commit` actions run in the same
    transaction as its last act; `afterwards` actions run once it has been committed and get no objects, only values.
    """

    session: Session
    now: datetime
    actor: Actor
    new_id: IdMaker
    keys: Keys
    _before_commit: list[Callable[[Work], None]] = field(default_factory=list)
    _afterwards: list[Callable[[], None]] = field(default_factory=list)

    @property
    def today(self) -> date:
        """The Brussels calendar day of `now`."""
        return brussels_day(self.now)

    def before_commit(self, action: Callable[[Work], None]) -> None:
        self._before_commit.append(action)

    def afterwards(self, action: Callable[[], None]) -> None:
        self._afterwards.append(action)


class Workplace:
    """Opens Works. Made once from an engine, the keys, a clock and a maker of ids."""

    def __init__(
        self,
        engine: Engine,
        *,
        keys: Keys,
        replica: Engine | None = None,
        clock: Clock | None = None,
        new_id: IdMaker = random_ids,
    ) -> None:
        self.engine = engine
        self.keys = keys
        self.clock: Clock = clock or SystemClock()
        self.new_id = new_id
        self._writing = sessionmaker(engine, expire_on_commit=False)
        self._reading = sessionmaker(engine.execution_options(**READING), expire_on_commit=False)
        replica_engine = (replica or engine).execution_options(**READING)
        self._reporting = sessionmaker(replica_engine, expire_on_commit=False)

    @contextmanager
    def begin(self, actor: Actor = ANONYMOUS) -> Iterator[Work]:
        """A Work that commits when its block ends and rolls back on any exception.

        Raises DatabaseBusy when a lock could not be had in time.
        """
        session = self._writing()
        work = Work(session, self.clock.now(), actor, self.new_id, self.keys)
        try:
            session.connection()  # SQLite takes its write lock here, before anything is read
            yield work
            while work._before_commit:
                work._before_commit.pop(0)(work)
            session.commit()
        except OperationalError as error:
            session.rollback()
            if _is_lock_trouble(error):
                raise DatabaseBusy from error
            raise
        except BaseException:
            session.rollback()
            raise
        finally:
            session.close()
        for action in work._afterwards:
            action()

    @contextmanager
    def reading(self, actor: Actor = ANONYMOUS) -> Iterator[Work]:
        """A Work for screens and lists: takes no write lock and refuses to flush."""
        yield from self._read_only(self._reading(), actor)

    @contextmanager
    def reporting(self, actor: Actor = ANONYMOUS) -> Iterator[Work]:
        """Like `reading`, on the read replica when there is one: for monitoring and exports."""
        yield from self._read_only(self._reporting(), actor)

    @contextmanager
    def snapshot(self, actor: Actor = ANONYMOUS) -> Iterator[Work]:
        """Like `reading`, with everything as it was at one moment: for checks that lay tables beside each other.

        On SQLite every reading Work is such a snapshot; PostgreSQL wants it said.
        """
        session = self._reading()
        if self.engine.dialect.name == "postgresql":
            session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        yield from self._read_only(session, actor)

    def _read_only(self, session: Session, actor: Actor) -> Iterator[Work]:
        event.listen(session, "before_flush", _refuse_flush)
        try:
            yield Work(session, self.clock.now(), actor, self.new_id, self.keys)
        finally:
            session.close()  # a rollback here would empty what was read, and pages are made after this


def _refuse_flush(session: Session, *_: object) -> None:
    if session.new or session.dirty or session.deleted:
        raise RuntimeError("a reading Work was asked to write; open it with workplace.begin()")


def _is_lock_trouble(error: OperationalError) -> bool:
    text = str(error.orig).lower()
    return any(
        sign in text for sign in ("database is locked", "lock timeout", "deadlock detected", "statement timeout")
    )
