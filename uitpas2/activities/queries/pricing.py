"""What is asked for what somebody books: the prices of a session, else of its series, else of the activity."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import or_, select

from uitpas2.activities.models import Activity, Price, Session
from uitpas2.activities.queries.lookup import base_of
from uitpas2.database.work import Work


def prices_for(work: Work, activity: Activity, session_id: str | None) -> Sequence[Price]:
    """The prices that hold now for a session; for the activity without one."""
    own = _of_unit(work, activity.id, session_id) if session_id else []
    return own or activity.prices


def price_for(work: Work, activity: Activity, session_id: str | None, price_id: str | None = None) -> Price | None:
    """The base price of what is booked, or the one that is asked if it belongs there; None when there is none.

    Who registered for a session keeps the price that was shown: for a session a price that was used and has ended
    since can still be asked by its id.
    """
    found = prices_for(work, activity, session_id)
    if price_id is None:
        return base_of(found)
    asked = next((price for price in (*found, *activity.prices) if price.id == price_id), None)
    if asked is None and session_id is not None:
        asked = work.session.scalar(
            select(Price).where(Price.id == price_id, Price.activity_id == activity.id, Price.frozen_at.is_not(None))
        )
    return None if asked is None or asked.for_group else asked


def own_prices(work: Work, activity_id: str) -> dict[str, Price]:
    """The base price that holds now of each series and session that has its own, by the id of the series or session."""
    rows = work.session.scalars(
        select(Price)
        .where(Price.activity_id == activity_id, Price.ended_at.is_(None))
        .where(or_(Price.series_id.is_not(None), Price.session_id.is_not(None)))
        .order_by(Price.position.desc())
    )
    return {price.series_id or price.session_id or "": price for price in rows if not price.for_group}


def _of_unit(work: Work, activity_id: str, session_id: str) -> list[Price]:
    series = select(Session.series_id).where(Session.id == session_id).scalar_subquery()
    rows = work.session.scalars(
        select(Price)
        .where(Price.activity_id == activity_id, Price.ended_at.is_(None))
        .where(or_(Price.session_id == session_id, Price.series_id == series))
        .order_by(Price.position)
    ).all()
    return [price for price in rows if price.session_id] or list(rows)
