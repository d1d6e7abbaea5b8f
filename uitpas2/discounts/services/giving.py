"""What a municipality does with coupons and vouchers: make one, start it, stop it, withdraw it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select, update

from uitpas2.activities.models import Activity
from uitpas2.cards.queries import card_system_of
from uitpas2.cards.rules import bare_number, is_card_number
from uitpas2.database.work import Work
from uitpas2.database.writes import happened, insert_many
from uitpas2.discounts.errors import (
    ActivitiesNotFound,
    AgesTurned,
    CardsMistyped,
    CardsNotOurs,
    CouponChangeImpossible,
    EndsTooEarly,
    LastsTooLong,
    NameTells,
    OnlyOwnInhabitants,
    ValueImpossible,
)
from uitpas2.discounts.models import Coupon, CouponHolder
from uitpas2.discounts.queries.coupons import count_audience, count_in_groups, holders_of_cards, own_coupon
from uitpas2.discounts.rules.coupons import (
    CHANGES,
    LONGEST_YEARS,
    Audience,
    CouponChange,
    CouponKind,
    CouponState,
    Reach,
    is_possible_value,
    shown_count,
    shown_in_groups,
    telling_word,
)
from uitpas2.kernel.errors import NotAllowed
from uitpas2.kernel.money import Euro
from uitpas2.kernel.period import PeriodKind
from uitpas2.kernel.text import LANGUAGES, TranslatedText
from uitpas2.trail import services as trail

NOTHING_MORE = TranslatedText(nl="")


@dataclass(frozen=True)
class NewCoupon:
    """What somebody wants to give. `last_day` counts; `card_numbers` only for who is named by their cards."""

    kind: CouponKind
    value: int
    name: TranslatedText
    starts: date
    ends: date
    description: TranslatedText = NOTHING_MORE
    audience: Audience = Audience.EVERYBODY
    reach: Reach = Reach.MUNICIPALITY
    age_from: int | None = None
    age_to: int | None = None
    includes_new: bool = True
    organiser_ids: Sequence[str] = ()
    activity_ids: Sequence[str] = ()
    themes: Sequence[str] = ()
    price_from: Euro | None = None
    uses: int = 1
    uses_period: PeriodKind = PeriodKind.ABSOLUTE
    uses_in_all: int | None = None
    card_numbers: Sequence[str] = ()


@dataclass(frozen=True)
class Preview:
    """How many people would have it now; None is fewer than five. Of people with the right it is a rough number."""

    count: int | None
    is_rough: bool


def preview(work: Work, wanted: NewCoupon) -> Preview:
    """Who would get it, as a number and nothing else. Raises what making it raises; nothing is kept."""
    coupon, holders = _checked(work, wanted)
    return Preview(len(holders), is_rough=False) if coupon.audience is Audience.NAMED else preview_of(work, coupon)


def preview_of(work: Work, coupon: Coupon) -> Preview:
    """The same for a coupon that is there."""
    match coupon.audience:
        case Audience.ENTITLED:
            return Preview(shown_in_groups(count_in_groups(work, coupon)), is_rough=True)
        case Audience.NAMED:
            return Preview(count_audience(work, coupon), is_rough=False)
        case _:
            return Preview(shown_count(count_audience(work, coupon)), is_rough=False)


def make_coupon(work: Work, wanted: NewCoupon) -> Coupon:
    """A draft of the actor's municipality; nobody has it until it is started.

    Raises NameTells, ValueImpossible, EndsTooEarly, LastsTooLong, AgesTurned, OnlyOwnInhabitants, CardsMistyped,
    CardsNotOurs or ActivitiesNotFound, each with its field.
    """
    coupon, holders = _checked(work, wanted)
    work.session.add(coupon)
    work.session.flush()
    insert_many(
        work.session, CouponHolder, [{"coupon_id": coupon.id, "holder_id": holder_id} for holder_id in sorted(holders)]
    )
    trail.note(work, "coupon.made", "coupon", coupon.id, kind=coupon.kind.value, value=coupon.value)
    return coupon


def start_coupon(work: Work, coupon_id: str) -> Coupon:
    """From now on everybody who belongs has it: nothing is written down for each of them.

    Without `includes_new` those who belong at this moment have it and nobody after them.
    Raises CouponUnknown, CouponChangeImpossible, or EndsTooEarly when its last day has gone by.
    """
    coupon = own_coupon(work, coupon_id)
    if coupon.ends <= work.today:
        raise EndsTooEarly
    return _change(work, coupon, CouponChange.START, counts_until=None if coupon.includes_new else work.now)


def stop_coupon(work: Work, coupon_id: str) -> Coupon:
    """Nobody gets it any more; whoever has it keeps it until its last day.

    Raises CouponUnknown or CouponChangeImpossible.
    """
    coupon = own_coupon(work, coupon_id)
    until = func.coalesce(Coupon.counts_until, work.now, type_=Coupon.counts_until.type)
    return _change(work, coupon, CouponChange.STOP, counts_until=until)


def withdraw_coupon(work: Work, coupon_id: str) -> Coupon:
    """Nobody can use it any more; what was sold with it stays as it was.

    Raises CouponUnknown or CouponChangeImpossible.
    """
    return _change(work, own_coupon(work, coupon_id), CouponChange.WITHDRAW)


def _change(work: Work, coupon: Coupon, change: CouponChange, **values: Any) -> Coupon:
    """One conditional update decides, whoever else does something with it at the same moment."""
    for before, after in CHANGES[change].items():
        moved = update(Coupon).where(Coupon.id == coupon.id, Coupon.state == before).values({"state": after, **values})
        if happened(work.session, moved):
            work.session.refresh(coupon)
            trail.note(work, f"coupon.{after.value}", "coupon", coupon.id)
            return coupon
    raise CouponChangeImpossible


def _checked(work: Work, wanted: NewCoupon) -> tuple[Coupon, set[str]]:
    """The coupon, not kept yet, and who is named."""
    nis = work.actor.municipality_nis
    if nis is None:
        raise NotAllowed
    _check_words(wanted)
    _check_terms(work, wanted)
    _check_activities(work, wanted.activity_ids)
    system = card_system_of(work, nis)
    system_id = system.id if system else None
    is_voucher = wanted.kind is CouponKind.VOUCHER
    coupon = Coupon(
        id=work.new_id(),
        municipality_nis=nis,
        card_system_id=system_id,
        kind=wanted.kind,
        value=wanted.value,
        name=wanted.name,
        description=wanted.description,
        starts=wanted.starts,
        ends=wanted.ends,
        organiser_ids=sorted(wanted.organiser_ids),
        activity_ids=sorted(wanted.activity_ids),
        themes=sorted(wanted.themes),
        price_from=wanted.price_from,
        audience=wanted.audience,
        reach=wanted.reach,
        age_from=wanted.age_from,
        age_to=wanted.age_to,
        includes_new=wanted.includes_new,
        uses=1 if is_voucher else wanted.uses,
        uses_period=PeriodKind.ABSOLUTE if is_voucher else wanted.uses_period,
        uses_in_all=None if is_voucher else wanted.uses_in_all,
        used=0,
        state=CouponState.DRAFT,
        counts_until=None,
        made_by=work.actor.id[:80],
        made_at=work.now,
    )
    return coupon, _named(work, wanted, system_id)


def _check_words(wanted: NewCoupon) -> None:
    for field, text in (("name", wanted.name), ("description", wanted.description)):
        for language in LANGUAGES:
            if word := telling_word(getattr(text, language)):
                raise NameTells(field=f"{field}_{language}", word=word)


def _check_terms(work: Work, wanted: NewCoupon) -> None:
    if not is_possible_value(wanted.kind, wanted.value):
        raise ValueImpossible(field="value")
    if wanted.ends <= wanted.starts or wanted.ends <= work.today:
        raise EndsTooEarly(field="last_day")
    if (wanted.ends - wanted.starts).days > 365 * LONGEST_YEARS + 1:
        raise LastsTooLong(field="last_day", years=LONGEST_YEARS)
    if wanted.age_from is not None and wanted.age_to is not None and wanted.age_to < wanted.age_from:
        raise AgesTurned(field="age_to")
    if wanted.kind is CouponKind.VOUCHER and wanted.reach is Reach.REGION:
        raise OnlyOwnInhabitants(field="reach")


def _check_activities(work: Work, activity_ids: Iterable[str]) -> None:
    wanted = set(activity_ids)
    known = set(work.session.scalars(select(Activity.id).where(Activity.id.in_(wanted)))) if wanted else set()
    if missing := sorted(wanted - known):
        raise ActivitiesNotFound(field="activities", which=", ".join(missing[:3]))


def _named(work: Work, wanted: NewCoupon, card_system_id: int | None) -> set[str]:
    if wanted.audience is not Audience.NAMED:
        return set()
    numbers = {bare_number(number) for number in wanted.card_numbers}
    if wrong := sorted(number for number in numbers if not is_card_number(number)):
        raise CardsMistyped(field="card_numbers", numbers=", ".join(wrong[:5]))
    home = work.actor.municipality_nis if wanted.kind is CouponKind.VOUCHER else None
    holders = holders_of_cards(work, numbers, card_system_id, living_in=home)
    if len(holders) < len(numbers) or not numbers:
        raise CardsNotOurs(field="card_numbers", count=len(numbers) - len(holders))
    return set(holders.values())
