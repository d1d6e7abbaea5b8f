"""The keys that sign codes: one per year, in a list that is signed itself.

`kid` is the year in which the key signs, so 2026; a key that has to follow another one within a year gets the year and
a digit, so 20261. A card keeps the key of its issue: the keys of past years sign nothing new and go on verifying. A key
that somebody else may have got hold of is distrusted: codes signed with it count nowhere, and the cards get codes of
another key; the numbers on them still work.

Private keys are derived from the secret of the installation and kept nowhere, also not wrapped: a stolen copy of the
database holds none, and restoring a copy with its secret restores every card. The public keys are kept: after a change
of the secret (which makes a new key at once) all older cards go on verifying. An installation that keeps its private
keys in hardware replaces `signing_key` alone; whoever checks cards needs the public list only.

The list is signed with a key of its own, the one thing that a device without network has to be given. It changes with
the secret only.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

LIST_PURPOSE = "card-list-signing"
MOST_EXTRA_KEYS = 9  # in a year


class ListNotOurs(ValueError):
    """A list or delta that cannot be read, does not fit, or is not signed by us: keep the one you have."""


@dataclass(frozen=True, slots=True)
class PublishedKey:
    """A public key of 32 raw bytes that signs from `signs_from` up to but not including `signs_until`."""

    kid: int
    public_key: bytes
    signs_from: date
    signs_until: date
    is_trusted: bool = True

    @property
    def state(self) -> str:
        return "trusted" if self.is_trusted else "distrusted"

    @property
    def verifier(self) -> Ed25519PublicKey:
        return Ed25519PublicKey.from_public_bytes(self.public_key)


def key_purpose(kid: int) -> str:
    """For what the seed of a key is derived from the platform's secret."""
    return f"card-signing-{kid}"


def signing_key(seed: bytes) -> Ed25519PrivateKey:
    """The private key from its 32 derived bytes."""
    return Ed25519PrivateKey.from_private_bytes(seed)


def next_kid(year: int, known: Iterable[int]) -> int | None:
    """The first number that is free for a key of this year; None when ten were made in it."""
    taken = set(known)
    choices = [year, *(year * 10 + extra for extra in range(1, MOST_EXTRA_KEYS + 1))]
    return next((kid for kid in choices if kid not in taken), None)


def signed_text(keys: Iterable[PublishedKey], as_of: datetime) -> bytes:
    """The lines over which the list is signed: a heading, the moment, and a line per key in the order of `kid`."""
    lines = ["UP1 keys", moment_text(as_of)]
    for key in sorted(keys, key=lambda key: key.kid):
        words = (str(key.kid), base64url(key.public_key), str(key.signs_from), str(key.signs_until), key.state)
        lines.append(" ".join(words))
    return "\n".join(lines).encode()


def read_keys(answer: Mapping[str, Any], *, signer: bytes) -> dict[int, PublishedKey]:
    """The keys in an answer of `/api/v1/card-keys`, by kid. Raises ListNotOurs."""
    try:
        keys = [
            PublishedKey(
                int(key["kid"]),
                from_base64url(key["public_key"]),
                date.fromisoformat(key["signs_from"]),
                date.fromisoformat(key["signs_until"]),
                is_trusted=key["state"] == "trusted",
            )
            for key in answer["keys"]
        ]
        text = signed_text(keys, read_moment(answer["as_of"]))
        signature = from_base64url(answer["signature"])
    except (KeyError, TypeError, ValueError) as error:
        raise ListNotOurs(str(error)) from None
    if not is_signed(text, signature, signer):
        raise ListNotOurs("the signature does not fit")
    return {key.kid: key for key in keys}


def is_signed(text: bytes, signature: bytes, signer: bytes) -> bool:
    """Whether the owner of the 32 bytes of public key `signer` signed this text."""
    try:
        Ed25519PublicKey.from_public_bytes(signer).verify(signature, text)
    except (InvalidSignature, ValueError):
        return False
    return True


def moment_text(moment: datetime) -> str:
    """2026-11-25T11:00:00Z"""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_moment(text: str) -> datetime:
    """The moment behind such a text. Raises ValueError."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def base64url(data: bytes) -> str:
    """base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def from_base64url(text: str) -> bytes:
    """The bytes behind it. Raises ValueError."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
