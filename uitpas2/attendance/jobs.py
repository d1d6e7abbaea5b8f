"""Lists that nobody closed are closed at night, each in its own transaction: one that fails keeps no other open."""

from __future__ import annotations

import structlog

from uitpas2.attendance.services import close_past, sessions_to_close
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import system_actor

log = structlog.get_logger()
ACTOR = system_actor("attendance")


def close_past_lists(workplace: Workplace) -> int:
    """Close what is past and still open; tells how many. Twice does nothing more."""
    with workplace.reading(ACTOR) as work:
        session_ids = sessions_to_close(work)
    closed = 0
    for session_id in session_ids:
        try:
            with workplace.begin(ACTOR) as work:
                closed += close_past(work, session_id)
        except Exception:
            log.exception("list left for the next time", session=session_id)
    return closed
