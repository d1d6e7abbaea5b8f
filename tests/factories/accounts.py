"""Municipalities, organisations, accounts and assignments."""

from __future__ import annotations

from datetime import UTC, datetime

import factory

from tests.factories.base import Factory, uuid
from uitpas2.accounts import services
from uitpas2.accounts.models import Account, ApiClient, Assignment, Municipality, Organisation
from uitpas2.accounts.rules import OrganisationKind, Role
from uitpas2.database.work import Work

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


class MunicipalityFactory(Factory):
    class Meta:
        model = Municipality
        sqlalchemy_get_or_create = ("nis",)

    nis = "44021"
    name = "Gent"
    province_nis = "40000"
    province = "Oost-Vlaanderen"
    population = 263_927
    postal_codes = factory.LazyFunction(lambda: ["9000", "9030", "9040", "9050"])
    longitude = 3.72
    latitude = 51.05

    class Params:
        melle = factory.Trait(nis="44040", name="Melle", postal_codes=["9090"], population=11_000)


class OrganisationFactory(Factory):
    class Meta:
        model = Organisation

    id = uuid("organisation")
    kind = OrganisationKind.ORGANISER
    name = factory.Sequence(lambda number: f"Organisatie {number}")
    municipality = factory.SubFactory(MunicipalityFactory)
    municipality_nis = factory.LazyAttribute(lambda made: made.municipality and made.municipality.nis)
    uitdatabank_id = None
    created_at = LONG_AGO

    class Params:
        of_municipality = factory.Trait(kind=OrganisationKind.MUNICIPALITY, name="Stad Gent")
        partner = factory.Trait(kind=OrganisationKind.PARTNER, name="OCMW Gent")
        flanders = factory.Trait(kind=OrganisationKind.FLANDERS, name="Vlaanderen", municipality=None)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        kwargs.pop("municipality", None)
        return super()._create(model_class, *args, **kwargs)


class AccountFactory(Factory):
    class Meta:
        model = Account

    id = uuid("account")
    email = factory.Sequence(lambda number: f"iemand{number}@voorbeeld.test")
    name = "An Peeters"
    password_hash = None
    language = "nl"
    active = True
    session_epoch = 0
    failed_attempts = 0
    created_at = LONG_AGO


class AssignmentFactory(Factory):
    """Somebody with a role: `AssignmentFactory(role=Role.COUNTER_CLERK, organisation=gent)`."""

    class Meta:
        model = Assignment

    id = uuid("assignment")
    account = factory.SubFactory(AccountFactory)
    role = Role.COUNTER_CLERK
    organisation = factory.SubFactory(OrganisationFactory)
    created_at = LONG_AGO

    class Params:
        guardian = factory.Trait(role=Role.GUARDIAN, organisation=None)


class ApiClientFactory(Factory):
    class Meta:
        model = ApiClient

    id = uuid("client")
    name = "Ticketverkoop"
    secret_hash = ""
    organisation_id = None
    scopes = factory.LazyFunction(list)
    active = True
    created_at = LONG_AGO


def bearer(work: Work, organisation: Organisation, *scopes: str) -> dict[str, str]:
    """The header with which a new API client of this organisation shows a token: `bearer(work, zomerbar, "sales")`."""
    client, _ = services.create_api_client(
        work, name="Ticketverkoop", organisation_id=organisation.id, scopes=list(scopes)
    )
    return {"Authorization": f"Bearer {services.issue_token(work, client)}"}
