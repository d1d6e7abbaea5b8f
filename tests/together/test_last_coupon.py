"""Eight doors at the same moment: the last use of a coupon and the last euro of a voucher go once."""

from __future__ import annotations

import time

import pytest
from sqlalchemy import func, select

from tests.factories.base import use
from tests.factories.cards import CardFactory, HolderFactory
from tests.factories.coupons import CouponFactory, VoucherFactory
from tests.factories.discounts import Scene, scene
from tests.together.test_last_ticket import DOOR, DOORS, Selling, at_once
from uitpas2.checks.coupons import coupons_equal_sales
from uitpas2.database.work import Work, Workplace
from uitpas2.discounts.errors import CouponRefused
from uitpas2.discounts.models import CouponUse, Sale
from uitpas2.discounts.services import sell, using
from uitpas2.kernel.money import Euro


@pytest.fixture
def noor(workplace: Workplace) -> Scene:
    with workplace.begin(DOOR) as work:
        use(work)
        return scene(ticket_limit=99)


def given(workplace: Workplace, factory: type[CouponFactory], **values: object) -> str:
    with workplace.begin(DOOR) as work:
        use(work)
        coupon_id: str = factory(**values).id
        return coupon_id


def selling(workplace: Workplace, **shown: str) -> Selling:
    def sell_one(ticket: dict[str, str]) -> Sale | None:
        try:
            with workplace.begin(DOOR) as work:
                return sell(work, **ticket, **shown)
        except CouponRefused:
            return None

    return sell_one


def spent(workplace: Workplace) -> Euro:
    with workplace.reading(DOOR) as work:
        assert list(coupons_equal_sales(work)) == []
        return work.session.scalar(select(func.sum(CouponUse.spent, type_=CouponUse.spent.type))) or Euro(0)


def test_of_eight_uses_of_the_last_coupon_one_wins(workplace: Workplace, noor: Scene) -> None:
    coupon_id = given(workplace, CouponFactory)

    sold = at_once(selling(workplace, coupon_id=coupon_id), [noor.ticket] * DOORS)

    assert (sold, spent(workplace)) == (1, Euro(0))


def test_the_last_two_coupons_of_all_go_to_two_families(workplace: Workplace, noor: Scene) -> None:
    coupon_id = given(workplace, CouponFactory, uses_in_all=2)
    with workplace.begin(DOOR) as work:
        use(work)
        cards = [CardFactory(holder=HolderFactory()) for _ in range(DOORS)]
        tickets = [noor.ticket | {"holder_id": one.membership.holder_id, "card_id": one.id} for one in cards]

    sold = at_once(selling(workplace, coupon_id=coupon_id), tickets)

    assert (sold, spent(workplace)) == (2, Euro(0))


def test_a_voucher_never_pays_more_than_was_on_it(workplace: Workplace, noor: Scene) -> None:
    voucher_id = given(workplace, VoucherFactory, value=500)

    sold = at_once(selling(workplace, voucher_id=voucher_id), [noor.ticket] * DOORS)

    assert (sold, spent(workplace)) == (3, Euro(500))  # € 2,00, € 2,00 and the last € 1,00


def test_without_the_guards_the_last_coupon_is_used_more_than_once(
    workplace: Workplace, noor: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """How it should not be done: look, think for a moment, and go by what was seen."""
    coupon_id = given(workplace, CouponFactory)
    monkeypatch.setattr(using, "take_use", lambda *_, **__: True)
    look = using.coupon_held

    def sell_one(ticket: dict[str, str]) -> Sale | None:
        with workplace.reading(DOOR) as work:
            seen = look(work, noor.holder.id, coupon_id)
        time.sleep(0.1)
        with workplace.begin(DOOR) as work:
            return _sell_by(work, ticket, seen)

    def _sell_by(work: Work, ticket: dict[str, str], seen: object) -> Sale | None:
        monkeypatch.setattr(using, "coupon_held", lambda *_: seen)
        return sell(work, **ticket, coupon_id=coupon_id)

    sold = at_once(sell_one, [noor.ticket] * DOORS)

    assert sold > 1
