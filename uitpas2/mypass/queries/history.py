"""What somebody did with a card: visits, purchases and points in one row, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Row, Select, exists, literal, select, union_all

from uitpas2.accounts.models import Organisation
from uitpas2.activities.models import Activity
from uitpas2.cards import queries as cards
from uitpas2.cards.models import Holder
from uitpas2.database.work import Work
from uitpas2.discounts.models import Sale
from uitpas2.kernel.text import TranslatedText
from uitpas2.loyalty.models import PointsEntry
from uitpas2.loyalty.queries import balance
from uitpas2.scanning.models import CheckIn

PAGE = 20


class What(StrEnum):
    VISIT = "visit"
    PURCHASE = "purchase"
    POINTS = "points"


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened. A visit with a ticket has the sale too, and is told once."""

    what: What
    at: datetime
    points: int
    activity_name: TranslatedText | None = None
    organiser_name: str = ""
    sale: Sale | None = None


@dataclass(frozen=True, slots=True)
class History:
    """A page of what happened; `points` is what the holder has now."""

    holder: Holder
    points: int
    happenings: list[Happening]
    has_older: bool


def history(work: Work, holder_id: str, *, page: int = 1) -> History:
    """One page of what a holder in the actor's family did. Raises HolderUnknown."""
    holder = cards.holder(work, holder_id)
    lines = work.session.execute(_lines(holder_id).limit(PAGE + 1).offset((page - 1) * PAGE)).all()
    return History(holder, balance(work, holder_id), _told(work, lines[:PAGE]), has_older=len(lines) > PAGE)


def _lines(holder_id: str) -> Select[str, str, datetime]:
    """What happened and when. A ticket with which somebody came in, and the points for it, belong to the visit."""
    visits = select(literal(What.VISIT.value).label("what"), CheckIn.id.label("id"), CheckIn.at.label("at"))
    tickets = select(literal(What.PURCHASE.value), Sale.id, Sale.at)
    points = select(literal(What.POINTS.value), PointsEntry.id, PointsEntry.at)
    all_of_it = union_all(
        visits.where(CheckIn.holder_id == holder_id),
        tickets.where(Sale.holder_id == holder_id, ~exists().where(CheckIn.sale_id == Sale.id)),
        points.where(PointsEntry.holder_id == holder_id, ~exists().where(CheckIn.id == PointsEntry.reference)),
    ).subquery()
    return select(all_of_it.c.what, all_of_it.c.id, all_of_it.c.at).order_by(all_of_it.c.at.desc(), all_of_it.c.id)


def _told(work: Work, lines: Sequence[Row[str, str, datetime]]) -> list[Happening]:
    ids = [line.id for line in lines]
    visits = {one.id: one for one in work.session.scalars(select(CheckIn).where(CheckIn.id.in_(ids)))}
    points = {one.id: one for one in work.session.scalars(select(PointsEntry).where(PointsEntry.id.in_(ids)))}
    tickets = [visit.sale_id for visit in visits.values() if visit.sale_id]
    sales = {one.id: one for one in work.session.scalars(select(Sale).where(Sale.id.in_([*ids, *tickets])))}
    activities = {visit.activity_id for visit in visits.values()} | {sale.activity_id for sale in sales.values()}
    names = _names(work, activities)
    told = []
    for line in lines:
        if earned := points.get(line.id):
            told.append(Happening(What.POINTS, earned.at, earned.points))
            continue
        visit = visits.get(line.id)
        sale = sales.get(visit.sale_id or "" if visit else line.id)
        activity_id = visit.activity_id if visit else sales[line.id].activity_id
        told.append(Happening(What(line.what), line.at, visit.points if visit else 0, *names[activity_id], sale))
    return told


def _names(work: Work, activity_ids: set[str]) -> dict[str, tuple[TranslatedText, str]]:
    """The names of activities and of who organises them."""
    rows = work.session.execute(
        select(Activity.id, Activity.name, Organisation.name.label("organiser"))
        .outerjoin(Organisation, Organisation.id == Activity.organiser_id)
        .where(Activity.id.in_(activity_ids))
    )
    return {row.id: (row.name, row.organiser or "") for row in rows}
