"""Choices of municipalities, and what a sale needs to be made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import factory

from tests.factories.accounts import AccountFactory, AssignmentFactory, OrganisationFactory
from tests.factories.activities import ActivityFactory
from tests.factories.base import Factory, uuid
from tests.factories.cards import CardFactory, HolderFactory
from uitpas2.accounts.models import Assignment, Organisation
from uitpas2.accounts.rules import Role
from uitpas2.activities.models import Activity
from uitpas2.cards.models import Card, Holder
from uitpas2.discounts.models import ChoiceProposal, MunicipalChoice
from uitpas2.discounts.rules import ProposalStatus


class ChoiceFactory(Factory):
    class Meta:
        model = MunicipalChoice

    id = uuid("choice")
    key = "discount_leisure_pct"
    value = 80


class ChoiceProposalFactory(Factory):
    """An approved choice of Gent: `ChoiceProposalFactory(starts=day, choices={"discount_leisure_pct": 90})`."""

    class Meta:
        model = ChoiceProposal

    id = uuid("proposal")
    municipality_nis = "44021"
    starts = date(2026, 1, 1)
    council_decision = "https://besluiten.gent.example/2025-12-15/17"
    status = ProposalStatus.APPROVED
    entered_by = factory.LazyFunction(lambda: AccountFactory().id)
    entered_at = datetime(2025, 12, 16, 9, tzinfo=UTC)
    decided_by = factory.LazyFunction(lambda: AccountFactory().id)
    decided_at = datetime(2025, 12, 17, 9, tzinfo=UTC)

    class Params:
        undecided = factory.Trait(status=ProposalStatus.PROPOSED, decided_by=None, decided_at=None)

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Any:
        chosen = kwargs.pop("choices", {"discount_leisure_pct": 80, "organiser_share_pct": 40})
        proposal = super()._create(model_class, *args, **kwargs)
        for key, value in chosen.items():
            ChoiceFactory(proposal=proposal, key=key, value=value)
        return proposal


@dataclass
class Scene:
    """Noor of Gent with a card, an activity of an organiser, and the municipality's administration."""

    gent: Organisation
    holder: Holder
    card: Card
    activity: Activity

    @property
    def organiser_id(self) -> str:
        assert self.activity.organiser_id is not None
        return self.activity.organiser_id

    @property
    def ticket(self) -> dict[str, str]:
        """The arguments with which Noor's ticket is sold."""
        return {"activity_id": self.activity.id, "holder_id": self.holder.id, "card_id": self.card.id}


def scene(*, with_right: bool = True, **activity: Any) -> Scene:
    """`scene(price__amount=Euro(500), ticket_limit=2)`: everything a sale needs."""
    gent = OrganisationFactory(of_municipality=True)
    holder = HolderFactory(with_right=with_right)
    made = Scene(gent, holder, CardFactory(holder=holder), ActivityFactory(**activity))
    _ = made.activity.prices, made.activity.sessions  # loaded now, for tests that go on after the commit
    return made


def officer(gent: Organisation, **account: Any) -> Assignment:
    return AssignmentFactory(role=Role.MUNICIPALITY_OFFICER, organisation=gent, account=AccountFactory(**account))
