"""Registrations with their sessions; how an activity takes them; the turns on its waiting list."""

from uitpas2.registrations.models.intake import Intake, QueueEvent
from uitpas2.registrations.models.registrations import RegisteredSession, Registration

__all__ = ["Intake", "QueueEvent", "RegisteredSession", "Registration"]
