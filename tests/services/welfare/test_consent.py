"""A family's yes: by a code that it reads out, on paper, or in its own account; and how it is taken back."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from threading import Barrier as Together

import pytest

from tests.factories.accounts import AccountFactory, AssignmentFactory
from tests.factories.base import use
from tests.factories.cards import CardFactory, GuardianshipFactory, HolderFactory
from tests.factories.registrations import family
from tests.factories.welfare import WHY, recognised_partner, worker
from tests.mails import Postman
from tests.services.cards.people import clerk_of_aalst, clerk_of_gent
from uitpas2.accounts.models import Assignment
from uitpas2.accounts.sessions import actor_of
from uitpas2.cards.errors import HolderUnknown
from uitpas2.cards.models import ContactPreference
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import Actor, system_actor
from uitpas2.kernel.clock import FrozenClock
from uitpas2.outbox.services import deliver
from uitpas2.welfare import errors, queries, services
from uitpas2.welfare.models import Client
from uitpas2.welfare.rules import MOST_ATTEMPTS_AT_CODE, Consent

BORN = date(2018, 3, 14)


@dataclass
class Meeting:
    """Lotte with Noor's card, and a worker who would like to guide them."""

    number: str
    child: str
    parent: Actor
    co_parent: Actor
    guide: Actor


@pytest.fixture
def meeting(workplace: Workplace) -> Meeting:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        child = HolderFactory(first_name="Noor")
        parent: Assignment = AssignmentFactory(guardian=True, account=AccountFactory(email="lotte@thuis.test"))
        other: Assignment = AssignmentFactory(guardian=True, account=AccountFactory(email="karim@elders.test"))
        GuardianshipFactory(account=parent.account, holder=child)
        GuardianshipFactory(account=other.account, holder=child, other_household="elsewhere")
        guide = worker(recognised_partner(name="OCMW Gent"))
        return Meeting(CardFactory(holder=child).number, child.id, actor_of(parent), actor_of(other), actor_of(guide))


def ask(workplace: Workplace, meeting: Meeting, **more: object) -> None:
    with workplace.begin(meeting.guide) as work:
        services.ask_family(work, card_number=meeting.number, birth_date=BORN, **more)


def fill_in(workplace: Workplace, meeting: Meeting, code: str) -> Client | None:
    with workplace.begin(meeting.guide) as work:
        return services.accept_with_code(work, code)


def guided(workplace: Workplace, meeting: Meeting) -> list[str]:
    with workplace.reading(meeting.guide) as work:
        return [line.holder_id for line in queries.clients(work)]


def test_the_code_goes_to_the_home_of_the_child_and_opens_once(workplace: Workplace, meeting: Meeting) -> None:
    ask(workplace, meeting)
    (mail,) = Postman(workplace).brings()
    code = Postman.code_in(mail)

    wrong, right, again = (fill_in(workplace, meeting, typed) for typed in ("AAAA-BBBB", code.lower(), code))

    assert (mail.to, "OCMW" in mail.subject + mail.body) == ("lotte@thuis.test", False)
    assert (wrong, again) == (None, None)
    assert right is not None
    assert (right.consent, right.attendance_since) == (Consent.CODE, None)
    assert guided(workplace, meeting) == [meeting.child]


def test_who_chose_text_messages_gets_the_code_in_one(workplace: Workplace, meeting: Meeting) -> None:
    with workplace.begin(system_actor("test")) as work:
        chosen = {"by_mail": False, "by_sms": True, "by_post": False, "phone": "0470112233"}
        work.session.add(ContactPreference(account_id=meeting.parent.id, changed_at=work.now, **chosen))
    ask(workplace, meeting)
    texts: list[str] = []

    deliver(workplace, lambda mail: None, lambda phone, text: texts.append(text))

    assert len(texts) == 1
    assert fill_in(workplace, meeting, texts[0].split()[0]) is not None


def test_asking_tells_nothing_and_tries_run_out(workplace: Workplace, meeting: Meeting, clock: FrozenClock) -> None:
    with workplace.begin(meeting.guide) as work:
        nobody = services.ask_family(work, card_number=meeting.number, birth_date=date(2018, 3, 15))
    assert nobody.holder_id is None
    assert Postman(workplace).brings() == []
    ask(workplace, meeting)
    code = Postman.code_in(Postman(workplace).brings()[0])

    for _ in range(MOST_ATTEMPTS_AT_CODE):
        assert fill_in(workplace, meeting, "AAAA-BBBB") is None
    assert fill_in(workplace, meeting, code) is None

    ask(workplace, meeting)
    code = Postman.code_in(Postman(workplace).brings()[0])
    clock.move(timedelta(minutes=31))
    assert fill_in(workplace, meeting, code) is None
    assert guided(workplace, meeting) == []


def test_a_code_that_two_colleagues_fill_in_at_once_opens_once(workplace: Workplace, meeting: Meeting) -> None:
    ask(workplace, meeting)
    code = Postman.code_in(Postman(workplace).brings()[0])
    together = Together(4)

    def go(_: int) -> bool:
        together.wait(timeout=20)
        return fill_in(workplace, meeting, code) is not None

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(go, range(4))) == [False, False, False, True]


def test_of_a_yes_on_paper_the_family_hears_and_reads_why(workplace: Workplace, meeting: Meeting) -> None:
    with workplace.begin(meeting.guide) as work:
        client = services.accept_on_paper(work, card_number=meeting.number, birth_date=BORN, why=WHY)

    mails = Postman(workplace).brings()
    with workplace.reading(meeting.parent) as work:
        (guide,) = queries.guides_of(work, meeting.child)
    with workplace.reading(meeting.co_parent) as work:
        assert queries.guides_of(work, meeting.child) == []
    assert [mail.to for mail in mails] == ["lotte@thuis.test"]
    assert (guide.client_id, guide.consent, guide.note) == (client.id, Consent.PAPER, WHY)


def test_a_paper_that_widens_what_a_partner_sees_is_told_too(workplace: Workplace, meeting: Meeting) -> None:
    paper = {"card_number": meeting.number, "birth_date": BORN}
    more = "Ze willen dat we ook mee opvolgen of Noor er geraakt."
    ask(workplace, meeting)
    fill_in(workplace, meeting, Postman.code_in(Postman(workplace).brings()[0]))

    with workplace.begin(meeting.guide) as work:
        services.accept_on_paper(work, **paper, why=WHY)
    assert Postman(workplace).brings() == []
    with workplace.begin(meeting.guide) as work:
        client = services.accept_on_paper(work, **paper, why=more, with_attendance=True)

    assert client.note == more
    assert client.attendance_since is not None
    assert ["zien of Noor er geraakte" in mail.body for mail in Postman(workplace).brings()] == [True]


def test_the_other_home_can_neither_end_nor_widen_the_guidance_and_this_one_can(
    workplace: Workplace, meeting: Meeting
) -> None:
    with workplace.begin(meeting.guide) as work:
        id = services.accept_on_paper(work, card_number=meeting.number, birth_date=BORN, why=WHY).id

    with workplace.begin(meeting.co_parent) as work:
        for forbidden in (services.leave_partner, lambda w, c: services.allow_attendance(w, c, allowed=True)):
            with pytest.raises(errors.ClientUnknown):
                forbidden(work, id)
    with workplace.begin(meeting.parent) as work:
        services.allow_attendance(work, id, allowed=True)
        assert work.session.get_one(Client, id).attendance_since == work.now
        services.allow_attendance(work, id, allowed=False)
        assert work.session.get_one(Client, id).attendance_since is None
        services.leave_partner(work, id)
    assert guided(workplace, meeting) == []


def test_a_family_chooses_a_partner_of_its_own_municipality_itself(workplace: Workplace, meeting: Meeting) -> None:
    partner_id = meeting.guide.organisation_id
    assert partner_id is not None
    with workplace.begin(meeting.parent) as work:
        assert [id for id, _ in queries.partners_to_choose(work, meeting.child)] == [partner_id]
        client = services.choose_partner(work, holder_id=meeting.child, partner_id=partner_id, with_attendance=True)
        assert client.consent is Consent.ACCOUNT
        assert queries.partners_to_choose(work, meeting.child) == []
    assert guided(workplace, meeting) == [meeting.child]

    with workplace.begin(system_actor("test")) as work:
        use(work)
        stranger = actor_of(family().guardian)
    with workplace.begin(stranger) as work, pytest.raises(HolderUnknown):
        services.choose_partner(work, holder_id=meeting.child, partner_id=partner_id)


def test_a_counter_refers_a_family_that_asks_for_it_and_stops_it_for_families_of_its_own_region(
    workplace: Workplace, meeting: Meeting
) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        gent, aalst = actor_of(clerk_of_gent()), actor_of(clerk_of_aalst())
    partner_id = meeting.guide.organisation_id
    assert partner_id is not None
    with workplace.begin(aalst) as work, pytest.raises(HolderUnknown):
        services.refer_to_partner(work, meeting.child, partner_id)

    with workplace.begin(gent) as work:
        client = services.refer_to_partner(work, meeting.child, partner_id)
    (mail,) = Postman(workplace).brings()

    assert (client.consent, mail.to) == (Consent.REFERRED, "lotte@thuis.test")
    assert "OCMW" not in mail.subject + mail.body
    with workplace.begin(aalst) as work, pytest.raises(errors.ClientUnknown):
        services.end_for_family(work, client.id)
    with workplace.begin(gent) as work:
        services.end_for_family(work, client.id)
    assert guided(workplace, meeting) == []
