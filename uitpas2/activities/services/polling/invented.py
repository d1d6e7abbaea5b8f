"""Invented activities in UiTdatabank's read format, for the simulated search service: the same each time."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

from uitpas2.kernel.clock import BRUSSELS

_SPACE = uuid.UUID("6f1d3f2e-0f0c-5d1b-9a55-1c2f4f7b9d10")
_WHAT = (
    ("Zwemmen", "Natation", "Sportactiviteit", 6, 12, 4),
    ("Kleuterturnen", "Gymnastique des petits", "Sportactiviteit", 3, 5, 6),
    ("Atelier keramiek", "Atelier céramique", "Cursus of workshop", 8, 14, 12),
    ("Voorleesuurtje", "Heure du conte", "Lezing of congres", 4, 8, 0),
    ("Muziek maken", "Faire de la musique", "Cursus of workshop", 7, 12, 8),
    ("Judo", "Judo", "Sportactiviteit", 6, 16, 5),
)
_WHERE = (
    ("Buurthuis De Linde", "Lindelaan 12", "9000", "Gent"),
    ("Sporthal Het Veld", "Veldstraat 40", "9050", "Gent"),
    ("Bibliotheek aan de Leie", "Leiekaai 3", "9030", "Gent"),
)


def invented_items(number: int, *, first_day: datetime, organiser: str = "De Linde vzw") -> list[dict[str, Any]]:
    """So many activities on one date each, from a day on, all of one organiser."""
    return [_item(index, first_day, organiser) for index in range(number)]


def _id(kind: str, name: str) -> str:
    return f"https://io.uitdatabank.be/{kind}/{uuid.uuid5(_SPACE, f'{kind}/{name}')}"


def _item(index: int, first_day: datetime, organiser: str) -> dict[str, Any]:
    round_, row = divmod(index, len(_WHAT))
    nl, fr, theme, age_from, age_to, price = _WHAT[row]
    place, street, postal_code, city = _WHERE[round_ % len(_WHERE)]
    number = f" {round_ // len(_WHERE) + 1}" if round_ >= len(_WHERE) else ""
    day = first_day.astimezone(BRUSSELS) + timedelta(days=index % 90)
    starts, ends = (day.replace(hour=hour, minute=0, second=0, microsecond=0).isoformat() for hour in (14, 16))
    made = datetime(2026, 1, 1, 8, tzinfo=UTC) + timedelta(minutes=index)
    date = {"startDate": starts, "endDate": ends, "status": {"type": "Available"}}
    return {
        "@id": _id("events", f"{organiser}/{index}"),
        "mainLanguage": "nl",
        "name": {"nl": f"{nl} in {place}{number}", "fr": f"{fr}, {place}{number}"},
        "calendarType": "single",
        "startDate": starts,
        "endDate": ends,
        "subEvent": [{**date, "bookingAvailability": {"type": "Available", "capacity": 12}}],
        "status": {"type": "Available"},
        "typicalAgeRange": f"{age_from}-{age_to}",
        "childrenOnly": True,
        "priceInfo": [{"category": "base", "price": price, "priceCurrency": "EUR", "name": {"nl": "Basistarief"}}],
        "location": {
            "@id": _id("places", place),
            "mainLanguage": "nl",
            "name": {"nl": place},
            "address": {"nl": {"streetAddress": street, "postalCode": postal_code, "addressLocality": city}},
        },
        "organizer": {"@id": _id("organizers", organiser), "mainLanguage": "nl", "name": {"nl": organiser}},
        "terms": [{"id": "0.0.0.0.0", "label": theme, "domain": "eventtype"}],
        "workflowStatus": "APPROVED",
        "created": made.isoformat(),
        "modified": made.isoformat(),
        "availableTo": ends,
    }
