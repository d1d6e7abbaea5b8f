"""Putting mail in the outbox and sending what waits there."""

from uitpas2.outbox.services.sending import Transport, deliver, transport_of
from uitpas2.outbox.services.waiting import forget_sent, put

__all__ = ["Transport", "deliver", "forget_sent", "put", "transport_of"]
