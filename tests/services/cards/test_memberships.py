"""Somebody is barred from a region and let in again: by the table, for a reason, and only there."""

from itertools import product

import pytest
from sqlalchemy import func, select

from tests.factories.cards import CardFactory, HolderFactory
from tests.services.cards.people import acts_as, clerk_of_aalst, clerk_of_gent
from uitpas2.cards import queries, services
from uitpas2.cards.errors import AlreadyBarred, BarReasonNeeded, BarredFromRegion, HolderUnknown, MembershipBarred
from uitpas2.cards.models import MembershipBar
from uitpas2.cards.rules import (
    MEMBERSHIP_LIFE,
    BarReason,
    CardEndReason,
    CardWay,
    MembershipChange,
    MembershipStatus,
)
from uitpas2.cards.services import NewCard
from uitpas2.kernel.errors import DomainError


@pytest.mark.parametrize(("status", "change"), list(product(MembershipStatus, MembershipChange)))
def test_only_what_the_table_has_happens_to_a_membership(work, status, change):
    membership = CardFactory().membership
    membership.status = status
    work.session.flush()
    before, after = MEMBERSHIP_LIFE[change]

    try:
        if change is MembershipChange.BAR:
            services.bar(work, membership.holder_id, reason=BarReason.ASKED)
        else:
            services.lift_bar(work, membership.holder_id)
        happened = True
    except DomainError:
        happened = False

    assert happened == (status is before)
    assert membership.status is (after if happened else status)


def test_a_barred_holder_is_refused_at_the_door_gets_no_card_and_loses_none(work):
    clerk = acts_as(work, clerk_of_gent())
    card = CardFactory()
    noor = card.membership.holder
    code = services.qr_token(work, card)

    services.bar(clerk, noor.id, reason=BarReason.MISUSE)

    for scanned in (card.number, code):
        with pytest.raises(MembershipBarred):
            queries.card_at_door(work, scanned)
    with pytest.raises(BarredFromRegion), work.session.begin_nested():
        services.end_card(clerk, card.id, reason=CardEndReason.LOSS, new=NewCard(CardWay.PRINT))
    with pytest.raises(AlreadyBarred):
        services.bar(clerk, noor.id, reason=BarReason.MISUSE)
    services.lift_bar(clerk, noor.id)
    assert queries.card_at_door(work, code).card_id == card.id
    assert services.status_list(work).version == 0  # the list of revoked cards knows no way back
    services.bar(clerk, noor.id, reason=BarReason.ASKED)
    kept = work.session.scalars(select(func.count()).select_from(MembershipBar)).one()
    assert (kept, queries.bar_of(work, card.membership).reason) == (2, BarReason.ASKED)


def test_a_bar_needs_a_reason_and_is_for_the_own_region(work):
    noor = HolderFactory()
    with pytest.raises(BarReasonNeeded):
        services.bar(acts_as(work, clerk_of_gent()), noor.id, reason=None)
    with pytest.raises(HolderUnknown):
        services.bar(acts_as(work, clerk_of_aalst()), noor.id, reason=BarReason.ASKED)
