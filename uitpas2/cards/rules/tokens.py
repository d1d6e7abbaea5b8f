"""The QR code on a card: token `UP1`, a pointer to the card and proof that we issued it.

Printed code: `UP1:` + base45( version byte 1, CBOR [kid, serial, version, last day], Ed25519 signature over `UP1` and
the rest ). It holds no name, birth date, municipality or right: a photographed card tells nothing about its holder.
The signature is deterministic, so the same card always has the same code.

Live code, on the screen of a digital card: the same with version byte 2 and a fifth number, the count of half minutes
since 1970 in which it was made. It is good for its own half minute and the next one: a screenshot is worth nothing
after 60 seconds at most. The signature covers version byte and moment, so that nobody can make a printed code of it or
move its time. Shown twice within its time, it has one effect at a door, as any card: check-ins are counted per holder
and activity, and a scan has its own key. Paper stays welcome: no door may ask for a live code.

Keys: see `key_list`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from uitpas2.cards.errors import NumberMistyped, TokenUnreadable
from uitpas2.cards.rules import base45, cbor
from uitpas2.cards.rules.numbers import bare_chip, bare_number, is_card_number, is_chip_number

PREFIX = "UP1:"
_PRINTED, _LIVE = b"\x01", b"\x02"
_NUMBERS = {_PRINTED: 4, _LIVE: 5}
_SIGNATURE_BYTES = 64
_EPOCH = date(1970, 1, 1)
# A card without a last day gets the last one that fits in two bytes, in the year 2149: no special case for readers.
NO_LAST_DAY = 65_535
HALF_MINUTE = 30


@dataclass(frozen=True, slots=True)
class ScannedNumber:
    """A well-formed card number, typed or scanned."""

    number: str


@dataclass(frozen=True, slots=True)
class ScannedChip:
    """A well-formed chip number, from a contactless reader. Like a bare number it can be tried, and proves nothing."""

    chip: str


@dataclass(frozen=True, slots=True)
class ScannedToken:
    """A well-formed token; whether we made it is for `is_ours` to say. `half_minute` is there in a live code only."""

    kid: int
    serial: int
    version: int
    last_day: int
    signed: bytes
    signature: bytes
    half_minute: int | None = None

    @property
    def last_date(self) -> date:
        return _EPOCH + timedelta(days=min(self.last_day, NO_LAST_DAY))


def read_scan(text: str) -> ScannedNumber | ScannedChip | ScannedToken:
    """What somebody scanned or typed.

    Raises NumberMistyped when it is no card or chip number, TokenUnreadable when it starts like a token and is none.
    """
    text = text.strip()
    if text.startswith(PREFIX):
        return _read_token(text.removeprefix(PREFIX))
    number = bare_number(text)
    if is_card_number(number):
        return ScannedNumber(number)
    if is_chip_number(text):
        return ScannedChip(bare_chip(text))
    raise NumberMistyped


def is_same_card(
    scan: ScannedNumber | ScannedChip | ScannedToken, *, number: str, serial: int, chip_number: str | None
) -> bool:
    """Whether what was scanned points at this card; whether a code is ours, `is_ours` says."""
    match scan:
        case ScannedNumber():
            return scan.number == number
        case ScannedChip():
            return scan.chip == chip_number
        case ScannedToken():
            return scan.serial == serial


def _read_token(body: str) -> ScannedToken:
    try:
        data = base45.decode(body)
        content, signature = data[:-_SIGNATURE_BYTES], data[-_SIGNATURE_BYTES:]
        numbers = cbor.decode_numbers(content[1:])
    except ValueError:
        raise TokenUnreadable from None
    if len(numbers) != _NUMBERS.get(content[:1]):  # also a later kind of token
        raise TokenUnreadable
    kid, serial, version, last_day, *moment = numbers
    return ScannedToken(
        kid, serial, version, last_day, b"UP1" + content, signature, half_minute=moment[0] if moment else None
    )


def make_token(key: Ed25519PrivateKey, *, kid: int, serial: int, version: int, last_day: date | None) -> str:
    """The text in the QR code of a card. `last_day` is the card's last day of use, never that of a right."""
    return _written(key, _PRINTED, [kid, serial, version, _days(last_day)])


def make_live_token(
    key: Ed25519PrivateKey, *, kid: int, serial: int, version: int, last_day: date | None, now: datetime
) -> str:
    """The code on the screen of a digital card at this moment."""
    return _written(key, _LIVE, [kid, serial, version, _days(last_day), half_minute_of(now)])


def _written(key: Ed25519PrivateKey, kind: bytes, numbers: list[int]) -> str:
    content = kind + cbor.encode_numbers(numbers)
    return PREFIX + base45.encode(content + key.sign(b"UP1" + content))


def _days(last_day: date | None) -> int:
    return NO_LAST_DAY if last_day is None else (last_day - _EPOCH).days


def half_minute_of(moment: datetime) -> int:
    """How many whole half minutes there were since 1970."""
    return int(moment.timestamp()) // HALF_MINUTE


def live_until(moment: datetime) -> datetime:
    """The first moment at which a live code made now is no longer good."""
    return datetime.fromtimestamp((half_minute_of(moment) + 2) * HALF_MINUTE, UTC)


def is_timely(token: ScannedToken, now: datetime, *, off_by: timedelta = timedelta(0)) -> bool:
    """Whether a live code is good now; a printed one always is.

    `off_by` is how much the clock of the one who asks may be wrong, either way: nothing for the server, which made
    the code with the same clock; the known uncertainty for a device without network.
    """
    if token.half_minute is None:
        return True
    earliest, latest = half_minute_of(now - off_by), half_minute_of(now + off_by)
    return earliest - 1 <= token.half_minute <= latest


def is_ours(token: ScannedToken, key: Ed25519PublicKey) -> bool:
    """Whether the owner of the key signed exactly this token."""
    try:
        key.verify(token.signature, token.signed)
    except InvalidSignature:
        return False
    return True
