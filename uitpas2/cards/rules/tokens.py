"""The QR code on a card: token `UP1`, a pointer to the card and proof that we issued it.

`UP1:` + base45( version byte 1, CBOR [kid, serial, version, last day], Ed25519 signature over `UP1` and the rest ).
It holds no name, birth date, municipality or right: a photographed card tells nothing about its holder. The signature
is deterministic, so the same card always has the same code.

Keys: one pair per year of issue (`kid` is that year), derived from the platform's secret. An embedded installation
then has one secret to keep and back up, and restoring it restores every card in circulation. A yearly pair bounds
the damage of a published one: the cards of one year are reissued, not all. An installation that keeps its private
keys in hardware replaces `signing_key` alone; whoever checks cards only needs the public list.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from uitpas2.cards.errors import NumberMistyped, TokenUnreadable
from uitpas2.cards.rules import base45, cbor
from uitpas2.cards.rules.numbers import bare_number, is_card_number

PREFIX = "UP1:"
FIRST_KEY_YEAR = 2026
_VERSION = b"\x01"
_SIGNATURE_BYTES = 64
_EPOCH = date(1970, 1, 1)
# A card without a last day gets the last one that fits in two bytes, in the year 2149: no special case for readers.
NO_LAST_DAY = 65_535


@dataclass(frozen=True, slots=True)
class ScannedNumber:
    """A well-formed card number, typed or scanned."""

    number: str


@dataclass(frozen=True, slots=True)
class ScannedToken:
    """A well-formed token; whether we made it is for `is_ours` to say."""

    kid: int
    serial: int
    version: int
    last_day: int
    signed: bytes
    signature: bytes


def read_scan(text: str) -> ScannedNumber | ScannedToken:
    """What somebody scanned or typed.

    Raises NumberMistyped when it is no card number, TokenUnreadable when it starts like a token and is none.
    """
    text = text.strip()
    if text.startswith(PREFIX):
        return _read_token(text.removeprefix(PREFIX))
    number = bare_number(text)
    if not is_card_number(number):
        raise NumberMistyped
    return ScannedNumber(number)


def _read_token(body: str) -> ScannedToken:
    try:
        data = base45.decode(body)
        content, signature = data[:-_SIGNATURE_BYTES], data[-_SIGNATURE_BYTES:]
        if content[:1] != _VERSION:
            raise ValueError("a later kind of token")
        kid, serial, version, last_day = cbor.decode_numbers(content[1:])
    except ValueError:
        raise TokenUnreadable from None
    return ScannedToken(kid, serial, version, last_day, b"UP1" + content, signature)


def make_token(key: Ed25519PrivateKey, *, kid: int, serial: int, version: int, last_day: date | None) -> str:
    """The text in the QR code of a card. `last_day` is the card's last day of use, never that of a right."""
    days = NO_LAST_DAY if last_day is None else (last_day - _EPOCH).days
    content = _VERSION + cbor.encode_numbers([kid, serial, version, days])
    return PREFIX + base45.encode(content + key.sign(b"UP1" + content))


def is_ours(token: ScannedToken, key: Ed25519PublicKey) -> bool:
    """Whether the owner of the key signed exactly this token."""
    try:
        key.verify(token.signature, token.signed)
    except InvalidSignature:
        return False
    return True


def key_purpose(kid: int) -> str:
    """For what the seed of a year's key is derived from the platform's secret."""
    return f"card-signing-{kid}"


def signing_key(seed: bytes) -> Ed25519PrivateKey:
    """The private key of a year from its 32 derived bytes."""
    return Ed25519PrivateKey.from_private_bytes(seed)
