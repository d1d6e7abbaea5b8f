"""Calendars as RFC 5545 wants them."""

from __future__ import annotations

from datetime import UTC, datetime

from uitpas2.activities.rules.ical import Entry, calendar

WRITTEN = datetime(2026, 11, 1, 9, 30, tzinfo=UTC)


def entry(**changes: object) -> Entry:
    fields = {
        "uid": "een@uitpas2",
        "starts": datetime(2026, 7, 1, 12, tzinfo=UTC),
        "ends": datetime(2026, 7, 1, 14, tzinfo=UTC),
        "title": "Zwemmen",
        "changed": WRITTEN,
    }
    return Entry(**{**fields, **changes})  # type: ignore[arg-type]


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


def test_times_are_those_of_brussels_in_summer_and_winter() -> None:
    winter = entry(starts=datetime(2026, 12, 2, 13, tzinfo=UTC), ends=datetime(2026, 12, 2, 15, tzinfo=UTC))

    lines = unfolded(calendar("Activiteiten", [entry(), winter]))

    assert lines.count("DTSTART;TZID=Europe/Brussels:20260701T140000") == 1
    assert lines.count("DTSTART;TZID=Europe/Brussels:20261202T140000") == 1
    assert lines.index("TZID:Europe/Brussels") < lines.index("BEGIN:VEVENT")


def test_long_lines_are_folded_at_75_octets_and_no_letter_is_cut() -> None:
    title = "Café aan de Schelde – één één één " * 6

    text = calendar("x", [entry(title=title)])

    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert f"SUMMARY:{title}" in unfolded(text)


def test_what_has_a_meaning_of_its_own_is_escaped_and_cannot_add_a_line() -> None:
    lines = unfolded(calendar("x", [entry(title="a,b;c\\d\nEND:VEVENT\r\x07")]))

    assert "SUMMARY:a\\,b\\;c\\\\d\\nEND:VEVENT" in lines
    assert lines.count("END:VEVENT") == 1


def test_the_same_moments_give_the_same_bytes_and_a_called_off_one_says_so() -> None:
    off = entry(cancelled=True)

    assert calendar("x", [off]) == calendar("x", [off])
    assert "STATUS:CANCELLED" in unfolded(calendar("x", [off]))
    assert "DTSTAMP:20261101T093000Z" in unfolded(calendar("x", [off]))
