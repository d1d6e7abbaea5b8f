"""Registrations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import factory

from tests.factories.accounts import LONG_AGO, AccountFactory, AssignmentFactory
from tests.factories.activities import ActivityFactory
from tests.factories.base import Factory, uuid
from tests.factories.cards import CardFactory, GuardianshipFactory, HolderFactory
from uitpas2.accounts.models import Assignment
from uitpas2.activities.models import Activity, Session
from uitpas2.cards.models import Holder
from uitpas2.kernel.money import Euro
from uitpas2.registrations.models import RegisteredSession, Registration
from uitpas2.registrations.rules import HOLDS_PLACES, LIVE, RegistrationStatus


class RegistrationFactory(Factory):
    """A holder's place, without taking it from the session: `RegistrationFactory(session=wednesday, holder=noor)`."""

    class Meta:
        model = Registration

    id = uuid("registration")
    session = None
    session_id = factory.LazyAttribute(lambda made: made.session.id)
    activity_id = factory.LazyAttribute(lambda made: made.session.activity_id)
    holder = factory.SubFactory(HolderFactory)
    holder_id = factory.LazyAttribute(lambda made: made.holder.id)
    status = RegistrationStatus.CONFIRMED
    price_shown = Euro(1000)
    entered_by = "somebody"
    entered_for = None
    at = LONG_AGO
    number = factory.Sequence(lambda number: 1000 + number)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        kwargs.pop("session")
        kwargs.pop("holder")
        made = super()._create(model_class, *args, **kwargs)
        live = made.status in LIVE
        row = {"registration_id": made.id, "session_id": made.session_id, "holder_id": made.holder_id}
        Factory._meta.sqlalchemy_session_factory().add(
            RegisteredSession(**row, live=live, holds_place=made.status in HOLDS_PLACES)
        )
        return made


@dataclass
class Family:
    """A child with a card, and the guardian who signs in for it."""

    child: Holder
    guardian: Assignment


def family(**holder: Any) -> Family:
    """`family(first_name="Noor", with_right=True)`"""
    child = HolderFactory(**holder)
    CardFactory(holder=child)
    guardian = AssignmentFactory(guardian=True, account=AccountFactory(name="Lotte Maes"))
    GuardianshipFactory(account=guardian.account, holder=child)
    return Family(child, guardian)


def swimming(*, places: int | None = 5, **activity: Any) -> tuple[Activity, Session]:
    """Swimming on Wednesday for € 10,00, for children of 6 to 12, with so many places."""
    made = ActivityFactory(**{"age_from": 6, "age_to": 12, "session__capacity": places, **activity})
    return made, made.sessions[0]
