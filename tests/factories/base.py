"""What all factories share: they add to the open Work's session and flush, and never commit."""

from __future__ import annotations

from typing import Any

import factory
from sqlalchemy.orm import Session

from uitpas2.database.work import Work

_session: Session | None = None


def use(work: Work) -> None:
    """Let the factories make their things in this Work."""
    global _session
    _session = work.session


def session() -> Session:
    if _session is None:
        raise RuntimeError("call tests.factories.base.use(work) first; the fixture `work` does it")
    return _session


class Factory(factory.alchemy.SQLAlchemyModelFactory):
    class Meta:
        abstract = True
        sqlalchemy_session_factory = session
        sqlalchemy_session_persistence = "flush"


def uuid(prefix: str) -> Any:
    """Identifiers that can be read in a failure: "holder-0003"."""
    return factory.Sequence(lambda number: f"{prefix}-{number:04d}")
