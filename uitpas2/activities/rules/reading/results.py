"""What an item says, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from uitpas2.activities.rules.words import Availability, CalendarType, PriceCategory, Publication
from uitpas2.kernel.money import Euro
from uitpas2.kernel.text import TranslatedText


@dataclass(frozen=True, slots=True)
class StatusRead:
    """Whether it goes on, and why not."""

    availability: Availability
    because: TranslatedText | None


@dataclass(frozen=True, slots=True)
class SessionRead:
    """One time it takes place. `remaining` is what the source still had to give; care hours are wall times."""

    starts: datetime
    ends: datetime
    status: StatusRead
    capacity: int | None = None
    remaining: int | None = None
    sold_out: bool = False
    overnight: bool = False
    care_from: str | None = None
    care_to: str | None = None


@dataclass(frozen=True, slots=True)
class CalendarRead:
    """When: the whole span, the sessions in it, and the hours of the week where there are any."""

    calendar_type: CalendarType
    starts: datetime | None
    ends: datetime | None
    sessions: tuple[SessionRead, ...]
    opening_hours: list[Any]
    closed_days: list[Any]
    adjusted_days: list[Any]


@dataclass(frozen=True, slots=True)
class AudienceRead:
    """For whom; ages in completed years and birth dates, both ends included."""

    children_only: bool
    members_only: bool
    schools_only: bool
    age_from: int | None
    age_to: int | None
    born_from: date | None
    born_to: date | None


@dataclass(frozen=True, slots=True)
class PriceRead:
    category: PriceCategory
    name: TranslatedText
    amount: Euro
    for_group: bool


@dataclass(frozen=True, slots=True)
class AddressRead:
    street: str = ""
    postal_code: str = ""
    city: str = ""


@dataclass(frozen=True, slots=True)
class PlaceRead:
    """Where; only the id is known when the source gave a mere reference (`name` is then None)."""

    uitdatabank_id: str
    name: TranslatedText | None = None
    address: AddressRead = AddressRead()
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class OrganiserRead:
    """Who; only the id is known when the source gave a mere reference (`name` is then None)."""

    uitdatabank_id: str
    name: str | None = None
    address: AddressRead = AddressRead()


@dataclass(frozen=True, slots=True)
class ItemRead:
    """An item that was right from beginning to end."""

    uitdatabank_id: str
    name: TranslatedText
    description: TranslatedText | None
    theme: str
    is_camp: bool
    publication: Publication
    visible_from: datetime | None
    status: StatusRead
    calendar: CalendarRead
    audience: AudienceRead
    prices: tuple[PriceRead, ...]
    place: PlaceRead | None
    organiser: OrganiserRead | None
    departure_places: list[Any]
    online_url: str
    questions: list[Any]
