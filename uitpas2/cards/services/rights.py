"""Recording the right to a lower price, and reading on what it rests."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select, update

from uitpas2.accounts.rules import Permission
from uitpas2.cards import queries
from uitpas2.cards.errors import (
    GroundUnknown,
    HolderUnknown,
    ProofInFuture,
    PurposeNeeded,
    RightNotRunning,
    RightOverlaps,
    RightPeriodWrong,
)
from uitpas2.cards.models import Holder, RightGround, SocialRight
from uitpas2.cards.rules import LONGEST_MONTHS, Ground, LookedAt, is_allowed_period, start_after, usual_end, usual_start
from uitpas2.cards.services.looking import note_look
from uitpas2.database.work import Work
from uitpas2.database.writes import happened
from uitpas2.kernel.errors import NotAllowed
from uitpas2.kernel.period import Period
from uitpas2.trail.services import note


def record_right(work: Work, *, holder_id: str, starts: date, ends: date, ground: str, granted_by: str) -> SocialRight:
    """The right to a lower price from `starts` up to but not including `ends`; `granted_by` is an organisation.

    A clerk records it for holders of the own region. A welfare partner's own scope is checked by `welfare`, which
    knows clients and cards does not.
    Raises HolderUnknown, GroundUnknown, RightPeriodWrong or RightOverlaps.
    """
    holder = _holder_to_grant(work, holder_id)
    if ground not in set(Ground):
        raise GroundUnknown(field="ground")
    if not is_allowed_period(starts, ends):
        raise RightPeriodWrong(field="last_day", months=LONGEST_MONTHS)
    period = Period(starts, ends)
    known = work.session.scalars(select(SocialRight).where(SocialRight.holder_id == holder.id))
    if any(period.overlaps(right.period) for right in known):
        raise RightOverlaps(field="starts")
    right = SocialRight(
        id=work.new_id(),
        holder_id=holder.id,
        starts=starts,
        ends=ends,
        municipality_nis=holder.municipality_nis,
        granted_by=granted_by,
        granted_at=work.now,
    )
    work.session.add(right)
    work.session.flush()
    work.session.add(RightGround(right_id=right.id, ground=ground))
    work.session.flush()
    note(work, "right.recorded", "holder", holder.id, right=right.id, starts=str(starts), ends=str(ends))
    return right


def record_right_at_counter(work: Work, holder_id: str, *, ground: str, proof_day: date, last_day: date) -> SocialRight:
    """What a clerk decides who saw a proof: the right starts on the first of that month, or when a running one ends.

    A proof carries a year: also a renewal ends no later than a first right on the same proof would.
    Raises ProofInFuture and the errors of `record_right`.
    """
    if proof_day > work.today:
        raise ProofInFuture(field="proof_day")
    if last_day >= usual_end(usual_start(proof_day)):
        raise RightPeriodWrong(field="last_day", months=LONGEST_MONTHS)
    if work.actor.organisation_id is None:
        raise NotAllowed
    known = [right.period for right in queries.rights_of(work, holder_id)]
    return record_right(
        work,
        holder_id=holder_id,
        starts=start_after(proof_day, known),
        ends=last_day + timedelta(days=1),
        ground=ground,
        granted_by=work.actor.organisation_id,
    )


def end_right(work: Work, right_id: str) -> None:
    """From today on there is no right any more; one that has not started yet never does.

    Raises RightUnknown, or RightNotRunning when it ended already.
    """
    right = queries.right(work, right_id)
    ended = happened(
        work.session,
        update(SocialRight)
        .where(SocialRight.id == right.id, SocialRight.ended_on.is_(None), SocialRight.ends > work.today)
        .values(ended_on=max(work.today, right.starts)),
    )
    if not ended:
        raise RightNotRunning
    work.session.refresh(right)
    note(work, "right.ended", "holder", right.holder_id, right=right.id)


def _holder_to_grant(work: Work, holder_id: str) -> Holder:
    """The holder, with the row locked: of two rights recorded at once, the second sees the first."""
    locked = work.session.scalar(select(Holder).where(Holder.id == holder_id).with_for_update(key_share=True))
    if locked is None:
        raise HolderUnknown
    if work.actor.may(Permission.VOUCH) and not work.actor.may(Permission.GRANT_RIGHTS):
        return locked
    return queries.holder(work, holder_id)


def read_ground(work: Work, right_id: str, *, purpose: str) -> str:
    """The code of the ground on which a right rests. Each read is noted, and its purpose is for the family to read.

    The purpose is typed by hand: it stands where it can be forgotten, and not in the trail.

    Raises NotAllowed without the permission of its own, RightUnknown or PurposeNeeded.
    """
    if not work.actor.may(Permission.SEE_GROUNDS):
        raise NotAllowed
    right = queries.right(work, right_id)
    if len(purpose.strip()) < 3:
        raise PurposeNeeded(field="purpose")
    note_look(work, right.holder_id, LookedAt.GROUND, purpose=purpose.strip())
    note(work, "right.ground-read", "holder", right.holder_id, right=right.id)
    return work.session.get_one(RightGround, right.id).ground
