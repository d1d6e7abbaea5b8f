"""Adding an activity by hand, with its place, sessions and prices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from uitpas2.accounts.models import Organisation
from uitpas2.activities.errors import ActivityUnknown, SessionsNeeded
from uitpas2.activities.models import Activity, Place, Price, Session
from uitpas2.activities.rules import (
    Availability,
    CalendarType,
    Limits,
    PriceCategory,
    ProductClass,
    Publication,
    default_limits,
)
from uitpas2.activities.rules.searching import search_text
from uitpas2.database.work import Work
from uitpas2.kernel.actor import ActorKind
from uitpas2.kernel.money import Euro
from uitpas2.kernel.text import TranslatedText
from uitpas2.trail.services import note

BASE_PRICE_NAME = TranslatedText(nl="Basistarief", fr="Tarif de base", en="Base price")


@dataclass(frozen=True, slots=True)
class NewPlace:
    """A place to make. Without a municipality it takes the organiser's."""

    name: str
    street: str = ""
    postal_code: str = ""
    city: str = ""
    municipality_nis: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class NewSession:
    """A session to make; no capacity means there is always a place. Care hours are wall times ("07:30")."""

    starts: datetime
    ends: datetime
    capacity: int | None = None
    care_from: str | None = None
    care_to: str | None = None
    overnight: bool = False


def add_activity(
    work: Work,
    *,
    organiser_id: str,
    name: str | TranslatedText,
    product_class: ProductClass,
    price: Euro,
    place: Place | NewPlace | None = None,
    sessions: Sequence[NewSession] = (),
    calendar_type: CalendarType | None = None,
    opening_hours: Sequence[dict[str, Any]] = (),
    starts: datetime | None = None,
    ends: datetime | None = None,
    description: str | TranslatedText | None = None,
    theme: str = "",
    age_from: int | None = None,
    age_to: int | None = None,
    born_from: date | None = None,
    born_to: date | None = None,
    children_only: bool = False,
    further_prices: Sequence[tuple[str, Euro]] = (),
    limits: Limits | None = None,
) -> Activity:
    """Publish an activity of an organiser.

    Without a calendar type it is single or multiple by the number of sessions, and permanent without any.
    Raises ActivityUnknown when the organiser is not the actor's own (the platform itself may add for all), and
    SessionsNeeded when it has dates but no session, or a session that ends before it starts.
    """
    organiser = work.session.get(Organisation, organiser_id)
    is_own = work.actor.kind is ActorKind.SYSTEM or work.actor.organisation_id == organiser_id
    if organiser is None or not is_own:
        raise ActivityUnknown
    calendar = calendar_type or _calendar_of(len(sessions))
    if (calendar is not CalendarType.PERMANENT and not sessions) or any(one.ends <= one.starts for one in sessions):
        raise SessionsNeeded(field="sessions")
    activity = _blank(work, calendar, product_class, limits or default_limits(calendar, product_class))
    where = _place(work, place, organiser)
    activity.organiser_id, activity.place = organiser_id, where
    activity.municipality_nis = where.municipality_nis if where else organiser.municipality_nis
    activity.name, activity.theme = _translated(name), theme
    activity.description = _translated(description) if description else None
    activity.starts = starts or min((one.starts for one in sessions), default=None)
    activity.ends = ends or max((one.ends for one in sessions), default=None)
    activity.opening_hours = list(opening_hours)
    activity.age_from, activity.age_to, activity.born_from, activity.born_to = age_from, age_to, born_from, born_to
    activity.children_only = children_only
    about_place = (where.name.nl, where.city) if where else ()
    activity.search_text = search_text(activity.name, activity.description, theme, *about_place)
    activity.prices = _prices(work, price, further_prices)
    activity.sessions = [_session(work, number, one) for number, one in enumerate(sessions)]
    work.session.add(activity)
    work.session.flush()
    note(work, "activity.added", "activity", activity.id, sessions=len(sessions))
    return activity


def _blank(work: Work, calendar: CalendarType, product_class: ProductClass, limits: Limits) -> Activity:
    """A published activity of this kind that says nothing yet."""
    return Activity(
        id=work.new_id(),
        product_class=product_class,
        calendar_type=calendar,
        publication=Publication.PUBLISHED,
        availability=Availability.AVAILABLE,
        closed_days=[],
        adjusted_days=[],
        questions=[],
        ticket_limit=limits.tickets,
        ticket_period=limits.ticket_period,
        checkin_limit=limits.checkins,
        checkin_period=limits.checkin_period,
        source={},
        updated_at=work.now,
    )


def _calendar_of(number_of_sessions: int) -> CalendarType:
    if number_of_sessions == 0:
        return CalendarType.PERMANENT
    return CalendarType.SINGLE if number_of_sessions == 1 else CalendarType.MULTIPLE


def _translated(text: str | TranslatedText) -> TranslatedText:
    return text if isinstance(text, TranslatedText) else TranslatedText(nl=text)


def _place(work: Work, place: Place | NewPlace | None, organiser: Organisation) -> Place | None:
    if place is None or isinstance(place, Place):
        return place
    return Place(
        id=work.new_id(),
        name=TranslatedText(nl=place.name),
        street=place.street,
        postal_code=place.postal_code,
        city=place.city,
        municipality_nis=place.municipality_nis or organiser.municipality_nis,
        latitude=place.latitude,
        longitude=place.longitude,
    )


def _prices(work: Work, price: Euro, further: Sequence[tuple[str, Euro]]) -> list[Price]:
    base = Price(id=work.new_id(), position=0, category=PriceCategory.BASE, name=BASE_PRICE_NAME, amount=price)
    return [
        base,
        *(
            Price(
                id=work.new_id(),
                position=number,
                category=PriceCategory.TARIFF,
                name=TranslatedText(nl=label),
                amount=amount,
            )
            for number, (label, amount) in enumerate(further, start=1)
        ),
    ]


def _session(work: Work, number: int, new: NewSession) -> Session:
    return Session(
        id=work.new_id(),
        position=number,
        starts=new.starts,
        ends=new.ends,
        capacity=new.capacity,
        overnight=new.overnight,
        care_from=new.care_from,
        care_to=new.care_to,
        availability=Availability.AVAILABLE,
    )
