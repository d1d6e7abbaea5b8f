"""Which cards are revoked: one bit per serial, signed, with a version that every revocation raises by one.

75 kB for 600,000 cards, some 14 kB deflated when 2 % are revoked: exact, and one look per card. A bit tells that a card
no longer works and not why. Serials beyond the list belong to cards that are newer than the list.

A delta names the serials that were revoked since a version. Its signature is that of the whole list it leads to: what
comes out is checked in full, whatever happened on the way.
"""

from __future__ import annotations

import base64
import hashlib
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from uitpas2.cards.rules.key_list import (
    ListNotOurs,
    base64url,
    from_base64url,
    is_signed,
    moment_text,
    read_moment,
)

MOST_BYTES = 16_000_000  # 128 million cards; a list that says it is longer is not ours
STALE_AFTER = timedelta(hours=24)
WORTHLESS_AFTER = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class StatusList:
    """The list as a device keeps it: complete up to `as_of`."""

    version: int
    as_of: datetime
    bits: bytes
    signature: bytes = b""

    def is_revoked(self, serial: int) -> bool:
        """Whether the card with this serial no longer worked at `as_of`."""
        place, bit = divmod(serial, 8)
        return place < len(self.bits) and bool(self.bits[place] >> bit & 1)

    @property
    def signed_text(self) -> bytes:
        """The lines over which the list is signed."""
        digest = hashlib.sha256(self.bits).hexdigest()
        lines = ("UP1 status", str(self.version), moment_text(self.as_of), str(len(self.bits)), digest)
        return "\n".join(lines).encode()

    def as_json(self) -> dict[str, Any]:
        return {
            "version": self.version,
            "as_of": moment_text(self.as_of),
            "size": len(self.bits),
            "bits": base64.b64encode(zlib.compress(self.bits, 9)).decode(),
            "signature": base64url(self.signature),
        }


def bits_of(serials: Iterable[int], size: int) -> bytes:
    """A bitmap of `size` bytes with the bits of these serials set, the lowest bit of a byte first."""
    bits = bytearray(size)
    for serial in serials:
        bits[serial >> 3] |= 1 << (serial & 7)
    return bytes(bits)


def delta_as_json(whole: StatusList, *, since: int, serials: Iterable[int]) -> dict[str, Any]:
    """What changed between version `since` and the whole list."""
    return {
        "since": since,
        "version": whole.version,
        "as_of": moment_text(whole.as_of),
        "size": len(whole.bits),
        "revoked": sorted(serials),
        "signature": base64url(whole.signature),
    }


def read_answer(answer: Mapping[str, Any], *, signer: bytes, known: StatusList | None = None) -> StatusList:
    """The newest list, from an answer with a whole list or with a delta on the known one.

    Raises ListNotOurs; also for an answer older than the known list, which somebody may have kept.
    """
    try:
        as_of = read_moment(answer["as_of"])
        signature = from_base64url(answer["signature"])
        found = StatusList(int(answer["version"]), as_of, _bits(answer, known), signature)
    except (KeyError, TypeError, ValueError, IndexError, zlib.error) as error:
        raise ListNotOurs(str(error)) from None
    if not is_signed(found.signed_text, signature, signer):
        raise ListNotOurs("the signature does not fit")
    if known is not None and found.as_of < known.as_of:
        raise ListNotOurs("older than the list that is there")
    return found


def _bits(answer: Mapping[str, Any], known: StatusList | None) -> bytes:
    size = int(answer["size"])
    if not 0 <= size <= MOST_BYTES:
        raise ListNotOurs("no such size")
    if "bits" in answer:
        return zlib.decompressobj().decompress(base64.b64decode(answer["bits"], validate=True), size + 1)
    if known is None or answer["since"] != known.version or size < len(known.bits):
        raise ListNotOurs("a delta on another list")
    bits = bytearray(known.bits.ljust(size, b"\0"))
    for serial in answer["revoked"]:
        bits[serial >> 3] |= 1 << (serial & 7)
    return bytes(bits)
