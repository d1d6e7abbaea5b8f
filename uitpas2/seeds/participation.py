"""A year of scans at the door, through the same service that volunteers use."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date, datetime, timedelta
from itertools import islice

import click

from uitpas2.database.work import Work, Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.clock import brussels_moment
from uitpas2.kernel.period import age_on
from uitpas2.scanning.rules import VerdictKind
from uitpas2.scanning.services import admit
from uitpas2.seeds.families import Member
from uitpas2.seeds.offer import Offered

VISITS = 5_000  # each a sale and a check-in, but for what is free
NEIGHBOURS = 0.2  # share of visitors from another municipality


def make(past: Workplace, now: datetime, offered: list[Offered], members: list[Member]) -> int:
    """Make the visits, one day after the other; returns how many took place.

    One Work does a fortnight: what it looked up once it knows the next day.
    """
    chance = random.Random("participation")
    visits = _visits(chance, offered, members)
    done = 0
    days = iter(sorted(visits.items(), key=lambda visit: visit[0]))
    with click.progressbar(length=VISITS, label="  Een jaar meedoen") as bar:
        while fortnight := list(islice(days, 14)):
            with past.begin(system_actor("demo")) as work:
                for day, visitors in fortnight:
                    work.now = min(brussels_moment(day, 14, chance.randrange(60)), now - timedelta(minutes=1))
                    done += sum(_visit(work, offered[place], member) for place, member in visitors)
                    bar.update(len(visitors))
    return done


def _visit(work: Work, activity: Offered, member: Member) -> bool:
    """One scan at one door. A second visit in a period is turned away, as at a real door."""
    work.actor = activity.scanner
    verdict = admit(work, activity_id=activity.activity_id, scanned=member.number, key=work.new_id())
    return verdict.kind is VerdictKind.YES


def _visits(
    chance: random.Random, offered: list[Offered], members: list[Member]
) -> dict[date, list[tuple[int, Member]]]:
    """Who goes where on which day: each activity has regulars, most from its own municipality."""
    by_town: dict[str, list[Member]] = defaultdict(list)
    for member in members:
        by_town[member.nis].append(member)
    regulars = [_regulars(chance, activity, by_town[activity.nis], members) for activity in offered]
    occasions = [(day, place) for place, activity in enumerate(offered) for day in activity.days if regulars[place]]
    visits: dict[date, list[tuple[int, Member]]] = defaultdict(list)
    for day, place in chance.choices(occasions, k=VISITS):
        visit = (place, chance.choice(regulars[place]))
        if visit not in visits[day]:
            visits[day].append(visit)
    return visits


def _regulars(chance: random.Random, activity: Offered, near: list[Member], everybody: list[Member]) -> list[Member]:
    fitting = [member for member in near if _fits(member, activity)]
    others = [member for member in chance.sample(everybody, 60) if _fits(member, activity)]
    size = chance.randint(6, 24)
    locals_ = chance.sample(fitting, min(len(fitting), round(size * (1 - NEIGHBOURS))))
    return locals_ + others[: size - len(locals_)]


def _fits(member: Member, activity: Offered) -> bool:
    """Old enough all year long, and not too old at its end."""
    first, last = (activity.days[0], activity.days[-1]) if activity.days else (date.max, date.max)
    youngest, oldest = age_on(member.birth_date, first), age_on(member.birth_date, last)
    return youngest >= activity.kind.age_from and (activity.kind.age_to is None or oldest <= activity.kind.age_to)
