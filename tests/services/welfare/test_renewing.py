"""Families hear in time that something runs out: by mail or letter, once for each milestone, never what it is."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from tests.factories.accounts import AccountFactory
from tests.factories.base import use
from tests.factories.cards import CardFactory, GuardianshipFactory, HolderFactory, SocialRightFactory
from tests.services.cards.people import acts_as, clerk_of_aalst, clerk_of_gent
from uitpas2.accounts.sessions import actor_of
from uitpas2.cards.models import ContactPreference, SocialRight
from uitpas2.cards.services import end_right, suspend_right
from uitpas2.database.work import Work, Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.clock import BRUSSELS
from uitpas2.outbox.models import OutboxMessage
from uitpas2.outbox.rules import KEY_PURPOSE, opened
from uitpas2.outbox.services import deliver
from uitpas2.welfare import queries, services
from uitpas2.welfare.jobs import remind_of_renewals
from uitpas2.welfare.models import RenewalNotice

LAST_DAY = date(2026, 12, 31)  # 36 days after the day of the tests
ENDS = date(2027, 1, 1)


def ending(holder_id: str, ends: date = ENDS, **more) -> SocialRight:
    made: SocialRight = SocialRightFactory(
        holder_id=holder_id, starts=ends - timedelta(days=365), ends=ends, grace_until=ends + timedelta(days=30), **more
    )
    return made


def mails(work: Work) -> list:
    key = work.keys.derive(KEY_PURPOSE)
    return [opened(key, kept.sealed) for kept in work.session.scalars(select(OutboxMessage)) if kept.sealed]


def test_the_mail_names_the_card_and_the_last_day_and_not_the_child_or_the_right(work: Work) -> None:
    card = CardFactory(number="0900000095902")
    noor = card.membership.holder
    GuardianshipFactory(holder=noor, account=AccountFactory(email="lotte@voorbeeld.test", name="Lotte Maes"))
    ending(noor.id)

    services.remind(work)

    (mail,) = mails(work)
    assert mail.to == "lotte@voorbeeld.test"
    assert "0900 000 095 902" in mail.body
    assert "donderdag 31 december 2026" in mail.body
    for word in ("Noor", "Peeters", "recht", "prijs", "kansen", "tarief"):
        assert word not in mail.subject + mail.body


def test_each_reader_gets_the_mail_in_their_language(work: Work) -> None:
    noor = HolderFactory()
    for language in ("fr", "en"):
        GuardianshipFactory(holder=noor, account=AccountFactory(language=language))
    ending(noor.id)

    services.remind(work)

    assert {mail.subject for mail in mails(work)} == {
        "Quelque chose est à renouveler sur un pass de votre famille",
        "Something on a card of your family can be renewed",
    }


def test_every_milestone_is_told_once_however_often_the_job_runs(workplace: Workplace, clock) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        noor = HolderFactory()
        GuardianshipFactory(holder=noor)
        ending(noor.id)

    told = []
    for day in (date(2026, 11, 1), date(2026, 11, 3), date(2026, 12, 2), date(2026, 12, 27), date(2027, 1, 2)):
        clock.set(datetime(day.year, day.month, day.day, 8, tzinfo=BRUSSELS))
        told.append([remind_of_renewals(workplace), remind_of_renewals(workplace)])

    assert told == [[0, 0], [1, 0], [1, 0], [1, 0], [0, 0]]
    with workplace.reading() as work:
        assert sorted(work.session.scalars(select(RenewalNotice.milestone))) == [7, 30, 60]
        assert len(work.session.scalars(select(OutboxMessage.id)).all()) == 3
    sent: list = []
    assert deliver(workplace, sent.append) == 3


def test_who_renewed_was_suspended_or_has_no_right_any_more_hears_nothing(work: Work) -> None:
    renewed, suspended, ended = (HolderFactory(first_name=name) for name in ("Noor", "Daan", "Fien"))
    ending(renewed.id)
    SocialRightFactory(holder_id=renewed.id, starts=ENDS, ends=date(2028, 1, 1))
    suspend_right(work, ending(suspended.id).id)
    end_right(work, ending(ended.id).id)
    work.session.flush()

    assert services.remind(work).told == 0


@pytest.mark.parametrize("reason", ["nobody decides", "wants no mail"])
def test_who_gets_no_mail_gets_a_letter_that_the_counter_prints_once(work: Work, reason: str) -> None:
    noor = HolderFactory()
    if reason == "wants no mail":
        account_id = GuardianshipFactory(holder=noor).account_id
        work.session.add(
            ContactPreference(account_id=account_id, by_mail=False, by_sms=False, by_post=True, changed_at=work.now)
        )
    ending(noor.id)
    work.session.flush()
    services.remind(work)
    assert mails(work) == []

    clerk = acts_as(work, clerk_of_gent())
    (line,) = queries.renewals(clerk)
    first, second = services.letters_pdf(clerk), services.letters_pdf(clerk)

    assert line.waits_for_print
    assert first is not None
    assert first.startswith(b"%PDF")
    assert second is None
    assert not queries.renewals(clerk)[0].waits_for_print


def test_the_list_of_a_clerk_holds_the_own_region_and_what_still_counts(work: Work) -> None:
    soon, over, later, renewed = (HolderFactory(first_name=name) for name in ("Noor", "Daan", "Fien", "Kobe"))
    ending(soon.id)
    ending(over.id, date(2026, 11, 20))
    ending(later.id, date(2027, 6, 1))
    ending(renewed.id)
    SocialRightFactory(holder_id=renewed.id, starts=ENDS, ends=date(2028, 1, 1))
    ending(HolderFactory(of_aalst=True).id, municipality_nis="41002")
    work.session.flush()

    of_gent = queries.renewals(acts_as(work, clerk_of_gent()))

    assert [(line.name, line.last_day, line.is_over) for line in of_gent] == [
        ("Daan Peeters", date(2026, 11, 19), True),
        ("Noor Peeters", LAST_DAY, False),
    ]
    assert len(queries.renewals(acts_as(work, clerk_of_aalst()))) == 1


def test_two_workers_tell_a_family_once(workplace: Workplace) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        noor = HolderFactory()
        GuardianshipFactory(holder=noor)
        ending(noor.id)
        clerk = actor_of(clerk_of_gent())

    with workplace.begin(system_actor("one")) as one:
        assert services.remind(one).told == 1
    with workplace.begin(clerk) as other:
        assert services.remind(other).told == 0
