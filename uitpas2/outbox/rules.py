"""What a message is, how it waits unreadable for whoever copies the database, and when it is tried again."""

from __future__ import annotations

import base64
import json
import os
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_PURPOSE = "outbox"
MOST_ATTEMPTS = 8
KEPT_AFTER = timedelta(days=30)
UNPRINTED_KEPT = timedelta(days=90)
FOLDER = "folder"  # what stands in a setting to say: the demo's letterbox
MOST_KEPT = 500  # messages in it
CHANNEL_HEADER, RECIPIENT_HEADER = "X-Channel", "X-Recipient"
_NONCE_BYTES = 12
_BOUND_TO = b"uitpas2 outbox"


class Channel(StrEnum):
    """Along which way a message goes. A letter waits for a counter to print it; all others are sent."""

    MAIL = "mail"
    SMS = "sms"
    PUSH = "push"
    POST = "post"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes along with a mail; `kind` as in "text/calendar"."""

    name: str
    kind: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Mail:
    """What is sent. Prints without address and text: neither belongs in a log.

    A text message is `short`, to `phone`; a push message is `short` too, to the devices of the account `push_to`. Where
    there is no gateway for those, the mail is sent instead. A reply goes to `reply_to`, where there is one.
    """

    to: str = field(repr=False)
    subject: str = field(repr=False)
    body: str = field(repr=False)
    phone: str = field(default="", repr=False)
    short: str = field(default="", repr=False)
    push_to: str = field(default="", repr=False)
    reply_to: str = field(default="", repr=False)
    attachments: tuple[Attachment, ...] = field(default=(), repr=False)

    @property
    def channel(self) -> Channel:
        """Along which way it is meant to go."""
        if self.phone:
            return Channel.SMS
        return Channel.PUSH if self.push_to else Channel.MAIL


@dataclass(frozen=True, slots=True)
class PushMessage:
    """What a telephone or browser shows: one sentence and no more, because whoever holds it can read it."""

    to: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Letter:
    """What is printed: an address for the window of the envelope, a heading, paragraphs with blank lines between."""

    address: str = field(repr=False)
    subject: str = field(repr=False)
    body: str = field(repr=False)


def sealed(message: Mail | Letter, key: bytes) -> bytes:
    """The message as it waits in the database."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, json.dumps(asdict(message), default=_as_text).encode(), _BOUND_TO)


def _as_text(content: bytes) -> str:
    return base64.b64encode(content).decode()


def opened(key: bytes, kept: bytes) -> Mail:
    """Raises cryptography's InvalidTag when it was changed or belongs to another secret."""
    content = _opened(key, kept)
    files = content.pop("attachments", [])
    attachments = (Attachment(one["name"], one["kind"], base64.b64decode(one["content"])) for one in files)
    return Mail(**content, attachments=tuple(attachments))


def opened_letter(key: bytes, kept: bytes) -> Letter:
    """The same for a letter."""
    return Letter(**_opened(key, kept))


def _opened(key: bytes, kept: bytes) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(AESGCM(key).decrypt(kept[:_NONCE_BYTES], kept[_NONCE_BYTES:], _BOUND_TO))
    return content


def wait_after(attempts: int) -> timedelta:
    """How long until the next try: two minutes, then each time twice as long; eight tries take four hours."""
    return timedelta(minutes=2 ** min(attempts, MOST_ATTEMPTS))
