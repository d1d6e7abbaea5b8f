"""Who moves out of a region is seen no more there, keeps points and card, and hears of it; one right counts always."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlalchemy import func, select

from tests.factories.accounts import AccountFactory, AssignmentFactory
from tests.factories.base import use
from tests.factories.cards import CardFactory, GuardianshipFactory, HolderFactory, SocialRightFactory
from tests.factories.discounts import scene
from tests.mails import Postman
from tests.services.cards.people import acts_as, clerk_of_aalst, clerk_of_gent
from uitpas2.accounts.rules import Role
from uitpas2.cards import queries as cards
from uitpas2.cards.errors import CardUnknown, HolderUnknown, RightUnknown
from uitpas2.cards.models import ContactPreference, Holder, SocialRight
from uitpas2.cards.queries import covers
from uitpas2.database.work import Work, Workplace
from uitpas2.discounts.services import sell
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.clock import BRUSSELS, FrozenClock
from uitpas2.loyalty.queries import balance
from uitpas2.loyalty.services import earn
from uitpas2.outbox.models import OutboxMessage
from uitpas2.outbox.rules import KEY_PURPOSE, opened_letter
from uitpas2.settlement.queries import spending
from uitpas2.welfare import queries, services

YESTERDAY, TODAY, TOMORROW = date(2026, 11, 24), date(2026, 11, 25), date(2026, 11, 26)
AALST = "41002"

IN_AALST = {"street": "Grote Markt 3", "postal_code": "9300", "city": "Aalst"}
IN_GENT = {"street": "Kouter 1", "postal_code": "9000", "city": "Gent"}


@pytest.mark.parametrize("second", ["00:00:00", "00:00:01", "12:00:00", "23:59:59"])
def test_at_every_second_of_the_day_exactly_one_right_counts(
    workplace: Workplace, clock: FrozenClock, second: str
) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        clerk_of_aalst()
        clerk = clerk_of_gent()
        noor = HolderFactory()
        old = SocialRightFactory(holder_id=noor.id)
        before, holder_id = old.id, noor.id
        _ = clerk.account, clerk.organisation
    clock.set(datetime.fromisoformat(f"2026-11-25T{second}").replace(tzinfo=BRUSSELS))

    with workplace.begin(system_actor("test")) as work:
        services.move(acts_as(work, clerk), holder_id, **IN_AALST)

    with workplace.reading() as work:
        counting = {
            day: work.session.scalars(
                select(SocialRight.municipality_nis).where(SocialRight.holder_id == holder_id, covers(day))
            ).all()
            for day in (YESTERDAY, TODAY, TOMORROW)
        }
        assert counting == {YESTERDAY: ["44021"], TODAY: [AALST], TOMORROW: [AALST]}
        new = work.session.scalars(select(SocialRight).where(SocialRight.municipality_nis == AALST)).one()
        left = {one.left_at for one in work.session.get_one(Holder, holder_id).memberships}
        assert left == {new.granted_at, None}
        assert work.session.get_one(SocialRight, before).ended_on == TODAY


@pytest.fixture
def counters(work: Work) -> tuple[Work, Work]:
    """The same Work in the hands of the counter of Gent, and of that of Aalst."""
    return acts_as(work, clerk_of_gent()), acts_as(work, clerk_of_aalst())


def test_the_region_that_was_left_sees_nothing_and_points_stay(work: Work, counters: tuple[Work, Work]) -> None:
    of_gent, of_aalst = counters
    card = CardFactory(number="0900000095902")
    noor = card.membership.holder
    right = SocialRightFactory(holder_id=noor.id, ends=date(2027, 1, 1))
    earn(work, holder_id=noor.id, points=7, reason="checkin", reference="once")
    work.session.flush()

    services.move(of_gent, noor.id, **IN_AALST)

    for refused, look in (
        (HolderUnknown, lambda: cards.holder(of_gent, noor.id)),
        (HolderUnknown, lambda: cards.holder_of_card(of_gent, "0900000095902")),
        (HolderUnknown, lambda: cards.rights_of(of_gent, noor.id)),
        (RightUnknown, lambda: cards.right(of_gent, right.id)),
        (CardUnknown, lambda: cards.card(of_gent, card.id)),
    ):
        with pytest.raises(refused):
            look()
    assert cards.find_holders(of_gent, birth_date=noor.birth_date) == []
    assert queries.renewals(of_gent) == []
    assert [line.holder_id for line in queries.renewals(of_aalst)] == [noor.id]
    assert cards.holder_of_card(of_aalst, "0900000095902").id == noor.id
    assert cards.card_at_door(work, "0900000095902").holder_id == noor.id
    assert balance(work, noor.id) == 7


def test_who_comes_back_is_seen_again_by_the_first_region_only(work: Work, counters: tuple[Work, Work]) -> None:
    of_gent, of_aalst = counters
    noor = HolderFactory()
    SocialRightFactory(holder_id=noor.id)
    work.session.flush()

    services.move(of_gent, noor.id, **IN_AALST)
    services.move(of_aalst, noor.id, **IN_GENT)

    assert cards.holder(of_gent, noor.id).city == "Gent"
    with pytest.raises(HolderUnknown):
        cards.holder(of_aalst, noor.id)
    covering = select(func.count()).where(SocialRight.holder_id == noor.id, covers(TODAY))
    assert work.session.scalar(covering) == 1


@pytest.mark.parametrize(("ground", "subject"), [("living_wage", "verhuist mee"), ("rent_subsidy", "kom even langs")])
def test_the_family_is_told_by_mail_and_asked_to_come_where_something_did_not_follow(
    workplace: Workplace, ground: str, subject: str
) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        clerk_of_aalst()
        gent = clerk_of_gent()
        noor = HolderFactory()
        GuardianshipFactory(holder=noor, account=AccountFactory(email="lotte@voorbeeld.test"))
        SocialRightFactory(holder_id=noor.id, ground=ground)
        work.session.flush()
        services.move(acts_as(work, gent), noor.id, **IN_AALST)

    (mail,) = Postman(workplace).brings()

    assert mail.to == "lotte@voorbeeld.test"
    assert subject in mail.subject
    assert "Aalst" in mail.body


def test_who_prefers_paper_gets_a_letter_at_the_new_address_printed_by_the_new_region(
    work: Work, counters: tuple[Work, Work]
) -> None:
    of_gent, of_aalst = counters
    noor = HolderFactory()
    father = AccountFactory(name="Papa Maes", language="fr")
    GuardianshipFactory(holder=noor, account=father)
    work.session.add(
        ContactPreference(account_id=father.id, by_mail=False, by_sms=False, by_post=True, changed_at=work.now)
    )
    work.session.flush()

    services.move(of_gent, noor.id, **IN_AALST)

    (waiting,) = work.session.scalars(select(OutboxMessage))
    letter = opened_letter(work.keys.derive(KEY_PURPOSE), waiting.sealed)
    assert letter.address == "Papa Maes\nGrote Markt 3\n9300 Aalst"
    assert letter.body.startswith("Bonjour Papa Maes")
    assert services.letters_pdf(of_gent) is None
    assert services.letters_pdf(of_aalst) is not None
    assert services.letters_pdf(of_aalst) is None
    assert waiting.sealed is None


def test_the_municipality_that_was_left_keeps_its_accounts_without_a_name(work: Work) -> None:
    made = scene()
    clerk_of_aalst()
    of_gent = acts_as(work, AssignmentFactory(role=Role.COUNTER_CLERK, organisation=made.gent))
    sell(work, **made.ticket)
    before = spending(of_gent, 2026)

    services.move(of_gent, made.holder.id, **IN_AALST)

    assert before.per_organiser[0].tickets == 1
    assert spending(of_gent, 2026) == before
    assert made.holder.last_name not in repr(before)
