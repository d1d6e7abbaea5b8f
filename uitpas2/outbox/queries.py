"""What waits in the outbox for a printer."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, or_, select

from uitpas2.database.work import Work
from uitpas2.outbox.models import OutboxMessage
from uitpas2.outbox.rules import Channel


def letters_about(work: Work, whom: Select[str]) -> Sequence[OutboxMessage]:
    """The letters that wait for a printer, still help, and are about these holders: oldest first.

    Few letters wait and there are many holders: it is asked of each letter whether it is about one of them.
    """
    (id,) = whom.selected_columns
    is_about_one = whom.where(id == OutboxMessage.about).exists()
    waiting = select(OutboxMessage).where(
        OutboxMessage.channel == Channel.POST, OutboxMessage.sent_at.is_(None), still_helps(work), is_about_one
    )
    return work.session.scalars(waiting.order_by(OutboxMessage.queued_at, OutboxMessage.id)).all()


def still_helps(work: Work) -> ColumnElement[bool]:
    """Not told too late: an offer that is over would only disappoint."""
    return or_(OutboxMessage.useful_until.is_(None), OutboxMessage.useful_until > work.now)
