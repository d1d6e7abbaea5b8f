"""A door without network: what it can say of a code with the lists it keeps, which nobody else can write."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from uitpas2.cards.rules import (
    ListAge,
    ListNotOurs,
    OfflineAnswer,
    PublishedKey,
    StatusList,
    age_of,
    base64url,
    bits_of,
    check_offline,
    delta_as_json,
    is_ours,
    is_signed,
    is_timely,
    live_until,
    make_live_token,
    make_token,
    next_kid,
    read_answer,
    read_keys,
    read_scan,
    signed_text,
)

NOW = datetime(2026, 11, 25, 11, 0, tzinfo=UTC)
KEY, LISTS, FORGER = (Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32) for number in (7, 8, 9))
SIGNER = LISTS.public_key().public_bytes_raw()
CARD = {"kid": 2026, "serial": 123_456, "version": 1, "last_day": date(2031, 11, 25)}
YEAR = PublishedKey(2026, KEY.public_key().public_bytes_raw(), date(2026, 1, 1), date(2027, 1, 1))


def status(*revoked: int, version: int = 3, as_of: datetime = NOW, size: int = 20_000) -> StatusList:
    made = StatusList(version, as_of, bits_of(revoked, size))
    return replace(made, signature=LISTS.sign(made.signed_text))


def sent(answer: dict) -> dict:
    """What arrives after a way over the wire."""
    return json.loads(json.dumps(answer))


def judged(code: str, keys=(YEAR,), status_list=None, now=NOW) -> OfflineAnswer:
    return check_offline(read_scan(code), keys={key.kid: key for key in keys}, status=status_list, now=now).answer


def test_a_code_of_ours_is_genuine_until_a_delta_names_its_card():
    code, before = make_token(KEY, **CARD), status(5, 600)
    after = status(5, 600, 123_456, version=4, as_of=NOW + timedelta(minutes=5))

    known = read_answer(sent(before.as_json()), signer=SIGNER)
    newer = read_answer(sent(delta_as_json(after, since=3, serials=[123_456])), signer=SIGNER, known=known)

    assert judged(code, status_list=known) == OfflineAnswer.GENUINE
    assert judged(code, status_list=newer) == OfflineAnswer.REVOKED
    assert newer == after


def test_what_a_door_cannot_know_is_never_a_no():
    code = make_token(KEY, **CARD)
    next_year = replace(YEAR, signs_from=date(2027, 1, 1))

    assert judged(code, keys=()) == OfflineAnswer.ASK_ONLINE
    assert judged(code, keys=[next_year]) == OfflineAnswer.ASK_ONLINE
    assert judged(code, keys=[replace(YEAR, is_trusted=False)]) == OfflineAnswer.ASK_ONLINE
    assert judged(code, status_list=None) == OfflineAnswer.GENUINE
    assert judged(code, status_list=status(5, size=10)) == OfflineAnswer.GENUINE  # newer than the list


def test_forged_and_old_cards_are_refused_without_network():
    assert judged(make_token(FORGER, **CARD)) == OfflineAnswer.NOT_OURS
    assert judged(make_token(KEY, **{**CARD, "last_day": date(2026, 11, 24)})) == OfflineAnswer.EXPIRED
    assert judged(make_token(KEY, **{**CARD, "last_day": date(2026, 11, 25)})) == OfflineAnswer.GENUINE
    assert judged(make_token(KEY, **{**CARD, "last_day": None})) == OfflineAnswer.GENUINE


def test_the_age_of_the_list_is_told():
    ages = [age_of(status(as_of=NOW - timedelta(hours=hours)), NOW) for hours in (24, 25, 24 * 7, 24 * 7 + 1)]

    assert ages == [ListAge.FRESH, ListAge.STALE, ListAge.STALE, ListAge.WORTHLESS]
    assert age_of(None, NOW) == ListAge.WORTHLESS


def changed(answer: dict, **values: object) -> dict:
    return {**answer, **values}


@pytest.mark.parametrize(
    "spoil",
    [
        lambda answer: changed(answer, revoked=[]),
        lambda answer: changed(answer, revoked=[7, 8]),
        lambda answer: changed(answer, version=5),
        lambda answer: changed(answer, since=2),
        lambda answer: changed(answer, size=answer["size"] + 1),
        lambda answer: changed(answer, size=2**40),
        lambda answer: changed(answer, as_of="2026-11-26T11:00:00Z"),
        lambda answer: changed(answer, as_of="yesterday"),
        lambda answer: changed(answer, revoked=[10**9]),
        lambda answer: changed(answer, revoked=["7"]),
        lambda answer: changed(answer, signature="AAAA"),
        lambda answer: {},
    ],
)
def test_a_list_that_somebody_touched_is_not_taken(spoil):
    known, after = status(5), status(5, 7, version=4)
    whole, delta = sent(after.as_json()), sent(delta_as_json(after, since=3, serials=[7]))
    assert read_answer(delta, signer=SIGNER, known=known) == after

    with pytest.raises(ListNotOurs):
        read_answer(spoil(delta), signer=SIGNER, known=known)
    with pytest.raises(ListNotOurs):
        read_answer(delta, signer=SIGNER)  # a delta on nothing
    with pytest.raises(ListNotOurs):
        read_answer(whole, signer=FORGER.public_key().public_bytes_raw())


def test_an_older_list_does_not_replace_a_newer_one():
    kept = sent(status(version=2, as_of=NOW - timedelta(hours=1)).as_json())

    with pytest.raises(ListNotOurs):
        read_answer(kept, signer=SIGNER, known=status(5))


@settings(deadline=None, max_examples=50)
@given(st.sets(st.integers(0, 4_000)), st.sets(st.integers(0, 4_000)))
def test_list_and_delta_lead_to_the_same_as_the_whole_list(before: set[int], later: set[int]):
    known, after = status(*before, size=501), status(*before, *later, version=4, size=600)

    newer = read_answer(sent(delta_as_json(after, since=3, serials=later)), signer=SIGNER, known=known)

    assert newer == read_answer(sent(after.as_json()), signer=SIGNER) == after
    assert {serial for serial in range(4_900) if newer.is_revoked(serial)} == before | later


def test_600_000_cards_make_a_list_of_a_few_kilobytes():
    revoked = [serial * 7919 % 600_000 for serial in range(12_000)]  # 2 %

    answer = json.dumps(status(*revoked, size=75_000).as_json())

    assert len(answer) < 25_000
    assert len(json.dumps(delta_as_json(status(*revoked, size=75_000), since=0, serials=revoked[:50]))) < 700


def live(now: datetime = NOW) -> str:
    return make_live_token(KEY, **CARD, now=now)


@settings(deadline=None, max_examples=200)
@given(st.integers(0, 10**7), st.integers(0, 200))
def test_a_live_code_is_good_for_at_least_half_a_minute_and_never_longer_than_one(shift: int, age: int):
    made = NOW + timedelta(milliseconds=shift)
    shown = made + timedelta(seconds=age)

    good = is_timely(read_scan(live(made)), shown)

    assert good == (shown < live_until(made))
    assert good if age <= 30 else True
    assert not good if age >= 60 else True


def test_a_device_whose_clock_is_off_allows_for_it_and_for_no_more():
    code = read_scan(live())

    early, late = NOW - timedelta(seconds=40), NOW + timedelta(seconds=80)

    assert not is_timely(code, early)
    assert not is_timely(code, late)
    assert is_timely(code, early, off_by=timedelta(minutes=1))
    assert is_timely(code, late, off_by=timedelta(minutes=1))
    assert judged(live(), now=NOW + timedelta(minutes=2)) == OfflineAnswer.TOO_LATE
    assert judged(live(), now=NOW + timedelta(seconds=70)) == OfflineAnswer.GENUINE


def test_a_live_code_differs_each_half_minute_and_fits_a_small_qr():
    codes = {live(NOW + timedelta(seconds=seconds)) for seconds in range(0, 120, 10)}

    assert len(codes) == 4
    assert all(len(code) <= 154 for code in codes)  # version 6 with correction M


def test_nobody_makes_a_lasting_code_of_a_live_one_or_moves_its_time():
    code = read_scan(live())
    as_printed = read_scan(make_token(KEY, **CARD))

    stripped = replace(as_printed, signature=code.signature)
    moved = replace(read_scan(live(NOW + timedelta(seconds=30))), signature=code.signature)

    assert is_ours(code, KEY.public_key())
    assert not is_ours(stripped, KEY.public_key())
    assert not is_ours(moved, KEY.public_key())


def test_the_list_of_keys_is_signed_line_by_line():
    other = replace(YEAR, kid=20261, is_trusted=False)

    text = signed_text([other, YEAR], NOW)

    public = base64url(YEAR.public_key)
    assert text.decode().splitlines() == [
        "UP1 keys",
        "2026-11-25T11:00:00Z",
        f"2026 {public} 2026-01-01 2027-01-01 trusted",
        f"20261 {public} 2026-01-01 2027-01-01 distrusted",
    ]
    assert is_signed(text, LISTS.sign(text), SIGNER)
    assert not is_signed(text + b" ", LISTS.sign(text), SIGNER)
    assert not is_signed(text, LISTS.sign(text), b"too short")


def test_a_list_of_keys_that_somebody_touched_is_not_taken():
    row = {
        "kid": 2026,
        "public_key": base64url(YEAR.public_key),
        "signs_from": "2026-01-01",
        "signs_until": "2027-01-01",
        "state": "trusted",
    }
    signature = base64url(LISTS.sign(signed_text([YEAR], NOW)))
    answer = {"as_of": "2026-11-25T11:00:00Z", "keys": [row], "signature": signature}
    assert read_keys(answer, signer=SIGNER) == {2026: YEAR}

    for spoilt in [
        {**answer, "keys": []},
        {**answer, "keys": [{**row, "state": "distrusted"}]},
        {**answer, "keys": [{**row, "public_key": base64url(FORGER.public_key().public_bytes_raw())}]},
        {**answer, "as_of": "2026-11-25T11:00:01Z"},
        {"keys": [row]},
    ]:
        with pytest.raises(ListNotOurs):
            read_keys(spoilt, signer=SIGNER)


def test_there_are_ten_names_for_keys_in_a_year():
    made: list[int] = []
    while (kid := next_kid(2026, [*made, 2025, 2027])) is not None:
        made.append(kid)

    assert made == [2026, *range(20261, 20270)]
