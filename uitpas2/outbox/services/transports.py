"""Who brings mail: a mail server, or for the demo the console or a folder."""

from __future__ import annotations

import smtplib
import sys
from collections.abc import Callable
from datetime import datetime
from email.message import EmailMessage
from email.utils import make_msgid
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from uitpas2.kernel.clock import Clock
from uitpas2.outbox.rules import FOLDER, Mail
from uitpas2.outbox.services.folders import keep

Transport = Callable[[Mail], None]
DEMO_SENDER = "UiTPAS 2.0 <pas@uitpas2.example>"


def transport_of(address: str, *, folder: Path, clock: Clock) -> Transport | None:
    """`console` or `folder` for the demo, `smtp://user:password@host:587?from=pas@stad.be` to send, nothing to wait.

    Into the folder go .eml files, one a mail. Raises ValueError for anything else.
    """
    if not address:
        return None
    if address == "console":
        return to_console
    if address == FOLDER:
        return _to_folder(folder, clock)
    parts = urlsplit(address)
    if parts.scheme != "smtp" or not parts.hostname:
        raise ValueError("UITPAS2_MAIL takes console, folder or smtp://user:password@host:port?from=address")
    sender = parse_qs(parts.query).get("from", [unquote(parts.username or "")])[0]

    def send(mail: Mail) -> None:
        with smtplib.SMTP(str(parts.hostname), parts.port or 587, timeout=20) as server:
            if parts.username:
                server.starttls()
                server.login(unquote(parts.username), unquote(parts.password or ""))
            server.send_message(as_message(mail, sender, clock.now()))

    return send


def to_console(mail: Mail) -> None:
    """Show it to whoever runs the demo: there everybody is made up. Not a log line, and nothing is kept."""
    print(f"\n--- mail to {mail.to}\n{mail.subject}\n\n{mail.body}\n---", file=sys.stdout, flush=True)  # noqa: T201


def _to_folder(folder: Path, clock: Clock) -> Transport:
    def send(mail: Mail) -> None:
        keep(folder, as_message(mail, DEMO_SENDER, clock.now()), mail.channel, mail.to, clock.now())

    return send


def as_message(mail: Mail, sender: str, moment: datetime) -> EmailMessage:
    """The mail as it goes over the line, with its attachments; a reply goes where the mail says.

    A line break in a name that somebody typed would otherwise keep the mail from ever being sent.
    """
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, mail.to, " ".join(mail.subject.split())
    message["Date"] = moment
    message["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2].strip("> ") or "localhost")
    if mail.reply_to:
        message["Reply-To"] = mail.reply_to
    message.set_content(mail.body)
    for one in mail.attachments:
        kind, _, subtype = one.kind.partition("/")
        message.add_attachment(one.content, maintype=kind, subtype=subtype, filename=one.name)
    return message
