"""Recording the right to a lower price, suspending and ending it, and reading on what it rests.

Whether somebody gets it is not decided here but by the rule book, in `welfare`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select, update

from uitpas2.accounts.rules import Permission
from uitpas2.cards import queries
from uitpas2.cards.errors import (
    GroundUnknown,
    HolderUnknown,
    PurposeNeeded,
    RightChangeImpossible,
    RightNotRunning,
    RightOverlaps,
    RightPeriodWrong,
)
from uitpas2.cards.models import Holder, RightGround, RightSuspension, SocialRight
from uitpas2.cards.rules import (
    FACTS_KEY,
    LONGEST_MONTHS,
    POSSIBLE_CHANGES,
    STATES_IN_WORDS,
    LookedAt,
    RightChange,
    RightState,
    WhyStopped,
    is_allowed_period,
    is_ground_code,
    opened_facts,
    sealed_facts,
)
from uitpas2.cards.services.looking import note_look
from uitpas2.cards.services.telling import tell_decision
from uitpas2.database.work import Work
from uitpas2.database.writes import happened
from uitpas2.kernel.errors import NotAllowed
from uitpas2.kernel.period import Period
from uitpas2.trail.services import note


def record_right(
    work: Work,
    *,
    holder_id: str,
    starts: date,
    ends: date,
    ground: str,
    granted_by: str,
    grace_until: date | None = None,
    receipt: Mapping[str, Any] | None = None,
    decided_from: Mapping[str, Any] | None = None,
) -> SocialRight:
    """The right to a lower price from `starts` up to but not including `ends`; `granted_by` is an organisation.

    `receipt` may be read by everybody who sees the right; `decided_from` is sealed beside the ground. Of an earlier
    right the grace stops where this one starts. A clerk records it for holders of the own region. A welfare partner's
    own scope is checked by `welfare`, which knows clients and cards does not.
    Raises HolderUnknown, GroundUnknown, RightPeriodWrong or RightOverlaps.
    """
    holder = _holder_to_grant(work, holder_id)
    return _record(work, holder, starts, ends, ground, granted_by, grace_until, receipt, decided_from)


def take_over_right(
    work: Work,
    old_id: str,
    *,
    starts: date,
    ends: date,
    granted_by: str,
    grace_until: date | None,
    receipt: Mapping[str, Any],
    decided_from: Mapping[str, Any],
) -> SocialRight:
    """The municipality where somebody lives now gives the right that another one gave; the old one ends the same day.

    Whoever moved the holder was allowed to. Raises RightNotRunning, RightPeriodWrong or RightOverlaps.
    """
    if not end_because_of_move(work, old_id):
        raise RightNotRunning
    old = work.session.get_one(SocialRight, old_id)
    holder = work.session.get_one(Holder, old.holder_id)
    ground = work.session.get_one(RightGround, old_id).ground
    return _record(work, holder, starts, ends, ground, granted_by, grace_until, receipt, decided_from)


def end_right(work: Work, right_id: str, because: WhyStopped | None = None) -> None:
    """From today on there is no right any more; one that has not started yet never does. The family is told.

    Raises RightUnknown, or RightNotRunning when it is over or ended already.
    """
    right = _locked(work, queries.right(work, right_id))
    if RightChange.END not in POSSIBLE_CHANGES[right.state_on(work.today)]:
        raise RightNotRunning
    _end(work, right, "right.ended", because)
    tell_decision(work, work.session.get_one(Holder, right.holder_id))


def end_because_of_move(work: Work, right_id: str) -> bool:
    """End a right of somebody who lives elsewhere now; whoever moved them has the right to do so, and tells the family.

    Tells whether there was something to end.
    """
    right = _locked(work, work.session.get_one(SocialRight, right_id))
    if RightChange.END not in POSSIBLE_CHANGES[right.state_on(work.today)]:
        return False
    _end(work, right, "right.ended-by-move", WhyStopped.MOVED)
    return True


def suspend_right(work: Work, right_id: str, because: WhyStopped | None = None) -> None:
    """From today on the right does not count, until it is resumed; its last day stays. The family is told.

    Raises RightUnknown, or RightChangeImpossible in any state but a running right.
    """
    right = _locked(work, queries.right(work, right_id))
    _must_allow(right, RightChange.SUSPEND, work.today)
    work.session.add(
        RightSuspension(id=work.new_id(), right_id=right.id, starts=work.today, because=because, by=work.actor.id)
    )
    work.session.flush()
    work.session.expire(right, ["suspensions"])
    note(work, "right.suspended", "holder", right.holder_id, right=right.id)
    tell_decision(work, work.session.get_one(Holder, right.holder_id))


def resume_right(work: Work, right_id: str) -> None:
    """From today on the right counts again, up to the last day that it had.

    Raises RightUnknown, or RightChangeImpossible when it is not suspended.
    """
    right = _locked(work, queries.right(work, right_id))
    _must_allow(right, RightChange.RESUME, work.today)
    live = update(RightSuspension).where(RightSuspension.right_id == right.id, RightSuspension.ends.is_(None))
    if not happened(work.session, live.values(ends=work.today)):
        raise RightChangeImpossible(state=STATES_IN_WORDS[RightState.HOLDS])
    work.session.expire(right, ["suspensions"])
    note(work, "right.resumed", "holder", right.holder_id, right=right.id)
    tell_decision(work, work.session.get_one(Holder, right.holder_id))


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


def decided_from(work: Work, right_id: str) -> tuple[str, dict[str, Any] | None]:
    """The ground and what the decision looked at, for deciding again; shown to nobody.

    The facts are None for a right that was recorded without them. Noted in the trail as a use by the platform.
    """
    kept = work.session.get_one(RightGround, right_id)
    note(work, "right.decided-again", "right", right_id)
    if kept.sealed is None:
        return kept.ground, None
    return kept.ground, opened_facts(right_id, kept.sealed, work.keys.derive(FACTS_KEY))


def _record(
    work: Work,
    holder: Holder,
    starts: date,
    ends: date,
    ground: str,
    granted_by: str,
    grace_until: date | None,
    receipt: Mapping[str, Any] | None,
    decided_from: Mapping[str, Any] | None,
) -> SocialRight:
    if not is_ground_code(ground):
        raise GroundUnknown(field="ground")
    if not is_allowed_period(starts, ends):
        raise RightPeriodWrong(field="last_day", months=LONGEST_MONTHS)
    _must_be_free(work, holder, Period(starts, ends))
    right = SocialRight(
        id=work.new_id(),
        holder_id=holder.id,
        starts=starts,
        ends=ends,
        grace_until=grace_until,
        municipality_nis=holder.municipality_nis,
        granted_by=granted_by,
        granted_at=work.now,
        receipt=dict(receipt) if receipt is not None else None,
    )
    work.session.add(right)
    work.session.flush()
    key = work.keys.derive(FACTS_KEY)
    sealed = sealed_facts(right.id, decided_from, key) if decided_from is not None else None
    work.session.add(RightGround(right_id=right.id, ground=ground, sealed=sealed))
    work.session.flush()
    note(work, "right.recorded", "holder", holder.id, right=right.id, starts=str(starts), ends=str(ends))
    return right


def _holder_to_grant(work: Work, holder_id: str) -> Holder:
    """The holder, with the row locked: of two rights recorded at once, the second sees the first."""
    locked = work.session.scalar(select(Holder).where(Holder.id == holder_id).with_for_update(key_share=True))
    if locked is None:
        raise HolderUnknown
    if work.actor.may(Permission.VOUCH) and not work.actor.may(Permission.GRANT_RIGHTS):
        return locked
    return queries.holder(work, holder_id)


def _must_be_free(work: Work, holder: Holder, period: Period) -> None:
    """Raises RightOverlaps; and lets the grace of earlier rights stop where the new one starts."""
    known = work.session.scalars(select(SocialRight).where(SocialRight.holder_id == holder.id)).all()
    if any(period.overlaps(right.period) for right in known):
        raise RightOverlaps(field="starts")
    for right in known:
        if right.ends <= period.start and right.grace_until is not None:
            right.grace_until = min(right.grace_until, period.start)


def _locked(work: Work, right: SocialRight) -> SocialRight:
    """The right as it stands now, held until the commit: of two changes at once, the second sees the first."""
    return work.session.scalars(
        select(SocialRight)
        .where(SocialRight.id == right.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


def _must_allow(right: SocialRight, change: RightChange, today: date) -> None:
    state = right.state_on(today)
    if change not in POSSIBLE_CHANGES[state]:
        raise RightChangeImpossible(state=STATES_IN_WORDS[state])


def _end(work: Work, right: SocialRight, action: str, because: WhyStopped | None) -> None:
    ended = happened(
        work.session,
        update(SocialRight)
        .where(SocialRight.id == right.id, SocialRight.ended_on.is_(None))
        .values(ended_on=max(work.today, right.starts), ended_because=because),
    )
    if not ended:
        raise RightNotRunning
    work.session.refresh(right)
    note(work, action, "holder", right.holder_id, right=right.id)
