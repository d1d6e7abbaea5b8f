"""The note that stays on a telephone: whose cards it keeps, so that it can ask later whether it still may.

It holds an account's number and the count of its sign-outs everywhere, sealed; it opens no page.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

KEPT_FOR = timedelta(days=31)
_SEAL_BYTES = 16


@dataclass(frozen=True, slots=True)
class Keeper:
    """Whose cards a telephone keeps; a later `session_epoch` of the account ends it."""

    account_id: str
    session_epoch: int


def seal(key: bytes, keeper: Keeper, now: datetime) -> str:
    """The note for a keeper, good for `KEPT_FOR` from now on."""
    until = int((now + KEPT_FOR).timestamp())
    text = f"{keeper.account_id}.{keeper.session_epoch}.{until}"
    return f"{text}.{_mark(key, text)}"


def opened(key: bytes, note: str, now: datetime) -> Keeper | None:
    """Whose note this is; None when we did not write it, or it is too old."""
    text, _, mark = note.rpartition(".")
    if not hmac.compare_digest(mark.encode(), _mark(key, text).encode()):
        return None
    account_id, epoch, until = text.split(".")
    return Keeper(account_id, int(epoch)) if now < datetime.fromtimestamp(int(until), UTC) else None


def _mark(key: bytes, text: str) -> str:
    digest = hmac.new(key, text.encode(), hashlib.sha256).digest()[:_SEAL_BYTES]
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")
