"""Whom partners reached, released once for each municipality and quarter, each reader their own."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from tests.factories.accounts import AssignmentFactory, OrganisationFactory
from tests.factories.cards import HolderFactory
from tests.factories.registrations import RegistrationFactory, swimming
from tests.factories.welfare import ClientFactory, recognised_partner, worker
from uitpas2.accounts.models import Organisation
from uitpas2.accounts.rules import Role
from uitpas2.accounts.sessions import actor_of
from uitpas2.database.work import Work
from uitpas2.kernel.clock import BRUSSELS
from uitpas2.monitoring import queries, services
from uitpas2.monitoring.errors import AlreadyReleased, QuarterNotOver
from uitpas2.monitoring.models import GuidanceFigure
from uitpas2.monitoring.rules.guidance import Breakdown, Reach
from uitpas2.monitoring.rules.quarters import read_quarter
from uitpas2.registrations.models import RegisteredSession
from uitpas2.registrations.rules import Attendance

SUMMER = datetime(2026, 8, 5, 14, tzinfo=BRUSSELS)
Q3 = read_quarter("2026Q3")


def guide(work: Work, partner: Organisation, count: int, *, came: int) -> None:
    """A partner guides so many children in summer, of whom some had a place and came."""
    _, session = swimming(places=None, session__starts=SUMMER)
    for number in range(count):
        child = HolderFactory()
        ClientFactory(partner=partner, holder=child, since=SUMMER - timedelta(days=20))
        if number < came:
            made = RegistrationFactory(session=session, holder=child, entered_for=partner.id, at=SUMMER)
            work.session.flush()
            one = work.session.get_one(RegisteredSession, (made.id, session.id))
            one.attendance = Attendance.ATTENDED
    work.session.flush()


def test_each_reader_has_their_own_figures_and_they_agree(work: Work) -> None:
    large, small, alone = (recognised_partner(name=name) for name in ("Groot", "Klein", "Leeg"))
    gent = OrganisationFactory(of_municipality=True)
    guide(work, large, 24, came=14)
    guide(work, small, 3, came=2)

    services.build_guidance(work, "44021", Q3)

    work.actor = actor_of(AssignmentFactory(role=Role.MUNICIPALITY_OFFICER, organisation=gent))
    (whole,) = queries.guidance_reports(work, Q3.start)
    assert {name for _, name in whole.whose} == {"Groot", "Klein"}
    assert whole.figure(small.id, Reach.GUIDED) is None
    seen = {}
    for partner in (large, small, alone):
        work.actor = actor_of(worker(partner))
        for report in queries.guidance_reports(work, Q3.start):
            seen[partner.id] = report
            assert {cell[0] for cell in report.figures} == {partner.id}
            for cell, figure in report.figures.items():
                assert whole.figures[cell] == figure
    assert set(seen) == {large.id, small.id}
    came = seen[large.id].figure(large.id, Reach.CAME)
    assert came in {5, 10, 15, 20}
    assert seen[large.id].parts(large.id, Breakdown.AGE) == ["6-8"]
    assert len(seen[small.id].parts(small.id, Breakdown.AGE)) == 0


def test_a_release_is_made_once_when_the_quarter_is_settled_and_never_changes(work: Work) -> None:
    partner = recognised_partner()
    guide(work, partner, 6, came=6)
    assert services.release_guidance(work) == 1  # it is 25 November: the third quarter is settled
    assert services.release_guidance(work) == 0
    before = work.session.scalar(select(func.count()).select_from(GuidanceFigure))

    guide(work, partner, 20, came=20)

    with pytest.raises(AlreadyReleased):
        services.build_guidance(work, "44021", Q3)
    with pytest.raises(QuarterNotOver):
        services.build_guidance(work, "44021", read_quarter("2026Q4"))
    assert work.session.scalar(select(func.count()).select_from(GuidanceFigure)) == before


def test_what_is_not_of_the_quarter_the_municipality_or_an_agreement_is_not_counted(work: Work) -> None:
    partner, stranger = recognised_partner(), OrganisationFactory(partner=True)
    guide(work, stranger, 6, came=6)
    ClientFactory(partner=partner, holder=HolderFactory(of_aalst=True), since=SUMMER)
    ClientFactory(partner=partner, since=datetime(2026, 10, 1, tzinfo=BRUSSELS))
    ClientFactory(partner=partner, since=SUMMER, ended_at=datetime(2026, 6, 30, tzinfo=BRUSSELS), ended_by="x")
    inside = ClientFactory(partner=partner, since=SUMMER, ended_at=SUMMER + timedelta(days=3), ended_by="x")
    work.session.flush()

    cells = queries.reached(work, "44021", Q3)

    assert {cell[0] for cell in cells} == {partner.id, queries.EVERYBODY}
    assert cells[partner.id, Reach.GUIDED, Breakdown.ALL, ""] == {inside.holder_id}
    assert date(2026, 7, 1) == Q3.start
