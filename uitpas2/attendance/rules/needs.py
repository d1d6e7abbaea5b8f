"""What those on duty must know to keep a child safe, sealed so that a copy of the database tells nothing."""

from __future__ import annotations

import json
import os
import re
from dataclasses import asdict, dataclass

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_PURPOSE = "care-needs"
LONGEST = 500  # characters of each text
MOST_COLLECTORS = 12
_NONCE_BYTES = 12


@dataclass(frozen=True, slots=True)
class Needs:
    """In the words of the guardian. Prints as nothing: it must not end up in a log."""

    allergies: str = ""
    care: str = ""
    emergency: str = ""

    def __bool__(self) -> bool:
        return any(asdict(self).values())

    def __repr__(self) -> str:
        return "Needs(***)"


def sealed(needs: Needs, key: bytes, holder_id: str) -> bytes:
    """Bound to the child: what is moved to another row cannot be opened there."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, json.dumps(asdict(needs)).encode(), holder_id.encode())


def opened(kept: bytes, key: bytes, holder_id: str) -> Needs:
    """Raises cryptography's InvalidTag when it was changed or belongs to another child or secret."""
    return Needs(**json.loads(AESGCM(key).decrypt(kept[:_NONCE_BYTES], kept[_NONCE_BYTES:], holder_id.encode())))


def tidy_phone(typed: str) -> str | None:
    """A telephone number without blanks and dots; None when it is none. Nothing typed is no number, and fine."""
    bare = re.sub(r"[\s./-]", "", typed)
    return bare if not bare or re.fullmatch(r"(\+|0)[0-9]{8,14}", bare) else None
