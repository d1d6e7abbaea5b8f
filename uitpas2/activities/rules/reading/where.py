"""Where it is and who organises it: embedded, or only referred to by its @id."""

from __future__ import annotations

from typing import Any

from uitpas2.activities.rules.reading.results import AddressRead, OrganiserRead, PlaceRead
from uitpas2.activities.rules.reading.spots import Spot, id_at, number_at, text_at
from uitpas2.activities.rules.reading.texts import needed_text_at

ONLINE_PLACE = "00000000-0000-0000-0000-000000000000"


def place_at(spot: Spot, *, needed: bool) -> PlaceRead | None:
    """The place of an item; the source's stand-in for "online" is no place."""
    if needed:
        spot.needed()
    if not spot.is_object():
        return None
    uitdatabank_id = id_at(spot.at("@id").needed())
    if uitdatabank_id == ONLINE_PLACE:
        return None
    if not _is_embedded(spot):
        return PlaceRead(uitdatabank_id)
    language = main_language_of(spot)
    geo = spot.at("geo")
    has_geo = geo.is_object()
    return PlaceRead(
        uitdatabank_id=uitdatabank_id,
        name=needed_text_at(spot.at("name"), language),
        address=address_at(spot.at("address"), language),
        latitude=number_at(geo.at("latitude"), least=-90, most=90) if has_geo else None,
        longitude=number_at(geo.at("longitude"), least=-180, most=180) if has_geo else None,
    )


def organiser_at(spot: Spot) -> OrganiserRead | None:
    """The organiser of an item. One without an @id cannot be told from another of that name, so it makes none."""
    if not spot.is_object() or spot.at("@id").is_missing:
        return None
    uitdatabank_id = id_at(spot.at("@id"))
    if not _is_embedded(spot):
        return OrganiserRead(uitdatabank_id)
    language = main_language_of(spot)
    name = needed_text_at(spot.at("name"), language, longest=200)
    return OrganiserRead(uitdatabank_id, name.nl, address_at(spot.at("address"), language))


def address_at(spot: Spot, language: str) -> AddressRead:
    """An address by language (Dutch, else the main language, else the first) or a bare one."""
    if not spot.is_object():
        return AddressRead()
    languages = list(spot.value) if isinstance(spot.value, dict) else []
    bare = any(key in languages for key in ("postalCode", "addressLocality", "streetAddress"))
    if not bare:
        chosen = next((key for key in ("nl", language, *languages) if key in languages), "nl")
        spot = spot.at(chosen)
        if not spot.is_object():
            return AddressRead()
    return AddressRead(
        street=text_at(spot.at("streetAddress"), longest=160),
        postal_code=text_at(spot.at("postalCode"), longest=10),
        city=text_at(spot.at("addressLocality"), longest=80),
    )


def departure_places_of(item: Spot) -> list[Any]:
    """The ids of the places from which people leave together."""
    references = (spot if isinstance(spot.value, str) else spot.at("@id") for spot in item.at("departurePlaces").each())
    return [id_at(reference.needed()) for reference in references]


def main_language_of(spot: Spot) -> str:
    return text_at(spot.at("mainLanguage"), longest=5) or "nl"


def _is_embedded(spot: Spot) -> bool:
    return isinstance(spot.value, dict) and bool(set(spot.value) - {"@id", "@type", "@context"})
