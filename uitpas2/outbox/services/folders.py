"""The demo's letterbox: every message as an .eml file in a folder, for a page that shows them. Never in production."""

from __future__ import annotations

import os
import secrets
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

from uitpas2.kernel.clock import Clock
from uitpas2.outbox.rules import CHANNEL_HEADER, MOST_KEPT, RECIPIENT_HEADER, Channel, PushMessage


def keep(folder: Path, message: EmailMessage, channel: Channel, recipient: str, moment: datetime) -> None:
    """Put a message down whole or not at all, readable by the owner only; the oldest beyond MOST_KEPT go."""
    message[CHANNEL_HEADER], message[RECIPIENT_HEADER] = channel.value, recipient
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{moment:%Y%m%dT%H%M%S%f}-{secrets.token_hex(4)}"
    half = folder / f"{name}.part"
    descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(message.as_bytes())
    half.rename(folder / f"{name}.eml")
    for old in sorted(folder.glob("*.eml"))[:-MOST_KEPT]:
        old.unlink(missing_ok=True)


def keep_text(folder: Path, clock: Clock, phone: str, text: str) -> None:
    """A text message, by its number."""
    keep(folder, _short(text, clock.now()), Channel.SMS, phone, clock.now())


def keep_push(folder: Path, clock: Clock, push: PushMessage) -> None:
    """A push message, by its account."""
    keep(folder, _short(push.text, clock.now()), Channel.PUSH, push.to, clock.now())


def _short(text: str, moment: datetime) -> EmailMessage:
    message = EmailMessage()
    message["Date"] = moment
    message.set_content(text)
    return message
