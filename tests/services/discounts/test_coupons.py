"""Coupons and vouchers: who has them, what they come to, and what is left after a sale and its cancellation."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from tests.factories.cards import CardFactory, HolderFactory, SocialRightFactory
from tests.factories.coupons import CouponFactory, VoucherFactory
from tests.factories.discounts import ChoiceProposalFactory, Scene, officer, scene
from uitpas2.accounts.sessions import actor_of
from uitpas2.cards.models import SocialRight
from uitpas2.cards.rules import HolderKind
from uitpas2.checks import check_all
from uitpas2.database.work import Work
from uitpas2.discounts import errors, services
from uitpas2.discounts.models import Coupon, CouponHolder, Sale
from uitpas2.discounts.queries import explain
from uitpas2.discounts.queries.coupons import coupons_held
from uitpas2.discounts.rules import Payer
from uitpas2.discounts.rules.coupons import Audience, CouponKind, CouponState, Reach
from uitpas2.discounts.services import NewCoupon, cancel_sale, coupon_tariffs, sell
from uitpas2.kernel.clock import brussels_moment
from uitpas2.kernel.errors import DomainError
from uitpas2.kernel.money import Euro
from uitpas2.kernel.period import PeriodKind
from uitpas2.kernel.text import TranslatedText
from uitpas2.ledger import queries as ledger
from uitpas2.ledger.rules import AccountKind


def tariffs(work: Work, noor: Scene, **more: Any) -> list[tuple[str, Euro, int]]:
    found = coupon_tariffs(work, activity_id=noor.activity.id, holder_id=noor.holder.id, **more)
    return [(one.coupon.id, one.holder_pays, one.remaining) for one in found]


def shares(sale: Sale) -> dict[Payer, int]:
    return {share.payer: share.amount.cents for share in sale.shares}


def broken(work: Work) -> dict[str, Any]:
    return {name: found for name, found in check_all(work).items() if found}


def new(**values: Any) -> NewCoupon:
    """A coupon as an officer of Gent types it."""
    usual = {
        "kind": CouponKind.PRICE,
        "value": 100,
        "name": TranslatedText(nl="Cultuurbon"),
        "starts": date(2026, 11, 1),
        "ends": date(2027, 1, 1),
    }
    return NewCoupon(**(usual | values))


def test_every_coupon_stands_beside_the_holders_own_price_the_cheapest_first(work: Work) -> None:
    noor = scene(ticket_limit=3)
    dear = CouponFactory(kind=CouponKind.AMOUNT, value=300, uses=2)
    cheap = CouponFactory(kind=CouponKind.PERCENT, value=90)
    for not_here in (
        {"state": CouponState.DRAFT},
        {"organiser_ids": ["somebody-else"]},
        {"price_from": Euro(1001)},
        {"starts": date(2026, 11, 26)},
        {"kind": CouponKind.PRICE, "value": 1000},
    ):
        CouponFactory(**not_here)

    found = tariffs(work, noor)

    assert found == [(cheap.id, Euro(100), 1), (dear.id, Euro(700), 2)]


def test_a_coupon_sets_the_price_and_the_rest_is_shared_as_ever(work: Work) -> None:
    noor = scene(with_right=False)
    coupon = CouponFactory()

    sale = sell(work, **noor.ticket, coupon_id=coupon.id)

    assert shares(sale) == {Payer.HOLDER: 100, Payer.ORGANISER: 400, Payer.MUNICIPALITY: 500}
    assert sale.receipt["coupon"]["id"] == coupon.id
    assert sale.receipt["facts"] | {"coupon": "price", "coupon_value": 100} == sale.receipt["facts"]
    with pytest.raises(errors.CouponUsedUp):
        sell(work, **noor.ticket, coupon_id=coupon.id)
    assert broken(work) == {}


def test_cancelling_gives_the_use_back_once(work: Work) -> None:
    noor = scene(with_right=False)
    coupon = CouponFactory(uses_in_all=1)
    sale = sell(work, **noor.ticket, coupon_id=coupon.id)
    assert tariffs(work, noor) == []

    cancel_sale(work, sale.id)
    with pytest.raises(errors.SaleAlreadyCancelled):
        cancel_sale(work, sale.id)

    assert tariffs(work, noor) == [(coupon.id, Euro(100), 1)]
    assert broken(work) == {}


def test_the_same_reference_sent_again_uses_a_coupon_once(work: Work) -> None:
    noor = scene(with_right=False)
    coupon, other = CouponFactory(), CouponFactory()
    first = sell(work, **noor.ticket, coupon_id=coupon.id, client_reference="k-1")

    again = sell(work, **noor.ticket, coupon_id=coupon.id, client_reference="k-1")

    assert again.id == first.id
    with pytest.raises(errors.ReferenceUsed):
        sell(work, **noor.ticket, coupon_id=other.id, client_reference="k-1")
    with pytest.raises(errors.ReferenceUsed):
        sell(work, **noor.ticket, client_reference="k-1")


def test_a_voucher_pays_the_own_part_until_it_is_empty_and_the_municipality_owes_it(work: Work) -> None:
    noor = scene(ticket_limit=9)
    voucher = VoucherFactory(value=300)

    first, second = (sell(work, **noor.ticket, voucher_id=voucher.id) for _ in range(2))

    assert shares(first) == {Payer.HOLDER: 0, Payer.ORGANISER: 400, Payer.MUNICIPALITY: 600}
    assert shares(second) == {Payer.HOLDER: 100, Payer.ORGANISER: 400, Payer.MUNICIPALITY: 500}
    owed = ledger.balance(work, AccountKind.CLAIM, noor.organiser_id, counterparty_id=noor.gent.id)
    assert owed == Euro(1100)
    with pytest.raises(errors.CouponUsedUp):
        sell(work, **noor.ticket, voucher_id=voucher.id)
    assert broken(work) == {}

    cancel_sale(work, second.id)

    assert [held.left for held in coupons_held(work, noor.holder.id)] == [Euro(100)]
    assert broken(work) == {}


def test_a_voucher_pays_what_a_coupon_leaves(work: Work) -> None:
    noor = scene(with_right=False)
    coupon, voucher = CouponFactory(value=400), VoucherFactory(value=250)

    shown = tariffs(work, noor, coupon_id=coupon.id)
    sale = sell(work, **noor.ticket, coupon_id=coupon.id, voucher_id=voucher.id)

    assert shown == [(voucher.id, Euro(150), 1)]
    assert sale.holder_pays == Euro(150)
    assert broken(work) == {}


@pytest.mark.parametrize("voucher_id", ["a-voucher", "z-voucher"])
def test_a_sale_and_its_cancellation_take_hold_of_coupons_in_one_order(
    work: Work, monkeypatch: pytest.MonkeyPatch, voucher_id: str
) -> None:
    """On PostgreSQL the one would else wait for the other, and that one for the first."""
    noor = scene()
    coupon, voucher = CouponFactory(id="m-coupon"), VoucherFactory(id=voucher_id)
    held: list[str] = []
    statements = {using: getattr(services.using, using) for using in ("take_use", "_uncount")}

    def take_use(work: Work, one: Any, **values: Any) -> bool:
        held.append(one.coupon.id)
        return bool(statements["take_use"](work, one, **values))

    def uncount(work: Work, use: Any) -> None:
        held.append(use.coupon_id)
        statements["_uncount"](work, use)

    monkeypatch.setattr(services.using, "take_use", take_use)
    monkeypatch.setattr(services.using, "_uncount", uncount)

    cancel_sale(work, sell(work, **noor.ticket, coupon_id=coupon.id, voucher_id=voucher.id).id)

    assert held == sorted([coupon.id, voucher.id]) * 2


def test_a_voucher_alone_does_not_lower_the_ordinary_price(work: Work) -> None:
    noor = scene(with_right=False)
    voucher = VoucherFactory()

    with pytest.raises(errors.VoucherNotUsable):
        sell(work, **noor.ticket, voucher_id=voucher.id)

    assert tariffs(work, noor) == []


@pytest.mark.parametrize(
    ("stands", "refusal"),
    [
        ({"starts": date(2026, 11, 26)}, errors.CouponNotYet),
        ({"ends": date(2026, 11, 25)}, errors.CouponOver),
        ({"state": CouponState.WITHDRAWN}, errors.CouponWithdrawn),
        ({"state": CouponState.DRAFT}, errors.CouponUnknown),
        ({"themes": ["Dans"]}, errors.CouponNotHere),
        ({"price_from": Euro(1001)}, errors.PriceTooLow),
        ({"value": 1000}, errors.CouponNotCheaper),
        ({"uses_in_all": 3, "used": 3}, errors.CouponsGone),
        ({"audience": Audience.GROUPS}, errors.CouponUnknown),
        ({"kind": CouponKind.VOUCHER}, errors.CouponUnknown),
    ],
)
def test_a_refusal_says_what_stands_in_the_way(work: Work, stands: dict[str, Any], refusal: type[DomainError]) -> None:
    noor = scene()
    coupon = CouponFactory(**stands)

    with pytest.raises(refusal) as refused:
        sell(work, **noor.ticket, coupon_id=coupon.id)

    assert type(refused.value) is refusal
    assert work.session.scalar(select(func.count()).select_from(Sale)) == 0


def test_once_a_week_is_possible_again_from_monday(work: Work) -> None:
    noor = scene(ticket_limit=9)
    coupon = CouponFactory(uses_period=PeriodKind.WEEK)
    sell(work, **noor.ticket, coupon_id=coupon.id)

    with pytest.raises(errors.CouponUsedForNow) as refused:
        sell(work, **noor.ticket, coupon_id=coupon.id)
    work.now += timedelta(days=5)
    sell(work, **noor.ticket, coupon_id=coupon.id)

    assert refused.value.message.nl == "Deze bon is voor nu gebruikt. Vanaf maandag 30 november 2026 kan het weer."
    assert broken(work) == {}


def test_whoever_gives_a_coupon_pays_for_it_also_for_a_neighbour(work: Work) -> None:
    noor = scene(with_right=False)
    neighbour = HolderFactory(municipality__nis="44043", municipality__name="Merelbeke", municipality__postal_codes=[])
    coupon = CouponFactory(reach=Reach.REGION)
    ticket = noor.ticket | {"holder_id": neighbour.id, "card_id": CardFactory(holder=neighbour).id}

    sale = sell(work, **ticket, coupon_id=coupon.id)

    paid = {share.payer: share.organisation_id for share in sale.shares}
    assert paid[Payer.MUNICIPALITY] == noor.gent.id
    told = [step.sentence.replace("\u00a0", " ") for step in explain(sale, "nl")]
    assert told[-2:] == ["Gent betaalt de rest: € 5,00.", "Samen is dat precies de gewone prijs: € 10,00."]
    assert not any("woont" in sentence or "korting" in sentence for sentence in told)
    assert broken(work) == {}


def test_who_belongs_is_looked_up_when_it_counts(work: Work) -> None:
    noor = scene(with_right=False)
    has = lambda: [held.coupon.id for held in coupons_held(work, noor.holder.id)]  # noqa: E731
    of_eight = CouponFactory(age_from=8, age_to=8, ends=date(2027, 1, 1))
    CouponFactory(age_from=9)
    CouponFactory(age_to=7)
    HolderFactory(of_aalst=True)
    CouponFactory(municipality_nis="41002", card_system_id=5)
    entitled = CouponFactory(audience=Audience.ENTITLED, ends=date(2027, 1, 2))

    before = has()
    SocialRightFactory(holder_id=noor.holder.id)

    assert before == [of_eight.id]
    assert has() == [of_eight.id, entitled.id]


def test_a_stop_leaves_it_with_those_who_had_it_and_with_nobody_else(work: Work) -> None:
    noor = scene()
    gent = actor_of(officer(noor.gent))
    coupon = CouponFactory(audience=Audience.ENTITLED)
    system, work.actor = work.actor, gent

    services.stop_coupon(work, coupon.id)
    work.now += timedelta(days=3)
    late = HolderFactory(with_right=True, registered_at=work.now)
    entitled_later = HolderFactory()
    SocialRightFactory(holder_id=entitled_later.id, starts=date(2026, 11, 27))
    _end_right(work, noor.holder.id)
    work.actor = system

    assert [len(coupons_held(work, one.id)) for one in (noor.holder, late, entitled_later)] == [1, 0, 0]


def _end_right(work: Work, holder_id: str) -> None:
    right = work.session.scalars(select(SocialRight).where(SocialRight.holder_id == holder_id)).one()
    right.ended_on = work.today
    work.session.flush()


def test_without_new_holders_those_of_the_start_have_it(work: Work) -> None:
    noor = scene(with_right=False)
    work.actor = actor_of(officer(noor.gent))
    coupon = services.make_coupon(work, new(includes_new=False))

    services.start_coupon(work, coupon.id)
    work.now += timedelta(hours=1)
    newcomer = HolderFactory(registered_at=work.now)

    assert [len(coupons_held(work, one.id)) for one in (noor.holder, newcomer)] == [1, 0]


def test_a_list_of_cards_names_its_holders_and_tries_nobody_out(work: Work) -> None:
    noor = scene(with_right=False)
    elsewhere = CardFactory(holder=HolderFactory(of_aalst=True))
    work.actor = actor_of(officer(noor.gent))
    other = HolderFactory()

    coupon = services.make_coupon(work, new(audience=Audience.NAMED, card_numbers=[noor.card.number]))
    services.start_coupon(work, coupon.id)

    assert [len(coupons_held(work, one.id)) for one in (noor.holder, other)] == [1, 0]
    with pytest.raises(errors.CardsNotOurs) as refused:
        services.make_coupon(work, new(audience=Audience.NAMED, card_numbers=[noor.card.number, elsewhere.number]))
    assert refused.value.details == {"count": 1}
    assert work.session.scalar(select(func.count()).select_from(CouponHolder)) == 1


def test_a_preview_counts_without_telling_of_a_few(work: Work) -> None:
    noor = scene()
    work.actor = actor_of(officer(noor.gent))
    for _ in range(7):
        HolderFactory(with_right=True)
    HolderFactory(kind=HolderKind.GROUP, birth_date=None)

    told = [
        services.preview(work, new()),
        services.preview(work, new(age_from=9)),
        services.preview(work, new(audience=Audience.ENTITLED)),
    ]

    assert [(one.count, one.is_rough) for one in told] == [(8, False), (None, False), (10, True)]
    assert work.session.scalar(select(func.count()).select_from(Coupon)) == 0


def test_no_previews_side_by_side_tell_who_has_the_right(work: Work) -> None:
    """Whoever shifts the first day by a day takes in one child more: its birth date would tell of its right."""
    work.actor = actor_of(officer(scene().gent))
    for day in range(1, 15):
        HolderFactory(with_right=True, birth_date=date(2016, 12, day))
    first = date(2026, 11, 28)

    told = {
        services.preview(
            work, new(audience=Audience.ENTITLED, age_from=10, age_to=10, starts=first + timedelta(days=days))
        ).count
        for days in range(20)
    }

    assert told == {15}


@pytest.mark.parametrize(
    ("wanted", "refusal", "field"),
    [
        ({"name": TranslatedText(nl="Bon voor kansarmen")}, errors.NameTells, "name_nl"),
        ({"description": TranslatedText(nl="Voor jou", fr="Tarif social")}, errors.NameTells, "description_fr"),
        ({"kind": CouponKind.PERCENT, "value": 101}, errors.ValueImpossible, "value"),
        ({"ends": date(2026, 11, 1)}, errors.EndsTooEarly, "last_day"),
        ({"ends": date(2030, 11, 1)}, errors.LastsTooLong, "last_day"),
        ({"age_from": 9, "age_to": 8}, errors.AgesTurned, "age_to"),
        ({"kind": CouponKind.VOUCHER, "reach": Reach.REGION}, errors.OnlyOwnInhabitants, "reach"),
        ({"audience": Audience.NAMED, "card_numbers": ["0900000067514"]}, errors.CardsMistyped, "card_numbers"),
        ({"activity_ids": ["nowhere"]}, errors.ActivitiesNotFound, "activities"),
    ],
)
def test_what_cannot_be_given_is_said_at_its_field(
    work: Work, wanted: dict[str, Any], refusal: type[DomainError], field: str
) -> None:
    gent = scene().gent
    work.actor = actor_of(officer(gent))

    with pytest.raises(refusal) as refused:
        services.make_coupon(work, new(**wanted))

    assert refused.value.field == field


def test_a_yearly_ceiling_counts_coupons_too(work: Work) -> None:
    noor = scene(with_right=False, ticket_limit=9, price__amount=Euro(8000))
    ChoiceProposalFactory(choices={"intervention_cap": 20_000})
    coupon = CouponFactory(kind=CouponKind.AMOUNT, value=7000, uses=9)

    paid = [sell(work, **noor.ticket, coupon_id=coupon.id).holder_pays.cents for _ in range(3)]

    assert paid == [1000, 1000, 2000]
    with pytest.raises(errors.YearUsedUp):
        sell(work, **noor.ticket, coupon_id=coupon.id)
    assert broken(work) == {}


def test_a_withdrawn_coupon_cannot_be_used_and_what_was_sold_stays(work: Work) -> None:
    noor = scene(with_right=False, ticket_limit=9)
    coupon = CouponFactory(uses=9)
    sale = sell(work, **noor.ticket, coupon_id=coupon.id)
    system, work.actor = work.actor, actor_of(officer(noor.gent))

    services.withdraw_coupon(work, coupon.id)
    with pytest.raises(errors.CouponChangeImpossible):
        services.stop_coupon(work, coupon.id)
    work.actor = system

    with pytest.raises(errors.CouponWithdrawn):
        sell(work, **noor.ticket, coupon_id=coupon.id)
    cancel_sale(work, sale.id)
    assert (coupon.state, broken(work)) == (CouponState.WITHDRAWN, {})


def test_what_is_forgotten_with_old_sales_goes_out_of_the_counters(work: Work) -> None:
    noor = scene(ticket_limit=9)
    voucher, coupon = VoucherFactory(), CouponFactory(uses=9)
    sell(work, **noor.ticket, voucher_id=voucher.id)
    cancel_sale(work, sell(work, **noor.ticket, coupon_id=coupon.id).id)
    sell(work, **noor.ticket, coupon_id=coupon.id)

    services.forget_uses(work, work.today + timedelta(days=1))

    assert [held.used for held in coupons_held(work, noor.holder.id)] == [0, 0]
    assert {held.spent for held in coupons_held(work, noor.holder.id)} == {Euro(0)}
    assert broken(work) == {}


def test_a_coupon_begins_with_its_first_brussels_day(work: Work) -> None:
    noor = scene(with_right=False)
    coupon = CouponFactory(starts=date(2026, 12, 1))

    work.now = brussels_moment(date(2026, 11, 30), 23, 59)
    before = tariffs(work, noor)
    work.now = brussels_moment(date(2026, 12, 1))

    assert (before, tariffs(work, noor)) == ([], [(coupon.id, Euro(100), 1)])
