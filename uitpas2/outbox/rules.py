"""What a message is, how it waits unreadable for whoever copies the database, and when it is tried again."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from enum import StrEnum

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_PURPOSE = "outbox"
MOST_ATTEMPTS = 8
KEPT_AFTER = timedelta(days=30)
UNPRINTED_KEPT = timedelta(days=90)
_NONCE_BYTES = 12
_BOUND_TO = b"uitpas2 outbox"


class Channel(StrEnum):
    """Along which way a message goes. Mail and text messages are sent; a letter waits for a counter to print it."""

    MAIL = "mail"
    SMS = "sms"
    POST = "post"


@dataclass(frozen=True, slots=True)
class Mail:
    """What is sent. Prints without address and text: neither belongs in a log.

    A text message is `short`, to `phone`; where there is no gateway for those, the mail is sent instead.
    """

    to: str = field(repr=False)
    subject: str = field(repr=False)
    body: str = field(repr=False)
    phone: str = field(default="", repr=False)
    short: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Letter:
    """What is printed: an address for the window of the envelope, a heading, paragraphs with blank lines between."""

    address: str = field(repr=False)
    subject: str = field(repr=False)
    body: str = field(repr=False)


def sealed(message: Mail | Letter, key: bytes) -> bytes:
    """The message as it waits in the database."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, json.dumps(asdict(message)).encode(), _BOUND_TO)


def opened(key: bytes, kept: bytes) -> Mail:
    """Raises cryptography's InvalidTag when it was changed or belongs to another secret."""
    return Mail(**_opened(key, kept))


def opened_letter(key: bytes, kept: bytes) -> Letter:
    """The same for a letter."""
    return Letter(**_opened(key, kept))


def _opened(key: bytes, kept: bytes) -> dict[str, str]:
    content: dict[str, str] = json.loads(AESGCM(key).decrypt(kept[:_NONCE_BYTES], kept[_NONCE_BYTES:], _BOUND_TO))
    return content


def wait_after(attempts: int) -> timedelta:
    """How long until the next try: two minutes, then each time twice as long; eight tries take four hours."""
    return timedelta(minutes=2 ** min(attempts, MOST_ATTEMPTS))
