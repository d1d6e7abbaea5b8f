"""Whose children an actor may see. The one place in this feature that says so."""

from __future__ import annotations

from sqlalchemy import ColumnElement, select, true

from uitpas2.accounts.rules import Permission
from uitpas2.cards.models import Holder
from uitpas2.cards.queries import is_guardian_of
from uitpas2.database.work import Work
from uitpas2.kernel.actor import ActorKind
from uitpas2.registrations.errors import ChildUnknown, RegistrationUnknown
from uitpas2.registrations.models import Registration
from uitpas2.welfare.queries import has_client


def child(work: Work, holder_id: str) -> Holder:
    """A child of the actor's own family, or a client of the actor's own organisation.

    Raises ChildUnknown for all others; the platform itself may see each child.
    """
    holder = work.session.get(Holder, holder_id)
    if holder is None or not _is_own(work, holder_id):
        raise ChildUnknown
    return holder


def in_scope(work: Work) -> ColumnElement[bool]:
    """A partner deals with the registrations it made itself; a guardian and the platform with all of a child's."""
    actor = work.actor
    if actor.kind is not ActorKind.SYSTEM and actor.may(Permission.REGISTER_CLIENTS):
        return Registration.entered_for == actor.organisation_id
    return true()


def own_registration(work: Work, registration_id: str) -> Registration:
    """A registration of a child in the actor's scope. Raises RegistrationUnknown for all others."""
    found = work.session.scalar(select(Registration).where(Registration.id == registration_id, in_scope(work)))
    if found is None or not _is_own(work, found.holder_id):
        raise RegistrationUnknown
    return found


def _is_own(work: Work, holder_id: str) -> bool:
    actor = work.actor
    if actor.kind is ActorKind.SYSTEM:
        return True
    if actor.may(Permission.SEE_OWN_FAMILY):
        return is_guardian_of(work, holder_id)
    return actor.may(Permission.REGISTER_CLIENTS) and has_client(work, holder_id)
