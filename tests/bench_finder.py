"""The public finder among very much offer: how long a realistic mix of searches takes in the service.

`make bench` fills a SQLite file with 20,000 activities and 200,000 sessions; `python -m tests.bench_finder --database
sqlite:////…` measures one that `uitpas2 seed scale --activities …` filled. What is promised: half of the searches on
SQLite within the first figure, 95 of a hundred within 150 ms. Asserts nothing.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, select

from tests.bench import spread
from tests.conftest import SECRET
from tests.databases import fresh_sqlite, new_postgresql
from uitpas2.accounts.models import Municipality
from uitpas2.accounts.queries import municipalities
from uitpas2.activities import queries
from uitpas2.activities.models import Activity, Session
from uitpas2.activities.queries import Wishes
from uitpas2.activities.queries.where import around_town
from uitpas2.database.base import Base
from uitpas2.database.engine import make_engine
from uitpas2.database.work import Work, Workplace
from uitpas2.kernel.keys import Keys
from uitpas2.kernel.money import Euro
from uitpas2.running import settle
from uitpas2.seeds import scale

ACTIVITIES, SESSIONS, SEARCHES, PAGE = 20_000, 200_000, 400, 24
WORDS = ("zwem", "judo", "dans", "opvang", "speelplein", "muziek voor kinderen", "hiphop", "koken", "natuur")


def main() -> None:
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--database", help="URL of a database that uitpas2 seed scale filled")
    options = wanted.parse_args()
    if options.database:
        measure(options.database, Workplace(make_engine(options.database), keys=Keys(SECRET)))
        return
    with tempfile.TemporaryDirectory() as folder:
        fill_and_measure("SQLite", Workplace(fresh_sqlite(Path(folder) / "offer.sqlite"), keys=Keys(SECRET)))
    with new_postgresql() as engine:
        Base.metadata.create_all(engine)
        fill_and_measure("PostgreSQL", Workplace(engine, keys=Keys(SECRET)))


def fill_and_measure(database: str, workplace: Workplace) -> None:
    done = scale.fill_offer(workplace, ACTIVITIES, SESSIONS, number=scale.SEED)
    print(f"\n{ACTIVITIES} activities filled in: {done.seconds} s, {done.database_bytes / 1e6:.0f} MB")
    measure(database, workplace)


def measure(database: str, workplace: Workplace) -> None:
    with workplace.reading() as work:
        count = {one: work.session.scalar(select(func.count()).select_from(one)) for one in (Activity, Session)}
        towns = list(municipalities(work))
        print(f"\n{database}: {count[Activity]} activities, {count[Session]} sessions")
        asked = [somebody(random.Random(number), work, towns) for number in range(SEARCHES)]
    settle()  # as a server does after its start

    def act(find: Callable[[Work, Wishes], object]) -> Callable[[str], object]:
        def search(number: str) -> None:
            with workplace.reading() as work:
                find(work, asked[int(number)])

        return search

    def monday(work: Work):
        return work.today - timedelta(days=work.today.weekday())

    numbers = [str(number) for number in range(SEARCHES)]
    selective = [number for number in numbers if asked[int(number)].is_selective]
    find = act(lambda work, wishes: queries.search(work, wishes, limit=PAGE))
    for number in numbers[:20]:
        find(number)
    spread("search, a mix", find, numbers)
    spread("everything, nothing asked", lambda _: _everything(workplace), ["again"] * 100)
    spread("a week", act(lambda work, wishes: queries.week(work, wishes, monday(work))), selective[:200])
    spread("a map", act(lambda work, wishes: queries.spread(work, wishes)), numbers[:200])


def _everything(workplace: Workplace) -> None:
    with workplace.reading() as work:
        queries.search(work, Wishes(), limit=PAGE)


def somebody(chance: random.Random, work: Work, towns: list[Municipality]) -> Wishes:
    """Seven in eight look around a town, larger ones more often; half tell an age; some a day, hours or a word."""
    town = chance.choices(towns, weights=[one.population for one in towns])[0]
    km = chance.choice((0, 0, 5, 5, 10, 10, 15, 25))
    somewhere = chance.random() < 7 / 8
    has_hours = chance.random() < 0.2
    return Wishes(
        municipality_nis=town.nis if somewhere and not km else None,
        near=around_town(town, km) if somewhere and km else None,
        day=work.today + timedelta(days=chance.randrange(60)) if chance.random() < 0.2 else None,
        weekdays=chance.choice((0, 0, 0, 0b100, 0b1100000)),
        from_minute=13 * 60 if has_hours else None,
        to_minute=18 * 60 if has_hours else None,
        age=chance.randrange(3, 15) if chance.random() < 0.5 else None,
        text=chance.choice(WORDS) if chance.random() < 0.2 else "",
        most=Euro(chance.choice((300, 500, 1000))) if chance.random() < 0.1 else None,
        access=("wheelchair",) if chance.random() < 0.05 else (),
        with_places=chance.random() < 0.3,
    )


if __name__ == "__main__":
    main()
