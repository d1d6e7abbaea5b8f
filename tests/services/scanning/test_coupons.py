"""At the door the own price comes first; a coupon that makes it cheaper is one tap away, never used by itself."""

from __future__ import annotations

import pytest

from tests.factories.base import use
from tests.factories.coupons import CouponFactory, VoucherFactory
from tests.factories.scanning import AtDoor, at_door
from uitpas2.checks import check_all
from uitpas2.database.work import Workplace
from uitpas2.discounts.models import Coupon
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.money import Euro
from uitpas2.scanning.errors import PriceChanged
from uitpas2.scanning.schemas import chosen
from uitpas2.scanning.services import admit, look


@pytest.fixture
def door(workplace: Workplace) -> AtDoor:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        return at_door(work)


def given(workplace: Workplace, *made: type[CouponFactory], **values: object) -> list[str]:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        return [factory(**values).id for factory in made]


def test_only_what_makes_it_cheaper_is_offered_after_the_own_price(workplace: Workplace, door: AtDoor) -> None:
    dear, cheap = given(workplace, CouponFactory, value=300), given(workplace, CouponFactory, value=150)

    with workplace.reading(door.actor) as work:
        options = look(work, **door.scan).price_options

    assert dear
    assert [(one.to_pay, one.coupon_id) for one in options] == [(Euro(200), ""), (Euro(150), cheap[0])]


def test_a_tap_on_a_coupon_or_voucher_uses_it_and_a_tap_on_the_own_price_does_not(
    workplace: Workplace, door: AtDoor
) -> None:
    (voucher,) = given(workplace, VoucherFactory)

    with workplace.begin(door.actor) as work:
        verdict = admit(work, **door.scan, key="tap-1", **chosen(f"/{voucher}:0"))

    with workplace.snapshot(system_actor("test")) as work:
        assert verdict.headline.nl == "Noor P. is binnen"
        assert work.session.get_one(Coupon, voucher).used == 1
        assert {name: found for name, found in check_all(work).items() if found} == {}


def test_a_coupon_that_has_gone_in_the_meantime_is_a_price_that_changed(workplace: Workplace, door: AtDoor) -> None:
    (coupon,) = given(workplace, CouponFactory, uses_in_all=1, used=1)

    with pytest.raises(PriceChanged), workplace.begin(door.actor) as work:
        admit(work, **door.scan, key="tap-1", **chosen(f"/{coupon}:100"))
