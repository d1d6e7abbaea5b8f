"""The wishes of somebody who looks for something to do, as conditions of the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, Text, and_, case, cast, func, or_, select

from uitpas2.accounts.models import Organisation
from uitpas2.activities.models import Activity, Price, Session
from uitpas2.activities.queries.lookup import is_published
from uitpas2.activities.rules import Availability, CalendarType, PriceCategory
from uitpas2.activities.rules.ages import birth_dates_of_age
from uitpas2.activities.rules.class_ages import ages_of_class, classes_of_age
from uitpas2.activities.rules.clock_hours import MINUTES_OF_A_DAY
from uitpas2.activities.rules.searching import search_words
from uitpas2.database.work import Work
from uitpas2.kernel.boxes import Point, municipalities_within
from uitpas2.kernel.clock import brussels_moment
from uitpas2.kernel.money import Euro


@dataclass(frozen=True, slots=True)
class Near:
    """Within so many kilometres of a point; what lies in the `home` municipality counts as near, wherever in it."""

    point: Point
    km: int
    home: str | None = None


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody looks for; `age` in completed years on `day`, or today. What is empty is no wish.

    With a day goes `until`, the day after the last one, for who asks more than one day.
    `weekdays` are seven bits, Monday the lowest; hours are minutes after midnight on the clocks of Flanders, and it
    must begin and end between them. `most` is the highest base price. `access` are codes of `rules.access.Access`,
    all of which must be there; `spoken` is an ISO 639-1 code. `not_begun` counts only places in what still has to
    start: nobody registers for what is going on. `for_partner` counts the places kept for partners too.
    """

    municipality_nis: str | None = None
    day: date | None = None
    age: int | None = None
    theme: str = ""
    text: str = ""
    with_places: bool = False
    children_only: bool = False
    not_begun: bool = False
    near: Near | None = None
    weekdays: int = 0
    from_minute: int | None = None
    to_minute: int | None = None
    school_class: int | None = None
    most: Euro | None = None
    access: tuple[str, ...] = ()
    spoken: str = ""
    for_partner: bool = False
    until: date | None = None

    @property
    def has_hours(self) -> bool:
        return self.from_minute is not None or self.to_minute is not None

    @property
    def is_selective(self) -> bool:
        """Something is asked that most activities are not."""
        asked = (self.municipality_nis, self.near, self.text, self.theme, self.access, self.spoken)
        return any(asked) or self.most is not None

    @property
    def has_age(self) -> bool:
        return self.age is not None or self.school_class is not None


def wanted(work: Work, wishes: Wishes) -> list[ColumnElement[bool]]:
    """What an activity itself must be; school performances are not for families and stay out."""
    found: list[ColumnElement[bool]] = [
        *is_published(work),
        Activity.schools_only.is_(False),
        or_(Activity.ends.is_(None), Activity.ends > work.now),
    ]
    if wishes.municipality_nis:
        found.append(Activity.municipality_nis == wishes.municipality_nis)
    if wishes.near:
        found.append(Activity.municipality_nis.in_(municipalities_within(wishes.near.point, wishes.near.km)))
    if wishes.children_only:
        found.append(Activity.children_only.is_(True))
    if wishes.theme:
        found.append(Activity.theme == wishes.theme)
    if wishes.age is not None:
        found += _for_age(wishes.age, wishes.day or work.today)
    if wishes.school_class is not None:
        found.append(_for_class(wishes.school_class, wishes.day or work.today))
    if wishes.most is not None:
        found.append(_base_amount() <= wishes.most)
    if wishes.with_places:
        found.append(Activity.availability == Availability.AVAILABLE)
    found += [_names(Activity.access, code) for code in wishes.access]
    if wishes.spoken:
        found.append(_names(Activity.spoken, wishes.spoken))
    return found + [_says(word) for word in search_words(wishes.text)]


def _says(word: str) -> ColumnElement[bool]:
    """The word stands in the activity's own texts or in its organiser's name."""
    organisers = select(Organisation.id).where(func.lower(Organisation.name).contains(word, autoescape=True))
    return or_(Activity.search_text.contains(word, autoescape=True), Activity.organiser_id.in_(organisers))


def _names(codes: SQLColumnExpression[list[Any]], code: str) -> ColumnElement[bool]:
    """The code stands in a list of codes; they are kept as JSON, which both databases can read as text."""
    return cast(codes, Text).contains(f'"{code}"', autoescape=True)


def _for_age(age: int, on: date) -> list[ColumnElement[bool]]:
    """By years and birth dates; what names only classes goes by the classes in which children of that age sit."""
    first, last = birth_dates_of_age(age, on)
    classes = classes_of_age(age, on) or (0,)  # there is no class 0: who is too old or too young fits in none
    return [
        or_(Activity.age_from.is_(None), Activity.age_from <= age),
        or_(Activity.age_to.is_(None), Activity.age_to >= age),
        or_(Activity.born_from.is_(None), Activity.born_from <= last),
        or_(Activity.born_to.is_(None), Activity.born_to >= first),
        or_(Activity.class_from.is_(None), Activity.class_from <= max(classes)),
        or_(Activity.class_to.is_(None), Activity.class_to >= min(classes)),
    ]


def _for_class(number: int, on: date) -> ColumnElement[bool]:
    """By classes where it names them, else by the ages that children of that class have on the day."""
    youngest, oldest = ages_of_class(number, on)
    by_class = and_(
        or_(Activity.class_from.is_(None), Activity.class_from <= number),
        or_(Activity.class_to.is_(None), Activity.class_to >= number),
    )
    by_age = and_(
        or_(Activity.age_from.is_(None), Activity.age_from <= oldest),
        or_(Activity.age_to.is_(None), Activity.age_to >= youngest),
        or_(Activity.born_from.is_(None), Activity.born_from <= birth_dates_of_age(youngest, on)[1]),
        or_(Activity.born_to.is_(None), Activity.born_to >= birth_dates_of_age(oldest, on)[0]),
    )
    names_classes = or_(Activity.class_from.is_not(None), Activity.class_to.is_not(None))
    return or_(and_(names_classes, by_class), and_(~names_classes, by_age))


def _base_amount() -> ColumnElement[Euro | None]:
    """What `lookup.base_price` says of a loaded activity."""
    return (
        select(Price.amount)
        .where(
            Price.activity_id == Activity.id,
            Price.series_id.is_(None),
            Price.session_id.is_(None),
            Price.ended_at.is_(None),
            Price.for_group.is_(False),
            Price.category != PriceCategory.UITPAS,
        )
        .order_by(Price.category != PriceCategory.BASE, Price.position)
        .limit(1)
        .correlate(Activity)
        .scalar_subquery()
    )


def takes_place(work: Work, wishes: Wishes) -> list[ColumnElement[bool]]:
    """What a session must be: not over, and at the hours that are asked. On which day: `windows`."""
    found: list[ColumnElement[bool]] = [Session.ends > work.now]
    if wishes.weekdays:
        found.append(Session.weekdays.bitwise_and(wishes.weekdays) != 0)
    if wishes.from_minute is not None:
        found.append(Session.from_minute >= wishes.from_minute)
    if wishes.to_minute is not None:
        found.append(Session.to_minute <= wishes.to_minute)
    if wishes.with_places:
        found += [Session.availability == Availability.AVAILABLE, has_place(work, wishes)]
    return found


def windows(work: Work, wishes: Wishes, *, before: date | None = None) -> list[ColumnElement[bool]]:
    """On which days: the asked one, or those before a day if given; no windows when any day will do.

    Two conditions that exclude each other: it starts on one of these days, or it started earlier and goes on past
    midnight. Each has its own index, which one condition with an OR would not use.
    """
    first, end = (wishes.day, wishes.until or wishes.day + timedelta(days=1)) if wishes.day else (work.today, before)
    if end is None:
        return []
    going_on = and_(Session.to_minute > MINUTES_OF_A_DAY, Session.day < first, Session.ends > brussels_moment(first))
    return [and_(Session.day >= first, Session.day < end), going_on]


def has_place(work: Work, wishes: Wishes) -> ColumnElement[bool]:
    """Whether there is a place in a session for somebody like this; `Session.free_for` says it of a loaded one."""
    kept = case(
        (
            and_(Session.kept_until > work.now, Session.kept_for_partners > Session.taken_by_partners),
            Session.kept_for_partners - Session.taken_by_partners,
        ),
        else_=0,
    )
    beyond_reach = 0 if wishes.for_partner else kept
    free = or_(Session.capacity.is_(None), Session.taken + Session.taken_elsewhere + beyond_reach < Session.capacity)
    return and_(free, Session.starts > work.now) if wishes.not_begun else free


def state(work: Work, wishes: Wishes) -> ColumnElement[int]:
    """What became of a session for somebody like this: 0 has a place, 1 is full, 2 was called off or postponed."""
    return case((Session.availability != Availability.AVAILABLE, 2), (has_place(work, wishes), 0), else_=1)


def open_without_sessions(wishes: Wishes) -> ColumnElement[bool]:
    """Permanent, or a period without hours, which therefore has no sessions; open on the day when one is asked."""
    has_sessions = select(Session.id).where(Session.activity_id == Activity.id).correlate(Activity).exists()
    found: list[ColumnElement[bool]] = [
        Activity.calendar_type.in_((CalendarType.PERMANENT, CalendarType.PERIODIC)),
        or_(Activity.calendar_type == CalendarType.PERMANENT, ~has_sessions),
    ]
    if wishes.weekdays:
        found.append(Activity.open_weekdays.bitwise_and(wishes.weekdays) != 0)
    if (day := wishes.day) is not None:
        starts, ends = brussels_moment(day), brussels_moment(day + timedelta(days=1))
        by_week = Activity.open_weekdays.bitwise_and(1 << day.weekday()) != 0
        found += [
            or_(Activity.starts.is_(None), Activity.starts < ends),
            or_(Activity.ends.is_(None), Activity.ends > starts),
            func.coalesce(Activity.unusual_days[day.isoformat()].as_boolean(), by_week),
        ]
    return and_(*found)


def best_session_id(work: Work, wishes: Wishes) -> ColumnElement[str | None]:
    """Of the sessions that fit, the first with a place; else the first that is full; else the first called off.

    People must be able to read that something was called off.
    """
    on_day = [or_(*ways)] if (ways := windows(work, wishes)) else []
    return (
        select(Session.id)
        .where(Session.activity_id == Activity.id, *takes_place(work, wishes), *on_day)
        .order_by(state(work, wishes), Session.ends, Session.id)
        .limit(1)
        .correlate(Activity)
        .scalar_subquery()
    )
