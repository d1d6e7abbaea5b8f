"""Asking the government whether somebody is entitled. Nobody waits for it: what is not answered is asked again.

Nothing is asked inside a transaction: a slow source must not hold the database.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import structlog
from sqlalchemy import select, update

from uitpas2.accounts.rules import Permission
from uitpas2.cards.errors import RightOverlaps
from uitpas2.cards.models import Holder
from uitpas2.cards.queries.national_numbers import national_number_keys
from uitpas2.cards.rules import NationalNumber
from uitpas2.database.work import Work, Workplace
from uitpas2.database.writes import happened, insert_unless_there
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.errors import NotAllowed
from uitpas2.trail.services import note
from uitpas2.welfare.errors import (
    NationalNumberNeeded,
    RightRefused,
    RightStillRuns,
    SourceUnavailable,
    VouchingAddsNothing,
)
from uitpas2.welfare.models import EntitlementCheck
from uitpas2.welfare.queries import household_to_ask, latest_right
from uitpas2.welfare.rules import AT_ONCE, BY_SOURCE, MOST_ATTEMPTS, Answered, Asked, CheckState, wait_after
from uitpas2.welfare.services.granting import give, locked_holder, still_runs
from uitpas2.welfare.services.source import EntitlementSource

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class _Claimed:
    """A question that this run may ask."""

    check_id: str
    asked: Asked


def ask(work: Work, holder_id: str) -> list[EntitlementCheck]:
    """A question for each adult and child of a holder's household, which waits to be asked; those go together.

    One that waits already is asked at once; there is never a second one. Who has no national number, or a right that
    runs too long to be renewed, is not asked about. Raises HolderUnknown, NotAllowed for who records no rights, and
    NationalNumberNeeded or RightStillRuns where nobody is left.
    """
    if work.actor.organisation_id is None or not work.actor.may(Permission.GRANT_RIGHTS):
        raise NotAllowed
    to_ask = household_to_ask(work, holder_id)
    if not to_ask:
        latest = latest_right(work, holder_id)
        raise still_runs(latest, work.today) if latest else NationalNumberNeeded
    return [_question(work, holder, work.actor.organisation_id) for holder in to_ask]


def _question(work: Work, holder: Holder, asked_for: str) -> EntitlementCheck:
    is_new = put_question(work, holder, asked_for=asked_for)
    waiting = work.session.scalars(
        select(EntitlementCheck).where(
            EntitlementCheck.holder_id == holder.id, EntitlementCheck.state == CheckState.WAITING
        )
    ).one()
    if not is_new:
        waiting.due_at = work.now
    return waiting


def put_question(work: Work, holder: Holder, *, asked_for: str) -> bool:
    """Let a question about a holder with a national number wait for the source; tells whether none waited yet."""
    id = work.new_id()
    is_new = insert_unless_there(
        work.session,
        EntitlementCheck,
        id=id,
        holder_id=holder.id,
        asked_for=asked_for,
        asked_by=work.actor.id,
        asked_at=work.now,
        state=CheckState.WAITING,
        attempts=0,
        due_at=work.now,
    )
    if is_new:
        note(work, "right.asked-of-source", "holder", holder.id, check=id)
    return is_new


def settle(workplace: Workplace, source: EntitlementSource | None, *, only: Collection[str] | None = None) -> int:
    """Ask the source what is due, or these questions, and keep what it says; tells how many questions were settled.

    A question is claimed before it is asked, so that two workers do not ask it together. Without a source all wait.
    """
    if source is None:
        return 0
    with workplace.begin(system_actor("entitlements")) as work:
        claimed = _claim(work, only)
    if not claimed:
        return 0
    try:
        answer = source.ask([one.asked for one in claimed])
    except SourceUnavailable:
        log.warning("entitlement source silent", questions=len(claimed))
        with workplace.begin(system_actor("entitlements")) as work:
            _give_up_where_too_often(work, claimed)
        return 0
    settled = 0
    for one in claimed:
        with workplace.begin(system_actor("entitlements")) as work:
            settled += _keep(work, one.check_id, answer.people[one.asked.reference], answer.source)
    return settled


def _claim(work: Work, only: Collection[str] | None) -> list[_Claimed]:
    due = (
        select(EntitlementCheck, Holder)
        .join(Holder, Holder.id == EntitlementCheck.holder_id)
        .where(EntitlementCheck.state == CheckState.WAITING, EntitlementCheck.due_at <= work.now)
        .order_by(EntitlementCheck.due_at, EntitlementCheck.id)
        .limit(AT_ONCE)
    )
    if only is not None:
        due = due.where(EntitlementCheck.id.in_(only))
    claimed = []
    for check, holder in work.session.execute(due).all():
        if holder.national_number is None:  # taken out since: nobody can be asked about any more
            check.state = CheckState.GIVEN_UP
            continue
        claim = update(EntitlementCheck).where(
            EntitlementCheck.id == check.id,
            EntitlementCheck.state == CheckState.WAITING,
            EntitlementCheck.attempts == check.attempts,
        )
        again_at = work.now + wait_after(check.attempts + 1)
        if happened(work.session, claim.values(attempts=check.attempts + 1, due_at=again_at)):
            claimed.append(_Claimed(check.id, Asked(check.id, _number_of(work, holder))))
    return claimed


def _number_of(work: Work, holder: Holder) -> NationalNumber:
    assert holder.national_number is not None
    key, _ = national_number_keys(work.keys, holder.national_number_key or 1)
    return NationalNumber.decrypted(key, holder.national_number)


def _give_up_where_too_often(work: Work, claimed: Sequence[_Claimed]) -> None:
    work.session.execute(
        update(EntitlementCheck)
        .where(
            EntitlementCheck.id.in_([one.check_id for one in claimed]),
            EntitlementCheck.state == CheckState.WAITING,
            EntitlementCheck.attempts >= MOST_ATTEMPTS,
        )
        .values(state=CheckState.GIVEN_UP)
    )


def _keep(work: Work, check_id: str, answered: Answered, source: str) -> bool:
    """Keep an answer once; a yes goes to the rule book like any other proof."""
    waiting = update(EntitlementCheck).where(
        EntitlementCheck.id == check_id, EntitlementCheck.state == CheckState.WAITING
    )
    if not happened(
        work.session,
        waiting.values(state=answered.state, answered_at=work.now, source=source, entitled_until=answered.last_day),
    ):
        return False
    check = work.session.get_one(EntitlementCheck, check_id)
    note(work, "right.source-answered", "holder", check.holder_id, check=check.id, source=source)
    if answered.state is CheckState.YES:
        check.right_id = _give(work, check)
    return True


def _give(work: Work, check: EntitlementCheck) -> str | None:
    """The right on the word of the source; none where the rule book refuses, or where a right runs long enough."""
    facts: dict[str, object] = {"right_on_record": "yes", "proof_day": work.today}
    if check.entitled_until is not None:
        facts["proof_ends"] = check.entitled_until
    holder = locked_holder(work, check.holder_id)
    try:
        return give(work, holder, facts, ground=BY_SOURCE, granted_by=check.asked_for).id
    except (RightRefused, RightStillRuns, VouchingAddsNothing, RightOverlaps):
        return None
