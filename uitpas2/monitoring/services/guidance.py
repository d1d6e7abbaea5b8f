"""Publishing how many children partners reached: all figures of a municipality and a quarter at once, and for good."""

from __future__ import annotations

from collections.abc import Mapping

from uitpas2.database.work import Work
from uitpas2.database.writes import insert_many, insert_unless_there
from uitpas2.kernel.period import Period
from uitpas2.monitoring import queries
from uitpas2.monitoring.errors import AlreadyReleased, QuarterNotOver
from uitpas2.monitoring.models import GuidanceFigure, GuidanceRelease
from uitpas2.monitoring.rules.guidance import SETTLED, may_be_released, shown
from uitpas2.monitoring.rules.quarters import last_closed_quarter, quarter_name
from uitpas2.trail import services as trail

KEY = "guidance-figures"


def release_guidance(work: Work) -> int:
    """The figures of the last quarter, for each municipality with a partner, once it is settled. A job."""
    quarter = last_closed_quarter(work.today)
    assert quarter.end is not None
    if not may_be_released(quarter.end, work.today):
        return 0
    missing = queries.municipalities_to_release(work, quarter)
    for nis in missing:
        build_guidance(work, nis, quarter)
    return len(missing)


def build_guidance(work: Work, municipality_nis: str, quarter: Period) -> GuidanceRelease:
    """What comes in later about that quarter stays out. Raises QuarterNotOver or AlreadyReleased."""
    assert quarter.end is not None
    if not may_be_released(quarter.end, work.today):
        first = quarter.end + SETTLED
        raise QuarterNotOver(field="quarter", ends=f"{first.day}/{first.month}/{first.year}")
    id, key = work.new_id(), work.keys.derive(KEY)
    row = {"municipality_nis": municipality_nis, "starts": quarter.start, "ends": quarter.end, "made_at": work.now}
    if not insert_unless_there(work.session, GuidanceRelease, id=id, **row):
        raise AlreadyReleased(field="quarter", quarter=quarter_name(quarter.start))
    cells = queries.reached(work, municipality_nis, quarter)
    rows = [
        {
            "release_id": id,
            "partner_id": partner_id,
            "reach": reach,
            "breakdown": breakdown,
            "part": part,
            "children": shown(children, key),
        }
        for (partner_id, reach, breakdown, part), children in sorted(cells.items())
    ]
    insert_many(work.session, GuidanceFigure, [row for row in rows if _is_told(row)])
    trail.note(work, "guidance.released", "release", id, quarter=quarter_name(quarter.start))
    return work.session.get_one(GuidanceRelease, id)


def _is_told(row: Mapping[str, object]) -> bool:
    """A part of which nothing is shown is left out: that it is there would tell that there is a child in it."""
    return row["children"] is not None or row["part"] == ""
