"""Filling the database chunk by chunk, and what was done in figures."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import select

from uitpas2.accounts.models import Organisation
from uitpas2.accounts.queries import municipalities
from uitpas2.accounts.rules import OrganisationKind
from uitpas2.accounts.services import create_organisation, load_municipalities
from uitpas2.activities.models import Activity
from uitpas2.cards.models import CardSystemMunicipality, Holder, NumberPolicy
from uitpas2.cards.services import ensure_card_systems
from uitpas2.database.engine import renew_statistics, size_in_bytes
from uitpas2.database.work import Work, Workplace
from uitpas2.discounts.queries.choices import all_choices
from uitpas2.kernel.actor import system_actor
from uitpas2.seeds import demo
from uitpas2.seeds.people import name_of_administration
from uitpas2.seeds.scale.cards import add_cards
from uitpas2.seeds.scale.chunk import Chunk, Flanders
from uitpas2.seeds.scale.households import CHUNK, plan
from uitpas2.seeds.scale.people import add_deciders, add_holders
from uitpas2.seeds.scale.rights import add_rights
from uitpas2.trail.queries import about
from uitpas2.trail.services import note

SEED = 2026
ACTOR = system_actor("seed-scale")


class RealPeople(Exception):
    """There are holders or activities that neither this nor the demo made: perhaps real ones."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What a run did. `made` are holders, `rows` the rows of each table that came with them."""

    made: int
    there_already: int
    rows: dict[str, int]
    seconds: float
    per_second: int
    database_bytes: int


def fill(
    workplace: Workplace, holders: int, *, number: int = SEED, tell: Callable[[int], None] = lambda seen: None
) -> Figures:
    """See to it that so many invented holders are there; `tell` hears after each chunk how many were looked at.

    Raises RealPeople.
    """
    started, rows = time.perf_counter(), Counter[str]()
    with workplace.begin(ACTOR) as work:
        refuse_real_people(work)
        flanders = _prepared(work)
        note(work, "holders.invented", "platform", "scale", seed=number, holders=holders)
    for chunk in range(-(-holders // CHUNK)):
        with workplace.begin(ACTOR) as work:
            rows += _fill_chunk(work, flanders, number, chunk, holders)
        tell(min((chunk + 1) * CHUNK, holders))
    if rows:
        renew_statistics(workplace.engine)
    seconds, made = time.perf_counter() - started, rows[Holder.__tablename__]
    with workplace.engine.connect() as connection:
        size = size_in_bytes(connection)
    return Figures(made, holders - made, dict(rows), round(seconds, 1), round(made / seconds), size)


def refuse_real_people(work: Work) -> None:
    """Raises RealPeople where somebody has a card or offers something whom neither this nor the demo made."""
    somebody = work.session.scalar(select(Holder.id).limit(1)) or work.session.scalar(select(Activity.id).limit(1))
    if somebody is not None and not demo.is_complete(work) and not about(work, "platform", "scale"):
        raise RealPeople


def _prepared(work: Work) -> Flanders:
    """Municipalities, card systems with the key of their codes, and an administration for each municipality."""
    load_municipalities(work)
    ensure_card_systems(work)
    system_of = dict(
        work.session.execute(
            select(CardSystemMunicipality.municipality_nis, CardSystemMunicipality.card_system_id)
        ).all()
    )
    towns = {town.nis: town for town in municipalities(work) if town.nis in system_of}
    offices = select(Organisation.municipality_nis, Organisation.id).where(
        Organisation.kind == OrganisationKind.MUNICIPALITY
    )
    desk_of = {nis: id for nis, id in work.session.execute(offices) if nis is not None}
    for nis in sorted(towns.keys() - desk_of.keys()):
        name, kind = name_of_administration(towns[nis]), OrganisationKind.MUNICIPALITY
        desk_of[nis] = create_organisation(work, kind=kind, name=name, municipality_nis=nis).id
    without = select(NumberPolicy.municipality_nis).where(NumberPolicy.keeps_national_numbers.is_(False))
    return Flanders(towns, system_of, desk_of, frozenset(work.session.scalars(without)), all_choices(work))


def _fill_chunk(work: Work, flanders: Flanders, number: int, chunk: int, upto: int) -> Counter[str]:
    made = Chunk(work, flanders, number, plan(number, chunk, list(flanders.towns.values()), work.today), upto)
    if not made.homes:
        return Counter()
    add_holders(made)
    add_cards(made)
    add_deciders(made)
    add_rights(made)
    return made.insert()
