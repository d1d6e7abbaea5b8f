"""The one piece of CBOR (RFC 8949) the QR code needs: a short array of whole numbers, in its only canonical form."""

from __future__ import annotations

from collections.abc import Sequence

_UNSIGNED, _ARRAY = 0, 4
_SIZES = {24: 1, 25: 2, 26: 4, 27: 8}


def encode_numbers(numbers: Sequence[int]) -> bytes:
    """An array of numbers from 0 up to 2⁶⁴−1. Raises ValueError for any other."""
    return _head(_ARRAY, len(numbers)) + b"".join(_head(_UNSIGNED, number) for number in numbers)


def decode_numbers(data: bytes) -> tuple[int, ...]:
    """The numbers of an array that fills `data` exactly.

    Raises ValueError for bytes too many or too few, for anything but such an array, and for a number that is
    written longer than it has to be: one list of numbers has one spelling.
    """
    length, at = _read_head(data, 0, _ARRAY)
    numbers: list[int] = []
    for _ in range(length):
        number, at = _read_head(data, at, _UNSIGNED)
        numbers.append(number)
    if at != len(data):
        raise ValueError("bytes after the array")
    return tuple(numbers)


def _head(major: int, value: int) -> bytes:
    if not 0 <= value < 2**64:
        raise ValueError("only numbers from 0 up to 2**64 - 1")
    if value < 24:
        return bytes([major << 5 | value])
    marker, size = next((marker, size) for marker, size in _SIZES.items() if value < 256**size)
    return bytes([major << 5 | marker]) + value.to_bytes(size, "big")


def _read_head(data: bytes, at: int, major: int) -> tuple[int, int]:
    if at >= len(data) or data[at] >> 5 != major:
        raise ValueError("not an array of whole numbers")
    short = data[at] & 0b11111
    size = _SIZES.get(short, 0)
    if short > 27 or at + 1 + size > len(data):
        raise ValueError("cut off, or of a kind that is not used here")
    value = int.from_bytes(data[at + 1 : at + 1 + size], "big") if size else short
    end = at + 1 + size
    if data[at:end] != _head(major, value):
        raise ValueError("a number written longer than it has to be")
    return value, end
