"""Putting messages in the outbox and sending what waits there."""

from uitpas2.outbox.services.pushing import Pushing, pushing_of
from uitpas2.outbox.services.sending import deliver
from uitpas2.outbox.services.texting import Texting, texting_of
from uitpas2.outbox.services.transports import Transport, transport_of
from uitpas2.outbox.services.waiting import forget_sent, put, put_letter, take_letter

__all__ = [
    "Pushing",
    "Texting",
    "Transport",
    "deliver",
    "forget_sent",
    "pushing_of",
    "put",
    "put_letter",
    "take_letter",
    "texting_of",
    "transport_of",
]
