"""A very large offer: organisers great and small with their places, activities, prices and sessions.

Most organisers have one or two activities, some have dozens, as it is; towns have them by their population. Times are
counted from today, so that four sessions in five are still to come whenever the database is filled.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from itertools import accumulate
from typing import Any

from sqlalchemy import select

from uitpas2.accounts.models import Municipality, Organisation
from uitpas2.accounts.queries import municipalities
from uitpas2.accounts.rules import OrganisationKind
from uitpas2.accounts.services import load_municipalities
from uitpas2.activities.models import Activity, Place, Price, Session
from uitpas2.activities.rules import (
    Availability,
    CalendarType,
    PriceCategory,
    ProductClass,
    Publication,
    default_limits,
)
from uitpas2.activities.rules.searching import search_text
from uitpas2.activities.services.offering import BASE_PRICE_NAME
from uitpas2.database.base import Base
from uitpas2.database.engine import renew_statistics, size_in_bytes
from uitpas2.database.work import Work, Workplace
from uitpas2.database.writes import insert_many
from uitpas2.kernel.clock import brussels_moment
from uitpas2.kernel.money import Euro
from uitpas2.kernel.text import TranslatedText
from uitpas2.seeds.scale.filling import ACTOR, refuse_real_people
from uitpas2.seeds.scale.households import id_of
from uitpas2.seeds.words import KINDS, ORGANISERS, Kind
from uitpas2.trail.services import note

CHUNK = 2_000
PERMANENT = 0.08  # of the activities: open all year round, without sessions
SIZES = (1, 1, 1, 1, 2, 2, 3, 3, 5, 8, 20, 60)  # activities of organisers, one after the other
WEEKS_AGO = 8
EVERY_DAY = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ACCESS = ("wheelchair", "low-stimuli", "sign-language", "extra-guidance")
_TABLES: tuple[type[Base], ...] = (Organisation, Place, Activity, Price, Session)


@dataclass(frozen=True, slots=True)
class OfferFigures:
    """What a run did. `made` are activities, `rows` the rows of each table that came with them."""

    made: int
    there_already: int
    rows: dict[str, int]
    seconds: float
    database_bytes: int


@dataclass(frozen=True, slots=True)
class _Plan:
    """One activity to be, by its place in the row of all of them."""

    place: int
    organiser: int
    sessions: int


def fill_offer(
    workplace: Workplace,
    activities: int,
    sessions: int,
    *,
    number: int,
    tell: Callable[[int], None] = lambda seen: None,
) -> OfferFigures:
    """See to it that so many invented activities are there, with about so many sessions; a second run adds nothing.

    Everybody would find them: raises RealPeople where there is something that is not invented.
    """
    started, rows = time.perf_counter(), Counter[str]()
    with workplace.begin(ACTOR) as work:
        refuse_real_people(work)
        load_municipalities(work)
        towns = list(municipalities(work))
        note(work, "offer.invented", "platform", "scale", seed=number, activities=activities, sessions=sessions)
    plans = list(_plan(number, activities, sessions))
    for first in range(0, activities, CHUNK):
        with workplace.begin(ACTOR) as work:
            rows += _fill_chunk(work, towns, number, plans[first : first + CHUNK])
        tell(min(first + CHUNK, activities))
    if rows:
        renew_statistics(workplace.engine)
    made = rows[Activity.__tablename__]
    with workplace.engine.connect() as connection:
        size = size_in_bytes(connection)
    return OfferFigures(made, activities - made, dict(rows), round(time.perf_counter() - started, 1), size)


def _plan(number: int, activities: int, sessions: int) -> Iterator[_Plan]:
    """Who organises what, and how many times it takes place: `sessions` in all, once to some forty times each."""
    chance = random.Random(f"scale/{number}/offer")
    shares = [
        0.0 if chance.random() < PERMANENT else chance.choice((1, 1, 5, 8, 10, 10, 15, 25)) for _ in range(activities)
    ]
    weight, so_far, given = sum(shares) or 1.0, 0.0, 0
    organiser, left = -1, 0
    for place, share in enumerate(shares):
        if not left:
            organiser, left = organiser + 1, SIZES[(organiser + 1) % len(SIZES)]
        left -= 1
        so_far += share
        upto = max(given + (1 if share else 0), round(sessions * so_far / weight))
        yield _Plan(place, organiser, upto - given if share else 0)
        given = upto if share else given


def _fill_chunk(work: Work, towns: Sequence[Municipality], number: int, plans: Sequence[_Plan]) -> Counter[str]:
    ids = {id_of(number, "activity", plan.place): plan for plan in plans}
    there = set(work.session.scalars(select(Activity.id).where(Activity.id.in_(ids))))
    known = set(
        work.session.scalars(
            select(Organisation.id).where(
                Organisation.id.in_({id_of(number, "organiser", plan.organiser) for plan in plans})
            )
        )
    )
    made = _Rows(work, towns, number, known)
    for id, plan in ids.items():
        if id not in there:
            made.add_activity(id, plan)
    for model in _TABLES:
        insert_many(work.session, model, made.rows.get(model, []))
    return Counter({model.__tablename__: len(rows) for model, rows in made.rows.items()})


class _Rows:
    """The rows of one chunk. What belongs to an organiser follows from its number alone, whatever chunk it is in."""

    def __init__(self, work: Work, towns: Sequence[Municipality], number: int, known: set[str]) -> None:
        self.work, self.towns, self.number, self.known = work, towns, number, known
        self.weights = list(accumulate(town.population for town in towns))
        self.rows: dict[type[Base], list[dict[str, Any]]] = {}

    def add(self, model: type[Base], **values: Any) -> None:
        self.rows.setdefault(model, []).append(values)

    def add_activity(self, id: str, plan: _Plan) -> None:
        chance = random.Random(f"scale/{self.number}/activity/{plan.place}")
        organiser_id, town, name = self._organiser(plan.organiser)
        kind = chance.choice(KINDS)
        days = _days(kind, plan.sessions, self.work.today, chance)
        title = TranslatedText(nl=f"{kind.name} {chance.choice(('A', 'B', 'C', ''))}".strip())
        text = TranslatedText(nl=f"{kind.name} bij {name}. Iedereen is welkom, ervaring is niet nodig. " * 4)
        calendar = _calendar(days)
        self.add(
            Activity,
            id=id,
            organiser_id=organiser_id,
            place_id=id_of(self.number, f"place/{chance.randrange(3)}", plan.organiser),
            municipality_nis=town.nis,
            name=title,
            description=text,
            theme=kind.theme,
            product_class=kind.product_class,
            calendar_type=calendar,
            publication=Publication.PUBLISHED,
            availability=Availability.AVAILABLE,
            starts=brussels_moment(days[0], kind.hour) if days else None,
            ends=brussels_moment(days[-1], kind.hour + kind.hours) if days else None,
            opening_hours=[] if days else [{"opens": "10:00", "closes": "18:00", "dayOfWeek": list(EVERY_DAY)}],
            closed_days=[],
            adjusted_days=[],
            children_only=kind.product_class is not ProductClass.LEISURE,
            age_from=kind.age_from,
            age_to=kind.age_to,
            questions=[],
            access=[one for one in ACCESS if chance.random() < 0.15],
            spoken=["nl"],
            search_text=search_text(title, text, kind.theme, name, town.name),
            source={},
            updated_at=self.work.now,
            **_limits(calendar, kind.product_class),
        )
        self.add(
            Price,
            id=id_of(self.number, "price", plan.place),
            activity_id=id,
            position=0,
            category=PriceCategory.BASE,
            name=BASE_PRICE_NAME,
            amount=Euro(kind.cents),
        )
        for position, day in enumerate(days):
            starts, ends = _hours(day, kind.hour, kind.hours)
            self.add(
                Session,
                id=id_of(self.number, f"session/{position}", plan.place),
                activity_id=id,
                position=position,
                starts=starts,
                ends=ends,
                day=day,
                capacity=kind.places,
                taken_elsewhere=kind.places if chance.random() < 0.2 else chance.randrange(kind.places),
            )

    def _organiser(self, organiser: int) -> tuple[str, Municipality, str]:
        chance = random.Random(f"scale/{self.number}/organiser/{organiser}")
        town = chance.choices(self.towns, cum_weights=self.weights)[0]
        id, name = id_of(self.number, "organiser", organiser), f"{chance.choice(ORGANISERS)} {town.name} {organiser}"
        if id not in self.known:
            self.known.add(id)
            self.add(
                Organisation,
                id=id,
                kind=OrganisationKind.ORGANISER,
                name=name,
                municipality_nis=town.nis,
                created_at=self.work.now,
            )
            for which in range(3):
                self._add_place(organiser, which, town, name, chance)
        return id, town, name

    def _add_place(self, organiser: int, which: int, town: Municipality, name: str, chance: random.Random) -> None:
        self.add(
            Place,
            id=id_of(self.number, f"place/{which}", organiser),
            name=TranslatedText(nl=f"Zaal {which + 1} van {name}"),
            street=f"Verzinstraat {1 + chance.randrange(90)}",
            postal_code=str(town.postal_codes[0]),
            city=town.name,
            municipality_nis=town.nis,
            latitude=town.latitude + chance.uniform(-0.02, 0.02),
            longitude=town.longitude + chance.uniform(-0.03, 0.03),
        )


def _calendar(days: Sequence[date]) -> CalendarType:
    if not days:
        return CalendarType.PERMANENT
    return CalendarType.SINGLE if len(days) == 1 else CalendarType.MULTIPLE


def _limits(calendar: CalendarType, product_class: ProductClass) -> dict[str, Any]:
    limits = default_limits(calendar, product_class)
    return {
        "ticket_limit": limits.tickets,
        "ticket_period": limits.ticket_period,
        "checkin_limit": limits.checkins,
        "checkin_period": limits.checkin_period,
    }


def _days(kind: Kind, count: int, today: date, chance: random.Random) -> list[date]:
    """Week after week on one weekday, camps day after day; the last of them is always still to come."""
    first = today + timedelta(days=chance.randrange(-7 * min(WEEKS_AGO, max(0, count - 1)), 7 * WEEKS_AGO))
    step = 1 if kind.product_class is ProductClass.CAMP else 7
    days = [first + timedelta(days=step * number) for number in range(count)]
    short = max(0, (today + timedelta(days=1) - days[-1]).days) if days else 0
    return [day + timedelta(days=step * -(-short // step)) for day in days]


@cache
def _hours(day: date, hour: int, hours: int) -> tuple[datetime, datetime]:
    return brussels_moment(day, hour), brussels_moment(day, hour + hours)
