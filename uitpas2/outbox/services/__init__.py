"""Putting mail in the outbox, sending what waits there, taking it back."""

from uitpas2.outbox.services.sending import Transport, deliver, transport_of
from uitpas2.outbox.services.waiting import forget_sent, put, take_back

__all__ = ["Transport", "deliver", "forget_sent", "put", "take_back", "transport_of"]
