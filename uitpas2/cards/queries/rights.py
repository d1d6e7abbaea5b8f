"""The recorded right to a lower price; never the ground, for that see `services.read_ground`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import BindParameter, ColumnElement, Date, and_, bindparam, exists, func, or_, select

from uitpas2.cards.errors import RightUnknown
from uitpas2.cards.models import Holder, RightSuspension, SocialRight
from uitpas2.cards.queries.people import holder, scope
from uitpas2.database.work import Work


def has_right_on(work: Work, holder_id: str, day: date) -> bool:
    """Whether the holder has the right to a lower price on a day, grace included. One small question."""
    return bool(work.session.scalar(_HAS_RIGHT, {"holder_id": holder_id, "day": day}))


def covers(day: date | BindParameter[date]) -> ColumnElement[bool]:
    """The condition that a recorded right counts on a day, for questions about many holders at once.

    The days of grace count; days on which it is suspended do not.
    """
    suspended = exists().where(
        RightSuspension.right_id == SocialRight.id,
        RightSuspension.starts <= day,
        or_(RightSuspension.ends.is_(None), RightSuspension.ends > day),
    )
    return and_(
        SocialRight.starts <= day,
        func.coalesce(SocialRight.grace_until, SocialRight.ends) > day,
        or_(SocialRight.ended_on.is_(None), SocialRight.ended_on > day),
        ~suspended,
    )


# Made once: the door asks this for every scan.
_HAS_RIGHT = select(
    exists().where(SocialRight.holder_id == bindparam("holder_id"), covers(bindparam("day", type_=Date)))
)


def rights_of(work: Work, holder_id: str) -> Sequence[SocialRight]:
    """The rights recorded for a holder in the actor's scope, newest first. Raises HolderUnknown."""
    holder(work, holder_id)
    return work.session.scalars(
        select(SocialRight).where(SocialRight.holder_id == holder_id).order_by(SocialRight.starts.desc())
    ).all()


def right(work: Work, right_id: str) -> SocialRight:
    """Raises RightUnknown, also for a right of somebody outside the actor's scope."""
    found = work.session.scalar(
        select(SocialRight)
        .join(Holder, Holder.id == SocialRight.holder_id)
        .where(SocialRight.id == right_id, scope(work))
    )
    if found is None:
        raise RightUnknown
    return found
