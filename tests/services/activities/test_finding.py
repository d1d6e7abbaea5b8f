"""Finding: filters, order, what stays out, and how many questions the database gets."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from sqlalchemy import event

from tests.factories.accounts import MunicipalityFactory, OrganisationFactory
from tests.factories.activities import WEDNESDAY_AFTERNOON, ActivityFactory, PlaceFactory, SessionFactory
from uitpas2.activities import queries
from uitpas2.activities.errors import ActivityUnknown
from uitpas2.activities.rules import Availability, CalendarType, Publication
from uitpas2.database.work import Work, Workplace
from uitpas2.kernel.actor import Actor, ActorKind
from uitpas2.kernel.text import TranslatedText

WEDNESDAY = date(2026, 12, 2)


def titled(text: str, **further: str) -> TranslatedText:
    return TranslatedText(nl=text, **further)


def found(work: Work, **wishes: object) -> list[str]:
    return [line.activity.name.nl for line in queries.find_offer(work, **wishes).items]  # type: ignore[arg-type]


@contextmanager
def counted(work: Work) -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    engine = work.session.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    yield statements
    event.remove(engine, "before_cursor_execute", note)


def test_fewest_steps_stand_first_and_of_one_organiser_what_is_first(work: Work) -> None:
    club, day = OrganisationFactory(), timedelta(days=1)
    ActivityFactory(name=titled("Museum"), organiser=club, permanent=True)
    ActivityFactory(name=titled("Volgende maand"), organiser=club, starts=WEDNESDAY_AFTERNOON + 35 * day)
    ActivityFactory(name=titled("Volgende week"), organiser=club, starts=WEDNESDAY_AFTERNOON + 7 * day)
    ActivityFactory(name=titled("Zingen"), organiser=club, starts=WEDNESDAY_AFTERNOON - day, session__capacity=1)
    ActivityFactory(name=titled("Ándere"), organiser=club, starts=WEDNESDAY_AFTERNOON - day, session__capacity=90)
    ActivityFactory(name=titled("Vol"), organiser=club, session__capacity=2, session__taken=2)
    ActivityFactory(name=titled("Afgelast"), organiser=club, called_off=True)

    order = ["Ándere", "Zingen", "Museum", "Volgende week", "Volgende maand", "Vol", "Afgelast"]
    assert found(work) == order


def test_each_organiser_has_its_turn_however_much_it_offers(work: Work) -> None:
    large, small = OrganisationFactory(), OrganisationFactory()
    for number in range(4):
        ActivityFactory(name=titled(f"Groot {number}"), organiser=large, session__capacity=100)
    ActivityFactory(name=titled("Klein"), organiser=small, session__capacity=1)

    assert "Klein" in found(work, limit=2)


def test_each_filter_keeps_what_it_asks_for(work: Work) -> None:
    melle = PlaceFactory(municipality=MunicipalityFactory(melle=True), city="Melle")
    club = OrganisationFactory(name="Turnclub De Salto")
    ActivityFactory(name=titled("Turnen", fr="Gymnastique"), organiser=club, place=melle, theme="Sport", age_to=5)
    ActivityFactory(name=titled("Muziekatelier"), description=titled("Trommelen op zélfgemaakte trommels"), age_from=6)
    ActivityFactory(name=titled("Geboren in 2018"), born_from=date(2018, 1, 1), born_to=date(2018, 12, 31))

    assert found(work, municipality_nis="44040") == ["Turnen"]
    assert found(work, theme="Sport") == ["Turnen"]
    assert found(work, text="gymnastique") == ["Turnen"]
    assert found(work, text="salto") == ["Turnen"]
    assert found(work, text="trommels zelfgemaakte") == ["Muziekatelier"]
    assert found(work, text="100%") == []
    assert sorted(found(work, age=8)) == ["Geboren in 2018", "Muziekatelier"]
    assert found(work, age=5) == ["Turnen"]


def test_a_day_finds_what_goes_on_then_in_brussels_also_in_the_middle_of_a_camp(work: Work) -> None:
    camp = WEDNESDAY_AFTERNOON - timedelta(days=2)
    ActivityFactory(
        name=titled("Kamp"), starts=camp, ends=camp + timedelta(days=4), session__ends=camp + timedelta(days=4)
    )
    ActivityFactory(name=titled("Na middernacht"), starts=WEDNESDAY_AFTERNOON + timedelta(hours=10, minutes=30))
    ActivityFactory(name=titled("Woensdag"))

    assert sorted(found(work, day=WEDNESDAY)) == ["Kamp", "Woensdag"]
    assert sorted(found(work, day=WEDNESDAY + timedelta(days=1))) == ["Kamp", "Na middernacht"]
    assert found(work, day=WEDNESDAY - timedelta(days=3)) == []


def test_what_is_permanent_is_found_on_the_days_it_is_open(work: Work) -> None:
    ActivityFactory(
        name=titled("Museum"),
        permanent=True,
        opening_hours=[{"dayOfWeek": ["wednesday", "thursday"], "opens": "10:00", "closes": "17:00"}],
        closed_days=[{"startDate": "2026-12-09", "endDate": "2026-12-09"}],
        adjusted_days=[
            {
                "startDate": "2026-12-14",
                "endDate": "2026-12-20",
                "openingHours": [{"dayOfWeek": ["friday"], "opens": "10:00", "closes": "12:00"}],
            }
        ],
    )

    open_days = [day for day in range(1, 32) if found(work, day=date(2026, 12, day))]

    assert open_days == [2, 3, 10, 18, 23, 24, 30, 31]


def test_a_period_without_hours_is_found_within_its_days(work: Work) -> None:
    ActivityFactory(
        name=titled("Expo"),
        calendar_type=CalendarType.PERIODIC,
        starts=WEDNESDAY_AFTERNOON,
        ends=WEDNESDAY_AFTERNOON + timedelta(days=7),
        session=None,
    )

    assert found(work) == ["Expo"]
    assert found(work, day=WEDNESDAY + timedelta(days=7)) == ["Expo"]
    assert found(work, day=WEDNESDAY + timedelta(days=8)) == []


def test_with_places_leaves_out_what_is_full_called_off_or_postponed(work: Work) -> None:
    ActivityFactory(name=titled("Vol"), session__capacity=3, session__taken_elsewhere=3)
    ActivityFactory(name=titled("Afgelast"), called_off=True)
    ActivityFactory(name=titled("Uitgesteld"), session__availability=Availability.TEMPORARILY_UNAVAILABLE)
    half = ActivityFactory(name=titled("Tweede keer"), session__capacity=1, session__taken=1)
    SessionFactory(activity=half, position=1, starts=WEDNESDAY_AFTERNOON + timedelta(days=7), capacity=1)
    half.ends = WEDNESDAY_AFTERNOON + timedelta(days=8)

    with_places = queries.find_offer(work, with_places=True)

    assert [line.activity.name.nl for line in with_places.items] == ["Tweede keer"]
    assert with_places.items[0].next_session.day == date(2026, 12, 9)
    assert queries.find_offer(work).total == 4


def test_who_registers_is_not_offered_what_has_begun(work: Work) -> None:
    ActivityFactory(name=titled("Bezig"), starts=work.now - timedelta(minutes=10))
    ActivityFactory(name=titled("Straks"), starts=work.now + timedelta(minutes=10))

    assert sorted(found(work, with_places=True)) == ["Bezig", "Straks"]
    assert found(work, with_places=True, not_begun=True) == ["Straks"]


def test_drafts_the_past_schools_and_what_is_not_online_yet_stay_out(work: Work) -> None:
    ActivityFactory(draft=True)
    ActivityFactory(publication=Publication.DELETED)
    ActivityFactory(starts=work.now - timedelta(days=1))
    ActivityFactory(schools_only=True)
    soon = ActivityFactory(visible_from=work.now + timedelta(hours=1))

    assert queries.find_offer(work).total == 0
    with pytest.raises(ActivityUnknown):
        queries.activity(work, soon.id)


def test_pages_follow_each_other_and_the_total_stays(work: Work) -> None:
    club = OrganisationFactory()
    for number in range(5):
        ActivityFactory(name=titled(f"{number}"), organiser=club)

    pages = [queries.find_offer(work, limit=2, offset=offset) for offset in (0, 2, 4, 6)]

    assert [[line.activity.name.nl for line in page.items] for page in pages] == [["0", "1"], ["2", "3"], ["4"], []]
    assert {page.total for page in pages} == {5}


def test_a_page_of_the_offer_takes_six_queries_however_long_it_is(work: Work) -> None:
    for _ in range(12):
        ActivityFactory()
    work.session.expunge_all()

    with counted(work) as statements:
        offer = queries.find_offer(work, text="zwemmen", age=8, day=WEDNESDAY, with_places=True)
        shown = [(line.activity.place.city, line.price.amount, line.organiser_name) for line in offer.items]

    assert len(shown) == 12
    assert len(statements) == 6


def test_an_organiser_sees_its_own_activities_and_nobody_elses(workplace: Workplace, work: Work) -> None:
    mine, other = ActivityFactory(draft=True), ActivityFactory()
    work.session.commit()
    actor = Actor(id="a", kind=ActorKind.PERSON, organisation_id=mine.organiser_id)

    with workplace.reading(actor) as theirs:
        listed = queries.activities_of_organiser(theirs)
        own = queries.own_activity(theirs, mine.id)
        with pytest.raises(ActivityUnknown):
            queries.own_activity(theirs, other.id)

    assert [one.id for one in listed] == [own.id] == [mine.id]


def test_whoever_acts_for_no_organisation_owns_nothing(workplace: Workplace, work: Work) -> None:
    orphan = ActivityFactory(organiser=None)
    work.session.commit()

    with workplace.reading(Actor(id="a", kind=ActorKind.PERSON)) as theirs:
        listed = queries.activities_of_organiser(theirs)
        with pytest.raises(ActivityUnknown):
            queries.own_activity(theirs, orphan.id)

    assert listed == []
