"""What may be asked of a source, what its answers mean, and how a list that moves is walked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from uitpas2.activities.errors.polling import AddressTaken, AddressUnsafe
from uitpas2.activities.rules.polling import (
    Ask,
    Listed,
    PageBroken,
    PageRead,
    RunKind,
    StopReason,
    Walk,
    WalkStopped,
    is_public,
    is_wave,
    listed,
    newest,
    page_address,
    read_page,
    source_address,
)
from uitpas2.activities.services.polling import SourceSilent, reader_of
from uitpas2.settings import Settings

SEARCH = "https://search.uitdatabank.be/events/?q=regions:nis-44021"
MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)


def one(id: str, *, minutes: int = 0, item: Any = None) -> Listed:
    return Listed(id, MONDAY + timedelta(minutes=minutes), MONDAY + timedelta(minutes=minutes), None, item)


def test_a_page_is_asked_for_with_the_filters_of_the_source() -> None:
    changes = page_address(SEARCH, Ask(RunKind.CHANGES, 200, 100, MONDAY))

    assert changes.startswith("https://search.uitdatabank.be/events/?q=regions%3Anis-44021&embed=true&start=200")
    assert "modifiedFrom=2026-11-23T08%3A00%3A00%2B00%3A00" in changes
    assert "DELETED" in changes
    assert "DELETED" not in page_address(SEARCH, Ask(RunKind.SWEEP, 0, 100))


@pytest.mark.parametrize(
    "address",
    [
        "http://search.uitdatabank.be/events",
        "ftp://search.uitdatabank.be/events",
        "file:///etc/passwd",
        "https://user:secret@search.uitdatabank.be/events",
        "https:///events",
        "https://search.uitdatabank.be/events#part",
        "https://search.uitdatabank.be/ev ents",
        "https://search.uitdatabank.be:99999/events",
    ],
)
def test_an_address_that_is_not_plainly_a_search_is_refused(address: str) -> None:
    with pytest.raises(AddressUnsafe):
        source_address(address)


def test_what_we_ask_ourselves_does_not_stand_in_the_address() -> None:
    with pytest.raises(AddressTaken):
        source_address(f"{SEARCH}&limit=2000")

    assert source_address(f" {SEARCH} ") == SEARCH


@pytest.mark.parametrize(
    ("ip", "public"),
    [
        ("193.190.0.1", True),
        ("2a02:2788::1", True),
        ("127.0.0.1", False),
        ("10.0.0.8", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_only_the_open_internet_is_read(ip: str, public: bool) -> None:
    assert is_public(ip) is public


def test_a_source_on_a_closed_network_is_not_read_unless_the_settings_say_so() -> None:
    reader = reader_of("http://127.0.0.1:9/events", key_variable="", key_header="", settings=Settings())

    with pytest.raises(SourceSilent) as silent:
        reader.read("http://127.0.0.1:9/events?start=0")
    with pytest.raises(SourceSilent) as elsewhere:
        reader.read("http://127.0.0.1:10/events")

    assert (silent.value.reason, elsewhere.value.reason) == (StopReason.ELSEWHERE, StopReason.ELSEWHERE)
    assert not silent.value.may_help


def test_the_key_comes_from_its_own_variable_and_from_no_other() -> None:
    secrets = {"UITPAS2_OFFER_KEY_GENT": "k3y", "UITPAS2_SECRET_KEY": "the platform's own"}

    def headers(variable: str, header: str) -> dict[str, str]:
        found = reader_of(SEARCH, key_variable=variable, key_header=header, settings=Settings(), environment=secrets)
        assert "k3y" not in repr(found)
        return dict(found.headers)

    assert headers("UITPAS2_OFFER_KEY_GENT", "x-client-id") == {"x-client-id": "k3y"}
    assert headers("UITPAS2_OFFER_KEY_GENT", "authorization") == {"authorization": "Bearer k3y"}
    for wrong in ("UITPAS2_SECRET_KEY", "UITPAS2_OFFER_KEY_AALST"):
        with pytest.raises(SourceSilent):
            headers(wrong, "x-client-id")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b'{"totalItems": 3, "member": [',
        b"[]",
        b'{"member": []}',
        b'{"totalItems": true, "member": []}',
        b'{"totalItems": -1, "member": []}',
        b'{"totalItems": 1, "member": {}}',
        b'{"totalItems": 1, "member": [NaN]}',
        b"[" * 100_000,
        b"\xff\xfe",
        b'{"totalItems": ' + b"9" * 5000 + b', "member": []}',
    ],
)
def test_what_is_no_page_is_not_read_as_one(content: bytes) -> None:
    with pytest.raises(PageBroken):
        read_page(content)


def test_of_an_item_that_is_listed_twice_the_newest_version_counts() -> None:
    items = [one("a", minutes=5, item=1), one("a", minutes=1, item=2), one("", item=3), one("b", item=4)]

    assert [(found.uitdatabank_id, found.item) for found in newest(items)] == [("a", 1), ("b", 4), ("", 3)]


@pytest.mark.parametrize("odd", ["a text", None, 17, {}, {"@id": 17}, {"@id": "https://x/!"}, {"@id": ["a"]}])
def test_an_item_that_does_not_say_which_one_it_is_has_no_name(odd: Any) -> None:
    assert listed(odd).uitdatabank_id == ""


@pytest.mark.parametrize(
    ("known", "vanished", "wave"),
    [(0, 0, False), (5, 5, False), (6, 6, True), (30, 6, False), (29, 6, True), (1000, 200, False), (1000, 201, True)],
)
def test_more_than_a_fifth_and_more_than_a_handful_is_a_wave(known: int, vanished: int, wave: bool) -> None:
    assert is_wave(known=known, vanished=vanished) is wave


def walk_through(walk: Walk, lists: list[list[str]], per_page: int | None = None) -> list[Ask]:
    """Walk, with the list as it is at each question; the last one stays."""
    asked = []
    known = {id: one(id, minutes=int(id[1:])) for now in lists for id in now}
    while not walk.is_over:
        ask = walk.ask()
        now = lists[min(len(asked), len(lists) - 1)]
        asked.append(ask)
        size = min(ask.limit, per_page or ask.limit)
        items = [known[id] for id in now]
        if ask.since is not None:
            items = [item for item in items if item.created is not None and item.created >= ask.since]
        page = items[ask.start : ask.start + size]
        walk.took(PageRead(len(items), per_page, tuple(page)), page)
    return asked


def named(count: int) -> list[str]:
    return [f"i{number:05d}" for number in range(count)]


@pytest.mark.parametrize(("count", "size", "per_page"), [(0, 10, None), (1, 1, None), (35, 10, None), (35, 10, 4)])
def test_a_list_that_holds_still_is_seen_whole(count: int, size: int, per_page: int | None) -> None:
    walk = Walk(RunKind.SWEEP, size)

    walk_through(walk, [named(count)], per_page)

    assert (walk.is_complete, len(walk.seen)) == (True, count)


def test_what_moves_up_while_the_list_is_read_is_not_missed() -> None:
    walk = Walk(RunKind.SWEEP, 20)
    before, after = named(60), named(60)[3:]

    walk_through(walk, [before, after])

    assert walk.is_complete
    assert set(after) <= walk.seen


def test_items_of_the_page_before_do_not_end_the_walk_too_early() -> None:
    walk = Walk(RunKind.SWEEP, 5)
    items = [one(id) for id in named(12)]

    while not walk.is_over:
        ask = walk.ask()
        page = [*items[max(0, ask.start - 3) : ask.start], *items[ask.start : ask.start + 5]]
        walk.took(PageRead(12, 5, tuple(page)), page)

    assert (walk.is_complete, len(walk.seen)) == (True, 12)


def test_a_list_that_never_holds_still_is_not_called_complete() -> None:
    walk = Walk(RunKind.SWEEP, 10)
    restless = [named(60 - number) for number in range(30)]

    walk_through(walk, restless)

    assert not walk.is_complete


def test_beyond_the_furthest_place_it_goes_on_from_a_moment() -> None:
    walk = Walk(RunKind.SWEEP, 2000)

    asked = walk_through(walk, [named(12_000)])

    assert (walk.is_complete, len(walk.seen)) == (True, 12_000)
    assert max(ask.start for ask in asked) <= 10_000
    assert any(ask.since for ask in asked)


def test_a_list_without_moments_ends_where_no_page_can_be_asked_for() -> None:
    walk = Walk(RunKind.SWEEP, 500)
    page = [Listed(f"i{number}", None, None, None, None) for number in range(500)]

    with pytest.raises(WalkStopped):
        while True:
            walk.ask()
            walk.took(PageRead(100_000, None, tuple(page)), page)


def test_a_page_with_less_than_the_source_itself_says_is_half() -> None:
    walk = Walk(RunKind.SWEEP, 10)

    assert walk.is_half(PageRead(30, 10, tuple(range(9))))
    assert not walk.is_half(PageRead(9, 10, tuple(range(9))))
    assert not walk.is_half(PageRead(30, 9, tuple(range(9))))
