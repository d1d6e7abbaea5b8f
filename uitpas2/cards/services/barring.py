"""Barring somebody from the clerk's own card system for a while, and lifting that."""

from __future__ import annotations

from sqlalchemy import update

from uitpas2.cards import queries
from uitpas2.cards.errors import AlreadyBarred, BarReasonNeeded, NoCardSystem, NotBarred
from uitpas2.cards.models import Membership, MembershipBar
from uitpas2.cards.rules import MEMBERSHIP_LIFE, BarReason, MembershipChange
from uitpas2.database.work import Work
from uitpas2.database.writes import happened
from uitpas2.trail.services import note


def bar(work: Work, holder_id: str, *, reason: BarReason | None) -> MembershipBar:
    """From the next scan on no card of this region works for this holder, until it is lifted.

    Raises HolderUnknown, NoCardSystem, BarReasonNeeded or AlreadyBarred.
    """
    membership = _own(work, holder_id)
    if reason is None:
        raise BarReasonNeeded(field="bar_reason")
    if not _change(work, membership, MembershipChange.BAR):
        raise AlreadyBarred
    made = MembershipBar(
        id=work.new_id(), membership_id=membership.id, reason=reason, since=work.now, barred_by=work.actor.id[:80]
    )
    work.session.add(made)
    work.session.flush()
    note(work, "membership.barred", "holder", holder_id, card_system=membership.card_system_id, reason=reason.value)
    return made


def lift_bar(work: Work, holder_id: str) -> None:
    """The holder's cards of this region work again from the next scan on.

    Raises HolderUnknown, NoCardSystem or NotBarred.
    """
    membership = _own(work, holder_id)
    if not _change(work, membership, MembershipChange.LIFT):
        raise NotBarred
    live = update(MembershipBar).where(MembershipBar.membership_id == membership.id, MembershipBar.lifted_at.is_(None))
    happened(work.session, live.values(lifted_at=work.now, lifted_by=work.actor.id[:80]))
    note(work, "membership.bar-lifted", "holder", holder_id, card_system=membership.card_system_id)


def _own(work: Work, holder_id: str) -> Membership:
    membership = queries.own_membership(work, queries.holder(work, holder_id))
    if membership is None:
        raise NoCardSystem
    return membership


def _change(work: Work, membership: Membership, what: MembershipChange) -> bool:
    """Of two clerks at once one changes it, and the other hears that it was done."""
    before, after = MEMBERSHIP_LIFE[what]
    change = update(Membership).where(Membership.id == membership.id, Membership.status == before)
    done = happened(work.session, change.values(status=after))
    work.session.refresh(membership)
    return done
