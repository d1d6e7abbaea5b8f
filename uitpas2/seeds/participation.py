"""A year of scans at the door, through the same service that volunteers use."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date, datetime, timedelta

import click

from uitpas2.database.work import Workplace
from uitpas2.kernel.clock import FrozenClock, brussels_moment
from uitpas2.kernel.errors import Rejected
from uitpas2.kernel.period import age_on
from uitpas2.scanning.services import admit
from uitpas2.seeds.families import Member
from uitpas2.seeds.offer import Offered

VISITS = 7_600  # each a sale and a check-in, but for what is free
NEIGHBOURS = 0.2  # share of visitors from another municipality


def make(past: Workplace, clock: FrozenClock, now: datetime, offered: list[Offered], members: list[Member]) -> int:
    """Make the visits in the order of their days; returns how many took place."""
    chance = random.Random("participation")
    visits = _visits(chance, offered, members)
    done = 0
    with click.progressbar(length=VISITS, label="  Een jaar meedoen") as bar:
        for (day, place), visitors in sorted(visits.items(), key=lambda visit: (visit[0][0], visit[0][1])):
            activity = offered[place]
            clock.set(min(brussels_moment(day, activity.kind.hour, 5), now - timedelta(minutes=1)))
            with past.begin(activity.scanner) as work:
                for member in visitors:
                    try:
                        admit(
                            work,
                            activity_id=activity.activity_id,
                            scanned=member.number,
                            key=work.new_id(),
                        )
                    except Rejected:
                        continue  # a second visit in a period with one reduced ticket: turned away, as at a real door
                    done += 1
            bar.update(len(visitors))
    return done


def _visits(
    chance: random.Random, offered: list[Offered], members: list[Member]
) -> dict[tuple[date, int], list[Member]]:
    """Who goes where on which day: each activity has regulars, most from its own municipality."""
    by_town: dict[str, list[Member]] = defaultdict(list)
    for member in members:
        by_town[member.nis].append(member)
    regulars = [_regulars(chance, activity, by_town[activity.nis], members) for activity in offered]
    occasions = [(day, place) for place, activity in enumerate(offered) for day in activity.days if regulars[place]]
    visits: dict[tuple[date, int], list[Member]] = defaultdict(list)
    for day, place in chance.choices(occasions, k=VISITS):
        visitor = chance.choice(regulars[place])
        if visitor not in visits[day, place]:
            visits[day, place].append(visitor)
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
