"""The offer as people find it: a page in the order of best fit, with what a card shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, selectinload

from uitpas2.accounts.models import Organisation
from uitpas2.activities.models import Activity, Price, Session
from uitpas2.activities.queries.lookup import base_price
from uitpas2.activities.queries.ranking import SHOWN_AT_MOST, ranked
from uitpas2.activities.queries.wishes import Wishes, best_session_id
from uitpas2.activities.rules import Availability
from uitpas2.database.work import Work


@dataclass(frozen=True, slots=True)
class OfferLine:
    """One activity as the finder shows it. `next_session` is None for what is permanently open.

    `free` are the places left in it for the reader, None without a limit. `sessions_coming` counts the sessions that
    are not over yet; `price` is the base price; `km` is the distance from where was searched, if it was.
    """

    activity: Activity
    next_session: Session | None
    sessions_coming: int
    price: Price | None
    organiser_name: str
    free: int | None = None
    km: float | None = None

    @property
    def has_places(self) -> bool:
        """Whether somebody can still take part."""
        if self.activity.availability is not Availability.AVAILABLE:
            return False
        if self.next_session is None:
            return True
        return self.next_session.availability is Availability.AVAILABLE and self.free != 0


@dataclass(frozen=True, slots=True)
class Offer:
    """A page of what was found, and how many there are in all; `more` when there are more than `total`."""

    items: list[OfferLine]
    total: int
    more: bool = False


def search(work: Work, wishes: Wishes, *, limit: int, offset: int = 0) -> Offer:
    """A page of what people can still take part in, the best fit first; at most the first five hundred can be reached.

    The order is that of `rules.ordering`; it stays the same all day. The number of questions to the database does not
    grow with the size of the page or of the offer.
    """
    offset = min(offset, SHOWN_AT_MOST)
    found = ranked(work, wishes, needed=offset + limit)
    total, more = len(found.entries), found.more
    if total > SHOWN_AT_MOST:
        total, more = SHOWN_AT_MOST, True
    page = found.ids(offset, min(offset + limit, SHOWN_AT_MOST))
    return Offer(lines(work, wishes, page, found.kilometres), total, more)


def find_offer(
    work: Work,
    *,
    municipality_nis: str | None = None,
    day: date | None = None,
    age: int | None = None,
    theme: str = "",
    text: str = "",
    with_places: bool = False,
    children_only: bool = False,
    not_begun: bool = False,
    for_partner: bool = False,
    limit: int = 50,
    offset: int = 0,
) -> Offer:
    """The same for whoever reads all of it: the total is exact and there is no last page, at the price of counting."""
    wishes = Wishes(municipality_nis, day, age, theme, text, with_places, children_only, not_begun)
    found = ranked(work, replace(wishes, for_partner=for_partner))
    return Offer(lines(work, wishes, found.ids(offset, offset + limit)), len(found.entries))


def lines(
    work: Work, wishes: Wishes, ids: Sequence[str], kilometres: Mapping[str, float] | None = None
) -> list[OfferLine]:
    """Everything a card shows of these activities, in this order."""
    rows = (
        work.session.execute(
            select(Activity, Session, Organisation.name)
            .outerjoin(Activity.place)
            .outerjoin(Organisation, Organisation.id == Activity.organiser_id)
            .outerjoin(Session, Session.id == best_session_id(work, wishes))
            .where(Activity.id.in_(ids))
            .options(contains_eager(Activity.place), selectinload(Activity.prices))
        )
        .unique()
        .all()
        if ids
        else []
    )
    coming, shown = _sessions_coming(work, ids), {row[0].id: row for row in rows}
    return [
        OfferLine(
            activity=activity,
            next_session=session,
            sessions_coming=coming.get(activity.id, 0),
            price=base_price(activity),
            organiser_name=organiser_name or "",
            free=session.free_for(work.now, partner=wishes.for_partner) if session else None,
            km=(kilometres or {}).get(activity.id),
        )
        for activity, session, organiser_name in (shown[id] for id in ids)
    ]


def _sessions_coming(work: Work, activity_ids: Sequence[str]) -> dict[str, int]:
    if not activity_ids:
        return {}
    rows = work.session.execute(
        select(Session.activity_id, func.count())
        .where(Session.activity_id.in_(activity_ids), Session.ends > work.now)
        .group_by(Session.activity_id)
    )
    return {row[0]: row[1] for row in rows}
