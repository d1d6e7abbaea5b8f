"""Three thousand holders with cards; about half of the children have the right to the social rate."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from itertools import islice

import click

from uitpas2.accounts.models import Municipality, Organisation
from uitpas2.accounts.queries import administration_of, municipalities
from uitpas2.accounts.rules import Role
from uitpas2.accounts.services import assign, create_account
from uitpas2.cards.models import Guardianship, Holder, SocialRight
from uitpas2.cards.services import issue_card, keep_picture, record_right, register_holder
from uitpas2.database.work import Work, Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.clock import brussels_day
from uitpas2.kernel.period import Period
from uitpas2.seeds import people
from uitpas2.seeds.portraits import drawn_portrait
from uitpas2.seeds.words import FIRST_NAMES, LAST_NAMES, STREETS
from uitpas2.welfare.queries import Decided, decide
from uitpas2.welfare.rules import following

HOLDERS = 3000
WITH_RIGHT = 0.48  # about half of the holders, as publiq reported of the card in its early years
BATCH = 250
GROUNDS = ("increased_reimbursement", "living_wage", "debt_settlement")


@dataclass(frozen=True, slots=True)
class Member:
    """A holder as the participation maker needs it."""

    holder_id: str
    number: str
    nis: str
    birth_date: date


def make(past: Workplace, now: datetime, with_offer: set[str]) -> list[Member]:
    """Holders in the municipalities that offer something, and fewer in some others."""
    chance = random.Random("families")
    today = brussels_day(now)
    with past.reading(system_actor("demo")) as work:
        towns = list(municipalities(work))
        desks = {town.nis: desk for town in towns if (desk := administration_of(work, town.nis))}
    members: list[Member] = []
    plans = _plans(chance, _inhabited(chance, towns, with_offer), today)
    with click.progressbar(length=HOLDERS, label="") as bar:
        while batch := list(islice(plans, BATCH)):
            with past.begin(system_actor("demo")) as work:
                members += [_member(work, plan, desks[plan.town.nis]) for plan in batch]
            bar.update(len(batch))
    with past.begin(system_actor("demo")) as work:
        members += _family_of_the_parent(work, desks[people.GENT], today)
    return members


class Renewal(Enum):
    """What became of the right after its first year."""

    DONE = "renewed for a year"
    SHORT = "renewed on a proof that ends soon"
    FORGOTTEN = "not renewed yet"


# By turns, so that a counter has something to renew.
RENEWALS = (Renewal.FORGOTTEN, Renewal.SHORT, *[Renewal.DONE] * 10)


@dataclass(frozen=True, slots=True)
class _Plan:
    """Somebody to register."""

    first_name: str
    last_name: str
    birth_date: date
    town: Municipality
    street: str
    ground: str | None
    renewal: Renewal = Renewal.DONE


def _inhabited(
    chance: random.Random, towns: list[Municipality], with_offer: set[str]
) -> list[tuple[Municipality, float]]:
    """Where holders live, and how likely: the card spreads from where there is something to do."""
    likely = {town.nis: town.population**0.5 * (10 if town.nis in with_offer else 1) for town in towns}
    return [(town, likely[town.nis]) for town in towns if town.nis in with_offer or chance.random() < 0.25]


def _plans(chance: random.Random, inhabited: list[tuple[Municipality, float]], today: date) -> Iterator[_Plan]:
    """Families of one to four, mostly children; the right goes by family."""
    towns, weights = [town for town, _ in inhabited], [weight for _, weight in inhabited]
    made = 0
    while made < HOLDERS:
        town = chance.choices(towns, weights)[0]
        name = chance.choice(LAST_NAMES)
        street = f"{chance.choice(STREETS)} {chance.randint(1, 140)}"
        ground = chance.choice(GROUNDS) if chance.random() < WITH_RIGHT else None
        for _ in range(min(chance.choice((1, 1, 2, 2, 2, 3, 4)), HOLDERS - made)):
            years = chance.randint(3, 13) if chance.random() < 0.85 else chance.randint(14, 60)
            birth_date = today - timedelta(days=round(years * 365.25) + chance.randrange(365))
            yield _Plan(chance.choice(FIRST_NAMES), name, birth_date, town, street, ground, RENEWALS[made % 12])
            made += 1


def _member(work: Work, plan: _Plan, desk: Organisation) -> Member:
    holder = register_holder(
        work,
        first_name=plan.first_name,
        last_name=plan.last_name,
        birth_date=plan.birth_date,
        street=plan.street,
        postal_code=str(plan.town.postal_codes[0]),
        city=plan.town.name,
        municipality_nis=plan.town.nis,
    )
    card = issue_card(work, holder.id)
    if plan.ground:
        _two_years_of_right(work, holder, plan, desk)
    return Member(holder.id, card.number, plan.town.nis, plan.birth_date)


def _two_years_of_right(work: Work, holder: Holder, plan: _Plan, desk: Organisation) -> None:
    """Granted a year ago by the rule book, and for most families renewed a month before the end."""
    facts = {"grounds": [plan.ground], "proof_day": work.today}
    decided = decide(work, holder, facts)
    first = _kept(work, holder, decided, decided.period, plan, desk)
    if plan.renewal is Renewal.FORGOTTEN:
        return
    day = first.ends - timedelta(days=30)
    facts["proof_day"] = day
    if plan.renewal is Renewal.SHORT:
        facts["proof_ends"] = first.ends + timedelta(days=60)
    renewed = decide(work, holder, facts, day=day)
    period = following(renewed.period, first.period)
    assert period is not None
    _kept(work, holder, renewed, period, plan, desk)


def _kept(work: Work, holder: Holder, decided: Decided, period: Period, plan: _Plan, desk: Organisation) -> SocialRight:
    assert period.end is not None
    assert plan.ground is not None
    return record_right(
        work,
        holder_id=holder.id,
        starts=period.start,
        ends=period.end,
        grace_until=decided.grace_until,
        ground=plan.ground,
        granted_by=desk.id,
        receipt=decided.open_receipt,
        decided_from=decided.receipt,
    )


def _family_of_the_parent(work: Work, desk: Organisation, today: date) -> list[Member]:
    """The children of the parent who signs in to the demo."""
    gent = next(town for town in municipalities(work) if town.nis == people.GENT)
    account = create_account(work, email="ouder@gezin.demo", name="Ruben Aerts", password=people.PASSWORD)
    assign(work, account, Role.GUARDIAN)
    children = []
    for first_name, years, ground, shirt in (
        ("Fien", 9, "living_wage", "#b5471b"),
        ("Kobe", 6, "living_wage", "#1c6b3c"),
    ):
        birth_date = today.replace(day=15) - timedelta(days=years * 366)
        plan = _Plan(first_name, "Aerts", birth_date, gent, "Meersstraat 12", ground)
        child = _member(work, plan, desk)
        work.session.add(
            Guardianship(id=work.new_id(), account_id=account.id, holder_id=child.holder_id, since=work.now)
        )
        keep_picture(work, child.holder_id, drawn_portrait(shirt=shirt), agreed=True)
        children.append(child)
    _whom_the_government_knows(work, gent)
    return children


def _whom_the_government_knows(work: Work, gent: Municipality) -> None:
    """Three children with a national number and no right yet: the made-up register says yes, no, and unknown.

    A clerk finds them as Sam, Lou and Robin Verlinden.
    """
    birth_date = date(2017, 5, 9)
    for first_name, order in (("Sam", 3), ("Lou", 4), ("Robin", 2)):
        holder = register_holder(
            work,
            first_name=first_name,
            last_name="Verlinden",
            birth_date=birth_date,
            street="Visserij 8",
            postal_code=str(gent.postal_codes[0]),
            city=gent.name,
            municipality_nis=gent.nis,
            national_number=_national_number(birth_date, order),
        )
        issue_card(work, holder.id)


def _national_number(birth_date: date, order: int) -> str:
    """The number of the so many-th child of a day, born from 2000 on."""
    first = f"{birth_date:%y%m%d}{order:03d}"
    return f"{first}{97 - int('2' + first) % 97:02d}"
