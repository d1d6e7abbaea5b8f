"""Noting that a session is no longer as people know it, until who is registered was told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from uitpas2.activities.models import Session
from uitpas2.database.work import Work


@contextmanager
def changing(work: Work, session: Session) -> Iterator[None]:
    """Change a session's time or availability inside this block, and it is noted when they became others.

    Who is told, and how, is the business of registrations; a session nobody has a place in is told to nobody.
    """
    starts, ends, availability = session.starts, session.ends, session.availability
    yield
    if (session.starts, session.ends, session.availability) == (starts, ends, availability):
        return
    session.to_tell_since = session.to_tell_since or work.now
    if session.starts != starts:
        session.moved_from = session.moved_from or starts
