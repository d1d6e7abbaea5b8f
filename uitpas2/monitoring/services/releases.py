"""Making a release: count, protect, attack, and only then publish for good."""

from __future__ import annotations

from datetime import date

from uitpas2.database.work import Work
from uitpas2.database.writes import insert_many, insert_unless_there
from uitpas2.monitoring import queries
from uitpas2.monitoring.errors import (
    AlreadyReleased,
    MunicipalitiesMissing,
    NotAQuarter,
    QuarterNotOver,
    ReleaseUnsafe,
    ThresholdTooLow,
)
from uitpas2.monitoring.models import Release, ReleaseCell
from uitpas2.monitoring.rules.areas import Area, AreaTree, tree_of
from uitpas2.monitoring.rules.disclosure import THRESHOLD, Published, find_leaks, protect
from uitpas2.monitoring.rules.quarters import quarter_name, quarter_of
from uitpas2.trail import services as trail

METHOD = "small-hidden, complements-hidden, ranges-audited"


def build_release(work: Work, *, starts: date, ends: date, threshold: int = THRESHOLD) -> Release:
    """Publish how many different persons took part per municipality, province and Flanders in a closed quarter.

    A release is never changed: what comes in later about that quarter stays out of it.
    Raises NotAQuarter, QuarterNotOver, ThresholdTooLow, MunicipalitiesMissing, AlreadyReleased, and ReleaseUnsafe when
    the attack audit finds anything; then nothing is published.
    """
    if quarter_of(starts).start != starts or quarter_of(starts).end != ends:
        raise NotAQuarter(field="quarter")
    if ends > work.today:
        raise QuarterNotOver(field="quarter", ends=f"{ends.day}/{ends.month}/{ends.year}")
    if threshold < THRESHOLD:
        raise ThresholdTooLow(field="threshold", lowest=THRESHOLD, threshold=threshold)
    areas = queries.areas(work)
    if len(areas) == 1:
        raise MunicipalitiesMissing
    tree = tree_of(areas)
    published = protect(tree, tree.add_up(queries.count_persons(work, starts, ends)), threshold)
    _refuse_unsafe(tree, published, threshold)
    release = _new_release(work, starts, ends, threshold)
    insert_many(work.session, ReleaseCell, [_cell(release, area, published[area.code]) for area in areas])
    return release


def _refuse_unsafe(tree: AreaTree, published: Published, threshold: int) -> None:
    found = [leak.area for leak in find_leaks(tree, published, threshold)]
    if found:
        raise ReleaseUnsafe(areas=", ".join(found[:5]))


def _new_release(work: Work, starts: date, ends: date, threshold: int) -> Release:
    release_id = work.new_id()
    is_new = insert_unless_there(
        work.session,
        Release,
        id=release_id,
        table_name=queries.PARTICIPATION,
        starts=starts,
        ends=ends,
        threshold=threshold,
        method=METHOD,
        made_at=work.now,
    )
    if not is_new:
        raise AlreadyReleased(field="quarter", quarter=quarter_name(starts))
    trail.note(work, "figures.released", "release", release_id, quarter=quarter_name(starts), threshold=threshold)
    return work.session.get_one(Release, release_id)


def _cell(release: Release, area: Area, persons: int | None) -> dict[str, object]:
    return {
        "release_id": release.id,
        "area": area.code,
        "level": area.level,
        "name": area.name,
        "within": area.within,
        "inhabitants": area.inhabitants,
        "persons": persons,
    }
