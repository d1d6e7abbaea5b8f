"""Everybody at once, by every entrance: as many places are given as there are, and nobody waits for each other."""

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from threading import Barrier, BrokenBarrierError
from time import monotonic

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from tests.factories.accounts import AssignmentFactory, bearer
from tests.factories.base import use
from tests.factories.cards import CardFactory, HolderFactory
from tests.factories.registrations import family, swimming
from tests.factories.uitdatabank import item, sub_event
from tests.factories.welfare import ClientFactory, recognised_partner, worker
from tests.services.cards.people import clerk_of_gent
from uitpas2.accounts.models import Organisation
from uitpas2.accounts.rules import Role
from uitpas2.accounts.sessions import session_id as signed_in_as
from uitpas2.activities.models import Session
from uitpas2.activities.services import import_events
from uitpas2.checks import budgets_reserve_what_is_kept, places_follow_the_registration, seats_are_kept
from uitpas2.database.work import DatabaseBusy, Work, Workplace
from uitpas2.discounts.errors import ReducedRateRefused
from uitpas2.discounts.services import sell
from uitpas2.discounts.services.paying import payer_of
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.clock import FrozenClock
from uitpas2.kernel.money import Euro
from uitpas2.ledger.models import Budget
from uitpas2.ledger.services import set_budget
from uitpas2.privacy.services.erasing import erase_holder
from uitpas2.registrations import errors, services
from uitpas2.registrations.jobs import do_draws, end_all_offers, offer_all_places
from uitpas2.registrations.models import Registration
from uitpas2.registrations.rules import HOLDS_PLACES
from uitpas2.registrations.services import changing, entering, registering, turns

CLIENTS = 60
PLACES = 5
BORN = "2018-03-14"  # as all holders of the factory


def page_answer(status: int) -> str:
    return {303: "placed", 422: "full"}.get(status, f"page answered {status}")


BOUND = 5.0  # seconds in which everybody has an answer

Client = Callable[[], str]


def platform(workplace: Workplace):
    return workplace.begin(system_actor("test"))


def all_at_once(clients: Sequence[Client]) -> Counter[str]:
    """Let every client begin in the same moment; what each heard."""
    together = Barrier(len(clients))

    def go(client: Client) -> str:
        together.wait(timeout=20)
        return client()

    with ThreadPoolExecutor(len(clients)) as pool:
        return Counter(pool.map(go, clients))


def heard(call: Callable[[], object]) -> str:
    try:
        call()
    except (errors.Full, errors.FullButWaitingPossible):
        return "full"
    except errors.NoBudgetLeft:
        return "no budget"
    except IntegrityError:
        return "broken"
    return "placed"


def read_item(capacity: int, **fields: object) -> dict[str, object]:
    """Swimming as its source tells of it, with so many places."""
    when = ("2026-12-02T14:00:00+01:00", "2026-12-02T16:00:00+01:00")
    return item(subEvent=[sub_event(*when, bookingAvailability={"type": "Available", "capacity": capacity})], **fields)


@dataclass
class Rush:
    """A session with five places, and everybody who wants one, by entrance."""

    session_id: str
    activity_id: str
    clients: list[Client]
    entrances: dict[str, int]


@pytest.fixture
def rush(workplace: Workplace, app: Flask) -> Rush:
    """Sixty clients: the pages of families, a partner, the counter and the organiser, the API, brothers and sisters,
    the platform, two who were offered one of two places; and an import that tells of the same five, over and over."""
    with platform(workplace) as work:
        use(work)
        import_events(work, [read_item(PLACES)])
        session = work.session.scalars(select(Session)).one()
        club = work.session.get_one(Organisation, session.activity.organiser_id)
        first = [services.register(work, session_id=session.id, holder_id=HolderFactory().id).id for _ in range(PLACES)]
        offered = [
            services.register(work, session_id=session.id, holder_id=HolderFactory().id, or_wait=True).id
            for _ in range(2)
        ]
        for id in first:
            services.cancel(work, id)
        homes = [family() for _ in range(10)]
        partner = recognised_partner()
        guide, clerk, office = (
            worker(partner),
            clerk_of_gent(),
            AssignmentFactory(role=Role.ORGANISER_ADMIN, organisation=club),
        )
        guided = [ClientFactory(partner=partner).holder_id for _ in range(8)]
        at_counter = [CardFactory().membership.holder_id for _ in range(8)]
        shown = [CardFactory().number for _ in range(14)]
        pairs = [(HolderFactory().id, HolderFactory().id) for _ in range(4)]
        others = [HolderFactory().id for _ in range(9)]
        session_id, activity_id = session.id, session.activity_id
        parents = [(signed_in_as(home.guardian), home.child.id) for home in homes]
        guide_id, clerk_id, office_id = signed_in_as(guide), signed_in_as(clerk), signed_in_as(office)
        token = bearer(work, club, "registrations")
    wanted = f"session:{session_id}"

    def browser_of(who: str) -> FlaskClient:
        browser = app.test_client()
        with browser.session_transaction() as kept:
            kept["_user_id"], kept["_fresh"] = who, True
        return browser

    def on_page(who: str, url: str, child: str) -> Client:
        browser = browser_of(who)
        form = {"wish": f"{child}:{wanted}", "idempotency_key": f"rush-{child}"}
        return lambda: page_answer(browser.post(f"{url}/{child}/places/{activity_id}", data=form).status_code)

    def by_card(number: str) -> Client:
        browser = browser_of(office_id)
        form = {"card": number, "birth_date": BORN, "what": wanted, "idempotency_key": f"rush-{number}"}
        address = f"/organiser/activities/{activity_id}/register"
        return lambda: page_answer(browser.post(address, data=form).status_code)

    def by_machine(number: str) -> Client:
        body = {"card": number, "birth_date": BORN, "activity_id": activity_id, "session_id": session_id}
        headers = {**token, "Idempotency-Key": f"rush-{number}"}

        def go() -> str:
            answer = app.test_client().post("/api/v1/registrations", json=body, headers=headers)
            return {201: "placed", 409: "full"}.get(answer.status_code, f"API answered {answer.status_code}")

        return go

    def by_platform(*children: str) -> Client:
        def go() -> None:
            with platform(workplace) as work:
                services.register_several(work, holder_ids=children, session_id=session_id, together=True)

        return lambda: heard(go)

    def by_offer(id: str) -> Client:
        def go() -> str:
            with platform(workplace) as work:
                services.accept(work, id)
            return "accepted"

        return go

    def by_import(number: int) -> Client:
        def go() -> str:
            with platform(workplace) as work:
                import_events(work, [read_item(PLACES, name={"nl": f"Zwemmen {number}"})])
            return "imported"

        return go

    entrances = {
        "family": [on_page(who, "/family/children", child) for who, child in parents],
        "partner": [on_page(guide_id, "/partner/clients", child) for child in guided],
        "counter": [on_page(clerk_id, "/counter/holders", child) for child in at_counter],
        "organiser": [by_card(number) for number in shown[:7]],
        "api": [by_machine(number) for number in shown[7:]],
        "siblings": [by_platform(*pair) for pair in pairs],
        "platform": [by_platform(child) for child in others],
        "offer": [by_offer(id) for id in offered],
        "import": [by_import(number) for number in range(5)],
    }
    everybody = [client for clients in entrances.values() for client in clients]
    return Rush(session_id, activity_id, everybody, {name: len(clients) for name, clients in entrances.items()})


def given(workplace: Workplace, session_id: str) -> tuple[int, int]:
    """Registrations that hold a place, and the places the session says are taken."""
    with workplace.reading(system_actor("test")) as work:
        holding = select(func.count()).where(
            Registration.session_id == session_id, Registration.status.in_(HOLDS_PLACES)
        )
        return work.session.scalar(holding) or 0, work.session.get_one(Session, session_id).taken


def faults(workplace: Workplace) -> list[str]:
    with workplace.snapshot(system_actor("test")) as work:
        return [*seats_are_kept(work), *places_follow_the_registration(work), *budgets_reserve_what_is_kept(work)]


def test_sixty_clients_by_every_entrance_get_five_places(workplace: Workplace, rush: Rush) -> None:
    """Two of the five were offered, and are taken by those they were offered to; of the other three nobody is left."""
    outcomes = all_at_once(rush.clients)

    assert (len(rush.clients), len(rush.entrances)) == (CLIENTS, 9)
    assert set(outcomes) == {"placed", "full", "accepted", "imported"}
    assert outcomes["accepted"] == 2
    assert given(workplace, rush.session_id) == (PLACES, PLACES)
    assert faults(workplace) == []


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)  # the guard is one statement, the same on both
def test_without_the_conditional_update_the_same_rush_gives_away_more(
    workplace: Workplace, rush: Rush, monkeypatch
) -> None:
    def as_read_before(work: Work, id: str, *, for_partner: bool) -> bool:
        """Decide on what was read, and write down one more than that."""
        work.session.execute(update(Session).where(Session.id == id).values(taken=3))
        return True

    monkeypatch.setattr(changing, "take_place", as_read_before)

    all_at_once(rush.clients)

    assert given(workplace, rush.session_id)[0] > PLACES
    assert faults(workplace) != []


def test_places_that_come_free_in_the_rush_go_to_who_waits_in_their_order(workplace: Workplace) -> None:
    with platform(workplace) as work:
        use(work)
        _, session = swimming(places=PLACES, session__starts=work.now + timedelta(days=9))
        session_id = session.id
        made = [
            services.register(work, session_id=session_id, holder_id=HolderFactory().id, or_wait=True).id
            for _ in range(2 * PLACES + 3)
        ]
        newcomers = [HolderFactory().id for _ in range(15)]

    def cancel(id: str) -> Client:
        def go() -> str:
            with platform(workplace) as work:
                services.cancel(work, id)
            return "cancelled"

        return go

    def come(child: str) -> Client:
        def go() -> None:
            with platform(workplace) as work:
                services.register(work, session_id=session_id, holder_id=child)

        return lambda: heard(go)

    outcomes = all_at_once([*map(cancel, made[:PLACES]), *map(come, newcomers)])

    assert outcomes == {"cancelled": PLACES, "full": len(newcomers)}
    assert states(workplace, made[PLACES:]) == ["offered"] * PLACES + ["waiting"] * 3
    assert given(workplace, session_id) == (PLACES, PLACES)


def states(workplace: Workplace, ids: Sequence[str]) -> list[str]:
    with workplace.reading(system_actor("test")) as work:
        return [work.session.get_one(Registration, id).status.value for id in ids]


def joins_the_list_while_a_place_comes_free(workplace: Workplace) -> tuple[str, int]:
    """Somebody finds it full and waits; before that is written down, another gives a place back.

    What became of who waits, and how many places are taken.
    """
    with platform(workplace) as work:
        use(work)
        _, session = swimming(places=1, session__starts=work.now + timedelta(days=9))
        session_id, late = session.id, HolderFactory().id
        has_it = services.register(work, session_id=session_id, holder_id=HolderFactory().id).id

    def give_back() -> None:
        with platform(workplace) as work:
            services.cancel(work, has_it)

    with ThreadPoolExecutor(1) as pool:
        with platform(workplace) as work:
            waits = services.register(work, session_id=session_id, holder_id=late, or_wait=True)
            giving = pool.submit(give_back)
            wait([giving], timeout=0.3)
        giving.result(timeout=BOUND)
    return states(workplace, [waits.id])[0], given(workplace, session_id)[1]


def test_who_joins_the_list_just_when_a_place_comes_free_is_offered_it(workplace: Workplace) -> None:
    assert joins_the_list_while_a_place_comes_free(workplace) == ("offered", 1)


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)  # SQLite lets one writer in at a time anyway
def test_without_turns_that_place_stays_empty_while_somebody_waits(workplace: Workplace, monkeypatch) -> None:
    monkeypatch.setattr(entering, "one_at_a_time", lambda work, *activity_ids: None)

    assert joins_the_list_while_a_place_comes_free(workplace) == ("waiting", 0)


def test_the_last_euros_of_a_budget_that_stops_are_promised_once(workplace: Workplace) -> None:
    with platform(workplace) as work:
        use(work)
        sessions = [swimming(places=20)[1].id for _ in range(4)]
        children = [HolderFactory(with_right=True).id for _ in range(12)]
        gent = payer_of(work, "44021").id
        set_budget(work, organisation_id=gent, year=2026, total=Euro(1200), stops_when_empty=True)

    def come(number: int, child: str) -> Client:
        def go() -> None:
            with platform(workplace) as work:
                services.register(work, session_id=sessions[number % 4], holder_id=child)

        return lambda: heard(go)

    outcomes = all_at_once([come(*numbered) for numbered in enumerate(children)])

    with workplace.reading(system_actor("test")) as work:
        budget = work.session.scalars(select(Budget).where(Budget.organisation_id == gent)).one()
        prices = Counter(work.session.scalars(select(Registration.price_shown)))
    assert (budget.reserved, budget.left) == (Euro(1200), Euro(0))
    assert prices[Euro(200)] == 3  # and who came later has a place at the price they were shown, or none
    assert outcomes["placed"] == prices.total()
    assert set(outcomes) <= {"placed", "no budget"}
    assert faults(workplace) == []


def test_everything_at_once_crosses_without_waiting_for_each_other(workplace: Workplace, clock: FrozenClock) -> None:
    """Families of two municipalities in two activities, sales, the jobs, an erasure and the budgets, all at once."""
    with platform(workplace) as work:
        use(work)
        sold, _ = swimming()
        cards = [CardFactory(holder=HolderFactory(with_right=True, of_aalst=n % 2 == 1)) for n in range(4)]
        buyers = [(card.membership.holder_id, card.id) for card in cards]
        payers = [payer_of(work, nis).id for nis in ("44021", "41002")]
        sessions = [swimming(places=4, session__starts=work.now + timedelta(days=9))[1].id for _ in range(2)]
        made: list[str] = []
        for number in range(20):
            child = HolderFactory(with_right=True, of_aalst=number // 2 % 2 == 1)
            booked = services.register(work, session_id=sessions[number % 2], holder_id=child.id, or_wait=True)
            made.append(booked.id)
        in_both = HolderFactory(with_right=True).id
        for session_id in sessions:
            services.register(work, session_id=session_id, holder_id=in_both, or_wait=True)
        for id in made[:4]:
            services.cancel(work, id)
        newcomers = [HolderFactory(with_right=True, of_aalst=n % 2 == 1).id for n in range(6)]
        sold_id = sold.id
    clock.move(timedelta(hours=49))

    def doing(service: Callable[..., object], *values: object, **named: object) -> Client:
        def go() -> str:
            with platform(workplace) as work:
                try:
                    service(work, *values, **named)
                except ReducedRateRefused:
                    return "refused"
            return "done"

        return go

    def by_itself(job: Callable[[Workplace], int]) -> Client:
        def go() -> str:
            job(workplace)
            return "done"

        return go

    clients = [
        *(doing(services.cancel, id) for id in made[4:10]),
        *(
            doing(services.register, session_id=sessions[n % 2], holder_id=h, or_wait=True)
            for n, h in enumerate(newcomers)
        ),
        *(doing(sell, activity_id=sold_id, holder_id=holder, card_id=card) for holder, card in buyers),
        *(doing(set_budget, organisation_id=id, year=2026, total=Euro(90000), stops_when_empty=True) for id in payers),
        *(by_itself(job) for job in (end_all_offers, offer_all_places, do_draws)),
        doing(erase_holder, in_both),
    ]
    began = monotonic()
    outcomes = all_at_once(clients)

    assert outcomes == {"done": len(clients)}
    assert monotonic() - began < BOUND
    assert faults(workplace) == []
    assert [given(workplace, id) for id in sessions] == [(4, 4), (4, 4)]


def two_cities_change_places(workplace: Workplace, monkeypatch) -> Counter[str]:
    """A child of Gent gives its place to one of Aalst, and in the same moment the other way round elsewhere.

    Each has given its own city's money back before either promises the other's, if they can.
    """
    with platform(workplace) as work:
        use(work)
        giving = []
        for aalst_first in (False, True):
            _, session = swimming(places=1, session__starts=work.now + timedelta(days=9))
            first, second = (
                HolderFactory(with_right=True, of_aalst=aalst).id for aalst in (aalst_first, not aalst_first)
            )
            giving.append(services.register(work, session_id=session.id, holder_id=first).id)
            services.register(work, session_id=session.id, holder_id=second, or_wait=True)
    halfway, offer_on = Barrier(2), registering.offer_on

    def when_both_are_halfway(work: Work, activity_id: str) -> int:
        with suppress(BrokenBarrierError):
            halfway.wait(timeout=0.5)
        return offer_on(work, activity_id)

    monkeypatch.setattr(registering, "offer_on", when_both_are_halfway)

    def cancel(id: str) -> Client:
        def go() -> str:
            try:
                with platform(workplace) as work:
                    services.cancel(work, id)
            except DatabaseBusy:
                return "busy"
            return "done"

        return go

    return all_at_once([cancel(id) for id in giving])


def test_money_of_two_cities_can_cross(workplace: Workplace, monkeypatch) -> None:
    assert two_cities_change_places(workplace, monkeypatch) == {"done": 2}
    assert faults(workplace) == []


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)  # SQLite lets one writer in at a time anyway
def test_without_one_order_of_budgets_one_of_them_is_ended(workplace: Workplace, monkeypatch) -> None:
    monkeypatch.setattr(turns, "take_in_order", lambda work, budgets: None)

    assert two_cities_change_places(workplace, monkeypatch) == {"done": 1, "busy": 1}
