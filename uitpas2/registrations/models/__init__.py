"""Registrations with their sessions; how an activity takes them; its waiting list; what organisers write themselves."""

from uitpas2.registrations.models.intake import Intake, QueueEvent
from uitpas2.registrations.models.referrals import Referral
from uitpas2.registrations.models.registrations import RegisteredSession, Registration
from uitpas2.registrations.models.wordings import MessageContact, MessageWording

__all__ = ["Intake", "MessageContact", "MessageWording", "QueueEvent", "Referral", "RegisteredSession", "Registration"]
