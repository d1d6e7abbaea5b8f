"""A draw for everybody to read and to repeat: its fingerprint beforehand, and afterwards seed, codes and order."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from uitpas2.activities import queries as activities
from uitpas2.kernel.errors import NotFound
from uitpas2.registrations import queries
from uitpas2.registrations.pages.blueprint import blueprint
from uitpas2.registrations.schemas import DRAW_COLUMNS
from uitpas2.web.context import reading
from uitpas2.web.exports import CSV_TYPE, Cell, Sheet, as_csv, download
from uitpas2.web.guard import open_to_all

WHY_OPEN = "whoever took part can repeat a draw; it names nobody"
OUTCOMES = {True: "place", False: "list", None: "turn"}


@blueprint.get("/activities/<activity_id>/draw")
@open_to_all(WHY_OPEN)
def draw(activity_id: str) -> ResponseReturnValue:
    with reading() as work:
        activity = activities.activity(work, activity_id)
        found = queries.draw_of(work, activity_id)
        own = queries.own_draws(work, activity_id, found)
        return render_template(
            "registrations/draw.html",
            activity=activity,
            draw=found,
            own=own,
            with_groups=len({line.entry.group for line in found.lines}) > 1,
            with_together=any(line.entry.together for line in found.lines),
            decided=any(line.placed is not None for line in found.lines),
        )


@blueprint.get("/activities/<activity_id>/draw.csv")
@open_to_all(WHY_OPEN)
def draw_file(activity_id: str) -> ResponseReturnValue:
    """The same bytes for everybody; the command `uitpas2 draw repeat` takes it."""
    with reading() as work:
        activities.activity(work, activity_id)
        found = queries.draw_of(work, activity_id)
    if not found.seed:
        raise NotFound
    rows: list[list[Cell]] = [
        [
            line.turn,
            line.entry.group,
            line.entry.together,
            line.entry.code,
            line.ticket,
            OUTCOMES[line.placed],
            found.seed,
            found.commitment,
        ]
        for line in found.lines
    ]
    return download(as_csv(Sheet("draw", DRAW_COLUMNS, rows)), f"draw-{activity_id[:8]}.csv", CSV_TYPE)
