"""A municipality recognises a partner by an agreement, renews it and ends it; a partner manages its own people."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from tests.factories.accounts import AssignmentFactory, OrganisationFactory
from tests.factories.welfare import ClientFactory, recognised_partner, worker
from uitpas2.accounts.models import Assignment, Organisation
from uitpas2.accounts.rules import Role
from uitpas2.accounts.sessions import actor_of
from uitpas2.database.work import Work
from uitpas2.kernel.actor import Actor
from uitpas2.kernel.errors import NotAllowed
from uitpas2.welfare import errors, queries, services
from uitpas2.welfare.models import Recognition, Task
from uitpas2.welfare.rules import BarrierKind
from uitpas2.welfare.services import Agreement

SIGNED = Agreement(
    reference="GR 2026/114",
    version="2",
    agreement="De partner begeleidt gezinnen die dat willen.",
    signed_by_municipality="Karim Benali, schepen",
    signed_by_partner="Sofie Raes",
    signed_on=date(2026, 11, 20),
)


def officer(work: Work) -> Actor:
    gent = OrganisationFactory(of_municipality=True)
    return actor_of(AssignmentFactory(role=Role.MUNICIPALITY_OFFICER, organisation=gent))


def recognise(work: Work, partner: Organisation, starts: date, ends: date, agreement: Agreement | None = SIGNED):
    return services.recognise(
        work, partner_id=partner.id, municipality_nis="44021", starts=starts, ends=ends, agreement=agreement
    )


def test_an_agreement_says_what_was_signed_by_whom_and_until_when(work: Work) -> None:
    partner = OrganisationFactory(partner=True)
    work.actor = officer(work)

    recognise(work, partner, work.today, date(2027, 1, 1))
    recognise(work, partner, work.today, date(2028, 1, 1))
    recognise(work, partner, date(2028, 1, 1), date(2030, 1, 1), replace(SIGNED, version="3"))

    renewed, first = queries.agreements(work)
    assert (first.last_day, first.runs, first.version) == (date(2027, 12, 31), True, "2")
    assert (renewed.is_coming, renewed.version, renewed.signed_by_partner) == (True, "3", "Sofie Raes")
    with pytest.raises(errors.AgreementsOverlap):
        recognise(work, partner, date(2027, 6, 1), date(2031, 1, 1))
    with pytest.raises(errors.RecognitionEndsBeforeItStarts):
        recognise(work, partner, work.today, work.today)


@pytest.mark.parametrize("missing", ["reference", "signed_by_municipality", "signed_by_partner"])
def test_nobody_is_recognised_without_an_agreement(work: Work, missing: str) -> None:
    partner = OrganisationFactory(partner=True)
    work.actor = officer(work)

    for agreement in (None, replace(SIGNED, **{missing: "  "})):
        with pytest.raises(errors.AgreementNeeded):
            recognise(work, partner, work.today, date(2028, 1, 1), agreement)
    assert work.session.scalar(select(func.count()).select_from(Recognition)) == 0


def test_only_the_municipality_recognises_and_ends_and_only_partners(work: Work) -> None:
    gent = officer(work)
    partner = OrganisationFactory(partner=True)
    work.actor = gent
    recognition = recognise(work, partner, work.today, date(2028, 1, 1))
    with pytest.raises(errors.PartnerUnknown):
        recognise(work, work.session.get_one(Organisation, gent.organisation_id), work.today, date(2028, 1, 1))

    work.actor = actor_of(worker(partner))
    with pytest.raises(NotAllowed):
        recognise(work, partner, work.today, date(2030, 1, 1))
    with pytest.raises(errors.RecognitionUnknown):
        services.end_recognition(work, recognition.id)


def test_who_is_ended_sees_no_family_from_that_moment_and_a_new_agreement_opens_again(work: Work) -> None:
    partner = OrganisationFactory(partner=True)
    gent, guide = officer(work), actor_of(worker(partner))
    child = ClientFactory(partner=partner).holder_id
    work.actor = gent
    recognition = recognise(work, partner, work.today, date(2028, 1, 1))
    seen = []

    for change in (
        lambda: None,
        lambda: services.end_recognition(work, recognition.id),
        lambda: recognise(work, partner, work.today, date(2027, 1, 1)),
    ):
        work.actor = gent
        change()
        work.actor = guide
        seen.append([line.holder_id for line in queries.clients(work)])

    assert seen == [[child], [], [child]]
    work.actor = gent
    with pytest.raises(errors.RecognitionOver):
        services.end_recognition(work, recognition.id)


def test_a_new_partner_comes_with_somebody_in_charge_who_invites_and_ends_colleagues(work: Work) -> None:
    work.actor = officer(work)
    partner, account, code = services.new_partner(
        work, name="Huis van het Kind", responsible="An Claes", email="an@huis.test", municipality_nis="44021"
    )
    assert code
    recognise(work, partner, work.today, date(2028, 1, 1))
    work.actor = actor_of(work.session.scalars(select(Assignment).where(Assignment.account_id == account.id)).one())

    colleague, _ = services.invite_worker(work, name="Bo", email="bo@huis.test")
    child = ClientFactory(partner=partner).holder_id
    task = services.add_task(work, child, what="Bellen", due_on=work.today, for_account=colleague.id)
    services.end_worker(work, colleague.id)

    assert [(one.name, one.is_responsible) for one in queries.workers(work)] == [("An Claes", True)]
    assert work.session.get_one(Task, task.id, populate_existing=True).for_account is None
    for forbidden, error in ((account.id, errors.LastResponsible), (colleague.id, errors.WorkerUnknown)):
        with pytest.raises(error):
            services.end_worker(work, forbidden)
    with pytest.raises(errors.LastResponsible):
        services.invite_worker(work, name="An Claes", email="an@huis.test", responsible=False)


def test_tasks_and_barriers_are_the_partners_own_and_go_when_the_guidance_ends(work: Work) -> None:

    mine, theirs = recognised_partner(), recognised_partner()
    child = ClientFactory(partner=mine).holder_id
    work.actor = guide = actor_of(worker(mine))
    services.choose_barriers(work, child, [BarrierKind.LANGUAGE, BarrierKind.TRANSPORT])
    services.choose_barriers(work, child, [BarrierKind.TRANSPORT])
    late = services.add_task(work, child, what="Fiets zoeken 17.05.09-003.81", due_on=work.today)
    services.add_task(work, child, what="Later", due_on=work.today + timedelta(days=30))
    with pytest.raises(errors.TaskInPast):
        services.add_task(work, child, what="Te laat", due_on=work.today - timedelta(days=1))

    assert list(queries.barriers_of(work, child)) == [BarrierKind.TRANSPORT]
    assert [one.id for one in queries.tasks_due(work)] == [late.id]
    work.actor = actor_of(worker(theirs))
    assert queries.tasks_due(work) == []
    assert queries.tasks_of(work, child) == []
    for forbidden in (services.finish_task, services.drop_task):
        with pytest.raises(errors.TaskUnknown):
            forbidden(work, late.id)
    work.actor = guide
    services.finish_task(work, late.id)
    assert queries.tasks_due(work) == []
    services.end_client(work, child)
    assert work.session.scalar(select(func.count()).select_from(Task)) == 0


def test_a_contact_card_tells_nobody_why(work: Work) -> None:

    partner = recognised_partner(name="OCMW Gent")
    work.actor = actor_of(worker(partner))
    card = {"phone": "09 123 45 67", "email": "", "hours": "", "names_partner": False}

    for telling in ("OCMW Gent", "Team armoedebestrijding", "Sociaal huis", "Schuldhulp"):
        with pytest.raises(errors.NameNotNeutral):
            services.set_contact(work, shown_name=telling, **card)
    services.set_contact(work, shown_name="Team Vrije Tijd", **card)
    services.set_contact(work, shown_name="OCMW Gent", **{**card, "names_partner": True})

    with pytest.raises(errors.ContactNeeded):
        services.set_contact(work, shown_name="Team Vrije Tijd", **{**card, "phone": " "})
