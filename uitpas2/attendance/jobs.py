"""Lists that nobody closed are closed at night, each in a piece of work of its own."""

from __future__ import annotations

from uitpas2.attendance.services import close_past, sessions_to_close
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import system_actor


def close_past_lists(workplace: Workplace) -> int:
    """Close what is past and still open; tells how many. Twice does nothing more."""
    with workplace.reading(system_actor("timetable")) as work:
        session_ids = sessions_to_close(work)
    closed = 0
    for session_id in session_ids:
        with workplace.begin(system_actor("timetable")) as work:
            closed += close_past(work, session_id)
    return closed
