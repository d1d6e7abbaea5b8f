"""A year of invented participation in Flanders: the same each time, made through the services."""

from __future__ import annotations

from datetime import timedelta

import click
from sqlalchemy import select

from uitpas2.accounts.models import Account
from uitpas2.accounts.services import load_municipalities
from uitpas2.cards.services import ensure_card_systems
from uitpas2.database.work import Work, Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.clock import Clock, FrozenClock, brussels_day
from uitpas2.kernel.ids import seeded_ids
from uitpas2.monitoring.rules.quarters import quarter_of
from uitpas2.monitoring.services import build_release
from uitpas2.seeds import (
    attendance,
    bills,
    coupons,
    entered,
    families,
    followed,
    groups,
    guidance,
    household,
    messages,
    offer,
    organisers,
    participation,
    people,
    stock,
)

SEED = 2026
PASSWORD = people.PASSWORD
USERS = people.USERS
LAST_ACCOUNT = people.POLICY_READER


def is_complete(work: Work) -> bool:
    """The last thing a filling makes is there."""
    return work.session.scalar(select(Account.id).where(Account.email == LAST_ACCOUNT)) is not None


def is_empty(work: Work) -> bool:
    return work.session.scalar(select(Account.id).limit(1)) is None


def fill(workplace: Workplace) -> None:
    """Fill an empty, migrated database. Takes about a minute; shows how far it is."""
    now = workplace.clock.now()
    clock = FrozenClock(now - timedelta(days=370))
    past = Workplace(workplace.engine, keys=workplace.keys, clock=clock, new_id=seeded_ids(SEED))
    actor = system_actor("demo")

    with _step("Gemeenten en kaartsystemen"), past.begin(actor) as work:
        load_municipalities(work)
        ensure_card_systems(work)
    with _step("Besturen, partners en hun mensen"), past.begin(actor) as work:
        people.make(work)
    with _step("Keuzes en budgetten van gemeenten"):
        people.choose_and_budget(past, clock, now)
    with _step("Organisatoren en hun aanbod"):
        offered = offer.make(past, now)
    with _step("Gezinnen, kaarten en rechten"):
        holders = families.make(past, now, {activity.nis for activity in offered})
    participation.make(past, now, offered, holders)
    clock.set(now)
    with _step("Gepubliceerde cijfers"):
        _releases(past, clock)
    with _step("Kaarten in voorraad"), past.begin(actor) as work:
        stock.make(work)
    with _step("Twee gezinnen voor één kind"), past.begin(actor) as work:
        household.make(work)
    with _step("Gezinnen met een begeleider"), past.begin(actor) as work:
        guidance.make(work)
    with _step("Wie er vandaag is"), past.begin(actor) as work:
        attendance.make(work)
    with past.begin(actor) as work:
        groups.make(work)
    with _step("Bonnen en cheques"), past.begin(actor) as work:
        coupons.make(work)
    with past.begin(actor) as work:
        organisers.make(work)
    with _step("Aanbod uit een bron die gevolgd wordt"):
        followed.make(past)
    with _step("Een cursus, kampen en opvang"), past.begin(actor) as work:
        entered.make(work)
    with _step("Een loting en eigen woorden"):
        messages.make(past, clock, now)
    with _step("Rekeningen van een maand"), past.begin(actor) as work:
        bills.make(work)
    with past.begin(actor) as work:
        people.make_policy_reader(work)


def _releases(past: Workplace, clock: Clock) -> None:
    """One release for each closed quarter of the year."""
    today = brussels_day(clock.now())
    quarter = quarter_of(today - timedelta(days=365))
    while quarter.end is not None and quarter.end <= today:
        with past.begin(system_actor("demo")) as work:
            build_release(work, starts=quarter.start, ends=quarter.end)
        quarter = quarter_of(quarter.end)


class _step:
    """Says what is being made, and that it is done."""

    def __init__(self, what: str) -> None:
        self.what = what

    def __enter__(self) -> None:
        click.echo(f"  {self.what} …", nl=False)

    def __exit__(self, kind: object, *_: object) -> None:
        click.echo(" klaar" if kind is None else " mislukt")


def introduction(address: str) -> str:
    """What a newcomer needs: the address, and who can sign in."""
    lines = [f"\nuitpas2 draait op {address}", "", f"Iedereen meldt zich aan met het wachtwoord: {PASSWORD}", ""]
    width = max(len(user["email"]) for user in USERS)
    lines += [f"  {user['email']:<{width}}  {user['who']}" for user in USERS]
    lines += ["", f"Wat de demo verstuurt, lees je op {address}/demo/messages"]
    return "\n".join([*lines, "", "Stoppen: Ctrl+C", ""])
