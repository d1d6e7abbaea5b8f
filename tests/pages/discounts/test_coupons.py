"""An officer makes a coupon and sees how many people it is; families and clerks read what there is to use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.factories.accounts import AssignmentFactory
from tests.factories.base import use
from tests.factories.cards import CardFactory, GuardianshipFactory, HolderFactory
from tests.factories.coupons import CouponFactory, VoucherFactory
from tests.factories.discounts import Scene, officer, scene
from tests.pages.html import Visitor
from uitpas2.accounts.models import Assignment
from uitpas2.accounts.rules import Role
from uitpas2.database.work import Workplace
from uitpas2.discounts.models import Coupon
from uitpas2.discounts.rules.coupons import Audience, CouponState
from uitpas2.discounts.services import sell
from uitpas2.kernel.actor import system_actor

FORM = {"kind": "price", "value": "1,00", "name_nl": "Cultuurbon", "last_day": "2026-12-31", "audience": "everybody"}


@dataclass
class People:
    noor: Scene
    officer: Assignment
    parent: Assignment
    clerk: Assignment


@pytest.fixture
def people(workplace: Workplace) -> People:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        noor = scene()
        parent = AssignmentFactory(role=Role.GUARDIAN, organisation=None)
        GuardianshipFactory(account=parent.account, holder=noor.holder)
        clerk = AssignmentFactory(role=Role.COUNTER_CLERK, organisation=noor.gent)
        return People(noor, officer(noor.gent), parent, clerk)


def coupons(workplace: Workplace) -> list[Coupon]:
    with workplace.reading(system_actor("test")) as work:
        return list(work.session.query(Coupon))


def test_a_coupon_is_made_with_a_look_at_how_many_people_it_is(
    visitor: Visitor, sign_in: Callable[[Assignment], Any], people: People, workplace: Workplace
) -> None:
    sign_in(people.officer)

    preview = visitor.visit("/municipality/coupons/new").submit(
        FORM | {"audience": "entitled", "action": "preview"}, action="/municipality/coupons/new"
    )
    before = len(coupons(workplace))
    draft = preview.submit({}, action="/municipality/coupons/new")
    started = draft.submit({}, action=f"{urlsplit(draft.address).path}/start")

    assert "Minder dan vijf mensen zouden dit nu hebben" in preview.text
    assert (before, preview.value_of("name_nl")) == (0, "Cultuurbon")
    assert "Nog niemand heeft deze bon." in draft.text
    assert "Te gebruiken" in started.text
    assert [one.state for one in coupons(workplace)] == [CouponState.ACTIVE]
    for page in (started, visitor.visit("/municipality/coupons")):
        assert "minder dan 5" in page.text, "how often a few people with the right used it is not told"
    assert "betaalde je gemeente" not in started.text


def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(
    visitor: Visitor, sign_in: Callable[[Assignment], Any], people: People, workplace: Workplace
) -> None:
    sign_in(people.officer)
    typed = FORM | {"name_nl": "Bon voor gezinnen in armoede", "description_nl": "Voor de zomer"}

    page = visitor.visit("/municipality/coupons/new").submit(typed, action="/municipality/coupons/new", status=422)

    assert "Schrijf het zonder “armoede”" in page.error_beside("name_nl")
    assert page.value_of("description_nl") == "Voor de zomer"
    assert coupons(workplace) == []


def test_the_second_click_on_start_is_harmless_and_a_new_one_says_how_it_stands(
    sign_in: Callable[[Assignment], Any], people: People, workplace: Workplace
) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        coupon_id = CouponFactory(state=CouponState.DRAFT).id
    client, address = sign_in(people.officer), f"/municipality/coupons/{coupon_id}/start"

    answers = [client.post(address, data={"idempotency_key": key}) for key in ("the-first", "the-first", "the-second")]

    assert [answer.status_code for answer in answers] == [303, 303, 409]
    assert "hij staat intussen anders" in answers[2].text


def test_a_family_reads_what_it_has_what_is_left_and_where_it_holds(
    visitor: Visitor, sign_in: Callable[[Assignment], Any], people: People, workplace: Workplace
) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        voucher = VoucherFactory(audience=Audience.ENTITLED)
        CouponFactory(uses=2, themes=["Dans"])
        CouponFactory(state=CouponState.WITHDRAWN)
        sell(work, **people.noor.ticket, voucher_id=voucher.id)
    sign_in(people.parent)

    page = visitor.visit("/family/coupons").text.replace("\u00a0", " ")

    assert "Er is nog € 3,00 over van € 5,00." in page
    assert "Je betaalt € 1,00." in page
    assert "Voor de thema’s Dans." in page
    assert "Nog 2 keer." in page
    assert "Cultuurbon: ingetrokken door de gemeente." in page


def test_a_clerk_sees_the_coupons_of_who_stands_there_and_of_nobody_else(
    visitor: Visitor, sign_in: Callable[[Assignment], Any], people: People, workplace: Workplace
) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        CouponFactory()
        other = CardFactory(holder=HolderFactory(of_aalst=True)).membership.holder_id
    sign_in(people.clerk)

    assert "Cultuurbon" in visitor.visit(f"/counter/holders/{people.noor.holder.id}").text
    visitor.visit(f"/counter/holders/{other}", status=404)
