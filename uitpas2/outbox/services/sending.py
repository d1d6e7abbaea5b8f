"""Sending what waits. Nothing is sent inside a transaction: a slow mail server must not hold the database."""

from __future__ import annotations

import smtplib
import sys
from collections.abc import Callable
from email.message import EmailMessage
from urllib.parse import parse_qs, unquote, urlsplit

import structlog
from sqlalchemy import select, update

from uitpas2.database.work import Workplace
from uitpas2.database.writes import happened
from uitpas2.kernel.actor import system_actor
from uitpas2.outbox.models import OutboxMessage
from uitpas2.outbox.rules import KEY_PURPOSE, MOST_ATTEMPTS, Channel, Mail, opened, wait_after
from uitpas2.outbox.services.texting import Texting

log = structlog.get_logger()
Transport = Callable[[Mail], None]
AT_ONCE = 100


def deliver(workplace: Workplace, send: Transport | None, text: Texting | None = None) -> int:
    """Send what is due; tells how many were sent. Without a transport everything waits.

    A message is claimed before it is sent, so that two workers never send it twice; what fails is tried again later.
    A text message goes as a mail where there is no gateway for those. Letters wait for a counter.
    """
    if send is None:
        return 0
    return sum(_deliver(workplace, _way(send, text), id) for id in _due(workplace))


def _way(send: Transport, text: Texting | None) -> Transport:
    def along(mail: Mail) -> None:
        if mail.phone and text is not None:
            text(mail.phone, mail.short)
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
    except (OSError, smtplib.SMTPException) as error:
        log.warning("mail not sent", kind=kind, message=id, problem=type(error).__name__)
        return False
    with workplace.begin(system_actor("outbox")) as work:
        work.session.execute(update(OutboxMessage).where(OutboxMessage.id == id).values(sent_at=work.now, sealed=None))
    return True


def transport_of(address: str) -> Transport | None:
    """`console` for the demo, `smtp://user:password@host:587?from=pas@stad.be` to send, nothing to let everything wait.

    Raises ValueError for anything else.
    """
    if not address:
        return None
    if address == "console":
        return to_console
    parts = urlsplit(address)
    if parts.scheme != "smtp" or not parts.hostname:
        raise ValueError("UITPAS2_MAIL takes console or smtp://user:password@host:port?from=address")
    sender = parse_qs(parts.query).get("from", [unquote(parts.username or "")])[0]

    def send(mail: Mail) -> None:
        with smtplib.SMTP(str(parts.hostname), parts.port or 587, timeout=20) as server:
            if parts.username:
                server.starttls()
                server.login(unquote(parts.username), unquote(parts.password or ""))
            server.send_message(as_message(mail, sender))

    return send


def to_console(mail: Mail) -> None:
    """Show it to whoever runs the demo: there everybody is made up. Not a log line, and nothing is kept."""
    print(f"\n--- mail to {mail.to}\n{mail.subject}\n\n{mail.body}\n---", file=sys.stdout, flush=True)  # noqa: T201


def as_message(mail: Mail, sender: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, mail.to, mail.subject
    message.set_content(mail.body)
    return message
