"""Releases and their figures: public to whoever may read figures, the same for each of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import func, or_, select

from uitpas2.accounts.queries import municipalities
from uitpas2.cards.models import Holder
from uitpas2.cards.rules import HolderKind
from uitpas2.database.work import Work
from uitpas2.discounts.models import Sale
from uitpas2.kernel.period import Period
from uitpas2.monitoring.errors import ReleaseUnknown
from uitpas2.monitoring.models import Release, ReleaseCell
from uitpas2.monitoring.rules.areas import Area, flemish_areas, tree_of
from uitpas2.monitoring.rules.disclosure import Leak, find_leaks
from uitpas2.monitoring.rules.figures import Figure, Table, arrange
from uitpas2.scanning.models import CheckIn

PARTICIPATION = "participation"
"""The table of how many different persons took part. There is no other one yet."""


def count_persons(work: Work, starts: date, ends: date) -> dict[str, int]:
    """Different persons who checked in or have a ticket, by the municipality where they live.

    Exact, and therefore for making a release only. Groups are not counted: nobody knows who was in one.
    """
    came = select(CheckIn.holder_id).where(CheckIn.day >= starts, CheckIn.day < ends)
    bought = select(Sale.holder_id).where(Sale.day >= starts, Sale.day < ends, Sale.cancelled_at.is_(None))
    rows = work.session.execute(
        select(Holder.municipality_nis, func.count())
        .where(Holder.kind == HolderKind.PERSON, or_(Holder.id.in_(came), Holder.id.in_(bought)))
        .group_by(Holder.municipality_nis)
    )
    return dict(rows.all())


def areas(work: Work) -> list[Area]:
    """Flanders, its provinces and its municipalities as they are now."""
    rows = [(row.nis, row.name, row.population, row.province_nis, row.province) for row in municipalities(work)]
    return flemish_areas(rows)


def releases(work: Work) -> Sequence[Release]:
    """All releases, newest period first."""
    return work.session.scalars(
        select(Release).where(Release.table_name == PARTICIPATION).order_by(Release.starts.desc())
    ).all()


def latest_release(work: Work) -> Release | None:
    return next(iter(releases(work)), None)


def release_of(work: Work, quarter: Period) -> Release:
    """Raises ReleaseUnknown."""
    found = work.session.scalars(
        select(Release).where(
            Release.table_name == PARTICIPATION, Release.starts == quarter.start, Release.ends == quarter.end
        )
    ).one_or_none()
    if found is None:
        raise ReleaseUnknown(field="quarter")
    return found


def figures(work: Work, release: Release) -> list[Figure]:
    """What a release shows, with the areas as they were then."""
    cells = work.session.scalars(select(ReleaseCell).where(ReleaseCell.release_id == release.id))
    return [
        Figure(Area(cell.area, cell.level, cell.name, cell.within, cell.inhabitants), cell.persons) for cell in cells
    ]


def table_of(work: Work, release: Release) -> Table:
    """The figures of a release in the order in which they are read."""
    return arrange(figures(work, release))


def leaks(work: Work, release: Release) -> Iterator[Leak]:
    """Attack a release as it stands in the database."""
    shown = figures(work, release)
    tree = tree_of(figure.area for figure in shown)
    yield from find_leaks(tree, {figure.area.code: figure.persons for figure in shown}, release.threshold)
