"""Some forty organisers and two hundred activities, spread over Flanders."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from uitpas2.accounts.models import Municipality, Organisation
from uitpas2.accounts.queries import municipalities, municipality
from uitpas2.accounts.rules import OrganisationKind, Role
from uitpas2.accounts.services import create_organisation
from uitpas2.activities.rules import CalendarType, Limits, ProductClass
from uitpas2.activities.services import NewPlace, NewSession, add_activity
from uitpas2.database.work import Work, Workplace
from uitpas2.kernel.actor import Actor, ActorKind, system_actor
from uitpas2.kernel.clock import brussels_day, brussels_moment
from uitpas2.kernel.money import Euro
from uitpas2.kernel.period import PeriodKind
from uitpas2.seeds import people
from uitpas2.seeds.words import KINDS, ORGANISERS, Kind

ORGANISER_COUNT = 40
ACTIVITIES_EACH = 5
DOLFIJN = "Zwemclub De Dolfijn"
ONCE_A_WEEK = Limits(tickets=1, ticket_period=PeriodKind.WEEK, checkins=1, checkin_period=PeriodKind.WEEK)
ONCE_A_DAY = Limits(tickets=1, ticket_period=PeriodKind.DAY, checkins=1, checkin_period=PeriodKind.DAY)
EVERY_DAY = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


@dataclass(frozen=True, slots=True)
class Offered:
    """An activity as the participation maker needs it: who scans there, and on which days it takes place."""

    activity_id: str
    kind: Kind
    nis: str
    scanner: Actor
    days: tuple[date, ...]


def make(past: Workplace, now: datetime) -> list[Offered]:
    chance = random.Random("offer")
    offered: list[Offered] = []
    today = brussels_day(now)
    with past.begin(system_actor("demo")) as work:
        towns = _towns(work, chance)
        for number in range(ORGANISER_COUNT):
            town = towns[number]
            organiser = _organiser(work, number, town)
            scanner = _scanner(organiser)
            for kind in _kinds(chance, organiser.name):
                offered.append(_activity(work, organiser, scanner, town, kind, today, chance))
    return offered


def _towns(work: Work, chance: random.Random) -> list[Municipality]:
    """Where organisers are: Gent first, then towns by chance, larger ones more often."""
    everywhere = list(municipalities(work))
    gent = next(town for town in everywhere if town.nis == people.GENT)
    others = chance.choices(everywhere, weights=[town.population for town in everywhere], k=ORGANISER_COUNT - 4)
    return [gent, gent, gent, gent, *others]


def _organiser(work: Work, number: int, town: Municipality) -> Organisation:
    if number == 0:
        return make_swimming_club(work)
    name = f"{ORGANISERS[number % len(ORGANISERS)]} {town.name}"
    return create_organisation(work, kind=OrganisationKind.ORGANISER, name=name, municipality_nis=town.nis)


def make_swimming_club(work: Work) -> Organisation:
    """The organiser of the demo's story, with its people; open every day, so that a visitor can scan at any hour."""
    town = municipality(work, people.GENT)
    club = create_organisation(work, kind=OrganisationKind.ORGANISER, name=DOLFIJN, municipality_nis=town.nis)
    people.person(work, "kantoor@dolfijn.demo", "Els Vercammen", Role.ORGANISER_ADMIN, club)
    people.person(work, "vrijwilliger@dolfijn.demo", "Jef Stevens", Role.VOLUNTEER, club)
    add_activity(
        work,
        organiser_id=club.id,
        name="Vrij zwemmen",
        description="Zwemmen in het grote en het kleine bad. Een badmuts hoeft niet.",
        product_class=ProductClass.LEISURE,
        theme="Sport",
        price=Euro(1000),
        place=NewPlace(
            "Zwembad De Dolfijn", "Waterstraat 1", "9000", town.name, town.nis, town.latitude, town.longitude
        ),
        calendar_type=CalendarType.PERMANENT,
        opening_hours=[{"opens": "06:00", "closes": "23:59", "dayOfWeek": EVERY_DAY}],
        age_from=3,
    )
    return club


def _scanner(organiser: Organisation) -> Actor:
    """Somebody at this organiser's door."""
    return Actor(
        id=f"system:demo:{organiser.id}"[:80],
        kind=ActorKind.SYSTEM,
        role=Role.VOLUNTEER.value,
        organisation_id=organiser.id,
        municipality_nis=organiser.municipality_nis,
    )


def _kinds(chance: random.Random, name: str) -> list[Kind]:
    """What an organiser offers: something that goes with its name first."""
    own = [kind for kind in KINDS if kind.theme.lower()[:4] in name.lower() or kind.name.lower()[:4] in name.lower()]
    rest = [kind for kind in KINDS if kind not in own]
    return (own + chance.sample(rest, len(rest)))[:ACTIVITIES_EACH]


def _activity(
    work: Work,
    organiser: Organisation,
    scanner: Actor,
    town: Municipality,
    kind: Kind,
    today: date,
    chance: random.Random,
) -> Offered:
    weekday = 2 if kind.hour < 16 else chance.randrange(5)
    days = _days(kind, weekday, today)
    postal_code = str(town.postal_codes[0])
    street = f"{chance.choice(('Sportlaan', 'Kerkstraat', 'Parklaan', 'Schoolstraat'))} {chance.randint(1, 90)}"
    activity = add_activity(
        work,
        organiser_id=organiser.id,
        name=f"{kind.name}",
        description=f"{kind.name} bij {organiser.name}. Iedereen is welkom, ervaring is niet nodig.",
        product_class=kind.product_class,
        theme=kind.theme,
        price=Euro(kind.cents),
        place=NewPlace(organiser.name, street, postal_code, town.name, town.nis, town.latitude, town.longitude),
        calendar_type=CalendarType.MULTIPLE,
        sessions=[
            NewSession(
                starts=brussels_moment(day, kind.hour),
                ends=brussels_moment(day, kind.hour + kind.hours),
                capacity=kind.places,
            )
            for day in days
        ],
        age_from=kind.age_from,
        age_to=kind.age_to,
        children_only=kind.product_class is not ProductClass.LEISURE,
        limits=ONCE_A_WEEK if kind.product_class is ProductClass.LEISURE else ONCE_A_DAY,
    )
    return Offered(activity.id, kind, town.nis, scanner, tuple(day for day in days if day < today))


def _days(kind: Kind, weekday: int, today: date) -> list[date]:
    """Once a week from a year ago to four months ahead; camps in July and August, the rest outside them."""
    first = today - timedelta(days=366)
    first += timedelta(days=(weekday - first.weekday()) % 7)
    weekly = (first + timedelta(weeks=week) for week in range(70))
    summer = {7, 8}
    return [day for day in weekly if (day.month in summer) == (kind.product_class is ProductClass.CAMP)]
