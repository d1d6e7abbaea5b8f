"""The place of holders in the actor's own card system, and whether it is barred."""

from __future__ import annotations

from sqlalchemy import select

from uitpas2.cards.models import CardSystemMunicipality, Holder, Membership, MembershipBar
from uitpas2.database.work import Work
from uitpas2.kernel.actor import ActorKind


def own_membership(work: Work, holder: Holder) -> Membership | None:
    """The membership of the clerk's own card system; for the platform itself, of the holder's municipality."""
    nis = work.actor.municipality_nis if work.actor.kind is not ActorKind.SYSTEM else holder.municipality_nis
    return work.session.scalar(
        select(Membership)
        .join(CardSystemMunicipality, CardSystemMunicipality.card_system_id == Membership.card_system_id)
        .where(Membership.holder_id == holder.id, CardSystemMunicipality.municipality_nis == nis)
    )


def bar_of(work: Work, membership: Membership) -> MembershipBar | None:
    """Why and since when a membership is barred; None when it is not."""
    return work.session.scalar(
        select(MembershipBar).where(MembershipBar.membership_id == membership.id, MembershipBar.lifted_at.is_(None))
    )
