"""An .eml file as it is shown: every part as text, and nothing that would be fetched from elsewhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.policy import default

from uitpas2.outbox.rules import CHANNEL_HEADER, RECIPIENT_HEADER, Channel

ID = re.compile(r"\d{8}T\d{12}-[0-9a-f]{8}")
# What may be downloaded as what it is; anything else comes as bytes that no browser opens by itself.
KNOWN_KINDS = frozenset({"text/calendar", "application/pdf"})
_UNSAFE = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class File:
    """A file that goes along."""

    name: str
    kind: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Line:
    """A message in the list."""

    id: str
    at: datetime
    channel: Channel
    recipient: str
    subject: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A message opened. `html` is its source: it is shown as text, never as a page."""

    line: Line
    reply_to: str
    text: str
    html: str
    files: tuple[File, ...]


def line_of(id: str, raw: bytes) -> Line:
    """The head of a message; of one without a subject its text stands there."""
    head = BytesHeaderParser(policy=default).parsebytes(raw)
    return _line(id, head, "")


def letter_of(id: str, raw: bytes) -> Letter:
    """The whole message."""
    message = message_from_bytes(raw, policy=default)
    assert isinstance(message, EmailMessage)
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    text = plain.get_content() if plain is not None else ""
    return Letter(
        line=_line(id, message, text),
        reply_to=str(message.get("Reply-To", "")),
        text=text.strip(),
        html=html.get_content() if html is not None else "",
        files=tuple(_file(part) for part in message.iter_attachments() if isinstance(part, EmailMessage)),
    )


def _line(id: str, head: EmailMessage, text: str) -> Line:
    return Line(
        id=id,
        at=head["Date"].datetime,
        channel=Channel(str(head[CHANNEL_HEADER])),
        recipient=str(head[RECIPIENT_HEADER]),
        subject=str(head.get("Subject", "")) or text.strip(),
    )


def _file(part: EmailMessage) -> File:
    content = part.get_payload(decode=True)
    kind = part.get_content_type()
    return File(
        name=_UNSAFE.sub("-", part.get_filename() or "file").strip("-.") or "file",
        kind=kind if kind in KNOWN_KINDS else "application/octet-stream",
        content=content if isinstance(content, bytes) else b"",
    )
