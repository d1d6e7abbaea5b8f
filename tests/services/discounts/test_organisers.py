"""What a municipality says an organiser is counts in every price from then on, in its own rules and nobody else's."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factories.accounts import AssignmentFactory, OrganisationFactory
from tests.factories.discounts import ChoiceFactory, ChoiceProposalFactory, Scene, officer, scene
from tests.services.cards.people import acts_as, clerk_of_aalst
from uitpas2.accounts.models import Organisation
from uitpas2.accounts.rules import Role
from uitpas2.database.work import Work
from uitpas2.discounts.errors.organisers import OrganiserUnknown, ShareUnreadable
from uitpas2.discounts.queries import forget_choices
from uitpas2.discounts.queries.organisers import organisers_here
from uitpas2.discounts.rules import Payer
from uitpas2.discounts.services import describe_organiser, quote, sell
from uitpas2.kernel.errors import NotAllowed
from uitpas2.kernel.money import Euro


def cheaper_at_youth_associations(work: Work) -> None:
    """Gent gives 80 % off, and 95 % at youth associations."""
    proposal = ChoiceProposalFactory(starts=date(2026, 2, 1), choices={})
    ChoiceFactory(
        proposal=proposal,
        key="discount_leisure_pct",
        value=80,
        exceptions=[{"when": {"organiser_is": ["youth_association"]}, "value": 95}],
    )
    work.session.flush()
    forget_choices(work)


def price(work: Work, made: Scene) -> Euro:
    return quote(work, activity_id=made.activity.id, holder_id=made.holder.id).holder_pays


def test_an_exception_for_one_kind_of_organiser_holds_once_the_municipality_says_it_is_one(work: Work) -> None:
    made = scene()
    cheaper_at_youth_associations(work)
    of_gent = acts_as(work, officer(made.gent))

    not_said = price(work, made)
    describe_organiser(of_gent, made.organiser_id, traits=["school"])
    another_kind = price(work, made)
    describe_organiser(of_gent, made.organiser_id, traits=["youth_association", "school"])

    assert (not_said, another_kind, price(work, made)) == (Euro(200), Euro(200), Euro(50))


def test_what_a_municipality_says_that_neither_pays_nor_is_the_place_counts_for_nothing(work: Work) -> None:
    made = scene()
    cheaper_at_youth_associations(work)
    aalst = acts_as(work, officer(clerk_of_aalst().organisation))
    work.session.get_one(Organisation, made.organiser_id).municipality_nis = "41002"
    work.session.flush()

    describe_organiser(aalst, made.organiser_id, traits=["youth_association"])

    assert price(work, made) == Euro(200)


def test_a_recognised_association_with_many_members_at_the_reduced_price_bears_no_part(work: Work) -> None:
    made = scene()
    of_gent = acts_as(work, officer(made.gent))
    shares = []

    for traits, members in ((["recognised_association"], ""), (["recognised_association"], "4,9"), ([], "60")):
        describe_organiser(of_gent, made.organiser_id, traits=traits, entitled_members=members)
        shares.append(quote(work, activity_id=made.activity.id, holder_id=made.holder.id).shares[Payer.ORGANISER])
    described = describe_organiser(
        of_gent, made.organiser_id, traits=["recognised_association"], entitled_members="5 %"
    )
    sale = sell(work, **made.ticket)

    assert described.entitled_members == 50
    assert shares == [Euro(400), Euro(400), Euro(400)]
    assert {share.payer: share.amount for share in sale.shares}.get(Payer.ORGANISER, Euro(0)) == Euro(0)
    assert sale.receipt["facts"]["organiser_is"] == ["recognised_association"]


def test_only_a_municipality_where_the_organiser_is_says_what_it_is(work: Work) -> None:
    made = scene()
    of_aalst = acts_as(work, officer(clerk_of_aalst().organisation))
    partner = AssignmentFactory(role=Role.WELFARE_WORKER, organisation=OrganisationFactory(partner=True))

    with pytest.raises(OrganiserUnknown):
        describe_organiser(of_aalst, made.organiser_id, traits=[])
    with pytest.raises(NotAllowed):
        describe_organiser(acts_as(work, partner), made.organiser_id, traits=[])
    assert organisers_here(of_aalst) == []
    assert [one.id for one in organisers_here(acts_as(work, officer(made.gent)))] == [made.organiser_id]


@pytest.mark.parametrize("share", ["veel", "101", "4,95", "-1"])
def test_a_share_that_is_none_is_refused_beside_its_field(work: Work, share: str) -> None:
    made = scene()

    with pytest.raises(ShareUnreadable) as refused:
        describe_organiser(acts_as(work, officer(made.gent)), made.organiser_id, traits=[], entitled_members=share)

    assert refused.value.field == "entitled_members"
