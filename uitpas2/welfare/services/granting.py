"""Giving the right to the reduced price: people record what they saw, the rule book decides.

A refusal keeps nothing: neither that somebody asked, nor why not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select

from uitpas2.accounts.rules import Permission
from uitpas2.cards import queries as cards
from uitpas2.cards.errors import GroundUnknown, ProofInFuture
from uitpas2.cards.models import Holder, SocialRight
from uitpas2.cards.rules import opened_facts, sealed_facts, without_national_numbers
from uitpas2.cards.services import record_right, tell_decision
from uitpas2.database.work import Work
from uitpas2.kernel.errors import NotAllowed
from uitpas2.kernel.period import Period
from uitpas2.trail.services import note
from uitpas2.welfare import rules
from uitpas2.welfare.errors import MonthsOutOfBounds, ReasonNeeded, RightRefused, RightStillRuns, VouchingAddsNothing
from uitpas2.welfare.models import Vouching
from uitpas2.welfare.queries import Decided, decide, grounds_offered, is_ground, latest_right, own_client
from uitpas2.welfare.rules import HOUSEHOLD, INCOME, Proof
from uitpas2.welfare.services.clients import own_partner
from uitpas2.welfare.services.tying import must_be_recognised

MOST_REASON = 1000
REASON_KEY = "reason-of-a-partner"


def grant(work: Work, holder_id: str, proof: Proof) -> SocialRight:
    """What a clerk records who saw a proof. The rule book decides, and says from when until when.

    An income is looked at, and kept sealed, only where the rules of the municipality ask for it.
    Raises HolderUnknown, GroundUnknown, ProofInFuture, RightRefused, RightStillRuns or VouchingAddsNothing.
    """
    if work.actor.organisation_id is None or not work.actor.may(Permission.GRANT_RIGHTS):
        raise NotAllowed
    cards.holder(work, holder_id)
    holder = locked_holder(work, holder_id)
    if proof.ground not in {HOUSEHOLD, INCOME} and not is_ground(proof.ground):
        raise GroundUnknown(field="ground")
    if proof.proof_day > work.today:
        raise ProofInFuture(field="proof_day")
    if proof.income is not None and not grounds_offered(work, holder.municipality_nis).looks_at_income:
        proof = replace(proof, income=None)
    return give(work, holder, rules.facts_of(proof), ground=proof.ground, granted_by=work.actor.organisation_id)


def vouch(work: Work, *, holder_id: str, ground: str, months: int, reason: str = "") -> SocialRight:
    """A partner decides about a client: the right holds for so many months, this one included, or for as long as the
    rule book allows.

    Where no paper speaks for the family, the partner's own `reason` does; it is kept sealed. A right that ends within
    the renewal time is continued without a gap. Raises ClientUnknown, NotRecognised, GroundUnknown, ReasonNeeded,
    MonthsOutOfBounds, RightRefused, RightStillRuns or VouchingAddsNothing.
    """
    partner_id = own_partner(work)
    own_client(work, holder_id)
    holder = locked_holder(work, holder_id)
    must_be_recognised(work, partner_id, holder)
    if not is_ground(ground):
        raise GroundUnknown(field="ground")
    reason = without_national_numbers(reason).strip()[:MOST_REASON]
    if ground == rules.PARTNER_DECISION and len(reason) < rules.LEAST_NOTE:
        raise ReasonNeeded(field="reason", least=rules.LEAST_NOTE)
    if not rules.months_are_allowed(months):
        raise MonthsOutOfBounds(field="months", most=rules.MOST_MONTHS)

    proof = Proof(ground, proof_day=work.today, last_day=rules.vouched_until(work.today, months))
    right = give(work, holder, rules.facts_of(proof), ground=ground, granted_by=partner_id, end_field="months")
    vouching = Vouching(
        id=work.new_id(),
        partner_id=partner_id,
        holder_id=holder_id,
        right_id=right.id,
        at=work.now,
        by=work.actor.id,
        reason=sealed_facts(right.id, {"reason": reason}, work.keys.derive(REASON_KEY)) if reason else None,
    )
    work.session.add(vouching)
    work.session.flush()
    note(work, "right.vouched", "vouching", vouching.id, holder=holder_id, months=months, ends=right.ends.isoformat())
    return right


def vouched_because(work: Work, right_id: str) -> str:
    """What a partner wrote when it decided, for the platform itself: to look at a decision again. Noted each time."""
    vouching = work.session.scalars(select(Vouching).where(Vouching.right_id == right_id)).one()
    note(work, "right.reason-read", "holder", vouching.holder_id, right=right_id)
    if vouching.reason is None:
        return ""
    return str(opened_facts(right_id, vouching.reason, work.keys.derive(REASON_KEY))["reason"])


def give(
    work: Work,
    holder: Holder,
    facts: Mapping[str, Any],
    *,
    ground: str,
    granted_by: str,
    end_field: str = "last_day",
) -> SocialRight:
    """Decide on facts about a holder whose row is locked, and record the right with its receipt.

    Raises RightStillRuns, RightRefused or VouchingAddsNothing; `end_field` is the field that asks how long.
    """
    latest = latest_right(work, holder.id)
    if latest and rules.too_early_to_renew(latest, work.today):
        raise still_runs(latest, work.today)
    decided = decide(work, holder, facts)
    if not decided.granted:
        raise refused(decided)
    period = rules.following(decided.period, latest)
    if period is None:
        assert latest is not None
        raise VouchingAddsNothing(field=end_field, last_day=_in_figures(rules.last_day(latest)))
    return record(work, holder, decided, period, ground=ground, granted_by=granted_by)


def record(
    work: Work, holder: Holder, decided: Decided, period: Period, *, ground: str, granted_by: str
) -> SocialRight:
    """Keep a right that was granted: what came out in the open, what went in sealed beside the ground.

    The family is told that something was decided, not what.
    """
    assert period.end is not None
    right = record_right(
        work,
        holder_id=holder.id,
        starts=period.start,
        ends=period.end,
        grace_until=decided.grace_until,
        ground=ground,
        granted_by=granted_by,
        receipt=decided.open_receipt,
        decided_from=decided.receipt,
    )
    tell_decision(work, holder)
    return right


def refused(decided: Decided) -> RightRefused:
    """The refusal as an error beside the ground."""
    step = decided.refusal("en")
    return RightRefused(field="ground", rule=step.rule, article=step.article, why=decided.why_not)


def still_runs(latest: Period, today: date) -> RightStillRuns:
    """The latest right lasts too long to be renewed."""
    early = rules.too_early_to_renew(latest, today)
    first = early.renewable_from if early else today
    return RightStillRuns(last_day=_in_figures(rules.last_day(latest)), renewable_from=_in_figures(first))


def locked_holder(work: Work, holder_id: str) -> Holder:
    """The holder, held until the commit: two decisions about one child are taken one after the other."""
    return work.session.scalars(select(Holder).where(Holder.id == holder_id).with_for_update()).one()


def _in_figures(day: date) -> str:
    """A date that reads the same in our three languages."""
    return f"{day:%d/%m/%Y}"
