"""Sending what waits. Nothing is sent inside a transaction: a slow mail server must not hold the database."""

from __future__ import annotations

import smtplib
from http.client import HTTPException

import structlog
from sqlalchemy import select, update

from uitpas2.database.work import Workplace
from uitpas2.database.writes import happened
from uitpas2.kernel.actor import system_actor
from uitpas2.outbox.models import OutboxMessage
from uitpas2.outbox.queries import still_helps
from uitpas2.outbox.rules import KEY_PURPOSE, MOST_ATTEMPTS, Channel, Mail, PushMessage, opened, wait_after
from uitpas2.outbox.services.pushing import Pushing
from uitpas2.outbox.services.texting import Texting
from uitpas2.outbox.services.transports import Transport

log = structlog.get_logger()
AT_ONCE = 100


def deliver(
    workplace: Workplace, send: Transport | None, text: Texting | None = None, push: Pushing | None = None
) -> int:
    """Send what is due; tells how many were sent. Without a transport everything waits.

    A message is claimed before it is sent, so that two workers never send it twice; what fails is tried again later.
    A text or push message goes as a mail where there is no gateway for those. Letters wait for a counter.
    """
    if send is None:
        return 0
    return sum(_deliver(workplace, _way(send, text, push), id) for id in _due(workplace))


def _way(send: Transport, text: Texting | None, push: Pushing | None) -> Transport:
    def along(mail: Mail) -> None:
        if mail.channel is Channel.SMS and text is not None:
            text(mail.phone, mail.short)
        elif mail.channel is Channel.PUSH and push is not None:
            push(PushMessage(mail.push_to, mail.short))
        else:
            send(mail)

    return along


def _due(workplace: Workplace) -> list[str]:
    with workplace.reading(system_actor("outbox")) as work:
        waiting = (
            select(OutboxMessage.id)
            .where(
                OutboxMessage.sent_at.is_(None),
                OutboxMessage.channel != Channel.POST,
                OutboxMessage.due_at <= work.now,
                OutboxMessage.attempts < MOST_ATTEMPTS,
                still_helps(work),
            )
            .order_by(OutboxMessage.due_at, OutboxMessage.id)
            .limit(AT_ONCE)
        )
        return list(work.session.scalars(waiting))


def _deliver(workplace: Workplace, send: Transport, id: str) -> bool:
    with workplace.begin(system_actor("outbox")) as work:
        message = work.session.get(OutboxMessage, id)
        if message is None or message.sealed is None:
            return False
        claim = update(OutboxMessage).where(
            OutboxMessage.id == id, OutboxMessage.sent_at.is_(None), OutboxMessage.attempts == message.attempts
        )
        again_at = work.now + wait_after(message.attempts + 1)
        if not happened(work.session, claim.values(attempts=message.attempts + 1, due_at=again_at)):
            return False
        mail, kind = opened(work.keys.derive(KEY_PURPOSE), message.sealed), message.kind
    try:
        send(mail)
    except (OSError, HTTPException, smtplib.SMTPException) as error:
        log.warning("mail not sent", kind=kind, message=id, problem=type(error).__name__)
        return False
    with workplace.begin(system_actor("outbox")) as work:
        work.session.execute(update(OutboxMessage).where(OutboxMessage.id == id).values(sent_at=work.now, sealed=None))
    return True
