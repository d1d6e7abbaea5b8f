"""Codes and lists as anybody may put them before a door, with what the platform itself says of each.

The scripts of the scan page have to say the same.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from uitpas2.cards.errors import NumberMistyped, TokenUnreadable
from uitpas2.cards.rules import (
    PublishedKey,
    ScannedToken,
    StatusList,
    base45,
    base64url,
    bits_of,
    cbor,
    check_offline,
    delta_as_json,
    make_live_token,
    make_token,
    moment_text,
    read_scan,
    signed_text,
)
from uitpas2.cards.rules.key_list import ListNotOurs, read_keys
from uitpas2.cards.rules.status_list import read_answer

NOW = datetime(2026, 11, 25, 11, 0, tzinfo=UTC)
KEY, OLD_KEY, STOLEN, LISTS, FORGER = (Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32) for n in range(1, 6))
ORDER = 2**252 + 27742317777372353535851937790883648493  # of the group behind Ed25519
SIGNER = LISTS.public_key().public_bytes_raw()
CARD: dict[str, Any] = {"kid": 2026, "serial": 123_456, "version": 1, "last_day": date(2031, 11, 25)}
DISTRUSTED, COMING = 20251, 2027


def published(kid: int, key: Ed25519PrivateKey, year: int, *, is_trusted: bool = True) -> PublishedKey:
    return PublishedKey(kid, key.public_key().public_bytes_raw(), date(year, 1, 1), date(year + 1, 1, 1), is_trusted)


KEYS = [
    published(2026, KEY, 2026),
    published(2025, OLD_KEY, 2025),
    published(DISTRUSTED, STOLEN, 2025, is_trusted=False),
    published(COMING, FORGER, 2027),
]


def status(*revoked: int, version: int = 3, as_of: datetime = NOW, size: int = 20_000) -> StatusList:
    made = StatusList(version, as_of, bits_of(revoked, size))
    return replace(made, signature=LISTS.sign(made.signed_text))


STATUS = status(5, 600, 999)


def written(content: bytes, key: Ed25519PrivateKey = KEY) -> str:
    """A code of any content, truly signed."""
    return "UP1:" + base45.encode(content + key.sign(b"UP1" + content))


def codes() -> Iterator[tuple[str, datetime]]:
    """Texts and the moments at which they are shown."""
    good = make_token(KEY, **CARD)
    yield from ((text, NOW) for text in [good, f"  {good}\n", make_token(OLD_KEY, **{**CARD, "kid": 2025})])
    for change in [
        {"serial": 5},
        {"serial": 999},
        {"serial": 998},
        {"serial": 160_000},  # newer than the list
        {"serial": 2**40},
        {"last_day": None},
        {"last_day": date(2026, 11, 25)},
        {"last_day": date(2026, 11, 24)},
        {"serial": 600, "last_day": date(2026, 11, 24)},
        {"version": 2**64 - 1},
        {"kid": 1999},
        {"kid": 2025},  # signed with another key than it says
        {"kid": DISTRUSTED},
        {"kid": COMING},
        {"kid": 2**64 - 1},
    ]:
        yield make_token(KEY, **{**CARD, **change}), NOW
    yield make_token(FORGER, **CARD), NOW
    yield make_token(STOLEN, **{**CARD, "kid": DISTRUSTED}), NOW
    # Brussels is an hour ahead: the last day of a card ends before midnight in Greenwich.
    for minutes in (59, 60, 61):
        yield (
            make_token(KEY, **{**CARD, "last_day": date(2026, 11, 25)}),
            NOW.replace(hour=22) + timedelta(minutes=minutes),
        )
    live = make_live_token(KEY, **CARD, now=NOW)
    yield from ((live, NOW + timedelta(seconds=seconds)) for seconds in (-31, -30, -1, 0, 29, 59, 89, 90, 91, 3600))
    yield make_live_token(KEY, **{**CARD, "serial": 600}, now=NOW), NOW
    yield make_live_token(FORGER, **CARD, now=NOW), NOW
    yield from ((text, NOW) for text in [*odd(good), *numbers(), *flipped(good), *flipped(live)])


def odd(good: str) -> Iterator[str]:
    """Codes of the right signature and the wrong form, and of the wrong form altogether."""
    plain = [2026, 123_456, 1, 22_000]
    content = b"\x01" + cbor.encode_numbers(plain)
    yield from ["UP1:", "UP1: ", good[:-1], good[:-3], good + "0", good + "00", good + "000", good[:60], good.lower()]
    yield good.replace("UP1:", "UP2:")
    yield good[:20] + "€" + good[21:]
    yield from (written(b"\x01" + cbor.encode_numbers(plain[:length])) for length in range(4))
    yield written(b"\x01" + cbor.encode_numbers([*plain, 7]))
    yield written(b"\x02" + cbor.encode_numbers(plain))
    yield written(b"\x03" + cbor.encode_numbers(plain))
    yield written(content + b"\x00")
    yield written(b"")
    yield written(b"\x01")
    # 2026 in four bytes, 1 in one byte, an array that says how long it is in a byte of its own, one without an end,
    # a negative number, a text.
    yield written(content.replace(b"\x19\x07\xea", b"\x1a\x00\x00\x07\xea"))
    yield written(content.replace(b"\x01\x19", b"\x18\x01\x19"))
    yield written(content.replace(b"\x01\x84", b"\x01\x98\x04"))
    yield written(content.replace(b"\x01\x84", b"\x01\x9f") + b"\xff")
    yield written(content.replace(b"\x19\x07\xea", b"\x39\x07\xea"))
    yield written(content.replace(b"\x19\x07\xea", b"\x62NL"))
    yield written(b"\x01\x9b" + b"\xff" * 8)
    # The same signature written a second way: S and S + L.
    signature = KEY.sign(b"UP1" + content)
    scalar = int.from_bytes(signature[32:], "little") + ORDER
    yield "UP1:" + base45.encode(content + signature[:32] + scalar.to_bytes(32, "little"))
    yield "UP1:" + base45.encode(content + bytes(64))


def numbers() -> Iterator[str]:
    yield from ["0900000095902", "0900 000 095 902", "0900.000.095-902", "0900000095903", "090000009590", "", "niets"]
    yield from ["04a1b2c3d4e5f6", "04:A1:B2:C3:D4:E5:F6", "04a1b2c3d4e5"]


def flipped(good: str) -> Iterator[str]:
    """The code with one bit of each byte turned."""
    data = base45.decode(good.removeprefix("UP1:"))
    for place in range(len(data)):
        touched = bytearray(data)
        touched[place] ^= 1 << place % 8
        yield "UP1:" + base45.encode(bytes(touched))


def as_read(text: str, now: datetime) -> dict[str, Any]:
    """What the platform makes of a text: its parts, the verdict without network and the age of the list."""
    try:
        scan = read_scan(text)
    except TokenUnreadable:
        return {"answer": "unreadable"}
    except NumberMistyped:
        return {"answer": "mistyped"}
    if not isinstance(scan, ScannedToken):
        return {"answer": "number"}
    check = check_offline(scan, keys={key.kid: key for key in KEYS}, status=STATUS, now=now)
    return {
        "answer": check.answer.value,
        "numbers": [scan.kid, scan.serial, scan.version, min(scan.last_day, 65_535), scan.half_minute],
        "signed": scan.signed.hex(),
        "signature": scan.signature.hex(),
    }


def code_table() -> list[dict[str, Any]]:
    return [{"text": text, "now": now.timestamp() * 1000, "wanted": as_read(text, now)} for text, now in codes()]


def base45_table() -> list[dict[str, Any]]:
    """Texts with the bytes behind them, or nothing."""
    chance = random.Random(45)
    texts = [base45.encode(chance.randbytes(length)) for length in range(60)]
    texts += ["".join(chance.choices(base45.ALPHABET + "a€", k=length)) for length in range(60)]
    texts += ["FGW", "GGW", "U5", "V5", ":::", "::", "0", "000", "00"]
    return [{"text": text, "wanted": tried(lambda text=text: base45.decode(text).hex())} for text in texts]


def cbor_table() -> list[dict[str, Any]]:
    chance = random.Random(8949)
    sizes = (5, 8, 16, 32, 64)
    lists = [[chance.getrandbits(chance.choice(sizes)) for _ in range(length)] for length in range(30)]
    lists += [[23, 24, 255, 256, 65_535, 65_536, 2**32 - 1, 2**32, 2**53 + 1, 2**64 - 1]]
    raw = [cbor.encode_numbers(numbers) for numbers in lists] + [chance.randbytes(length) for length in range(40)]
    raw += [bytes([0x81, first]) + bytes(rest) for first in (24, 25, 26, 27, 28, 31) for rest in range(9)]
    return [
        {"bytes": data.hex(), "wanted": tried(lambda data=data: [str(one) for one in cbor.decode_numbers(data)])}
        for data in raw
    ]


def tried(act: Any) -> Any:
    try:
        return act()
    except (ValueError, ListNotOurs):
        return None


def key_answer(keys: list[PublishedKey] = KEYS, **changes: Any) -> dict[str, Any]:
    """An answer of /api/v1/card-keys."""
    rows = [
        {
            "kid": key.kid,
            "algorithm": "Ed25519",
            "public_key": base64url(key.public_key),
            "signs_from": str(key.signs_from),
            "signs_until": str(key.signs_until),
            "state": key.state,
        }
        for key in keys
    ]
    signature = base64url(LISTS.sign(signed_text(keys, NOW)))
    return {"as_of": moment_text(NOW), "keys": rows, "signed_by": base64url(SIGNER), "signature": signature, **changes}


def key_table() -> list[dict[str, Any]]:
    good = key_answer()
    rows = good["keys"]
    trusted_again = [{**row, "state": "trusted"} for row in rows]
    forged = key_answer()
    forged["signature"] = base64url(FORGER.sign(signed_text(KEYS, NOW)))
    answers = [
        good,
        {**good, "keys": rows[::-1]},
        {**good, "keys": rows[1:]},
        {**good, "keys": trusted_again},
        {**good, "keys": [{**rows[0], "kid": 2028}, *rows[1:]]},
        {**good, "keys": [{**rows[0], "signs_from": "2025-01-01"}, *rows[1:]]},
        {**good, "as_of": "2026-11-26T11:00:00Z"},
        {**good, "as_of": "gisteren"},
        {**good, "signature": "AAAA"},
        forged,
        {"keys": rows},
        {},
    ]
    return [{"answer": one, "wanted": tried(lambda one=one: sorted(read_keys(one, signer=SIGNER)))} for one in answers]


def status_table() -> list[dict[str, Any]]:
    """Whole lists and changes to a known list, with the list that comes of it."""
    after = status(5, 600, 999, 123_456, version=5, as_of=NOW + timedelta(minutes=5), size=20_010)
    whole, delta = after.as_json(), delta_as_json(after, since=3, serials=[123_456])
    older = status(5, version=2, as_of=NOW - timedelta(hours=1)).as_json()
    forged = {**whole, "signature": base64url(FORGER.sign(after.signed_text))}
    bomb = {**whole, "bits": status(5, size=900_000).as_json()["bits"]}
    changes: list[dict[str, Any]] = [
        {},
        {"revoked": []},
        {"revoked": [123_457]},
        {"revoked": [123_456, 7]},
        {"revoked": [123_456, 10**9]},
        {"revoked": ["123456"]},
        {"revoked": [-1, 123_456]},
        {"version": 6},
        {"since": 2},
        {"size": 20_011},
        {"size": 19_999},
        {"size": 2**40},
        {"size": -1},
        {"as_of": moment_text(NOW)},
        {"signature": "AAAA"},
    ]
    answers = [whole, older, forged, bomb, {**whole, "bits": whole["bits"][:-8]}, {**whole, "bits": "niets"}, {}]
    answers += [{**delta, **change} for change in changes]
    cases = [(answer, known) for answer in answers for known in (STATUS, None)]
    return [
        {
            "answer": answer,
            "known": is_known is not None,
            "wanted": tried(
                lambda answer=answer, known=is_known: as_kept(read_answer(answer, signer=SIGNER, known=known))
            ),
        }
        for answer, is_known in cases
    ]


def as_kept(found: StatusList) -> dict[str, Any]:
    return {"version": found.version, "asOf": moment_text(found.as_of), "bits": found.bits.hex()}
