"""`make bench`: what is promised in figures, measured here and now. Prints, asserts nothing."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import select

from tests.conftest import SECRET
from tests.databases import fresh_sqlite, new_postgresql
from uitpas2.activities.models import Activity
from uitpas2.activities.queries import find_offer
from uitpas2.cards.models import Card
from uitpas2.cards.rules import CardStatus
from uitpas2.checks import check_all
from uitpas2.database.base import Base
from uitpas2.database.work import Workplace
from uitpas2.discounts.commands import rules
from uitpas2.kernel.actor import Actor, ActorKind, system_actor
from uitpas2.kernel.keys import Keys
from uitpas2.scanning.services import admit, look
from uitpas2.seeds import demo, families, offer, participation

HOLDERS, ORGANISERS, VISITS, SCANS = 600, 12, 800, 200


def main() -> None:
    rules.main(["bench"], standalone_mode=False)
    families.HOLDERS, offer.ORGANISER_COUNT, participation.VISITS = HOLDERS, ORGANISERS, VISITS
    with tempfile.TemporaryDirectory() as folder:
        measure("SQLite", Workplace(fresh_sqlite(Path(folder) / "bench.sqlite"), keys=Keys(SECRET)))
    with new_postgresql() as engine:
        Base.metadata.create_all(engine)
        measure("PostgreSQL", Workplace(engine, keys=Keys(SECRET)))


def measure(database: str, workplace: Workplace) -> None:
    print(f"\n{database}")
    with timed(f"a year of {HOLDERS} holders and {VISITS} visits"):
        demo.fill(workplace)
    with workplace.reading() as work:
        swimming = work.session.scalars(select(Activity).where(Activity.calendar_type == "permanent")).one()
        numbers = work.session.scalars(select(Card.number).where(Card.status == CardStatus.ACTIVE).limit(SCANS)).all()
    door = Actor("bench", ActorKind.SYSTEM, role="volunteer", organisation_id=swimming.organiser_id)

    def scan(number: str) -> None:
        with workplace.reading(door) as work:
            look(work, activity_id=swimming.id, scanned=number)

    def let_in(number: str) -> None:
        with workplace.begin(door) as work:
            admit(work, activity_id=swimming.id, scanned=number, key=work.new_id())

    def search(_: str) -> None:
        with workplace.reading() as work:
            find_offer(work, municipality_nis="44021", age=8, with_places=True)

    spread("look at a card", scan, numbers)
    spread("sale and check-in in one tap", let_in, numbers)
    spread("search the offer", search, numbers[:50])
    with timed("check all invariants"), workplace.reading(system_actor("bench")) as work:
        check_all(work)


def spread(what: str, act: Callable[[str], object], items: list[str] | tuple[str, ...]) -> None:
    """Half of the acts are faster than the first figure, 95 of a hundred faster than the second.

    The third is the same as the second in time of the processor alone: what it would be on a machine with nothing else
    to do.
    """
    took, worked = [], []
    for item in items:
        start, busy = time.perf_counter(), time.process_time()
        act(item)
        took.append((time.perf_counter() - start) * 1000)
        worked.append((time.process_time() - busy) * 1000)
    cuts, own = statistics.quantiles(took, n=20), statistics.quantiles(worked, n=20)
    print(f"  {what:<45} p50 {cuts[9]:7.1f} ms   p95 {cuts[18]:7.1f} ms   processor p95 {own[18]:7.1f} ms")


@contextmanager
def timed(what: str):
    start, busy = time.perf_counter(), time.process_time()
    yield
    took, worked = time.perf_counter() - start, time.process_time() - busy
    print(f"  {what:<45} {took:11.1f} s{'processor':>27} {worked:11.1f} s")


if __name__ == "__main__":
    main()
