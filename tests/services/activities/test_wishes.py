"""What somebody can ask of the finder beyond a day and a word: place, hours, class, price, help and language."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from tests.factories.accounts import MunicipalityFactory, OrganisationFactory
from tests.factories.activities import WEDNESDAY_AFTERNOON, ActivityFactory, PlaceFactory, SessionFactory
from tests.services.activities.test_finding import titled
from tests.services.cards.test_searching import questions, whole_tables_read
from uitpas2.activities import queries
from uitpas2.activities.queries import Near, Wishes, ranking
from uitpas2.activities.rules.ordering import waiting_steps
from uitpas2.database.work import Work
from uitpas2.kernel.boxes import Point
from uitpas2.kernel.money import Euro

WEDNESDAY = date(2026, 12, 2)
GENT = Point(51.054, 3.725)


def found(work: Work, **wishes: object) -> list[str]:
    return sorted(line.activity.name.nl for line in queries.search(work, Wishes(**wishes), limit=50).items)


def at(work: Work, name: str, *, north: float | None, melle: bool = False, **further: object) -> None:
    """An activity so many kilometres north of GENT; None: at a place of which nobody knows where it lies."""
    latitude = None if north is None else GENT.latitude + north / 111.195
    town = MunicipalityFactory(nis="44088", name="Merelbeke-Melle") if melle else MunicipalityFactory()
    place = PlaceFactory(municipality=town, latitude=latitude, longitude=None if north is None else GENT.longitude)
    ActivityFactory(name=titled(name), place=place, **further)


def test_near_is_by_the_crow_and_the_home_municipality_is_always_near(work: Work) -> None:
    at(work, "Drie kilometer", north=3)
    at(work, "Twaalf kilometer in Gent", north=12)
    at(work, "Vier in Melle", north=-4, melle=True)
    at(work, "Acht in Melle", north=-8, melle=True)
    at(work, "Ergens in Gent", north=None)

    at_home = queries.search(work, Wishes(near=Near(GENT, 5, "44021")), limit=9)
    from_a_place = found(work, near=Near(GENT, 5))

    assert sorted(line.activity.name.nl for line in at_home.items) == [
        "Drie kilometer",
        "Ergens in Gent",
        "Twaalf kilometer in Gent",
        "Vier in Melle",
    ]
    assert {line.activity.name.nl: round(line.km or 0) for line in at_home.items}["Vier in Melle"] == 4
    assert from_a_place == ["Drie kilometer", "Ergens in Gent", "Vier in Melle"]


def test_what_is_nearer_stands_higher(work: Work) -> None:
    club = OrganisationFactory()
    for km in (9, 1, 4):
        at(work, f"{km} km", north=km, organiser=club)

    lines = queries.search(work, Wishes(near=Near(GENT, 10)), limit=9).items

    assert [line.activity.name.nl for line in lines] == ["1 km", "4 km", "9 km"]


def test_hours_are_those_of_the_clock_in_flanders_summer_and_winter(work: Work) -> None:
    ActivityFactory(name=titled("Winter"))
    ActivityFactory(name=titled("Zomer"), starts=WEDNESDAY_AFTERNOON + timedelta(days=7 * 30) - timedelta(hours=1))
    ActivityFactory(name=titled("Avond"), starts=WEDNESDAY_AFTERNOON + timedelta(hours=5))
    ActivityFactory(name=titled("Vrijdag"), starts=WEDNESDAY_AFTERNOON + timedelta(days=2))
    ActivityFactory(
        name=titled("Museum"),
        permanent=True,
        opening_hours=[{"dayOfWeek": ["wednesday"], "opens": "10:00", "closes": "14:30"}],
    )

    assert found(work, from_minute=14 * 60, to_minute=16 * 60) == ["Museum", "Vrijdag", "Winter", "Zomer"]
    assert found(work, from_minute=14 * 60, to_minute=16 * 60, weekdays=0b100) == ["Museum", "Winter", "Zomer"]
    assert found(work, from_minute=15 * 60, weekdays=0b100) == ["Avond"]
    assert found(work, to_minute=15 * 60, day=WEDNESDAY) == ["Museum"]


def test_a_session_that_moves_takes_its_hours_along(work: Work) -> None:
    lesson = ActivityFactory(name=titled("Les"), session=None)
    session = SessionFactory(activity=lesson)

    session.starts += timedelta(days=1, hours=4)
    session.ends += timedelta(days=1, hours=4)
    work.session.flush()

    assert (session.day, session.weekdays) == (date(2026, 12, 3), 0b1000)
    assert (session.from_minute, session.to_minute) == (18 * 60, 20 * 60)
    assert found(work, weekdays=0b1000, from_minute=18 * 60) == ["Les"]


def test_what_was_full_first_shows_the_first_time_with_a_place(work: Work) -> None:
    lesson = ActivityFactory(session__capacity=1, session__taken=1)
    SessionFactory(activity=lesson, position=1, starts=WEDNESDAY_AFTERNOON + timedelta(days=7), capacity=4)
    lesson.ends = WEDNESDAY_AFTERNOON + timedelta(days=8)

    line = queries.search(work, Wishes(), limit=9).items[0]

    assert (line.next_session and line.next_session.day, line.free) == (date(2026, 12, 9), 4)


def test_a_place_kept_for_partners_is_no_place_for_others_until_it_is_released(work: Work) -> None:
    kept = {"session__capacity": 3, "session__taken": 1, "session__kept_for_partners": 2}
    ActivityFactory(name=titled("Nog bewaard"), session__kept_until=work.now + timedelta(hours=1), **kept)
    ActivityFactory(name=titled("Vrijgegeven"), session__kept_until=work.now, **kept)

    public = queries.search(work, Wishes(), limit=9).items

    assert {line.activity.name.nl: line.free for line in public} == {"Nog bewaard": 0, "Vrijgegeven": 2}
    assert found(work, with_places=True) == ["Vrijgegeven"]
    assert found(work, with_places=True, for_partner=True) == ["Nog bewaard", "Vrijgegeven"]


def test_a_class_is_found_by_class_or_by_the_ages_of_its_children(work: Work) -> None:
    ActivityFactory(name=titled("Derde en vierde"), class_from=3, class_to=4)
    ActivityFactory(name=titled("Acht en negen"), age_from=8, age_to=9)
    ActivityFactory(name=titled("Kleuters"), class_from=-3, class_to=-1)
    ActivityFactory(name=titled("Tot vijf"), age_to=5)
    ActivityFactory(name=titled("Iedereen"))

    assert found(work, school_class=3) == ["Acht en negen", "Derde en vierde", "Iedereen"]
    assert found(work, school_class=-1) == ["Iedereen", "Kleuters", "Tot vijf"]
    assert found(work, age=8) == ["Acht en negen", "Derde en vierde", "Iedereen"]


def test_price_help_and_language_keep_what_they_ask_for(work: Work) -> None:
    ActivityFactory(name=titled("Duur"), price__amount=Euro(1200), access=["wheelchair", "low-stimuli"], spoken=["nl"])
    ActivityFactory(name=titled("Goedkoop"), price__amount=Euro(300), access=["wheelchair"], spoken=["nl", "tr"])
    ActivityFactory(name=titled("Onbekend"), price=None)

    assert found(work, most=Euro(500)) == ["Goedkoop"]
    assert found(work, most=Euro(1200)) == ["Duur", "Goedkoop"]
    assert found(work, access=("wheelchair",)) == ["Duur", "Goedkoop"]
    assert found(work, access=("low-stimuli", "wheelchair")) == ["Duur"]
    assert found(work, spoken="tr") == ["Goedkoop"]


def test_the_steps_for_waiting_are_the_same_in_the_database_as_in_the_rule(work: Work) -> None:
    for days in (0, 6, 7, 27, 28, 90, 91, 200):
        ActivityFactory(starts=WEDNESDAY_AFTERNOON + timedelta(days=days - 7))

    entries = ranking.ranked(work, Wishes()).entries

    assert [entry.steps for entry in entries] == [waiting_steps(work.today, entry.first) for entry in entries]
    assert {entry.steps for entry in entries} == {0, 1, 2, 3}


def test_of_very_many_only_the_coming_week_is_read_and_the_first_page_is_the_same(
    work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(8):
        ActivityFactory(name=titled(f"Deze week {number}"), starts=WEDNESDAY_AFTERNOON - timedelta(days=number % 3 + 1))
        ActivityFactory(name=titled(f"Later {number}"), starts=WEDNESDAY_AFTERNOON + timedelta(days=40))
    whole = queries.search(work, Wishes(), limit=4)

    monkeypatch.setattr(ranking, "SHOWN_AT_MOST", 5)
    monkeypatch.setattr("uitpas2.activities.queries.offer.SHOWN_AT_MOST", 5)
    short = queries.search(work, Wishes(), limit=4)

    assert [line.activity.id for line in short.items] == [line.activity.id for line in whole.items]
    assert (short.total, short.more, whole.total, whole.more) == (5, True, 16, False)
    assert len(ranking.ranked(work, Wishes(), needed=4).entries) == 8
    assert len(ranking.ranked(work, Wishes(), needed=9).entries) == 16


@pytest.mark.parametrize(
    "asked",
    [
        {"near": Near(GENT, 10, "44021"), "age": 8},
        {"day": WEDNESDAY, "from_minute": 780},
        {"municipality_nis": "44021", "weekdays": 0b100, "with_places": True},
    ],
    ids=["near", "day", "weekday"],
)
def test_a_search_by_place_or_day_reads_no_table_from_end_to_end(
    work: Work, database: Engine, asked: dict[str, object]
) -> None:
    ActivityFactory()
    work.session.expunge_all()

    with questions(database) as statements:
        queries.search(work, Wishes(**asked), limit=24)

    assert len(statements) <= 7
    assert whole_tables_read(work, statements, "activities|sessions|places|prices") == []
