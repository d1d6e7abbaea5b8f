"""Messages that wait: put there in the transaction of what they tell about."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CursorResult, and_, delete, or_

from uitpas2.database.work import Work
from uitpas2.outbox.models import OutboxMessage
from uitpas2.outbox.rules import (
    KEPT_AFTER,
    KEY_PURPOSE,
    MOST_ATTEMPTS,
    UNPRINTED_KEPT,
    Channel,
    Letter,
    Mail,
    opened_letter,
    sealed,
)


def put(
    work: Work, *, account_id: str, kind: str, mail: Mail, about: str = "", useful_until: datetime | None = None
) -> OutboxMessage:
    """A mail to this account, or what its way makes of it; sent after the commit.

    `kind` names it in figures and logs, `about` whom it is about; after `useful_until` it is not sent any more.
    """
    return _put(work, account_id, kind, mail.channel, mail, about, useful_until)


def put_letter(
    work: Work, *, kind: str, letter: Letter, about: str, account_id: str = "", useful_until: datetime | None = None
) -> OutboxMessage:
    """A letter that waits until a counter prints it."""
    return _put(work, account_id, kind, Channel.POST, letter, about, useful_until)


def take_letter(work: Work, message: OutboxMessage) -> Letter:
    """What stands in a letter, for the printer; it counts as sent, and is forgotten here."""
    assert message.sealed is not None
    letter = opened_letter(work.keys.derive(KEY_PURPOSE), message.sealed)
    message.sent_at, message.sealed = work.now, None
    work.session.flush()
    return letter


def _put(
    work: Work,
    account_id: str,
    kind: str,
    channel: Channel,
    message_text: Mail | Letter,
    about: str,
    useful_until: datetime | None,
) -> OutboxMessage:
    message = OutboxMessage(
        id=work.new_id(),
        account_id=account_id,
        about=about,
        kind=kind,
        channel=channel,
        sealed=sealed(message_text, work.keys.derive(KEY_PURPOSE)),
        queued_at=work.now,
        due_at=work.now,
        useful_until=useful_until,
        attempts=0,
    )
    work.session.add(message)
    work.session.flush()
    return message


def forget_sent(work: Work) -> int:
    """Forget, a month later, that something was sent, or that it could not be or came too late; a letter that nobody
    printed after three. Tells how much.
    """
    done = or_(
        OutboxMessage.sent_at.is_not(None),
        OutboxMessage.attempts >= MOST_ATTEMPTS,
        OutboxMessage.useful_until <= work.now,
    )
    old = and_(done, OutboxMessage.queued_at < work.now - KEPT_AFTER)
    left = and_(OutboxMessage.channel == Channel.POST, OutboxMessage.queued_at < work.now - UNPRINTED_KEPT)
    result = work.session.execute(delete(OutboxMessage).where(or_(old, left)))
    assert isinstance(result, CursorResult)
    return result.rowcount
