"""Whose children an actor may see. The one place in this feature that says so."""

from __future__ import annotations

from sqlalchemy import ColumnElement, select, true

from uitpas2.accounts.rules import Permission
from uitpas2.activities.models import Activity
from uitpas2.cards.models import Holder
from uitpas2.cards.queries import is_guardian_of, sees_holder
from uitpas2.database.work import Work
from uitpas2.kernel.actor import ActorKind
from uitpas2.registrations.errors import ChildUnknown, RegistrationUnknown
from uitpas2.registrations.models import Registration
from uitpas2.welfare.queries import has_client


def child(work: Work, holder_id: str) -> Holder:
    """A child of the actor's own family, a client of the actor's own organisation, or a holder of a clerk's region.

    Raises ChildUnknown for all others; the platform itself may see each child.
    """
    holder = work.session.get(Holder, holder_id)
    if holder is None or not is_own(work, holder_id):
        raise ChildUnknown
    return holder


def in_scope(work: Work) -> ColumnElement[bool]:
    """A partner deals with the registrations it made itself; a guardian, a clerk and the platform with all of a
    child's."""
    actor = work.actor
    if actor.kind is not ActorKind.SYSTEM and actor.may(Permission.REGISTER_CLIENTS):
        return Registration.entered_for == actor.organisation_id
    return true()


def own_registration(work: Work, registration_id: str) -> Registration:
    """A registration of a child in the actor's scope. Raises RegistrationUnknown for all others."""
    found = work.session.scalar(select(Registration).where(Registration.id == registration_id, in_scope(work)))
    if found is None or not is_own(work, found.holder_id):
        raise RegistrationUnknown
    return found


def registration_of_organiser(work: Work, registration_id: str) -> Registration:
    """A registration for an activity of the actor's organisation. Raises RegistrationUnknown for all others."""
    own = Activity.organiser_id == work.actor.organisation_id
    found = work.session.scalar(
        select(Registration)
        .join(Activity, Activity.id == Registration.activity_id)
        .where(Registration.id == registration_id, Activity.organiser_id.is_not(None), own)
    )
    if found is None:
        raise RegistrationUnknown
    return found


def is_own(work: Work, holder_id: str) -> bool:
    """Whether the actor may deal with this child."""
    actor = work.actor
    if actor.kind is ActorKind.SYSTEM:
        return True
    if actor.may(Permission.SEE_OWN_FAMILY):
        return is_guardian_of(work, holder_id)
    if actor.may(Permission.REGISTER_HOLDERS):
        return sees_holder(work, holder_id)
    return actor.may(Permission.REGISTER_CLIENTS) and has_client(work, holder_id)
