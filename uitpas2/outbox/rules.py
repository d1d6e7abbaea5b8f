"""What a mail is, how it waits unreadable for whoever copies the database, and when it is tried again."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from datetime import timedelta

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_PURPOSE = "outbox"
MOST_ATTEMPTS = 8
KEPT_AFTER = timedelta(days=30)
_NONCE_BYTES = 12
_BOUND_TO = b"uitpas2 outbox"


@dataclass(frozen=True, slots=True)
class Mail:
    """What is sent. Prints without address and text: neither belongs in a log."""

    to: str = field(repr=False)
    subject: str = field(repr=False)
    body: str = field(repr=False)


def sealed(mail: Mail, key: bytes) -> bytes:
    """The mail as it waits in the database."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, json.dumps(asdict(mail)).encode(), _BOUND_TO)


def opened(key: bytes, kept: bytes) -> Mail:
    """Raises cryptography's InvalidTag when it was changed or belongs to another secret."""
    return Mail(**json.loads(AESGCM(key).decrypt(kept[:_NONCE_BYTES], kept[_NONCE_BYTES:], _BOUND_TO)))


def wait_after(attempts: int) -> timedelta:
    """How long until the next try: two minutes, then each time twice as long; eight tries take four hours."""
    return timedelta(minutes=2 ** min(attempts, MOST_ATTEMPTS))
