"""Places, activities with their sessions and prices."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import factory

from tests.factories.accounts import MunicipalityFactory, OrganisationFactory
from tests.factories.base import Factory, uuid
from uitpas2.activities.models import Activity, Place, Price, Session
from uitpas2.activities.rules import Availability, CalendarType, PriceCategory, ProductClass, Publication
from uitpas2.kernel.clock import brussels_moment
from uitpas2.kernel.money import Euro
from uitpas2.kernel.period import PeriodKind
from uitpas2.kernel.text import TranslatedText

# The Wednesday after the one on which the tests' clock stands still.
WEDNESDAY_AFTERNOON = brussels_moment(datetime(2026, 12, 2, tzinfo=UTC).date(), 14)


class PlaceFactory(Factory):
    class Meta:
        model = Place

    id = uuid("place")
    uitdatabank_id = None
    name = TranslatedText(nl="Zwembad Strop")
    street = "Stropkaai 1"
    postal_code = "9000"
    city = "Gent"
    municipality = factory.SubFactory(MunicipalityFactory)
    municipality_nis = factory.LazyAttribute(lambda made: made.municipality and made.municipality.nis)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        kwargs.pop("municipality", None)
        return super()._create(model_class, *args, **kwargs)


class PriceFactory(Factory):
    class Meta:
        model = Price

    id = uuid("price")
    position = 0
    category = PriceCategory.BASE
    name = TranslatedText(nl="Basistarief", fr="Tarif de base", en="Base price")
    amount = Euro(1000)
    for_group = False


class SessionFactory(Factory):
    class Meta:
        model = Session

    id = uuid("session")
    position = 0
    starts = WEDNESDAY_AFTERNOON
    ends = factory.LazyAttribute(lambda made: made.starts + timedelta(hours=2))
    capacity = None
    availability = Availability.AVAILABLE


class ActivityFactory(Factory):
    """Swimming on Wednesday 2 December for € 10,00: `ActivityFactory(session__capacity=5, price__amount=Euro(500))`.

    Traits: `permanent` (always open, no session), `camp` (five days with a night), `care` (weekly care for children
    with one session), `draft`, `called_off`. `session=None` or `price=None` leave those out.
    """

    class Meta:
        model = Activity

    id = uuid("activity")
    uitdatabank_id = None
    organiser = factory.SubFactory(OrganisationFactory)
    organiser_id = factory.LazyAttribute(lambda made: made.organiser and made.organiser.id)
    place = factory.SubFactory(PlaceFactory)
    municipality_nis = factory.LazyAttribute(lambda made: made.place and made.place.municipality_nis)
    name = factory.Sequence(lambda number: TranslatedText(nl=f"Zwemmen {number}", fr=f"Natation {number}"))
    description = None
    theme = "Sportactiviteit"
    product_class = ProductClass.LEISURE
    calendar_type = CalendarType.SINGLE
    publication = Publication.PUBLISHED
    availability = Availability.AVAILABLE
    starts = WEDNESDAY_AFTERNOON
    ends = factory.LazyAttribute(lambda made: made.starts and made.starts + timedelta(hours=2))
    opening_hours = factory.LazyFunction(list)
    closed_days = factory.LazyFunction(list)
    adjusted_days = factory.LazyFunction(list)
    questions = factory.LazyFunction(list)
    ticket_limit = 1
    ticket_period = PeriodKind.ABSOLUTE
    checkin_limit = 1
    checkin_period = PeriodKind.DAY
    source = factory.LazyFunction(dict)
    updated_at = datetime(2026, 1, 1, tzinfo=UTC)
    price = factory.RelatedFactory(PriceFactory, factory_related_name="activity")
    session = factory.RelatedFactory(
        SessionFactory, factory_related_name="activity", starts=factory.SelfAttribute("..starts")
    )

    class Params:
        permanent = factory.Trait(
            calendar_type=CalendarType.PERMANENT, ticket_period=PeriodKind.WEEK, starts=None, ends=None, session=None
        )
        draft = factory.Trait(publication=Publication.DRAFT)
        called_off = factory.Trait(
            availability=Availability.UNAVAILABLE, unavailable_because=TranslatedText(nl="Afgelast wegens storm.")
        )

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        kwargs.pop("organiser", None)
        return super()._create(model_class, *args, **kwargs)
