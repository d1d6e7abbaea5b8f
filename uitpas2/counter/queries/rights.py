"""What the desk shows of rights: those that count now or will, and the form for a new one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from uitpas2.cards import queries as cards
from uitpas2.cards.models import Holder
from uitpas2.cards.rules import RightState
from uitpas2.database.work import Work
from uitpas2.kernel.period import Period
from uitpas2.welfare import queries as welfare
from uitpas2.welfare.queries import GroundsOffered
from uitpas2.welfare.rules import too_early_to_renew


@dataclass(frozen=True, slots=True)
class RecordedRight:
    """A right that counts now or will; `last_day` is the last day on which it holds, its days of grace not counted."""

    id: str
    starts: date
    last_day: date
    state: RightState
    grace_ends: date | None

    @property
    def has_started(self) -> bool:
        return self.state is not RightState.COMING


def recorded_rights(work: Work, holder_id: str) -> list[RecordedRight]:
    over = {RightState.ENDED, RightState.LAPSED}
    recorded = []
    for right in reversed(cards.rights_of(work, holder_id)):
        state, end = right.state_on(work.today), right.period.end
        assert end is not None
        if state in over or end <= right.starts:
            continue
        grace = right.grace_until - timedelta(days=1) if right.grace_until else None
        recorded.append(RecordedRight(right.id, right.starts, end - timedelta(days=1), state, grace))
    return recorded


def renewable_from(work: Work, rights: Sequence[RecordedRight]) -> date | None:
    """The day from which the last of these rights can be extended, when that is still to come."""
    if not rights:
        return None
    period = Period(rights[-1].starts, rights[-1].last_day + timedelta(days=1))
    early = too_early_to_renew(period, work.today)
    return early.renewable_from if early else None


@dataclass(frozen=True, slots=True)
class RightToRecord:
    """The form for a right before anything is filled in: whose, and what the rules of their municipality look at.

    `renewable_from` is the day from which the running right can be extended, when that is still to come.
    """

    holder: Holder
    running: RecordedRight | None
    renewable_from: date | None
    proof_day: date
    offered: GroundsOffered


def right_to_record(work: Work, holder_id: str) -> RightToRecord:
    """Raises HolderUnknown."""
    holder = cards.holder(work, holder_id)
    rights = recorded_rights(work, holder_id)
    return RightToRecord(
        holder=holder,
        running=rights[-1] if rights else None,
        renewable_from=renewable_from(work, rights),
        proof_day=work.today,
        offered=welfare.grounds_offered(work, holder.municipality_nis),
    )
