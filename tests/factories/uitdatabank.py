"""Small items in UiTdatabank's read format, and the real example files when they are there."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

ID = "https://io.uitdatabank.be/{kind}/00000000-0000-4000-8000-0000000000{number:02d}"


def item(number: int = 1, **fields: Any) -> dict[str, Any]:
    """A correct item on one date; give fields to replace, or None to leave one out."""
    whole = {
        "@id": ID.format(kind="events", number=number),
        "mainLanguage": "nl",
        "name": {"nl": "Zwemmen", "fr": "Natation"},
        "calendarType": "single",
        "startDate": "2026-12-02T14:00:00+01:00",
        "endDate": "2026-12-02T16:00:00+01:00",
        "subEvent": [sub_event("2026-12-02T14:00:00+01:00", "2026-12-02T16:00:00+01:00")],
        "status": {"type": "Available"},
        "location": place(),
        "organizer": organiser(),
        "priceInfo": [{"category": "base", "price": 10, "priceCurrency": "EUR", "name": {"nl": "Basistarief"}}],
        "workflowStatus": "APPROVED",
        "terms": [{"id": "0.59.0.0.0", "label": "Sportactiviteit", "domain": "eventtype"}],
    }
    return {name: value for name, value in {**whole, **fields}.items() if value is not None}


def sub_event(start: str, end: str, **fields: Any) -> dict[str, Any]:
    return {"startDate": start, "endDate": end, "status": {"type": "Available"}, **fields}


def weekly(*days: str, opens: str = "15:30", closes: str = "18:00", **fields: Any) -> dict[str, Any]:
    return {"dayOfWeek": list(days), "opens": opens, "closes": closes, **fields}


def periodic(start: str, end: str, *hours: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """A weekly item from one instant to another."""
    return item(
        **{
            "calendarType": "periodic",
            "startDate": start,
            "endDate": end,
            "subEvent": None,
            "openingHours": list(hours),
            **fields,
        }
    )


def place(number: int = 50, **fields: Any) -> dict[str, Any]:
    address = {"streetAddress": "Stropkaai 1", "postalCode": "9000", "addressLocality": "Gent"}
    return {
        "@id": ID.format(kind="places", number=number),
        "name": {"nl": "Zwembad Strop"},
        "address": {"nl": address},
        **fields,
    }


def organiser(number: int = 70, **fields: Any) -> dict[str, Any]:
    return {"@id": ID.format(kind="organizers", number=number), "name": {"nl": "Zwemclub De Dolfijn"}, **fields}


def reference(kind: str, number: int) -> dict[str, Any]:
    """Only the @id, as the read format does when it does not embed."""
    return {"@id": ID.format(kind=kind, number=number)}


def example_path(name: str) -> Path:
    """One of the example files beside the project (or in UITPAS2_SHARED); skips where they are absent."""
    folder = Path(os.environ.get("UITPAS2_SHARED") or Path(__file__).resolve().parents[3] / "shared") / "data"
    path = folder / name
    if not path.exists():
        pytest.skip(f"no {name} in {folder}: set UITPAS2_SHARED to the folder with the reference data")
    return path


def example(name: str) -> list[Any]:
    items: list[Any] = json.loads(example_path(name).read_text())
    return items
