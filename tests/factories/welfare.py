"""Recognitions and clients of partners."""

from __future__ import annotations

from datetime import date

import factory

from tests.factories.accounts import LONG_AGO, AssignmentFactory, OrganisationFactory
from tests.factories.base import Factory, uuid
from tests.factories.cards import HolderFactory
from uitpas2.accounts.models import Assignment, Organisation
from uitpas2.accounts.rules import Role
from uitpas2.welfare.models import Client, Recognition
from uitpas2.welfare.rules import Consent

WHY = "Zonder mail of gsm; het papier ligt in het dossier."


class RecognitionFactory(Factory):
    """Gent recognises a partner for the years 2026 and 2027: `RecognitionFactory(partner_id=ocmw.id)`."""

    class Meta:
        model = Recognition

    id = uuid("recognition")
    partner_id = None
    municipality_nis = "44021"
    starts = date(2026, 1, 1)
    ends = date(2028, 1, 1)


class ClientFactory(Factory):
    """A partner guides a holder: `ClientFactory(partner=ocmw, holder=noor)`, with the trait `ended`."""

    class Meta:
        model = Client

    id = uuid("client")
    partner = factory.SubFactory(OrganisationFactory, partner=True)
    partner_id = factory.LazyAttribute(lambda made: made.partner.id)
    holder = factory.SubFactory(HolderFactory)
    holder_id = factory.LazyAttribute(lambda made: made.holder.id)
    consent = Consent.CODE
    since = LONG_AGO
    ended_at = None

    class Params:
        ended = factory.Trait(ended_at=LONG_AGO)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        kwargs.pop("partner")
        kwargs.pop("holder")
        return super()._create(model_class, *args, **kwargs)


def recognised_partner(**organisation: object) -> Organisation:
    """A partner that Gent recognises."""
    partner = OrganisationFactory(partner=True, **organisation)
    RecognitionFactory(partner_id=partner.id)
    return partner


def worker(partner: Organisation | None = None) -> Assignment:
    """Somebody who works for a partner, or for a new one that Gent recognises."""
    return AssignmentFactory(role=Role.WELFARE_WORKER, organisation=partner or recognised_partner())
