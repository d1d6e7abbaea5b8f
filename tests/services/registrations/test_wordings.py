"""An organiser's own words reach the families that its activities are about, and nobody else's; each version stays."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.factories.accounts import AccountFactory, AssignmentFactory, OrganisationFactory
from tests.factories.base import use
from tests.factories.registrations import family, swimming
from tests.mails import Postman
from tests.services.cards.people import acts_as
from uitpas2.accounts.models import Assignment, Organisation
from uitpas2.accounts.rules import Role
from uitpas2.database.work import Work, Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.outbox.models import OutboxMessage
from uitpas2.outbox.services import forget_sent
from uitpas2.registrations import errors, queries, services
from uitpas2.registrations.errors.wordings import GapUnknown, TextTells, WrittenMeanwhile
from uitpas2.registrations.models import Intake, MessageWording
from uitpas2.registrations.rules.wordings import MessageKind
from uitpas2.trail.models import TrailEntry

CONFIRMED, OFFERED = MessageKind.CONFIRMED, MessageKind.OFFERED


def office(organiser: Organisation) -> Assignment:
    return AssignmentFactory(role=Role.ORGANISER_ADMIN, organisation=organiser, account=AccountFactory())


def writes(work: Work, text: str, *, seen: int = 0, kind: MessageKind = CONFIRMED) -> MessageWording:
    return services.write_wording(work, kind, introduction={"nl": text}, closing={}, seen=seen)


def test_families_read_the_words_that_hold_then_and_every_version_says_who_wrote_it(
    workplace: Workplace, clock
) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        activity, session = swimming(places=9)
        work.session.add(Intake(activity_id=activity.id, needs_approval=True, priorities=[], changed_at=work.now))
        club, judo = office(work.session.get_one(Organisation, activity.organiser_id)), office(OrganisationFactory())
        children = [family(first_name=name).child.id for name in ("Ada", "Bo", "Cas")]
        asked = [services.register(work, session_id=session.id, holder_id=child).id for child in children]
        writes(acts_as(work, judo), "Van de judo.")
        services.write_contact(acts_as(work, club), email="kantoor@dolfijn.test", phone="09 123 45 67", seen=0)
    postman, read = Postman(workplace), []
    postman.brings()  # that each request has arrived
    for words, registration_id in zip(("Hoi {voornaam}!", "Dag {voornaam}!", ""), asked, strict=True):
        with workplace.begin(system_actor("test")) as work:
            writes(acts_as(work, club), words, seen=len(read))
            services.grant(acts_as(work, club), registration_id)
        clock.move(timedelta(hours=1))
        read += postman.brings()

    with workplace.begin(system_actor("test")) as work:
        versions = queries.own_versions(acts_as(work, club), CONFIRMED)
        by_number = select(TrailEntry).order_by(TrailEntry.number)
        told = work.session.scalars(by_number.where(TrailEntry.action == "registration.told")).all()

    assert [mail.body.split("\n\n")[1] for mail in read] == ["Hoi Ada!", "Dag Bo!", "Goed nieuws: Cas kan mee."]
    assert {mail.reply_to for mail in read} == {"kantoor@dolfijn.test"}
    calendars = [mail.attachments[0].content.decode() for mail in read]
    assert [calendar.count("BEGIN:VEVENT") for calendar in calendars] == [1, 1, 1]
    assert "SUMMARY:Ada: Zwemmen" in calendars[0]
    assert len({line for calendar in calendars for line in calendar.splitlines() if line.startswith("UID")}) == 3
    assert all("Bel 09 123 45 67 of mail naar kantoor@dolfijn.test" in mail.body for mail in read)
    assert [(one.version, dict(one.wording.introduction)) for one in versions] == [
        (3, {}),
        (2, {"nl": "Dag {voornaam}!"}),
        (1, {"nl": "Hoi {voornaam}!"}),
    ]
    assert [one.until for one in versions] == [None, versions[0].since, versions[1].since]
    assert {one.written_by for one in versions} == {club.account.name}
    assert [(entry.subject_id, entry.details["version"]) for entry in told] == [(asked[0], 1), (asked[1], 2)]


def test_what_cannot_be_kept_is_refused_beside_its_field_and_leaves_no_version(work: Work) -> None:
    own = acts_as(work, office(OrganisationFactory()))
    kept = writes(own, "Hoi\r\n\r\n\r\n\r\n{voornaam}  ")

    for text, error in (("Dag {naam}", GapUnknown), ("met korting", TextTells)):
        with pytest.raises(error) as refused:
            writes(own, text, seen=1)
        assert refused.value.field == "introduction_nl"
        assert refused.value.message.is_complete()
    with pytest.raises(WrittenMeanwhile):
        writes(own, "Van iemand die de vorige versie zag.", seen=0)

    assert kept.introduction == {"nl": "Hoi\n\n{voornaam}"}
    assert writes(own, "Hoi\n\n{voornaam}", seen=1).version == 1, "what says the same is no version"
    assert len(queries.own_versions(own, CONFIRMED)) == 1
    assert queries.own_versions(acts_as(work, office(OrganisationFactory())), CONFIRMED) == []


@pytest.mark.parametrize(
    ("email", "phone", "field"),
    [("kantoor", "", "email"), ("a@b.be\nBcc: c@d.be", "", "email"), ("", "bel mij", "phone"), ("", "0900", "phone")],
)
def test_an_address_or_number_that_nobody_can_reach_is_refused(work: Work, email: str, phone: str, field: str) -> None:
    own = acts_as(work, office(OrganisationFactory()))

    with pytest.raises((errors.wordings.AddressUnreadable, errors.wordings.NumberUnreadable)) as refused:
        services.write_contact(own, email=email, phone=phone, seen=0)

    assert refused.value.field == field
    assert queries.own_contact(own) is None


def test_an_offer_that_is_over_is_neither_sent_nor_printed_and_then_forgotten(workplace: Workplace, clock) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        _, session = swimming(places=1)
        first, second = (
            services.register(work, session_id=session.id, holder_id=family().child.id, or_wait=True) for _ in "12"
        )
        services.cancel(work, first.id)
        until = second.offered_until
        assert until is not None
        (offer,) = work.session.scalars(select(OutboxMessage).where(OutboxMessage.kind == OFFERED))
        assert offer.useful_until == until
    clock.set(until)

    brought = [mail.subject for mail in Postman(workplace).brings()]
    clock.move(timedelta(days=31))
    with workplace.begin(system_actor("test")) as work:
        forgotten = forget_sent(work)

    assert not [subject for subject in brought if "plaats vrij" in subject]
    assert forgotten == 1 + len(brought)
