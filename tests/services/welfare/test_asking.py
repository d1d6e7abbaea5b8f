"""The government is asked over HTTP; whatever it does, nobody waits, and nothing but its yes or no is kept."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from datetime import date, timedelta
from http.server import ThreadingHTTPServer

import pytest
from sqlalchemy import select, text, update

from tests.factories.accounts import AccountFactory
from tests.factories.base import use
from tests.factories.cards import HolderFactory, SocialRightFactory
from tests.services.cards.people import acts_as, clerk_of_aalst, clerk_of_gent
from uitpas2.accounts.sessions import actor_of
from uitpas2.cards import services as cards
from uitpas2.cards.errors import HolderUnknown
from uitpas2.cards.models import Holder, RightGround, SocialRight
from uitpas2.cards.queries import has_right_on
from uitpas2.cards.services.holders import tie
from uitpas2.database.work import Work, Workplace
from uitpas2.kernel.actor import Actor, system_actor
from uitpas2.kernel.errors import NotAllowed
from uitpas2.welfare import errors, services
from uitpas2.welfare.jobs import remind_of_renewals
from uitpas2.welfare.models import EntitlementCheck, RenewalNotice
from uitpas2.welfare.rules import MOST_ATTEMPTS, CheckState
from uitpas2.welfare.services import SIMULATED, Behaviour, simulated_source

BORN = date(2018, 3, 14)


def number(answer: str) -> str:
    """A national number of a child born on BORN to which the simulated source answers yes, no or unknown."""
    for order in range(1, 400):
        first9 = f"180314{order:03d}"
        check = 97 - int("2" + first9) % 97
        luck = 97 - check
        said = "unknown" if luck % 5 == 0 else "yes" if luck % 2 == 0 else "no"
        if said == answer:
            return f"{first9}{check:02d}"
    raise AssertionError(answer)


@pytest.fixture
def behaviour() -> Behaviour:
    return Behaviour(until=date(2027, 6, 30))


@pytest.fixture
def server(behaviour: Behaviour) -> Iterator[ThreadingHTTPServer]:
    made = simulated_source(behaviour=behaviour)
    threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield made
    made.shutdown()
    made.server_close()


@pytest.fixture
def source(server: ThreadingHTTPServer) -> services.HttpSource:
    return services.HttpSource(f"http://127.0.0.1:{server.server_port}", timeout=0.3)


@pytest.fixture
def clerk(workplace: Workplace) -> Actor:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        return actor_of(clerk_of_gent())


def child(workplace: Workplace, answer: str = "yes") -> str:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        HolderFactory(first_name="Somebody else")
        made = cards.register_holder(
            work,
            first_name="Noor",
            last_name="Peeters",
            birth_date=BORN,
            postal_code="9000",
            city="Gent",
            municipality_nis="44021",
            national_number=number(answer),
        )
        return made.id


def ask(workplace: Workplace, clerk: Actor, holder_id: str) -> str:
    with workplace.begin(clerk) as work:
        (asked,) = services.ask(work, holder_id)
        return asked.id


def check(workplace: Workplace, check_id: str) -> EntitlementCheck:
    with workplace.reading() as work:
        return work.session.get_one(EntitlementCheck, check_id)


def test_a_yes_becomes_a_right_by_the_rules_of_the_municipality(
    workplace: Workplace, clerk: Actor, source: services.HttpSource
) -> None:
    noor = child(workplace)
    asked = ask(workplace, clerk, noor)

    settled = services.settle(workplace, source)

    kept = check(workplace, asked)
    assert (settled, kept.state, kept.source, kept.entitled_until) == (1, CheckState.YES, SIMULATED, date(2027, 6, 30))
    with workplace.reading() as work:
        right = work.session.scalars(select(SocialRight)).one()
        assert (right.id, right.starts, right.ends) == (kept.right_id, date(2026, 11, 1), date(2027, 7, 1))
        assert (right.granted_by, right.receipt["refused_by"]) == (clerk.organisation_id, "")
        assert work.session.get_one(RightGround, right.id).ground == "government_source"
        assert has_right_on(work, noor, work.today)


@pytest.mark.parametrize(("answer", "state"), [("no", CheckState.NO), ("unknown", CheckState.UNKNOWN)])
def test_a_no_and_an_unknown_person_are_kept_and_give_nothing(
    workplace: Workplace, clerk: Actor, source: services.HttpSource, answer: str, state: CheckState
) -> None:
    asked = ask(workplace, clerk, child(workplace, answer))

    services.settle(workplace, source)

    assert check(workplace, asked).state is state
    with workplace.reading() as work:
        assert work.session.scalars(select(SocialRight)).all() == []


@pytest.mark.parametrize("trouble", ["outage", "latency", "nobody there"])
def test_a_silent_source_holds_nobody_up_and_is_asked_again_later(
    workplace: Workplace,
    clerk: Actor,
    source: services.HttpSource,
    behaviour: Behaviour,
    clock,
    trouble: str,
) -> None:
    asked = ask(workplace, clerk, child(workplace))
    behaviour.outage, behaviour.latency = trouble == "outage", 0.6 if trouble == "latency" else 0.0
    silent = services.HttpSource("http://127.0.0.1:9", timeout=0.3) if trouble == "nobody there" else source

    started = time.monotonic()
    assert services.settle(workplace, silent) == 0
    assert time.monotonic() - started < 2
    assert (check(workplace, asked).state, check(workplace, asked).attempts) == (CheckState.WAITING, 1)

    behaviour.outage, behaviour.latency = False, 0.0
    assert services.settle(workplace, source) == 0, "not due yet: it is asked again after two minutes"
    clock.move(timedelta(minutes=4))
    assert services.settle(workplace, source) == 1
    assert check(workplace, asked).state is CheckState.YES
    assert services.settle(workplace, source) == 0


def test_after_too_many_tries_it_is_given_up(
    workplace: Workplace, clerk: Actor, source: services.HttpSource, behaviour: Behaviour, clock
) -> None:
    asked = ask(workplace, clerk, child(workplace))
    behaviour.outage = True

    tries = 0
    while check(workplace, asked).state is CheckState.WAITING:
        services.settle(workplace, source)
        clock.move(timedelta(hours=13))
        tries += 1

    assert (tries, check(workplace, asked).state) == (MOST_ATTEMPTS, CheckState.GIVEN_UP)


@pytest.mark.parametrize("guarded", [True, False])
def test_workers_do_not_ask_the_same_thing_and_without_the_claim_they_would(
    workplace: Workplace,
    clerk: Actor,
    source: services.HttpSource,
    behaviour: Behaviour,
    monkeypatch: pytest.MonkeyPatch,
    guarded: bool,
) -> None:
    ask(workplace, clerk, child(workplace))
    behaviour.latency = 0.1
    if not guarded:
        monkeypatch.setattr("uitpas2.welfare.services.asking.happened", lambda *_: True)

    workers = [threading.Thread(target=services.settle, args=(workplace, source)) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=20)

    assert behaviour.answered == (1 if guarded else 4)
    with workplace.reading() as work:
        assert len(work.session.scalars(select(SocialRight)).all()) == 1


def test_asking_twice_is_one_question(workplace: Workplace, clerk: Actor) -> None:
    noor = child(workplace)

    assert ask(workplace, clerk, noor) == ask(workplace, clerk, noor)


def test_a_right_that_runs_on_is_left_as_it_is(workplace: Workplace, clerk: Actor, source: services.HttpSource) -> None:
    noor = child(workplace)
    asked = ask(workplace, clerk, noor)
    with workplace.begin(system_actor("test")) as work:  # somebody records it before the answer is there
        use(work)
        SocialRightFactory(holder_id=noor)

    services.settle(workplace, source)

    assert (check(workplace, asked).state, check(workplace, asked).right_id) == (CheckState.YES, None)


def test_the_number_stands_in_no_row_and_no_log(
    workplace: Workplace, clerk: Actor, source: services.HttpSource, capsys: pytest.CaptureFixture[str]
) -> None:
    ask(workplace, clerk, child(workplace))
    services.settle(workplace, source)
    services.settle(workplace, services.HttpSource("http://127.0.0.1:9", timeout=0.3))

    with workplace.reading() as work:
        rows = "".join(
            str(work.session.execute(text(f"SELECT * FROM {table}")).all())
            for table in ("entitlement_checks", "social_rights", "trail_entries")
        )
    heard = capsys.readouterr()
    for place in (rows, heard.out, heard.err):
        assert number("yes") not in place


def test_only_a_clerk_of_the_own_region_asks_and_only_with_a_number(work: Work) -> None:
    noor = HolderFactory()

    with pytest.raises(errors.NationalNumberNeeded):
        services.ask(acts_as(work, clerk_of_gent()), noor.id)
    with pytest.raises(HolderUnknown):
        services.ask(acts_as(work, clerk_of_aalst()), noor.id)
    with pytest.raises(NotAllowed):
        services.ask(work, noor.id)


def test_one_question_goes_out_for_the_household_and_each_gets_an_answer(
    workplace: Workplace, clerk: Actor, source: services.HttpSource, behaviour: Behaviour
) -> None:
    noor, sam, mia = (child(workplace, answer) for answer in ("yes", "no", "unknown"))
    with workplace.begin(system_actor("test")) as work:
        use(work)
        mother, father = AccountFactory(), AccountFactory()
        without_number, elsewhere, far = HolderFactory(), HolderFactory(), HolderFactory(street="Markt 9")
        elsewhere.national_number = far.national_number = b"kept"
        for holder_id in (noor, sam, mia, without_number.id, far.id):
            tie(work, mother, work.session.get_one(Holder, holder_id), other_household=None)
        for home, holder_id in (("other", noor), (None, elsewhere.id)):
            tie(work, father, work.session.get_one(Holder, holder_id), other_household=home)
        work.session.execute(update(Holder).where(Holder.id.in_((noor, sam, mia))).values(street="Kouter 1"))
    with workplace.begin(clerk) as work:
        asked = {one.id: one.holder_id for one in services.ask(work, sam)}

    services.settle(workplace, source, only=asked)

    assert set(asked.values()) == {noor, sam, mia}
    assert behaviour.answered == 1
    states = {holder_id: check(workplace, id).state for id, holder_id in asked.items()}
    assert states == {noor: CheckState.YES, sam: CheckState.NO, mia: CheckState.UNKNOWN}
    with workplace.begin(clerk) as work:
        assert {one.holder_id for one in services.ask(work, sam)} == {sam, mia}, "a right that runs is not asked about"


def test_who_has_a_right_that_runs_is_not_asked_about(workplace: Workplace, clerk: Actor) -> None:
    noor = child(workplace)
    with workplace.begin(system_actor("test")) as work:
        use(work)
        SocialRightFactory(holder_id=noor)

    with pytest.raises(errors.RightStillRuns), workplace.begin(clerk) as work:
        services.ask(work, noor)


@pytest.mark.parametrize("address", ["http://register.example", "ftp://register.example", "register"])
def test_numbers_are_sent_over_an_open_line_to_nobody(address: str) -> None:
    with pytest.raises(ValueError, match="https"):
        services.source_of(address)


@pytest.mark.parametrize("goes_on", [True, False])
def test_a_right_on_the_word_of_the_source_is_renewed_on_its_word_and_only_a_no_is_told(
    workplace: Workplace, clerk: Actor, source: services.HttpSource, behaviour: Behaviour, clock, goes_on: bool
) -> None:
    noor = child(workplace)
    ask(workplace, clerk, noor)
    services.settle(workplace, source)
    clock.move(timedelta(days=170))  # the right ends on 1 July
    behaviour.until = date(2028, 6, 30)
    behaviour.nobody = not goes_on

    asked = remind_of_renewals(workplace)
    again = remind_of_renewals(workplace)
    services.settle(workplace, source)
    clock.move(timedelta(days=20))
    told = remind_of_renewals(workplace)

    assert (asked, again, told) == (1, 0, 0 if goes_on else 1)
    with workplace.reading() as work:
        ends = work.session.scalars(select(SocialRight.ends).order_by(SocialRight.ends)).all()
        channels = work.session.scalars(select(RenewalNotice.channel).order_by(RenewalNotice.at)).all()
    assert ends == ([date(2027, 7, 1), date(2028, 5, 1)] if goes_on else [date(2027, 7, 1)])
    assert channels == (["source"] if goes_on else ["source", "letter"])
