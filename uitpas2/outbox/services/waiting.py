"""Mail that waits: put there in the transaction of what it tells about."""

from __future__ import annotations

from sqlalchemy import CursorResult, delete, or_

from uitpas2.database.work import Work
from uitpas2.outbox.models import OutboxMessage
from uitpas2.outbox.rules import KEPT_AFTER, KEY_PURPOSE, MOST_ATTEMPTS, Mail, sealed


def put(work: Work, *, account_id: str, kind: str, mail: Mail, about: str = "") -> OutboxMessage:
    """A mail to this account, sent after the commit. `kind` names it in figures and logs, `about` whom it is about."""
    message = OutboxMessage(
        id=work.new_id(),
        account_id=account_id,
        about=about,
        kind=kind,
        sealed=sealed(mail, work.keys.derive(KEY_PURPOSE)),
        queued_at=work.now,
        due_at=work.now,
        attempts=0,
    )
    work.session.add(message)
    work.session.flush()
    return message


def forget_sent(work: Work) -> int:
    """Forget that mail was sent, and mail that could not be, a month later; tells how much."""
    long_ago = work.now - KEPT_AFTER
    gone = or_(OutboxMessage.sent_at.is_not(None), OutboxMessage.attempts >= MOST_ATTEMPTS)
    result = work.session.execute(delete(OutboxMessage).where(gone, OutboxMessage.queued_at < long_ago))
    assert isinstance(result, CursorResult)
    return result.rowcount
