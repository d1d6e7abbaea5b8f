"""Who acts in these tests: clerks of two regions, a partner, a guardian."""

from __future__ import annotations

from dataclasses import replace

from tests.factories.accounts import AssignmentFactory, MunicipalityFactory, OrganisationFactory
from tests.factories.cards import CardSystemFactory
from uitpas2.accounts.models import Account, Assignment
from uitpas2.accounts.rules import OrganisationKind, Role
from uitpas2.accounts.sessions import actor_of
from uitpas2.database.work import Work


def clerk_of_gent() -> Assignment:
    CardSystemFactory(municipality=MunicipalityFactory())
    return AssignmentFactory(role=Role.COUNTER_CLERK, organisation=OrganisationFactory(of_municipality=True))


def clerk_of_aalst() -> Assignment:
    aalst = MunicipalityFactory(nis="41002", name="Aalst", postal_codes=["9300"])
    CardSystemFactory(municipality=aalst, aalst=True)
    office = OrganisationFactory(kind=OrganisationKind.MUNICIPALITY, name="Stad Aalst", municipality=aalst)
    return AssignmentFactory(role=Role.COUNTER_CLERK, organisation=office)


def partner_worker() -> Assignment:
    return AssignmentFactory(role=Role.WELFARE_WORKER, organisation=OrganisationFactory(partner=True))


def volunteer() -> Assignment:
    return AssignmentFactory(role=Role.VOLUNTEER, organisation=OrganisationFactory())


def guardian(account: Account) -> Assignment:
    return AssignmentFactory(guardian=True, account=account)


def acts_as(work: Work, assignment: Assignment) -> Work:
    """The same open Work in somebody else's hands."""
    return replace(work, actor=actor_of(assignment))
