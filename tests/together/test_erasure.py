"""After somebody was erased, nothing names them: not the database, the logs, the exports, nor a mail.

And everything else still adds up. The control before it proves that there was something to find.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.factories.accounts import AccountFactory, AssignmentFactory
from tests.factories.activities import ActivityFactory
from tests.factories.base import use
from tests.factories.cards import CardFactory, GuardianshipFactory, HolderFactory
from tests.factories.registrations import swimming
from tests.factories.welfare import WHY, recognised_partner, worker
from tests.mails import Postman
from tests.services.cards.people import acts_as, clerk_of_gent, guardian
from tests.together.traces import dump, exports, traces
from tests.together.whole_life import live_on
from tests.unit.cards.test_national_number import number_for
from uitpas2.accounts.models import Account, Assignment, Organisation
from uitpas2.accounts.rules import Role
from uitpas2.activities.models import Activity, Session
from uitpas2.attendance.models import CareStay
from uitpas2.attendance.rules import Needs
from uitpas2.attendance.services import add_collector, write_needs
from uitpas2.cards import queries as cards
from uitpas2.cards import services as card_services
from uitpas2.cards.errors import HolderUnknown
from uitpas2.cards.models import Card, Guardianship, Holder
from uitpas2.cards.services.sheets import claim_sheet, finish_sheet, order_sheet
from uitpas2.checks import check_all
from uitpas2.database.base import Base
from uitpas2.database.work import Work, Workplace
from uitpas2.discounts.models import Sale
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.errors import DomainError
from uitpas2.privacy.queries import is_of_holder, tables
from uitpas2.privacy.rules import Erasing
from uitpas2.privacy.services import erase_holder
from uitpas2.registrations.services import refer, register
from uitpas2.scanning.models import CheckIn
from uitpas2.scanning.services import admit
from uitpas2.trail.queries import about, find_faults
from uitpas2.welfare.rules import BarrierKind
from uitpas2.welfare.services import accept_on_paper, add_task, ask_family, choose_barriers, vouch

SignIn = Callable[[Assignment], FlaskClient]
NUMBER = number_for(date(2018, 8, 17), 77)
NAMES = ("Zwentibold", "Quatrebras", "Hildegonde", "hildegonde@zeldzaam.test", "Wolvengracht 7", "0470998877")
BORN = "2018-08-17"
NUMBERS = (NUMBER, f"{NUMBER[:2]}.{NUMBER[2:4]}.{NUMBER[4:6]}-{NUMBER[6:9]}.{NUMBER[9:]}")


@dataclass
class Life:
    """One child with everything that the platform keeps about anybody, and who else plays a part in it."""

    holder: str
    mother: Assignment
    father: Assignment
    clerk: Assignment
    office: Assignment
    activity: str
    coming: str


@pytest.fixture
def life(workplace: Workplace, client: FlaskClient, sign_in: SignIn) -> Life:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        clerk, partner = clerk_of_gent(), recognised_partner()
        activity, session = swimming(places=3)
        open_now = ActivityFactory(permanent=True)
        office = AssignmentFactory(
            role=Role.ORGANISER_ADMIN, organisation=work.session.get_one(Organisation, activity.organiser_id)
        )
        door = AssignmentFactory(
            role=Role.ORGANISER_ADMIN, organisation=work.session.get_one(Organisation, open_now.organiser_id)
        )
        guide = worker(partner)
        father = guardian(AccountFactory(name="Karim Aziz", email="karim@elders.test"))
        made = card_services.register_with_guardian(
            acts_as(work, clerk),
            first_name="Zwentibold",
            last_name="Quatrebras",
            birth_date=date(2018, 8, 17),
            street="Wolvengracht 7",
            postal_code="9000",
            city="Gent",
            national_number=NUMBER,
            guardian_name="Hildegonde Quatrebras",
            guardian_email="hildegonde@zeldzaam.test",
        )
        assert made.account is not None
        mother = work.session.scalars(select(Assignment).where(Assignment.account_id == made.account.id)).one()
        child = made.holder.id
        card = card_services.issue_card(acts_as(work, clerk), child)
        _ask_and_get(work, child, card, clerk, guide, mother, father)
        live_on(work, made.holder, clerk)
        refer(acts_as(work, guide), holder_id=child, activity_id=activity.id, until=work.today + timedelta(days=3))
        register(acts_as(work, mother), session_id=session.id, holder_id=child)
        admit(acts_as(work, door), activity_id=open_now.id, scanned=card.number, key="tap-of-the-test")
        work.session.add(_stay(work, session, child))
        found = Life(child, mother, father, clerk, office, activity.id, session.id)
    sign_in(found.mother)
    page = f"/family/children/{child}"
    client.post(f"{page}/correction", data={"wish": "Quatrebras is met een k", "idempotency_key": "correct-0001"})
    client.post(f"{page}/erasure", data={"idempotency_key": "erase-0001"})
    return found


def _stay(work: Work, session: Session, child: str) -> CareStay:
    """An hour in care, after which an aunt took the child along."""
    return CareStay(
        id=work.new_id(),
        session_id=session.id,
        activity_id=session.activity_id,
        organiser_id=work.session.get_one(Activity, session.activity_id).organiser_id,
        holder_id=child,
        day=work.today,
        came_at=work.now,
        came_key="in",
        came_by="somebody",
        gone_at=work.now,
        handed_to="Tante Quatrebras",
    )


def _ask_and_get(
    work: Work, child: str, card: Card, clerk: Assignment, guide: Assignment, mother: Assignment, father: Assignment
) -> None:
    """Guidance, a right, a look at its ground, choices, a mail that waits, and a printed sheet."""
    accept_on_paper(acts_as(work, guide), card_number=card.number, birth_date=date(2018, 8, 17), why=WHY)
    by_guide = acts_as(work, guide)
    ask_family(by_guide, card_number=card.number, birth_date=date(2018, 8, 17))
    choose_barriers(by_guide, child, [BarrierKind.TRANSPORT])
    add_task(by_guide, child, what="Fiets zoeken voor Zwentibold", due_on=by_guide.today)
    right = vouch(by_guide, holder_id=child, ground="living_wage", months=6)
    card_services.read_ground(work, right.id, purpose="Vraag van mevrouw Quatrebras")
    own = acts_as(work, mother)
    card_services.choose_consents(own, child, {"news"})
    card_services.choose_channels(own, by_mail=True, by_sms=True, by_post=False, phone="0470 99 88 77")
    add_collector(own, child, name="Tante Quatrebras", phone="0470 99 88 77")
    write_needs(own, child, Needs(allergies="Zwentibold en noten"), agreed=True)
    card_services.ask_to_join(acts_as(work, father), card_number=card.number, birth_date=date(2018, 8, 17))
    order_sheet(acts_as(work, clerk), language="nl", numbers=[card.number])
    sheet = claim_sheet(work)
    assert sheet is not None
    finish_sheet(work, sheet.id, b"%PDF Zwentibold Quatrebras", printed=1, cpu_ms=1)


def erase(life: Life, client: FlaskClient, sign_in: SignIn) -> None:
    """As a clerk does it, after having looked."""
    sign_in(life.clerk)
    assert "Zwentibold" in client.get("/counter/requests").text
    page = f"/counter/holders/{life.holder}"
    assert client.post(f"{page}/erase", data={"first_name": "Zwentibald"}).status_code == 422
    assert client.post(f"{page}/erase", data={"first_name": "zwentibold"}).status_code == 303


def test_after_an_erasure_nothing_names_the_person(
    life: Life,
    workplace: Workplace,
    app: Flask,
    client: FlaskClient,
    sign_in: SignIn,
    capfd: pytest.CaptureFixture[str],
) -> None:
    everybody = (life.mother, life.father, life.clerk, life.office)
    gaps = {"holder_id": life.holder, "activity_id": life.activity}
    before = dump(workplace) + exports(app, everybody, **gaps)
    assert set(traces(before, NAMES)) == set(NAMES)
    assert traces(before, NUMBERS) == []

    erase(life, client, sign_in)

    after = dump(workplace) + exports(app, everybody, **gaps)
    assert traces(after, (*NAMES, *NUMBERS, BORN)) == []
    postman = Postman(workplace)
    mails = [f"{mail.to} {mail.subject} {mail.body}" for mail in postman.brings()]
    assert traces("\n".join(mails), NAMES + NUMBERS) == []
    logs = capfd.readouterr()
    assert "request" in logs.err
    assert traces(logs.out + logs.err, NAMES + NUMBERS) == []


def test_after_an_erasure_everything_still_adds_up(
    life: Life, workplace: Workplace, client: FlaskClient, sign_in: SignIn
) -> None:
    erase(life, client, sign_in)

    with workplace.snapshot(system_actor("test")) as work:
        assert {name: found for name, found in check_all(work).items() if found} == {}
        assert list(find_faults(work)) == []
        holder = work.session.get_one(Holder, life.holder)
        assert (holder.first_name, holder.birth_date, holder.erased_at) == ("", None, work.now)
        assert {sale.holder_id for sale in work.session.scalars(select(Sale))} == {life.holder}
        assert work.session.scalars(select(CheckIn.holder_id)).all() == [life.holder]
        assert about(work, "holder", life.holder)[0].action == "holder.erased"


def test_an_erased_card_account_and_place_are_nobodys(
    life: Life, workplace: Workplace, client: FlaskClient, sign_in: SignIn
) -> None:
    with workplace.reading() as work:
        number = work.session.scalars(select(Card.number)).one()

    erase(life, client, sign_in)

    assert client.get(f"/counter/holders/{life.holder}").status_code == 404
    sign_in(life.mother)
    assert client.get("/family").status_code == 302
    with workplace.begin(system_actor("test")) as work:
        use(work)
        with pytest.raises(DomainError) as refused:
            cards.card_at_door(acts_as(work, life.office), number)
        assert not isinstance(refused.value, HolderUnknown)
        assert work.session.get_one(Account, life.mother.account_id).active is False
        assert work.session.get_one(Account, life.father.account_id).active is True
        with pytest.raises(HolderUnknown):
            erase_holder(work, life.holder)
        other = CardFactory(holder=HolderFactory()).membership.holder
        for _ in range(3):  # all three places are free again
            register(work, session_id=life.coming, holder_id=other.id)
            other = CardFactory(holder=HolderFactory()).membership.holder


def test_a_guardian_of_another_child_keeps_the_account(workplace: Workplace) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        mother = AccountFactory(email="blijft@voorbeeld.test")
        gone, stays = HolderFactory(first_name="Ada"), HolderFactory(first_name="Bo")
        for child in (gone, stays):
            GuardianshipFactory(account=mother, holder=child)

        erase_holder(work, gone.id)

        assert work.session.get_one(Account, mother.id).email == "blijft@voorbeeld.test"
        assert work.session.scalars(select(Guardianship.holder_id)).all() == [stays.id]
        assert work.session.get_one(Holder, stays.id).first_name == "Bo"


def test_a_step_of_erasing_that_is_forgotten_would_be_noticed(
    life: Life, workplace: Workplace, client: FlaskClient, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    from uitpas2.privacy.rules import REGISTER

    for table in ("looks", "contact_preferences"):
        monkeypatch.setitem(REGISTER, table, replace(REGISTER[table], erasing=Erasing.STAYS))

    erase(life, client, sign_in)

    assert set(traces(dump(workplace), NAMES)) == {"Quatrebras", "0470998877"}


def test_every_table_that_names_somebody_named_this_child_before_and_does_not_after(
    life: Life, workplace: Workplace, client: FlaskClient, sign_in: SignIn
) -> None:
    """So that no table is erased on paper only: whoever adds one has to put something in it here."""
    before = rows_about(workplace, life.holder)

    erase(life, client, sign_in)

    assert {name for name, keys in before.items() if not keys} == set()
    assert {name for name, keys in before.items() if keys & all_keys(workplace, name)} == set()


Keys = set[tuple[object, ...]]


def rows_about(workplace: Workplace, holder_id: str) -> dict[str, Keys]:
    """The keys of the rows that have to go with this holder, by table."""
    conditions = {
        table: is_of_holder(table, holder_id) for table, declared in tables() if declared.erasing is Erasing.GOES
    }
    with workplace.reading() as work:
        return {
            table.name: {tuple(row) for row in work.session.execute(select(*table.primary_key).where(condition))}
            for table, condition in conditions.items()
            if condition is not None
        }


def all_keys(workplace: Workplace, name: str) -> Keys:
    with workplace.reading() as work:
        return {tuple(row) for row in work.session.execute(select(*Base.metadata.tables[name].primary_key))}
