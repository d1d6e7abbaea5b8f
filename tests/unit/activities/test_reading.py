"""Reading one item: what each part means, and that every fault is named at its own place."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.factories.uitdatabank import item, organiser, periodic, place, reference, sub_event, weekly
from uitpas2.activities.rules import Availability, CalendarType, PriceCategory, ProductClass, Publication
from uitpas2.activities.rules.classes import product_class_of
from uitpas2.activities.rules.reading import ItemFaulty, ItemRead, OrganiserRead, PlaceRead, read_item
from uitpas2.activities.rules.reading.results import AddressRead
from uitpas2.kernel.clock import BRUSSELS
from uitpas2.kernel.money import Euro
from uitpas2.kernel.text import TranslatedText


def read(**fields: Any) -> ItemRead:
    return read_item(item(**fields), "/0")


def faults(value: object) -> list[str]:
    """The pointers of everything that is wrong with an item."""
    with pytest.raises(ItemFaulty) as caught:
        read_item(value, "/0")
    assert all(fault.reason.is_complete() for fault in caught.value.faults)
    return [fault.pointer for fault in caught.value.faults]


def local(read_item: ItemRead) -> list[str]:
    """The sessions on the clocks of Flanders."""
    return [
        f"{one.starts.astimezone(BRUSSELS):%a %d %b %H:%M}-{one.ends.astimezone(BRUSSELS):%H:%M}"
        for one in read_item.calendar.sessions
    ]


# The four calendar types


def test_a_single_date_without_a_list_of_dates_stands_on_the_item_itself() -> None:
    booking = {"type": "Available", "capacity": 15, "remainingCapacity": 3}

    one = read(subEvent=None, bookingAvailability=booking).calendar

    assert (one.calendar_type, len(one.sessions)) == (CalendarType.SINGLE, 1)
    assert one.sessions[0].starts == datetime(2026, 12, 2, 13, tzinfo=UTC)
    assert (one.sessions[0].capacity, one.sessions[0].remaining) == (15, 3)


def test_each_date_of_several_has_its_own_status_places_care_and_night() -> None:
    dates = [
        sub_event(
            "2027-07-05T09:00:00+02:00",
            "2027-07-09T16:00:00+02:00",
            overnight=True,
            childcare={"start": "07:30", "end": "18:00"},
            bookingAvailability={"type": "Available", "capacity": 40, "remainingCapacity": 8},
        ),
        sub_event(
            "2027-07-12T09:00:00+02:00",
            "2027-07-16T16:00:00+02:00",
            status={
                "type": "TemporarilyUnavailable",
                "reason": {"nl": "Zaal in herstelling.", "fr": "Salle en travaux."},
            },
            childcare={"end": "17:00"},
        ),
    ]

    first, second = read(calendarType="multiple", subEvent=dates).calendar.sessions

    assert (first.overnight, first.care_from, first.care_to, first.capacity, first.remaining) == (
        True,
        "07:30",
        "18:00",
        40,
        8,
    )
    assert (second.overnight, second.care_from, second.care_to, second.capacity) == (False, None, "17:00", None)
    assert second.status.availability is Availability.TEMPORARILY_UNAVAILABLE
    assert second.status.because == TranslatedText(nl="Zaal in herstelling.", fr="Salle en travaux.")


def test_a_week_of_hours_becomes_every_session_of_its_period() -> None:
    care = {"start": "15:00", "end": "18:30"}

    whole = read_item(
        periodic(
            "2026-11-30T00:00:00+01:00",
            "2026-12-09T23:59:00+01:00",
            weekly("monday", "tuesday", childcare=care),
            weekly("wednesday", opens="12:00"),
        ),
        "/0",
    )

    assert local(whole) == [
        "Mon 30 Nov 15:30-18:00",
        "Tue 01 Dec 15:30-18:00",
        "Wed 02 Dec 12:00-18:00",
        "Mon 07 Dec 15:30-18:00",
        "Tue 08 Dec 15:30-18:00",
        "Wed 09 Dec 12:00-18:00",
    ]
    assert [one.care_from for one in whole.calendar.sessions[:3]] == ["15:00", "15:00", None]


def test_a_period_begins_and_ends_at_its_hour() -> None:
    whole = read_item(
        periodic(
            "2026-12-02T17:00:00+01:00",
            "2026-12-03T09:30:00+01:00",
            weekly("wednesday", "thursday", opens="09:30", closes="16:00"),
        ),
        "/0",
    )

    assert local(whole) == []


def test_permanent_offer_has_no_sessions() -> None:
    whole = read_item(
        item(calendarType="permanent", startDate=None, endDate=None, subEvent=None, openingHours=[weekly("sunday")]),
        "/0",
    )

    assert (whole.calendar.sessions, whole.calendar.starts, whole.calendar.ends) == ((), None, None)
    assert whole.calendar.opening_hours == [{"dayOfWeek": ["sunday"], "opens": "15:30", "closes": "18:00"}]


# Closed and adjusted days


def test_closed_days_drop_out_and_adjusted_days_have_their_own_hours() -> None:
    whole = read_item(
        periodic(
            "2026-12-14T00:00:00+01:00",
            "2027-01-05T23:59:00+01:00",
            weekly("monday", "wednesday"),
            openingHoursClosedDays=[
                {"startDate": "2026-12-21", "endDate": "2027-01-03", "description": {"nl": "Vakantie"}}
            ],
            openingHoursAdjustedDays=[
                {"startDate": "2026-12-14", "endDate": "2026-12-18", "openingHours": [weekly("monday", closes="17:00")]}
            ],
        ),
        "/0",
    )

    assert local(whole) == ["Mon 14 Dec 15:30-17:00", "Mon 04 Jan 15:30-18:00"]
    assert whole.calendar.closed_days[0]["description"] == {"nl": "Vakantie"}


def test_days_may_be_written_as_instants_and_are_days_in_flanders() -> None:
    closed = [{"startDate": "2026-12-07T23:00:00+00:00", "endDate": "2026-12-08T22:59:59+00:00"}]

    whole = read_item(
        periodic(
            "2026-12-07T00:00:00+01:00",
            "2026-12-09T23:59:00+01:00",
            weekly("monday", "tuesday"),
            openingHoursClosedDays=closed,
        ),
        "/0",
    )

    assert local(whole) == ["Mon 07 Dec 15:30-18:00"]


# The Sundays on which the clocks change


@pytest.mark.parametrize(
    ("sunday", "offsets"),
    [("2026-03-29", ["+01:00", "+02:00"]), ("2026-10-25", ["+02:00", "+01:00"]), ("2027-03-28", ["+01:00", "+02:00"])],
)
def test_the_wall_clock_stays_the_same_when_the_clocks_change(sunday: str, offsets: list[str]) -> None:
    day = date.fromisoformat(sunday)
    before, after = day.replace(day=day.day - 1), day
    whole = read_item(
        periodic(
            f"{before}T00:00:00{offsets[0]}",
            f"{after}T23:00:00{offsets[1]}",
            weekly("saturday", "sunday", opens="10:00", closes="12:00"),
        ),
        "/0",
    )

    saturday, changed = whole.calendar.sessions

    hours_later = (changed.starts - saturday.starts).total_seconds() / 3600
    assert [text[-11:] for text in local(whole)] == ["10:00-12:00", "10:00-12:00"]
    assert hours_later == (23 if offsets[0] == "+01:00" else 25)


def test_hours_in_the_hour_that_is_skipped_do_not_exist_that_day() -> None:
    night = weekly("sunday", opens="02:15", closes="02:45")

    spring = read_item(periodic("2027-03-21T00:00:00+01:00", "2027-04-04T23:00:00+02:00", night), "/0")

    assert local(spring) == ["Sun 21 Mar 02:15-02:45", "Sun 04 Apr 02:15-02:45"]


def test_hours_around_the_skipped_hour_keep_what_is_left_of_them() -> None:
    night = weekly("sunday", opens="02:30", closes="05:00")

    spring = read_item(periodic("2027-03-28T00:00:00+01:00", "2027-03-28T23:00:00+02:00", night), "/0")

    assert local(spring) == ["Sun 28 Mar 03:00-05:00"]


def test_the_night_of_the_long_hour_lasts_an_hour_longer() -> None:
    party = weekly("saturday", opens="22:00", closes="04:00")

    autumn = read_item(periodic("2026-10-24T00:00:00+02:00", "2026-10-25T23:00:00+01:00", party), "/0")

    only = autumn.calendar.sessions[0]
    assert (only.ends - only.starts).total_seconds() == 7 * 3600


# For whom


@pytest.mark.parametrize(
    ("written", "ages"),
    [
        ("6-12", (6, 12)),
        ("6-", (6, None)),
        ("-12", (None, 12)),
        ("-", (None, None)),
        ("", (None, None)),
        ("0-99", (0, None)),
        (None, (None, None)),
        ("8-8", (8, 8)),
    ],
)
def test_a_range_of_ages_may_be_open_on_both_sides(written: str | None, ages: tuple[int | None, int | None]) -> None:
    audience = read(typicalAgeRange=written).audience

    assert (audience.age_from, audience.age_to) == ages


@pytest.mark.parametrize("written", ["12-6", "zes", "6", "6-12-18", 6])
def test_what_is_no_range_of_ages_is_refused(written: object) -> None:
    assert faults(item(typicalAgeRange=written)) == ["/0/typicalAgeRange"]


def test_birth_dates_members_and_schools() -> None:
    born = read(birthdateRange={"from": "2015-01-01", "to": "2021-12-31"}, childrenOnly=True).audience
    members = read(audience={"audienceType": "members"}).audience
    schools = read(audience={"audienceType": "education"}).audience

    assert (born.born_from, born.born_to, born.children_only) == (date(2015, 1, 1), date(2021, 12, 31), True)
    assert (members.members_only, members.schools_only) == (True, False)
    assert (schools.members_only, schools.schools_only) == (False, True)


# What, where, who, how much


def test_prices_keep_their_category_their_name_and_whether_they_are_for_a_group() -> None:
    prices = read(
        priceInfo=[
            {"category": "base", "price": 10.5, "priceCurrency": "EUR"},
            {"category": "tariff", "price": 80, "name": {"nl": "Groep"}, "groupPrice": True},
            {"category": "uitpas", "price": 2.1, "name": {"nl": "Met kaart"}},
        ]
    ).prices

    assert [(price.category, price.name.nl, price.amount, price.for_group) for price in prices] == [
        (PriceCategory.BASE, "Basistarief", Euro(1050), False),
        (PriceCategory.TARIFF, "Groep", Euro(8000), True),
        (PriceCategory.UITPAS, "Met kaart", Euro(210), False),
    ]


def test_a_place_and_an_organiser_may_be_embedded_or_a_mere_reference() -> None:
    embedded = read()
    bare = read(location=reference("places", 50), organizer=reference("organizers", 70))

    assert embedded.place == PlaceRead(
        "00000000-0000-4000-8000-000000000050",
        TranslatedText(nl="Zwembad Strop"),
        AddressRead("Stropkaai 1", "9000", "Gent"),
    )
    assert embedded.organiser == OrganiserRead("00000000-0000-4000-8000-000000000070", "Zwemclub De Dolfijn")
    assert bare.place == PlaceRead("00000000-0000-4000-8000-000000000050")
    assert bare.organiser == OrganiserRead("00000000-0000-4000-8000-000000000070")


def test_what_is_online_needs_no_place() -> None:
    online = read(
        attendanceMode="online",
        onlineUrl="https://voorbeeld.test/x",
        location={"@id": "https://io.uitdatabank.be/places/00000000-0000-0000-0000-000000000000"},
    )

    assert (online.place, online.online_url) == (None, "https://voorbeeld.test/x")


def test_questions_come_from_both_spellings() -> None:
    asked = read(
        faqs=[{"nl": {"question": "A?", "answer": "Ja."}, "en": {"question": "A?", "answer": "Yes."}}],
        faq=[{"id": "1", "nl": {"question": "B?", "answer": "Nee."}}],
    ).questions

    assert asked == [
        {"question": {"nl": "A?", "en": "A?"}, "answer": {"nl": "Ja.", "en": "Yes."}},
        {"question": {"nl": "B?"}, "answer": {"nl": "Nee."}},
    ]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Drie < vier & vijf > twee.\nTweede regel.", "Drie < vier & vijf > twee.\nTweede regel."),
        (
            "<p>Zwem  mee!</p><p>Breng <strong>een handdoek</strong> mee&nbsp;&amp; plezier.</p>",
            "Zwem mee!\nBreng een handdoek mee & plezier.",
        ),
        ("Lijst:<ul><li>een</li><li>twee</li></ul><script>alert(1)</script>", "Lijst:\neen\ntwee"),
    ],
)
def test_a_description_is_kept_as_plain_text(written: str, kept: str) -> None:
    description = read(description={"nl": written}).description

    assert description == TranslatedText(nl=kept)


def test_a_text_without_dutch_borrows_the_main_language() -> None:
    name = read(mainLanguage="fr", name={"de": "Schwimmen", "fr": "Natation"}).name

    assert name == TranslatedText(nl="Natation", fr="Natation")


@pytest.mark.parametrize(
    ("status", "publication"),
    [
        ("DRAFT", Publication.DRAFT),
        ("READY_FOR_VALIDATION", Publication.PUBLISHED),
        ("APPROVED", Publication.PUBLISHED),
        ("REJECTED", Publication.DRAFT),
        ("DELETED", Publication.DELETED),
    ],
)
def test_only_what_uitdatabank_shows_is_published(status: str, publication: Publication) -> None:
    assert read(workflowStatus=status).publication is publication


def test_the_class_of_the_rule_book_follows_from_named_checks() -> None:
    care_hours = weekly("monday", childcare={"start": "15:00"})
    span = ("2026-12-01T00:00:00+01:00", "2026-12-31T00:00:00+01:00")
    camp = [{"id": "0.57.0.0.0", "label": "Kamp of vakantie", "domain": "eventtype"}]

    classes = [
        product_class_of(read_item(one, "/0"))
        for one in (
            item(terms=camp),
            periodic(*span, care_hours, childrenOnly=True),
            periodic(*span, care_hours),
            periodic(*span, weekly("monday"), childrenOnly=True),
            item(childrenOnly=True),
        )
    ]

    assert classes == [ProductClass.CAMP, ProductClass.CARE, *[ProductClass.LEISURE] * 3]


# Faults


def test_every_fault_of_an_item_is_named_at_its_own_place() -> None:
    wrong = item(
        name=None,
        subEvent=[{"startDate": "2026-02-30T10:00:00+01:00", "endDate": "later"}, "text"],
        priceInfo=[{"category": "gift", "price": 1.234}, {"category": "base", "price": 1, "priceCurrency": "USD"}],
        childrenOnly="yes",
        onlineUrl="javascript:alert(1)",
    )

    assert faults(wrong) == [
        "/0/name",
        "/0/subEvent/0/startDate",
        "/0/subEvent/0/endDate",
        "/0/subEvent/1",
        "/0/childrenOnly",
        "/0/priceInfo/0/category",
        "/0/priceInfo/0/name",
        "/0/priceInfo/0/price",
        "/0/priceInfo/1/priceCurrency",
        "/0/onlineUrl",
    ]


@pytest.mark.parametrize(
    ("value", "pointer"),
    [
        (None, "/0"),
        ("{}", "/0"),
        ([], "/0"),
        (item(**{"@id": "https://io.uitdatabank.be/events/"}), "/0/@id"),
        (item(calendarType="sometimes"), "/0/calendarType"),
        (item(calendarType="multiple", subEvent=[]), "/0/subEvent"),
        (item(subEvent=[sub_event("2026-12-02T14:00:00", "2026-12-02T16:00:00+01:00")]), "/0/subEvent/0/startDate"),
        (item(subEvent=[sub_event("2026-12-02T14:00:00+01:00", "2026-12-02T13:00:00+01:00")]), "/0/subEvent/0/endDate"),
        (item(status={"type": "Maybe"}), "/0/status/type"),
        (item(location=None), "/0/location"),
        (item(location=place(geo={"latitude": 910, "longitude": 4})), "/0/location/geo/latitude"),
        (item(organizer=organiser(name={"nl": " "})), "/0/organizer/name"),
        (item(organizer=organiser(name={"nl": "n" * 201})), "/0/organizer/name/nl"),
        (item(birthdateRange={"from": "2020-01-01", "to": "2019-01-01"}), "/0/birthdateRange/to"),
        (item(faqs=[{"nl": {"question": "A?"}}]), "/0/faqs/0/nl/answer"),
        (item(languages=["nl", 3]), "/0/languages/1"),
        (item(departurePlaces=["nowhere!"]), "/0/departurePlaces/0"),
        (item(extra={"deep": [float("inf")]}), "/0/extra/deep/0"),
        (item(extra="\x00"), "/0/extra"),
        (item(extra="\ud800"), "/0/extra"),
        (item(**{"a/b~c": {"x": "\x00"}}), "/0/a~1b~0c/x"),
    ],
)
def test_a_fault_is_named_at_its_place(value: object, pointer: str) -> None:
    assert faults(value) == [pointer]


def test_places_left_beyond_the_capacity_are_refused() -> None:
    booking = {"type": "Available", "capacity": 3, "remainingCapacity": 4}
    dates = [sub_event("2026-12-02T14:00:00+01:00", "2026-12-02T16:00:00+01:00", bookingAvailability=booking)]

    assert faults(item(subEvent=dates)) == ["/0/subEvent/0/bookingAvailability/remainingCapacity"]


def test_a_period_that_never_ends_is_refused_before_it_is_written_out() -> None:
    hours = weekly("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

    too_long = periodic("1950-01-01T00:00:00+01:00", "2100-01-01T00:00:00+01:00", hours)
    too_many = periodic("2000-01-01T00:00:00+01:00", "2029-01-01T00:00:00+01:00", hours)
    long_closed = periodic(
        "2026-01-01T00:00:00+01:00",
        "2026-02-01T00:00:00+01:00",
        hours,
        openingHoursClosedDays=[{"startDate": "2000-01-01", "endDate": "2190-01-01"}],
    )

    assert faults(too_long) == ["/0/endDate"]
    assert faults(too_many) == ["/0/openingHours"]
    assert faults(long_closed) == ["/0/openingHoursClosedDays/0/endDate"]


def test_adjusted_days_that_overlap_are_refused() -> None:
    adjusted = [
        {"startDate": "2026-12-14", "endDate": "2026-12-18", "openingHours": []},
        {"startDate": "2026-12-18", "endDate": "2026-12-20", "openingHours": []},
    ]
    span = ("2026-12-01T00:00:00+01:00", "2026-12-31T00:00:00+01:00")

    wrong = periodic(*span, weekly("monday"), openingHoursAdjustedDays=adjusted)

    assert faults(wrong) == ["/0/openingHoursAdjustedDays/1/startDate"]


def test_an_item_nested_a_thousand_deep_is_refused_without_falling_over() -> None:
    deep: Any = {}
    for _ in range(1000):
        deep = {"x": deep}

    found = faults(item(extra=deep))

    assert len(found) == 1
    assert found[0].startswith("/0/extra/x/x")
