"""The QR token: known vectors of its two encodings, one spelling only, nobody else can make it."""

from datetime import date

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from uitpas2.cards.errors import NumberMistyped, TokenUnreadable
from uitpas2.cards.rules import ScannedChip, ScannedToken, base45, cbor, is_ours, is_same_card, make_token, read_scan

KEY = Ed25519PrivateKey.from_private_bytes(b"\x07" * 32)
OTHER = Ed25519PrivateKey.from_private_bytes(b"\x08" * 32)

numbers = st.integers(0, 2**64 - 1)


def token(**changes: object) -> str:
    card = {"kid": 2026, "serial": 123_456, "version": 1, "last_day": date(2031, 11, 25), **changes}
    return make_token(KEY, **card)


def content_of(text: str) -> bytes:
    return base45.decode(text.removeprefix("UP1:"))


def as_token(content: bytes) -> str:
    return "UP1:" + base45.encode(content)


@pytest.mark.parametrize(
    ("plain", "encoded"),
    [(b"AB", "BB8"), (b"Hello!!", "%69 VD92EX0"), (b"base-45", "UJCLQE7W581"), (b"ietf!", "QED8WEX0"), (b"", "")],
)
def test_base45_agrees_with_the_examples_of_its_standard(plain: bytes, encoded: str):
    assert base45.encode(plain) == encoded
    assert base45.decode(encoded) == plain


@pytest.mark.parametrize("text", ["GGW", "A", "AAAA", "bb8", "Ü00", ":::", "::"])
def test_base45_refuses_what_nobody_encoded(text: str):
    with pytest.raises(ValueError):
        base45.decode(text)


@settings(deadline=None)
@given(st.binary(max_size=120))
def test_base45_gives_back_every_byte(data: bytes):
    assert base45.decode(base45.encode(data)) == data


@pytest.mark.parametrize(
    ("row", "encoded"),
    [
        ([], "80"),
        ([1, 2, 3], "83010203"),
        ([0, 10, 23, 24, 25, 100], "86000a171818181 9 1864".replace(" ", "")),
        ([1000, 1000000], "821903e81a000f4240"),
        ([1000000000000, 18446744073709551615], "821b000000e8d4a510001bffffffffffffffff"),
    ],
)
def test_cbor_agrees_with_the_examples_of_its_standard(row: list[int], encoded: str):
    assert cbor.encode_numbers(row).hex() == encoded
    assert cbor.decode_numbers(bytes.fromhex(encoded)) == tuple(row)


@pytest.mark.parametrize(
    ("encoded", "what"),
    [
        ("8401020304ff", "a byte too many"),
        ("84010203", "a number too few"),
        ("811801", "24 would do without a second byte, 1 as well"),
        ("81190017", "two bytes for what fits in none"),
        ("811a00000100", "four bytes for what fits in two"),
        ("9f01ff", "an array without a length"),
        ("8120", "a negative number"),
        ("8161 61".replace(" ", ""), "a text"),
        ("81fb3ff0000000000000", "a broken number"),
        ("a10102", "a map"),
        ("811c", "a reserved length"),
        ("8119 01".replace(" ", ""), "a number cut off"),
        ("", "nothing"),
    ],
)
def test_cbor_refuses(encoded: str, what: str):
    with pytest.raises(ValueError):
        cbor.decode_numbers(bytes.fromhex(encoded))


@settings(deadline=None)
@given(st.lists(numbers, max_size=30))
def test_cbor_gives_back_every_row_of_numbers(row: list[int]):
    assert cbor.decode_numbers(cbor.encode_numbers(row)) == tuple(row)


@settings(deadline=None)
@given(st.binary(max_size=20))
def test_whatever_cbor_reads_has_one_spelling(data: bytes):
    try:
        row = cbor.decode_numbers(data)
    except ValueError:
        return

    assert cbor.encode_numbers(row) == data


def test_a_token_says_which_card_and_nothing_else():
    scanned = read_scan(token())

    assert isinstance(scanned, ScannedToken)
    assert (scanned.kid, scanned.serial, scanned.version) == (2026, 123_456, 1)
    assert date.fromordinal(date(1970, 1, 1).toordinal() + scanned.last_day) == date(2031, 11, 25)
    assert is_ours(scanned, KEY.public_key())


def test_the_same_card_always_has_the_same_code_that_fits_a_small_qr():
    text = token()

    assert text == token()
    assert len(text) <= 122  # a QR code of version 5 with correction M holds 122 of these characters
    assert set(text.removeprefix("UP1:")) <= set(base45.ALPHABET)


def test_a_card_without_a_last_day_has_one_far_away():
    scanned = read_scan(token(last_day=None))

    assert isinstance(scanned, ScannedToken)
    assert scanned.last_day == 65_535


def test_somebody_elses_signature_is_not_ours():
    scanned = read_scan(make_token(OTHER, kid=2026, serial=1, version=1, last_day=None))

    assert isinstance(scanned, ScannedToken)
    assert not is_ours(scanned, KEY.public_key())


@settings(deadline=None)
@given(st.integers(0, 75), st.integers(0, 7))
def test_one_flipped_bit_is_never_ours(place: int, bit: int):
    content = bytearray(content_of(token()))
    content[place % len(content)] ^= 1 << bit

    try:
        scanned = read_scan(as_token(bytes(content)))
    except TokenUnreadable:
        return

    assert isinstance(scanned, ScannedToken)
    assert not is_ours(scanned, KEY.public_key())


@pytest.mark.parametrize(
    "text",
    [
        "UP1:",
        "UP1:0",
        token()[:-3],
        token() + "00",
        token().lower().replace("up1:", "UP1:"),
        as_token(b"\x02" + content_of(token())[1:]),
        as_token(b"\x01" + b"\x83\x01\x02\x03" + b"s" * 64),
        as_token(b"\x01" + b"\x85\x01\x02\x03\x04\x05" + b"s" * 64),
    ],
)
def test_a_token_of_another_shape_is_unreadable(text: str):
    with pytest.raises(TokenUnreadable):
        read_scan(text)


@settings(deadline=None)
@given(st.text(max_size=40))
def test_whatever_is_scanned_gets_a_kind_answer(text: str):
    for scanned in (text, "UP1:" + text):
        try:
            read_scan(scanned)
        except (NumberMistyped, TokenUnreadable) as error:
            assert error.message.is_complete()


@pytest.mark.parametrize("typed", ["04A1B2C3D4E5F6", "04:a1:b2:c3:d4:e5:f6", " 04 a1 b2 c3 d4 e5 f6\n"])
def test_a_chip_is_read_as_readers_type_it(typed: str):
    scan = read_scan(typed)

    assert scan == ScannedChip("04a1b2c3d4e5f6")
    assert is_same_card(scan, number="0900000095902", serial=1, chip_number="04a1b2c3d4e5f6")
    assert not is_same_card(scan, number="0900000095902", serial=1, chip_number=None)


@pytest.mark.parametrize("typed", ["04A1B2C3D4E5", "04A1B2C3D4E5F6A7", "04A1B2C3D4E5FG"])
def test_what_is_neither_a_card_nor_a_chip_is_mistyped(typed: str):
    with pytest.raises(NumberMistyped):
        read_scan(typed)
