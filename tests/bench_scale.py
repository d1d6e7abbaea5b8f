"""The platform at the size of Flanders: what a search, a desk page and the nightly jobs cost among very many holders.

`make bench` fills databases of 50,000; `python -m tests.bench_scale --database sqlite:////…` measures one that
`uitpas2 seed scale` filled, under the secret in UITPAS2_SECRET_KEY. Nightly jobs are undone again. Asserts nothing.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import func, select

from tests.bench import spread, timed
from tests.conftest import SECRET
from tests.databases import fresh_sqlite, new_postgresql
from uitpas2.accounts.models import Organisation
from uitpas2.accounts.queries import administration_of
from uitpas2.accounts.rules import PERMISSIONS, Role
from uitpas2.cards import queries
from uitpas2.cards.models import Card, Holder, Membership
from uitpas2.cards.queries.national_numbers import national_number_keys
from uitpas2.cards.rules import CardStatus, NationalNumber
from uitpas2.cards.services import end_at_eighteen, qr_token, sheet_pdf, status_answer
from uitpas2.checks import check_all
from uitpas2.counter import queries as counter
from uitpas2.database.base import Base
from uitpas2.database.engine import make_engine
from uitpas2.database.work import Work, Workplace
from uitpas2.kernel.actor import Actor, ActorKind, system_actor
from uitpas2.kernel.keys import Keys
from uitpas2.privacy.services import purge
from uitpas2.seeds import scale
from uitpas2.trail import queries as trail
from uitpas2.welfare import queries as welfare
from uitpas2.welfare.services import remind

GENT = "44021"
HOLDERS, SEARCHES, CARDS = 50_000, 400, 1_000
SYSTEM = system_actor("bench")


def main() -> None:
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--database", help="URL of a database that uitpas2 seed scale filled")
    wanted.add_argument("--holders", type=int, default=HOLDERS, help="how many to fill in without --database")
    options = wanted.parse_args()
    if options.database:
        keys = Keys(os.environ.get("UITPAS2_SECRET_KEY", SECRET))
        measure(options.database, Workplace(make_engine(options.database), keys=keys))
        return
    with tempfile.TemporaryDirectory() as folder:
        fill_and_measure("SQLite", Workplace(fresh_sqlite(Path(folder) / "scale.sqlite"), keys=Keys(SECRET)), options)
    with new_postgresql() as engine:
        Base.metadata.create_all(engine)
        fill_and_measure("PostgreSQL", Workplace(engine, keys=Keys(SECRET)), options)


def fill_and_measure(database: str, workplace: Workplace, options: argparse.Namespace) -> None:
    done = scale.fill(workplace, options.holders)
    print(f"\n{options.holders} holders filled in: {done.seconds} s, {done.database_bytes / 1e6:.0f} MB")
    measure(database, workplace)


def measure(database: str, workplace: Workplace) -> None:
    with workplace.reading(SYSTEM) as work:
        print(f"\n{database}: {work.session.scalar(select(func.count()).select_from(Holder))} holders")
        desk = administration_of(work, GENT)
        assert desk is not None
        people = some_people(work)
    _searches(workplace, clerk_of(desk), people)
    _pages(workplace, clerk_of(desk), people)
    _long_ones(workplace)


def clerk_of(desk: Organisation) -> Actor:
    may = frozenset(PERMISSIONS[Role.COUNTER_CLERK])
    return Actor("bench", ActorKind.PERSON, "", Role.COUNTER_CLERK, desk.id, desk.municipality_nis, may)


def some_people(work: Work) -> dict[str, tuple[Holder, Card, str, str]]:
    """By number of the card, some inhabitants of Gent who have a national number: with their code and that number."""
    rows = work.session.execute(
        select(Holder, Card)
        .select_from(Holder)
        .join(Membership, Membership.holder_id == Holder.id)
        .join(Card, Card.membership_id == Membership.id)
        .where(
            Holder.municipality_nis == GENT,
            Holder.national_number.is_not(None),
            Holder.national_number_key.is_(None),
            Card.status == CardStatus.ACTIVE,
        )
        .order_by(Card.number)
        .limit(5 * SEARCHES)
    ).all()
    chosen = random.Random(1).sample([tuple(row) for row in rows], min(SEARCHES, len(rows)))
    key, _ = national_number_keys(work.keys, 1)
    found = {}
    for holder, card in chosen:
        assert holder.national_number is not None
        number = NationalNumber.decrypted(key, holder.national_number).for_government()
        found[card.number] = (holder, card, qr_token(work, card), number)
    return found


def _searches(workplace: Workplace, clerk: Actor, people: dict[str, tuple[Holder, Card, str, str]]) -> None:
    def search(what: str, find: Callable[[Work, Holder, Card, str, str], object]) -> None:
        def act(number: str) -> None:
            with workplace.reading(clerk) as work:
                assert find(work, *people[number])

        spread(f"find {what}", act, list(people))

    search("by card number", lambda work, _, card, *__: queries.holder_of_card(work, card.number))
    search("by code", lambda work, _, __, code, ___: queries.holder_of_card(work, code))
    search("by national number", lambda work, *known: queries.holder_by_national_number(work, known[-1]))
    search(
        "by part of a name and birth date",
        lambda work, holder, *_: queries.find_holders(work, birth_date=holder.birth_date, name=holder.first_name[:3]),
    )
    search("by birth date alone", lambda work, holder, *_: queries.find_holders(work, birth_date=holder.birth_date))
    search(
        "by whole name and place",
        lambda work, holder, *_: queries.find_by_whole_name(work, f"{holder.last_name} {holder.first_name} gent"),
    )
    search(
        "who may be the same person",
        lambda work, holder, *_: queries.perhaps_same(
            work, first_name=holder.first_name, last_name=holder.last_name, birth_date=holder.birth_date
        ),
    )
    search("at a door by number", lambda work, _, card, *__: queries.card_at_door(work, card.number))
    search("at a door by code", lambda work, _, __, code, ___: queries.card_at_door(work, code))


def _pages(workplace: Workplace, clerk: Actor, people: dict[str, tuple[Holder, Card, str, str]]) -> None:
    def desk(number: str) -> None:
        with workplace.reading(clerk) as work:
            counter.desk(work, people[number][0].id, qr_label="QR")

    def renewals(_: str) -> None:
        with workplace.reading(clerk) as work:
            welfare.renewals(work)

    def whole_list(_: str) -> None:
        with workplace.reading(SYSTEM) as work:
            status_answer(work)

    spread("the page of a holder", desk, list(people))
    spread("the list of renewals", renewals, ["again"] * 20)
    spread("the list of revoked cards", whole_list, ["again"] * 20)


def _long_ones(workplace: Workplace) -> None:
    with workplace.reading(SYSTEM) as work:
        with timed(f"sheets of {CARDS} cards"):
            cards = queries.cards_to_print(work, municipality_nis=GENT, latest=CARDS)
            sheet_pdf(work, cards, language="nl")
        with timed("verify the trail"):
            assert not list(trail.find_faults(work))
        with timed("check all invariants"):
            assert not any(check_all(work).values())
    for what, job in (
        ("end guardianships at eighteen", end_at_eighteen),
        ("remind of renewals, first part", remind),
        ("purge", purge),
    ):
        with undone(workplace) as work, timed(what):
            job(work)


class _Undo(Exception):
    pass


@contextmanager
def undone(workplace: Workplace):
    """A Work that leaves nothing behind."""
    try:
        with workplace.begin(SYSTEM) as work:
            yield work
            raise _Undo
    except _Undo:
        pass


if __name__ == "__main__":
    main()
