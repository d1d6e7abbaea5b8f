"""Trees of areas, releases, and people who took part."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import factory
from sqlalchemy import select

from tests.factories.accounts import MunicipalityFactory
from tests.factories.activities import ActivityFactory
from tests.factories.base import Factory, session, uuid
from tests.factories.cards import CardFactory, HolderFactory
from uitpas2.accounts.models import Municipality
from uitpas2.cards.models import Card, Holder
from uitpas2.database.writes import insert_many
from uitpas2.discounts.models import Sale
from uitpas2.kernel.clock import brussels_moment
from uitpas2.kernel.money import Euro
from uitpas2.kernel.text import TranslatedText
from uitpas2.monitoring.rules.areas import FLANDERS, AreaTree
from uitpas2.scanning.models import CheckIn

# A day in the latest quarter that is over on the day of the tests.
IN_SUMMER = date(2026, 8, 12)


def tree(*municipalities: str, few: Iterable[str] = ()) -> AreaTree:
    """A small Flanders: the first letter of a municipality names its province ("a1" lies in "A")."""
    around = {area: area[0].upper() for area in municipalities}
    return AreaTree({**around, **dict.fromkeys(around.values(), FLANDERS)}, frozenset(few))


def card_of(holder: Holder) -> Card:
    """The holder's card, made when there is none yet."""
    membership_id = holder.memberships[0].id
    return session().scalar(select(Card).where(Card.membership_id == membership_id)) or CardFactory(holder=holder)


class CheckInFactory(Factory):
    """Somebody came in: `CheckInFactory(holder=noor, day=date(2026, 8, 1))`."""

    class Meta:
        model = CheckIn

    id = uuid("checkin")
    key = factory.Sequence(lambda number: f"scan-{number:06d}")
    activity = factory.SubFactory(ActivityFactory)
    activity_id = factory.LazyAttribute(lambda made: made.activity.id)
    organiser_id = factory.LazyAttribute(lambda made: made.activity.organiser_id)
    holder = factory.SubFactory(HolderFactory)
    holder_id = factory.LazyAttribute(lambda made: made.holder.id)
    card_id = factory.LazyAttribute(lambda made: card_of(made.holder).id)
    sale_id = None
    day = IN_SUMMER
    at = factory.LazyAttribute(lambda made: brussels_moment(made.day, 14))
    by = "volunteer"
    points = 1

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        kwargs.pop("activity")
        kwargs.pop("holder")
        return super()._create(model_class, *args, **kwargs)


class SaleFactory(Factory):
    """A ticket at full price, without anything booked: `SaleFactory(holder=noor, day=date(2026, 8, 1))`."""

    class Meta:
        model = Sale

    id = uuid("sale")
    activity = factory.SubFactory(ActivityFactory)
    activity_id = factory.LazyAttribute(lambda made: made.activity.id)
    organiser_id = factory.LazyAttribute(lambda made: made.activity.organiser_id)
    holder = factory.SubFactory(HolderFactory)
    holder_id = factory.LazyAttribute(lambda made: made.holder.id)
    card_id = factory.LazyAttribute(lambda made: card_of(made.holder).id)
    day = IN_SUMMER
    at = factory.LazyAttribute(lambda made: brussels_moment(made.day, 14))
    price_name = TranslatedText(nl="Basistarief")
    full_price = Euro(1000)
    holder_pays = Euro(1000)
    receipt = factory.LazyFunction(dict)
    client_reference = None
    sold_by = "volunteer"
    cancelled_at = None

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        kwargs.pop("activity")
        kwargs.pop("holder")
        return super()._create(model_class, *args, **kwargs)


def people_came(municipality: Municipality, number: int, *, times: int = 1) -> Holder:
    """So many different people of a municipality came in somewhere, each so many times; answers the first of them.

    The others are put down in bulk and share one card: nothing here depends on it.
    """
    first = HolderFactory(municipality=municipality)
    example = CheckInFactory(holder=first)
    prefix = f"{municipality.nis}-{example.id}"
    ids = [first.id, *(f"{prefix}-{n}" for n in range(1, number))]
    holder = _values(first) | {"national_number_index": None}
    insert_many(session(), Holder, [holder | {"id": holder_id} for holder_id in ids[1:]])
    checkin = _values(example)
    came = [(holder_id, time) for time in range(times) for holder_id in ids][1:]
    rows = [
        checkin | {"id": f"{prefix}-c{n}", "key": f"{prefix}-k{n}", "holder_id": holder_id, "day": _day(time)}
        for n, (holder_id, time) in enumerate(came)
    ]
    insert_many(session(), CheckIn, rows)
    return first


def _values(made: Holder | CheckIn) -> dict[str, Any]:
    return {column.key: getattr(made, column.key) for column in made.__table__.columns}


def _day(time: int) -> date:
    return IN_SUMMER + timedelta(days=time)


def small_flanders() -> dict[str, Municipality]:
    """Three municipalities of Oost-Vlaanderen, two of Limburg."""
    east = {"province_nis": "40000", "province": "Oost-Vlaanderen"}
    limburg = {"province_nis": "70000", "province": "Limburg"}
    return {
        "gent": MunicipalityFactory(),
        "melle": MunicipalityFactory(nis="44088", name="Merelbeke-Melle", population=36_000, **east),
        "aalst": MunicipalityFactory(nis="41002", name="Aalst", population=86_000, **east),
        "genk": MunicipalityFactory(nis="71016", name="Genk", population=66_000, **limburg),
        "hasselt": MunicipalityFactory(nis="71072", name="Hasselt", population=78_000, **limburg),
    }
