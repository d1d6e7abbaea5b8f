"""The public finder and the page of an activity, as a reader sees them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask.testing import FlaskClient

from tests.factories.accounts import MunicipalityFactory, OrganisationFactory
from tests.factories.activities import WEDNESDAY_AFTERNOON, ActivityFactory, PlaceFactory, PriceFactory
from tests.factories.base import use
from tests.factories.uitdatabank import example
from tests.pages.html import Page, Visitor, text_of
from uitpas2.activities.models import Activity
from uitpas2.activities.rules import Availability, CalendarType, PriceCategory
from uitpas2.activities.services import import_events
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.money import Euro
from uitpas2.kernel.text import TranslatedText

FORBIDDEN = ("kansentarief", "kansenstatuut", "kansarm", "armoede", "sociaal tarief", "mia", "korting wegens")


def make(workplace: Workplace, *all_fields: dict[str, Any]) -> list[str]:
    """Put these activities in the database and tell their ids."""
    with workplace.begin(system_actor("test")) as work:
        use(work)
        MunicipalityFactory(melle=True)
        return [ActivityFactory(**fields).id for fields in all_fields]


def names(page: Page) -> list[str]:
    return [text_of(heading) for heading in page.all("h3")]


def titled(text: str, **further: str) -> TranslatedText:
    return TranslatedText(nl=text, **further)


def test_everybody_finds_what_there_is_with_when_where_age_price_and_places(
    workplace: Workplace, visitor: Visitor
) -> None:
    make(workplace, {"name": titled("Zwemmen"), "age_from": 6, "age_to": 12, "session__capacity": 5})

    page = visitor.visit("/activities")

    card = text_of(page.one("article"))
    assert "1 activiteit gevonden" in page.text
    assert "woensdag 2 december 2026, van 14:00 tot 16:00" in card
    assert "Zwembad Strop, Gent" in card
    assert "6 tot en met 12 jaar" in card
    assert "€ 10,00" in card
    assert "nog 5 plaatsen vrij" in card
    assert "elke organisator komt aan de beurt" in page.text


def test_filters_become_chips_that_can_be_taken_away_one_by_one(workplace: Workplace, visitor: Visitor) -> None:
    make(
        workplace,
        {"name": titled("Zwemmen"), "age_from": 6, "session__capacity": 5},
        {"name": titled("Zwemmen voor peuters"), "age_to": 4},
        {"name": titled("Volle zwemles"), "age_from": 6, "session__capacity": 1, "session__taken": 1},
        {"name": titled("Turnen"), "age_from": 6},
    )

    page = visitor.visit("/activities").submit(
        {"text": "zwem", "age": "8", "day": "2026-12-02", "where": "9030", "places": "1"}
    )

    chips = [link for link in page.all("a", class_="chip") if "chip-away" in link.get("class", "")]
    without_places = visitor.visit(next(link.get("href", "") for link in chips if "vrije plaatsen" in text_of(link)))
    assert names(page) == ["Zwemmen"]
    assert [text_of(chip).split(" (")[0] for chip in chips] == [
        "Gent",
        "woensdag 2 december 2026",
        "8 jaar",
        "“zwem”",
        "met vrije plaatsen",
    ]
    assert page.value_of("age") == "8"
    assert names(without_places) == ["Zwemmen", "Volle zwemles"]


def test_a_filter_that_makes_no_sense_says_so_and_keeps_what_was_typed(workplace: Workplace, visitor: Visitor) -> None:
    make(workplace, {})

    page = visitor.visit("/activities?day=2026-02-30&age=acht&text=zwem", status=422)

    assert page.error_beside("day") == "Dit is geen bestaande datum."
    assert (page.value_of("age"), page.value_of("text")) == ("acht", "zwem")
    assert len(names(page)) == 1


def test_a_long_list_has_pages_that_keep_the_filters(workplace: Workplace, visitor: Visitor) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        club = OrganisationFactory()
        for name in [f"Les {number:02d}" for number in range(26)] + ["Anders"]:
            ActivityFactory(name=titled(name), organiser=club)

    first = visitor.visit("/activities?text=les")
    second = visitor.visit(first.link("Volgende"))

    assert (len(names(first)), names(second)) == (24, [f"Les {number}" for number in range(24, 26)])
    assert "26 activiteiten gevonden" in second.text


def test_an_unknown_place_or_hour_is_said_beside_its_field_with_what_it_may_be(
    workplace: Workplace, visitor: Visitor
) -> None:
    make(workplace, {})

    page = visitor.visit("/activities?where=Gnet&from_time=half+drie&most=veel", status=422)

    assert page.error_beside("where") == "We kennen geen gemeente die zo heet. Bedoel je Gent?"
    assert page.error_beside("from_time") == "Schrijf een uur zoals 13:30."
    assert page.error_beside("most") == "Schrijf een bedrag zoals 10,50."
    assert page.value_of("where") == "Gnet"
    assert page.one("details", class_="finder-more").get("open") is not None


def test_a_week_shows_each_day_with_its_hours_and_three_of_an_hour(workplace: Workplace, visitor: Visitor) -> None:
    make(workplace, *({"name": titled(f"Les {number}"), "session__capacity": number} for number in range(5)))

    everywhere = visitor.visit("/activities?view=week")
    page = visitor.visit("/activities?view=week&where=gent&week=2026-12-04")

    wednesday = page.one("section", class_="day-2")
    more = next(link for link in wednesday.iter("a") if "nog 2" in text_of(link))
    assert "Waar wil je kijken?" in everywhere.text
    assert text_of(wednesday).startswith("woensdag 2 december vanaf 14 uur")
    assert [text_of(one) for one in wednesday.iter("a") if "Les" in text_of(one)].count("Les 0") == 0
    assert len(names(visitor.visit(more.get("href", "")))) == 5
    assert "5 momenten in deze week" in page.text


def test_the_map_says_in_its_table_what_its_points_say(workplace: Workplace, visitor: Visitor) -> None:
    make(workplace, {}, {}, {"place": None})

    page = visitor.visit("/activities?view=map")

    assert 'aria-label="Gent: 2 activiteiten"' in page.html
    assert text_of(page.one("tbody")) == "Gent2"
    assert "1 activiteit staat niet op de kaart" in page.text
    assert "Bron: Statbel" in page.html
    assert len(names(visitor.visit(page.link("Gent")))) == 2


def test_the_order_is_explained_with_the_numbers_of_the_rule(visitor: Visitor) -> None:
    page = visitor.visit("/activities/order")

    assert "tot 20 km3" in page.text
    assert "binnen 7 dagen0" in page.text
    assert "Niemand kan een plaats bovenaan kopen" in page.text


def test_the_list_for_the_wall_has_no_filters_and_a_code_to_the_search(workplace: Workplace, visitor: Visitor) -> None:
    make(workplace, {"name": titled("Zwemmen")}, {"name": titled("Turnen"), "place": None})

    page = visitor.visit("/activities/print?where=Gent&age=8")

    assert [text_of(one) for one in page.all("h2")] == ["Zwemmen"]
    assert "Gent · 8 jaar" in page.text
    assert not page.one("main").findall(".//form")
    assert 'aria-label="Code die naar deze zoekopdracht leidt"' in page.html


def test_machines_read_each_moment_with_its_place_and_price(workplace: Workplace, visitor: Visitor) -> None:
    [id] = make(workplace, {"name": titled("Zwemmen"), "session__capacity": 3, "session__kept_for_partners": 3})
    with workplace.begin(system_actor("test")) as work:
        work.session.get_one(Activity, id).sessions[0].kept_until = work.now + timedelta(days=1)

    page = visitor.visit(f"/activities/{id}")

    event = page.one("li", itemtype="https://schema.org/Event")
    facts = {one.get("itemprop"): one.get("content") or one.get("href") for one in event.iter() if one.get("itemprop")}
    about = [
        next(one for one in page.tree.iter() if one.get("id") == name) for name in event.get("itemref", "").split()
    ]
    assert facts["startDate"] == "2026-12-02T14:00:00+01:00"
    assert facts["eventStatus"] == "https://schema.org/EventScheduled"
    assert (facts["price"], facts["availability"]) == ("10.00", "https://schema.org/SoldOut")
    assert [one.get("itemprop") for one in about] == ["name", "location", "organizer"]
    assert "volzet" in text_of(event)  # what is kept for partners is no place for others


def test_a_calendar_keeps_the_moments_of_an_activity_and_of_a_search(workplace: Workplace, client: FlaskClient) -> None:
    [id, _, draft] = make(
        workplace,
        {"name": titled("Zwemmen, groot bad"), "session__availability": Availability.UNAVAILABLE},
        {"name": titled("Turnen")},
        {"draft": True},
    )

    one, found = client.get(f"/activities/{id}/calendar.ics"), client.get("/activities/calendar.ics?text=turnen")
    hidden, wrong = client.get(f"/activities/{draft}/calendar.ics"), client.get("/activities/calendar.ics?day=gisteren")

    assert one.content_type == "text/calendar; charset=utf-8"
    assert "SUMMARY:Gaat niet door: Zwemmen\\, groot bad\r\n" in one.text
    assert "DTSTART;TZID=Europe/Brussels:20261202T140000\r\n" in one.text
    assert "STATUS:CANCELLED\r\n" in one.text
    assert (found.text.count("BEGIN:VEVENT"), "SUMMARY:Turnen\r\n" in found.text) == (1, True)
    assert (hidden.status_code, wrong.status_code) == (404, 404)


def test_nothing_found_offers_a_first_step(workplace: Workplace, visitor: Visitor) -> None:
    before = visitor.visit("/activities")
    make(workplace, {"name": titled("Vol"), "session__capacity": 0})

    nothing = visitor.visit("/activities?text=bestaat-niet")
    all_full = visitor.visit("/activities?text=vol&places=1")

    assert "Hier staan nog geen activiteiten" in before.text
    assert names(visitor.visit(nothing.link("Bekijk alles"))) == ["Vol"]
    assert names(visitor.visit(all_full.link("Toon ook wat volzet is"))) == ["Vol"]


def test_the_page_of_weekly_care_tells_its_week_its_closed_days_and_its_care_hours(
    workplace: Workplace, visitor: Visitor
) -> None:
    with workplace.begin(system_actor("test")) as work:
        items = [one for one in example("uitdatabank-events.json") if one["name"]["nl"] == "Naschoolse opvang De Beuk"]
        import_events(work, items)
        care = work.session.query(Activity).one()

    page = visitor.visit(f"/activities/{care.id}")
    last = visitor.visit(f"/activities/{care.id}?page=15")

    assert "maandag, dinsdag, donderdag en vrijdag: van 15:30 tot 18:00, opvang van 15:00 tot 18:30" in page.text
    assert "van maandag 21 december 2026 tot en met zondag 3 januari 2027 (Kerstvakantie)" in page.text
    assert "Herfstvakantie" not in page.text
    assert "maandag, dinsdag en donderdag: van 15:30 tot 17:00" in page.text
    assert "Via de schooldirectie of de coördinator." in page.text
    assert "woensdag 30 juni 2027" in last.text


def test_a_called_off_activity_says_why_and_a_museum_says_whether_it_is_open_today(
    workplace: Workplace, visitor: Visitor
) -> None:
    week = [{"dayOfWeek": ["wednesday", "thursday", "friday"], "opens": "10:00", "closes": "17:00"}]
    called_off, museum = make(
        workplace,
        {"called_off": True, "session__availability": Availability.UNAVAILABLE},
        {"permanent": True, "opening_hours": week},
    )

    storm, open_today = visitor.visit(f"/activities/{called_off}"), visitor.visit(f"/activities/{museum}")

    assert "Deze activiteit is afgelast Afgelast wegens storm." in storm.text
    assert "Schrijf je kind in" not in storm.text
    assert "Vandaag open: van 10:00 tot 17:00" in open_today.text
    assert "woensdag tot en met vrijdag" in open_today.text


def test_prices_are_all_there_except_what_the_source_says_about_a_card(workplace: Workplace, visitor: Visitor) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        activity = ActivityFactory()
        PriceFactory(activity=activity, position=1, category=PriceCategory.TARIFF, name=titled("Groep"), for_group=True)
        PriceFactory(
            activity=activity,
            position=2,
            category=PriceCategory.UITPAS,
            name=titled("Kansentarief met UiTPAS"),
            amount=Euro(210),
        )

    page = visitor.visit(f"/activities/{activity.id}")

    assert "Basistarief" in page.text
    assert "Groep (voor een hele groep)" in page.text
    assert "2,10" not in page.html
    assert not [word for word in FORBIDDEN if word in page.html.lower().split()]


def test_what_organisers_write_is_shown_as_text_and_never_run(workplace: Workplace, visitor: Visitor) -> None:
    evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{7*7}}"
    with workplace.begin(system_actor("test")) as work:
        use(work)
        activity = ActivityFactory(
            name=titled(evil),
            description=titled(evil),
            theme=evil[:80],
            organiser=OrganisationFactory(name=evil),
            place=PlaceFactory(name=titled(evil), street=evil, city=evil[:80]),
            unavailable_because=titled(evil),
            availability=Availability.UNAVAILABLE,
            questions=[{"question": {"nl": evil}, "answer": {"nl": evil}}],
            calendar_type=CalendarType.PERIODIC,
            opening_hours=[{"dayOfWeek": ["monday"], "opens": "10:00", "closes": "11:00"}],
            closed_days=[{"startDate": "2026-12-21", "endDate": "2026-12-22", "description": {"nl": evil}}],
            source={"bookingInfo": {"url": "javascript:alert(1)", "phone": evil, "email": evil}},
            price__name=titled(evil),
        )

    pages = [visitor.visit(f"/activities/{activity.id}"), visitor.visit("/activities", query_string={"text": evil})]

    for page in pages:
        assert "<script>alert" not in page.html
        assert "<img" not in page.html
        assert "javascript:" not in page.html
        assert "49" not in page.text
    assert evil in pages[0].heading


def test_drafts_and_what_does_not_exist_are_the_same_page(workplace: Workplace, visitor: Visitor) -> None:
    (draft,) = make(workplace, {"draft": True})

    pages = [visitor.visit(path, status=404) for path in (f"/activities/{draft}", "/activities/nothing")]

    assert [page.heading for page in pages] == [
        "Deze activiteit bestaat niet of staat niet meer online. Zoek verder in het aanbod."
    ] * 2


def test_the_page_speaks_the_readers_language(workplace: Workplace, visitor: Visitor, client: FlaskClient) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        activity = ActivityFactory(
            name=titled("Zwemmen", fr="Natation", en="Swimming"),
            calendar_type=CalendarType.PERIODIC,
            starts=WEDNESDAY_AFTERNOON - timedelta(days=1),
            ends=WEDNESDAY_AFTERNOON + timedelta(days=20),
        )
    says = {
        "nl": ("Zwemmen", "Van dinsdag 1 december 2026 tot en met dinsdag 22 december 2026"),
        "fr": ("Natation", "Du mardi 1er décembre 2026 au mardi 22 décembre 2026"),
        "en": ("Swimming", "From Tuesday 1 December 2026 to Tuesday 22 December 2026"),
    }

    for language, (heading, period) in says.items():
        client.set_cookie("language", language)
        page = visitor.visit(f"/activities/{activity.id}")

        assert page.heading == heading
        assert period in page.text
