"""Rights that run out soon and were not renewed, for the counter and for the letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import aliased

from uitpas2.accounts.rules import Permission
from uitpas2.cards.models import Holder, RightSuspension, SocialRight
from uitpas2.cards.queries.people import scope
from uitpas2.database.work import Work
from uitpas2.kernel.errors import NotAllowed
from uitpas2.welfare.models import RenewalNotice
from uitpas2.welfare.rules import MILESTONES, NoticeChannel

MOST_LINES = 300


@dataclass(frozen=True, slots=True)
class RenewalLine:
    """A right that runs out: whose, the last day, how many times something was done about it, and how the last time.

    `is_over` says that only the days of grace are left.
    """

    holder_id: str
    name: str
    birth_date: date | None
    city: str
    last_day: date
    is_over: bool
    told: int
    told_by: NoticeChannel | None
    waits_for_print: bool


def not_renewed() -> Select[SocialRight, Holder]:
    """Rights that were not ended and that no later right of the same holder follows."""
    return (
        select(SocialRight, Holder)
        .join(Holder, Holder.id == SocialRight.holder_id)
        .where(SocialRight.ended_on.is_(None), ~_followed())
    )


def _followed() -> ColumnElement[bool]:
    later = aliased(SocialRight)
    return exists().where(
        later.holder_id == SocialRight.holder_id, later.ends > SocialRight.ends, later.ended_on.is_(None)
    )


def not_suspended() -> Select[SocialRight, Holder]:
    """Of these, the ones that are not suspended: who is told to renew must be able to."""
    live = exists().where(RightSuspension.right_id == SocialRight.id, RightSuspension.ends.is_(None))
    return not_renewed().where(~live)


def renewals(work: Work) -> list[RenewalLine]:
    """Rights of holders in the clerk's region that end within sixty days or are in their days of grace, soonest first.

    Raises NotAllowed for who records no rights.
    """
    _must_record_rights(work)
    rows = work.session.execute(
        not_renewed()
        .where(
            SocialRight.ends <= work.today + timedelta(days=max(MILESTONES)),
            func.coalesce(SocialRight.grace_until, SocialRight.ends) > work.today,
            scope(work),
        )
        .order_by(SocialRight.ends, Holder.last_name, Holder.first_name, Holder.id)
        .limit(MOST_LINES)
    ).all()
    notices = _notices(work, [row.SocialRight.id for row in rows])
    return [_line(work, row.SocialRight, row.Holder, notices.get(row.SocialRight.id, [])) for row in rows]


def letters_to_print(work: Work) -> Sequence[tuple[RenewalNotice, SocialRight, Holder]]:
    """Letters about what still runs out, for holders in the clerk's region. Raises NotAllowed."""
    _must_record_rights(work)
    rows = work.session.execute(
        select(RenewalNotice, SocialRight, Holder)
        .join(SocialRight, SocialRight.id == RenewalNotice.right_id)
        .join(Holder, Holder.id == SocialRight.holder_id)
        .where(
            RenewalNotice.channel == NoticeChannel.LETTER,
            RenewalNotice.printed_at.is_(None),
            SocialRight.ended_on.is_(None),
            SocialRight.ends > work.today,
            ~_followed(),
            scope(work),
        )
        .order_by(SocialRight.ends, Holder.last_name, Holder.first_name, RenewalNotice.id)
        .limit(MOST_LINES)
    )
    return [(row.RenewalNotice, row.SocialRight, row.Holder) for row in rows]


def _must_record_rights(work: Work) -> None:
    if not work.actor.may(Permission.GRANT_RIGHTS):
        raise NotAllowed


def _notices(work: Work, right_ids: list[str]) -> dict[str, list[RenewalNotice]]:
    found: dict[str, list[RenewalNotice]] = {}
    rows = select(RenewalNotice).where(RenewalNotice.right_id.in_(right_ids)).order_by(RenewalNotice.at)
    for notice in work.session.scalars(rows):
        found.setdefault(notice.right_id, []).append(notice)
    return found


def _line(work: Work, right: SocialRight, holder: Holder, notices: list[RenewalNotice]) -> RenewalLine:
    return RenewalLine(
        holder_id=holder.id,
        name=f"{holder.first_name} {holder.last_name}",
        birth_date=holder.birth_date,
        city=holder.city,
        last_day=right.ends - timedelta(days=1),
        is_over=right.ends <= work.today,
        told=len(notices),
        told_by=notices[-1].channel if notices else None,
        waits_for_print=any(notice.channel is NoticeChannel.LETTER and notice.printed_at is None for notice in notices),
    )
