"""Importing: what is right comes in, what is wrong is named, twice is once."""

from __future__ import annotations

from copy import deepcopy

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from tests.factories.accounts import MunicipalityFactory
from tests.factories.registrations import RegistrationFactory
from tests.factories.uitdatabank import example, item, organiser, periodic, place, reference, sub_event, weekly
from uitpas2.accounts.models import Organisation
from uitpas2.activities.models import Activity, Place, Session
from uitpas2.activities.rules import Availability, ProductClass, Publication
from uitpas2.activities.services import ImportReport, free_place, import_events, importing, take_place, use_price
from uitpas2.database.work import Work
from uitpas2.kernel.money import Euro
from uitpas2.kernel.period import PeriodKind


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    return report.imported, report.updated, report.unchanged, len(report.rejected)


def only_activity(work: Work) -> Activity:
    return work.session.scalars(select(Activity)).one()


def sessions_of(work: Work, activity: Activity) -> list[Session]:
    work.session.expire_all()
    return list(
        work.session.scalars(select(Session).where(Session.activity_id == activity.id).order_by(Session.starts))
    )


def named(work: Work, name: str) -> Activity:
    return next(one for one in work.session.scalars(select(Activity)) if one.name.nl == name)


def test_the_example_file_comes_in_whole_and_a_second_time_changes_nothing(work: Work) -> None:
    items = example("uitdatabank-events.json")
    MunicipalityFactory()
    MunicipalityFactory(melle=True)

    first, second = import_events(work, items), import_events(work, deepcopy(items))

    assert counts(first) == (15, 0, 0, 0)
    assert counts(second) == (0, 0, 15, 0)
    assert sorted(one.source["@id"] for one in work.session.scalars(select(Activity))) == sorted(
        one["@id"] for one in items
    )


def test_the_example_file_means_what_it_says(work: Work) -> None:
    MunicipalityFactory()
    MunicipalityFactory(melle=True)

    import_events(work, example("uitdatabank-events.json"))

    camp, care = named(work, "Acrobatie- en trampolinekamp"), named(work, "Naschoolse opvang De Beuk")
    weeks = sessions_of(work, named(work, "Speelweken zomer"))
    assert (camp.product_class, camp.municipality_nis, camp.sessions[0].overnight) == (ProductClass.CAMP, "44040", True)
    assert (camp.sessions[0].capacity, camp.sessions[0].free_places, camp.sessions[0].care_to) == (30, 12, "17:30")
    assert [week.free_places for week in weeks] == [8, 0, 40]
    assert (care.product_class, care.ticket_period, len(care.sessions)) == (ProductClass.CARE, PeriodKind.DAY, 200)
    assert named(work, "Theater in het park (afgelast)").unavailable_because.fr == "Annulé pour cause de tempête."
    assert named(work, "Concept: buurtfeest").publication is Publication.DRAFT
    assert named(work, "Verwijderde workshop").publication is Publication.DELETED
    assert named(work, "Schoolvoorstelling: De Kleine Reus").schools_only
    assert named(work, "Webinar opvoeding").place is None
    assert named(work, "Woensdagatelier").questions[0]["answer"]["nl"] == "Aan de schoolpoort."
    assert named(work, "Lenteconcert").prices[2].for_group


def test_the_broken_file_names_six_items_and_brings_in_the_good_one(work: Work) -> None:
    report = import_events(work, example("uitdatabank-events-broken.json"))

    assert counts(report) == (1, 0, 0, 6)
    assert [(wrong.index, wrong.pointer) for wrong in report.rejected] == [
        (0, "/0/name"),
        (1, "/1/startDate"),
        (2, "/2/endDate"),
        (4, "/4/priceInfo/1/price"),
        (5, "/5/calendarType"),
        (6, "/6"),
    ]
    assert all(wrong.reason.is_complete() for wrong in report.rejected)
    assert only_activity(work).name.nl == "Woensdagatelier, tweede groep"


def test_an_item_the_database_refuses_leaves_nothing_behind_and_the_others_come_in(
    work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = importing.keep

    def refuse_second(work: Work, known, read, *rest):  # type: ignore[no-untyped-def]
        kept = real(work, known, read, *rest)
        if read.name.nl == "Tweede":
            raise IntegrityError("insert", {}, Exception("refused"))
        return kept

    monkeypatch.setattr(importing, "keep", refuse_second)

    report = import_events(work, [item(1), item(2, name="Tweede", location=place(51)), item(3)])

    assert counts(report) == (2, 0, 0, 1)
    assert report.rejected[0].pointer == "/1"
    assert work.session.scalar(select(func.count()).select_from(Session)) == 2
    assert work.session.scalar(select(func.count()).select_from(Place)) == 1


def test_a_changed_item_keeps_the_places_that_were_taken(work: Work) -> None:
    lessons = [
        sub_event(f"2026-12-{day:02d}T14:00:00+01:00", f"2026-12-{day:02d}T16:00:00+01:00") for day in (2, 9, 16)
    ]
    import_events(work, [item(calendarType="multiple", subEvent=lessons)])
    activity = only_activity(work)
    second = sessions_of(work, activity)[1].id
    assert take_place(work, second)
    moved = deepcopy(lessons)
    moved[1]["startDate"], moved[1]["endDate"] = "2026-12-11T14:00:00+01:00", "2026-12-11T16:00:00+01:00"
    moved[1]["bookingAvailability"] = {"type": "Available", "capacity": 10, "remainingCapacity": 10}

    report = import_events(work, [item(calendarType="multiple", subEvent=moved, name={"nl": "Zwemles"})])

    after = sessions_of(work, activity)
    assert counts(report) == (0, 1, 0, 0)
    assert only_activity(work).name.nl == "Zwemles"
    assert [(one.day.day, one.id == second, one.taken) for one in after] == [
        (2, False, 0),
        (11, True, 1),
        (16, False, 0),
    ]
    assert (after[1].capacity, after[1].free_places) == (10, 9)


def test_a_date_that_left_the_item_goes_unless_somebody_has_a_place(work: Work) -> None:
    lessons = [sub_event(f"2026-12-{day}T14:00:00+01:00", f"2026-12-{day}T16:00:00+01:00") for day in (10, 11, 12)]
    import_events(work, [item(calendarType="multiple", subEvent=lessons)])
    activity = only_activity(work)
    assert take_place(work, sessions_of(work, activity)[1].id)

    import_events(work, [item(calendarType="multiple", subEvent=lessons[:1])])

    after = sessions_of(work, activity)
    assert [(one.day.day, one.availability) for one in after] == [
        (10, Availability.AVAILABLE),
        (11, Availability.UNAVAILABLE),
    ]
    assert not take_place(work, after[1].id)
    free_place(work, after[1].id)


def test_a_date_that_left_the_item_stays_called_off_when_a_registration_tells_of_it(work: Work) -> None:
    lessons = [sub_event(f"2026-12-{day}T14:00:00+01:00", f"2026-12-{day}T16:00:00+01:00") for day in (10, 11)]
    import_events(work, [item(calendarType="multiple", subEvent=lessons)])
    activity = only_activity(work)
    RegistrationFactory(session=sessions_of(work, activity)[1])

    report = import_events(work, [item(calendarType="multiple", subEvent=lessons[:1])])

    after = sessions_of(work, activity)
    assert counts(report) == (0, 1, 0, 0)
    assert [one.availability for one in after] == [Availability.AVAILABLE, Availability.UNAVAILABLE]
    assert after[1].unavailable_because.nl == "De organisator haalde dit moment uit het aanbod."


def test_a_capacity_below_the_places_taken_throws_nobody_out(work: Work) -> None:
    def lesson(capacity: int, remaining: int) -> dict[str, object]:
        booking = {"type": "Available", "capacity": capacity, "remainingCapacity": remaining}
        return sub_event("2026-12-02T14:00:00+01:00", "2026-12-02T16:00:00+01:00", bookingAvailability=booking)

    import_events(work, [item(subEvent=[lesson(5, 5)])])
    activity = only_activity(work)
    session_id = sessions_of(work, activity)[0].id
    assert all(take_place(work, session_id) for _ in range(4))

    report = import_events(work, [item(subEvent=[lesson(2, 1)])])

    session = sessions_of(work, activity)[0]
    assert counts(report) == (0, 1, 0, 0)
    assert (session.taken, session.taken_elsewhere, session.free_places) == (4, 0, 0)


def test_prices_follow_the_source_and_keep_their_id(work: Work) -> None:
    import_events(work, [item()])
    before = only_activity(work).prices[0].id
    dearer = [
        {"category": "base", "price": 12.5, "priceCurrency": "EUR", "name": {"nl": "Basistarief"}},
        {"category": "tariff", "price": 80, "name": {"nl": "Groep"}, "groupPrice": True},
    ]

    import_events(work, [item(priceInfo=dearer)])

    prices = only_activity(work).prices
    assert [(price.id == before, price.amount, price.for_group) for price in prices] == [
        (True, Euro(1250), False),
        (False, Euro(8000), True),
    ]


def test_a_price_that_was_used_ends_and_a_dearer_one_takes_its_place(work: Work) -> None:
    import_events(work, [item()])
    used = only_activity(work).prices[0]
    shown = used.amount
    use_price(work, used.id)
    dearer = [{"category": "base", "price": 12.5, "priceCurrency": "EUR", "name": {"nl": "Basistarief"}}]

    import_events(work, [item(priceInfo=dearer)])
    import_events(work, [item(priceInfo=dearer)])

    (price,) = only_activity(work).prices
    assert (price.id != used.id, price.amount) == (True, Euro(1250))
    assert (used.amount, used.ended_at) == (shown, work.now)


def test_an_organiser_and_a_place_known_by_id_only_are_completed_when_they_are_embedded(work: Work) -> None:
    MunicipalityFactory()
    bare = item(1, organizer=reference("organizers", 70), location=reference("places", 50))
    import_events(work, [bare])
    provisional = work.session.scalars(select(Organisation)).one().name

    import_events(work, [bare, item(2, organizer=organiser(70), location=place(50))])

    activities = work.session.scalars(select(Activity).execution_options(populate_existing=True)).all()
    assert provisional == "Organisator 00000000"
    assert work.session.scalars(select(Organisation)).one().name == "Zwemclub De Dolfijn"
    assert work.session.scalars(select(Place)).one().name.nl == "Zwembad Strop"
    assert {one.municipality_nis for one in activities} == {"44021"}


def test_an_organiser_with_a_name_of_its_own_is_not_renamed(work: Work) -> None:
    import_events(work, [item(1)])

    import_events(work, [item(2, organizer=organiser(name={"nl": "Andere naam"}))])

    assert work.session.scalars(select(Organisation)).one().name == "Zwemclub De Dolfijn"


def test_new_hours_in_a_week_keep_the_child_on_its_day(work: Work) -> None:
    month = ("2026-12-01T00:00:00+01:00", "2026-12-31T23:59:00+01:00")
    import_events(work, [periodic(*month, weekly("monday", "wednesday"))])
    activity = only_activity(work)
    wednesday = sessions_of(work, activity)[0]
    assert take_place(work, wednesday.id)
    closed = [{"startDate": "2026-12-07", "endDate": "2026-12-07"}]

    import_events(
        work,
        [periodic(*month, weekly("monday", "wednesday", opens="16:00"), openingHoursClosedDays=closed)],
    )

    after = sessions_of(work, activity)
    assert [one.day.day for one in after] == [2, 9, 14, 16, 21, 23, 28, 30]
    assert [(one.day.day, one.taken) for one in after if one.taken] == [(2, 1)]
