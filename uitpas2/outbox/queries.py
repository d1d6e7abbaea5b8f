"""What waits in the outbox for a printer."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, select

from uitpas2.database.work import Work
from uitpas2.outbox.models import OutboxMessage
from uitpas2.outbox.rules import Channel


def letters_about(work: Work, whom: Select[str]) -> Sequence[OutboxMessage]:
    """The letters that wait for a printer and are about these holders, oldest first."""
    waiting = select(OutboxMessage).where(
        OutboxMessage.channel == Channel.POST, OutboxMessage.sent_at.is_(None), OutboxMessage.about.in_(whom)
    )
    return work.session.scalars(waiting.order_by(OutboxMessage.queued_at, OutboxMessage.id)).all()
