"""Each kind of data goes when its term is over, not a day before, and everything still adds up."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import func, select

from tests.factories.accounts import AccountFactory, AssignmentFactory
from tests.factories.base import use
from tests.factories.cards import CardFactory, GuardianshipFactory, HolderFactory, SocialRightFactory
from tests.factories.registrations import RegistrationFactory, swimming
from tests.factories.scanning import at_door
from tests.factories.welfare import ClientFactory
from tests.mails import Postman
from uitpas2.accounts.models import Account
from uitpas2.activities.models import Session
from uitpas2.cards.models import (
    Consent,
    FamilyRequest,
    Guardianship,
    Holder,
    Look,
    MembershipBar,
    RightGround,
    SocialRight,
)
from uitpas2.cards.rules import BarReason, ConsentGiver, LookedAt, Purpose
from uitpas2.checks import check_all
from uitpas2.database.work import Work, Workplace
from uitpas2.discounts.models import ReducedTickets, Sale
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.clock import BRUSSELS, FrozenClock
from uitpas2.kernel.period import PeriodKind
from uitpas2.outbox.models import OutboxMessage
from uitpas2.outbox.rules import Mail
from uitpas2.outbox.services import deliver, put
from uitpas2.privacy.models import PrivacyRequest, PurgeRun
from uitpas2.privacy.queries import purge_stand
from uitpas2.privacy.rules import RequestKind, RequestStatus
from uitpas2.privacy.services import purge
from uitpas2.registrations.models import Registration
from uitpas2.scanning.models import CheckIn, CheckInCount
from uitpas2.scanning.services import admit
from uitpas2.welfare.models import Client

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=BRUSSELS)


def purged(workplace: Workplace) -> int:
    with workplace.begin(system_actor("test")) as work:
        return purge(work)


def add(work: Work, *rows: object) -> None:
    work.session.add_all(rows)
    work.session.flush()


def left(work: Work, model: type) -> int:
    return work.session.scalar(select(func.count()).select_from(model)) or 0


def ago(years: int, after: int = 0) -> datetime:
    """So many years before noon of the tests' day, and some days after that."""
    return NOON.replace(year=NOON.year - years) + timedelta(days=after)


def test_each_kind_goes_on_its_day_and_not_before(work: Work) -> None:
    noor = HolderFactory()
    for after in (-1, 1):
        two_years, one_year = ago(2, after), ago(1, after)
        asker, id = AccountFactory().id, f"{after}"
        right = SocialRightFactory(
            holder_id=noor.id, starts=date(2020, 1, 1 if after < 0 else 2), ends=two_years.date()
        )
        assert right.id
        GuardianshipFactory(account=AccountFactory(), holder=noor, ended_at=one_year)
        ClientFactory(holder=noor, ended_at=one_year)
        add(
            work,
            Consent(
                id=id,
                holder_id=noor.id,
                purpose=Purpose.NEWS,
                giver=ConsentGiver.GUARDIAN,
                given_at=two_years,
                entered_by="x",
                withdrawn_at=two_years,
            ),
            Look(id=id, holder_id=noor.id, actor_id="x", looked_at=LookedAt.RECORD, day=two_years.date(), at=two_years),
            PrivacyRequest(
                id=id,
                holder_id=noor.id,
                kind=RequestKind.CORRECTION,
                asked_by=asker,
                asked_at=two_years,
                status=RequestStatus.DONE,
                answered_at=two_years,
            ),
            FamilyRequest(
                id=id,
                account_id=asker,
                holder_id=noor.id,
                code_hash="x",
                attempts=0,
                asked_at=NOON - timedelta(days=7) + timedelta(days=after),
                valid_until=NOON,
            ),
            MembershipBar(
                id=id,
                membership_id=noor.memberships[0].id,
                reason=BarReason.ASKED,
                since=two_years,
                barred_by="x",
                lifted_at=one_year,
            ),
        )

    purge(work)

    of_families = (Guardianship, Client, Consent, Look, PrivacyRequest, FamilyRequest)
    kinds = (SocialRight, RightGround, MembershipBar, *of_families)
    assert {model.__name__: left(work, model) for model in kinds} == dict.fromkeys([m.__name__ for m in kinds], 1)
    assert purge(work) == 0


def test_a_right_and_an_open_question_that_still_run_stay(work: Work) -> None:
    noor = HolderFactory(with_right=True)
    GuardianshipFactory(account=AccountFactory(), holder=noor)
    add(
        work,
        PrivacyRequest(
            id="1",
            holder_id=noor.id,
            kind=RequestKind.ERASURE,
            asked_by=AccountFactory().id,
            asked_at=ago(5),
            status=RequestStatus.OPEN,
        ),
    )

    assert purge(work) == 0


def test_who_came_is_forgotten_after_thirteen_months_and_all_counts_still_fit(
    workplace: Workplace, clock: FrozenClock
) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        door = at_door(work, permanent=True, starts=None, checkin_limit=3, ticket_limit=3)
        _, session = swimming(places=2)
        RegistrationFactory(session=session, holder=HolderFactory())
        session.taken = 1
    for number in range(2):
        with workplace.begin(door.actor) as work:
            admit(work, **door.scan, key=f"scan-number-{number}")
        clock.move(timedelta(days=200))
    clock.set(datetime(2027, 12, 24, 12, 0, tzinfo=BRUSSELS))
    assert purged(workplace) == 0

    clock.move(timedelta(days=1))  # thirteen months after the first check-in; the session was a week later
    assert purged(workplace) == 1
    clock.move(timedelta(days=9))
    assert purged(workplace) == 1

    with workplace.snapshot(system_actor("test")) as work:
        assert (left(work, CheckIn), left(work, Registration)) == (1, 0)
        assert work.session.scalar(select(func.sum(CheckInCount.used))) == 1
        kept = work.session.get_one(Session, session.id)
        assert (kept.taken, kept.taken_elsewhere) == (0, 1)
        assert {name: found for name, found in check_all(work).items() if found} == {}


@pytest.mark.parametrize("period", [PeriodKind.WEEK, PeriodKind.ABSOLUTE])
def test_sales_go_seven_years_after_their_year_and_the_ledger_keeps_its_amounts(
    workplace: Workplace, clock: FrozenClock, period: PeriodKind
) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        door = at_door(work, ticket_period=period)
    with workplace.begin(door.actor) as work:
        admit(work, **door.scan, key="scan-number-1")
    clock.set(datetime(2033, 12, 31, 12, 0, tzinfo=BRUSSELS))
    purged(workplace)
    with workplace.snapshot(system_actor("test")) as work:
        assert (left(work, Sale), left(work, ReducedTickets)) == (1, 1)
        assert {name: found for name, found in check_all(work).items() if found} == {}

    clock.set(datetime(2034, 1, 1, 4, 0, tzinfo=BRUSSELS))
    purged(workplace)

    with workplace.snapshot(system_actor("test")) as work:
        assert (left(work, Sale), left(work, ReducedTickets)) == (0, 0)
        assert {name: found for name, found in check_all(work).items() if found} == {}


def test_without_a_card_the_number_goes_after_a_year_and_the_person_after_three(
    workplace: Workplace, clock: FrozenClock
) -> None:
    number = {"national_number": b"sealed", "national_number_index": "index"}
    with workplace.begin(system_actor("test")) as work:
        use(work)
        with_card = CardFactory(holder=HolderFactory(first_name="Sam"), valid_until=None).membership.holder.id
        without = HolderFactory(**number).id
        mother = GuardianshipFactory(account=AccountFactory(), holder=work.session.get_one(Holder, without)).account_id
    purged(workplace)

    seen = []
    for moment in ((2027, 11, 24), (2027, 11, 25), (2029, 11, 24), (2029, 11, 25)):
        clock.set(datetime(*moment, 12, 0, tzinfo=BRUSSELS))
        purged(workplace)
        with workplace.reading() as work:
            holder = work.session.get_one(Holder, without)
            is_active = work.session.get_one(Account, mother).active
            seen.append((holder.national_number_index, holder.first_name, is_active))

    assert seen == [("index", "Noor", True), (None, "Noor", True), (None, "Noor", True), (None, "", False)]
    with workplace.reading() as work:
        assert work.session.get_one(Holder, with_card).first_name == "Sam"


def test_a_card_in_time_starts_the_term_anew(workplace: Workplace, clock: FrozenClock) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        noor = HolderFactory(national_number=b"sealed", national_number_index="index").id
    purged(workplace)
    clock.set(datetime(2027, 11, 20, 12, 0, tzinfo=BRUSSELS))
    with workplace.begin(system_actor("test")) as work:
        use(work)
        CardFactory(holder=work.session.get_one(Holder, noor))

    clock.set(datetime(2027, 12, 20, 12, 0, tzinfo=BRUSSELS))
    purged(workplace)

    with workplace.reading() as work:
        holder = work.session.get_one(Holder, noor)
        assert (holder.national_number_index, holder.without_card_since) == ("index", None)


def test_a_parent_s_account_goes_a_year_after_the_last_tie_and_a_clerk_s_stays(
    workplace: Workplace, clock: FrozenClock
) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        parent, clerk = AssignmentFactory(guardian=True, created_at=NOON), AssignmentFactory()
        parent.account.created_at = clerk.account.created_at = NOON
        GuardianshipFactory(account=parent.account, holder=HolderFactory(), ended_at=NOON)
        ids = parent.account_id, clerk.account_id

    active = []
    for moment in ((2027, 11, 25), (2027, 11, 26)):
        clock.set(datetime(*moment, 12, 0, tzinfo=BRUSSELS))
        purged(workplace)
        with workplace.reading() as work:
            active.append([work.session.get_one(Account, id).active for id in ids])

    assert active == [[True, True], [False, True]]


def test_mail_waits_sealed_is_sent_once_and_forgotten_a_month_later(workplace: Workplace, clock: FrozenClock) -> None:
    with workplace.begin(system_actor("test")) as work:
        put(work, account_id="a", kind="test", mail=Mail("lotte@thuis.test", "Dag", "Noor"))
        assert b"Noor" not in (work.session.scalars(select(OutboxMessage.sealed)).one() or b"")

    assert [mail.body for mail in Postman(workplace).brings()] == ["Noor"]
    assert Postman(workplace).brings() == []
    clock.move(timedelta(days=29))
    purged(workplace)
    with workplace.reading() as work:
        assert work.session.scalars(select(OutboxMessage.sealed)).all() == [None]
    clock.move(timedelta(days=2))
    purged(workplace)

    with workplace.reading() as work:
        assert left(work, OutboxMessage) == 0


def test_mail_that_fails_is_tried_again_later_and_less_and_less_often(workplace: Workplace, clock: FrozenClock) -> None:
    with workplace.begin(system_actor("test")) as work:
        put(work, account_id="a", kind="test", mail=Mail("lotte@thuis.test", "Dag", "Noor"))
    tried: list[datetime] = []

    def broken(mail: Mail) -> None:
        tried.append(clock.now())
        raise OSError("no connection")

    for _ in range(60 * 10):
        deliver(workplace, broken)
        clock.move(timedelta(minutes=1))

    waits = [(later - before).seconds // 60 for before, later in pairwise(tried)]
    assert waits == [2, 4, 8, 16, 32, 64, 128]
    assert Postman(workplace).brings() == []


def test_what_was_purged_is_for_everybody_to_see(workplace: Workplace) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        noor = HolderFactory()
        GuardianshipFactory(account=AccountFactory(), holder=noor, ended_at=ago(2))
    purged(workplace)
    purged(workplace)

    with workplace.reading() as work:
        run = work.session.get_one(PurgeRun, "ties")
        assert (run.forgotten, run.forgotten_in_all) == (0, 1)
        stand = purge_stand(work)
        assert (stand.last_at, stand.forgotten_in_all) == (NOON, 1)
