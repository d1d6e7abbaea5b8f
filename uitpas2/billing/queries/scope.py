"""Whose bills an actor may see; the only place in this feature that decides it."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, exists, false, or_, true

from uitpas2.accounts.rules import Permission
from uitpas2.billing.models import Bill, Certificate, PaymentPlan
from uitpas2.cards.models import Guardianship
from uitpas2.database.work import Work
from uitpas2.kernel.actor import ActorKind


def own_organiser(work: Work) -> str:
    """The organisation for which the actor sends bills; "" for whoever sends none."""
    return (work.actor.organisation_id or "") if work.actor.may(Permission.SEND_BILLS) else ""


def in_scope(work: Work, model: type[Bill] | type[Certificate] | type[PaymentPlan]) -> ColumnElement[bool]:
    """The condition on bills, certificates or plans.

    An organiser's office sees the organiser's own, a parent what goes to that parent, the platform all. What goes to
    a household without an account is for whoever decides for the child at its own address, and never for a parent who
    lives elsewhere.
    """
    actor = work.actor
    if actor.kind is ActorKind.SYSTEM:
        return true()
    if actor.may(Permission.SEND_BILLS):
        return model.organiser_id == (actor.organisation_id or "")
    if not actor.may(Permission.SEE_OWN_FAMILY):
        return false()
    at_home = exists().where(
        Guardianship.holder_id == model.holder_id,
        Guardianship.account_id == actor.id,
        Guardianship.other_household.is_(None),
        Guardianship.ended_at.is_(None),
    )
    return or_(model.account_id == actor.id, and_(model.account_id.is_(None), at_home))
