"""An organiser's office enters, checks, changes, copies and calls off what it offers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select

from tests.databases import empty
from tests.factories.accounts import AssignmentFactory
from tests.factories.base import use
from tests.pages.html import Page, Visitor
from uitpas2.accounts.models import Assignment
from uitpas2.accounts.rules import Role
from uitpas2.activities import services
from uitpas2.activities.models import Activity, Session
from uitpas2.activities.rules import Origin, Publication
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.money import Euro

SignIn = Callable[[Assignment], FlaskClient]
COURSE = {
    "rhythm": "course",
    "name": "Circus voor beginners",
    "product_class": "leisure",
    "price": "50,00",
    "first": "2027-01-27",
    "lessons": "3",
    "every": "1",
    "season": "school-days",
    "weekdays-0": ["2"],
    "opens-0": "14:00",
    "closes-0": "15:30",
    "capacity": "10",
    "kept": "2",
    "kept_days": "7",
    "class_from": "1",
    "class_to": "3",
    "to_bring": "Sportschoenen en een drinkbus",
    "meeting_place": "Aan de zijdeur",
    "spoken": ["nl", "tr"],
    "access": ["wheelchair"],
    "access_note": "Bel ons gerust vooraf.",
}


@pytest.fixture
def database(_sqlite: Engine) -> Engine:
    """What stands on a screen does not depend on the database; what is kept is tried on both with the services."""
    empty(_sqlite)
    return _sqlite


@pytest.fixture
def office(workplace: Workplace, sign_in: SignIn) -> Assignment:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        assignment = AssignmentFactory(role=Role.ORGANISER_ADMIN)
    sign_in(assignment)
    return assignment


def send(visitor: Visitor, path: str, values: dict, status: int = 200) -> Page:
    """Post a form in which a name can stand more than once."""
    answer = visitor.client.post(path, data=values, follow_redirects=True)
    return visitor._checked(answer, status)


def keep(visitor: Visitor, page: Page, values: dict, do: str, status: int = 200) -> Page:
    """Press a button of the page on which the dates are looked over."""
    form = page.one("form", class_="stack")
    hidden = {name: page.value_of(name) for name in ("csrf_token", "idempotency_key")}
    return send(visitor, form.get("action") or "", {**values, **hidden, "do": do}, status)


def entered(visitor: Visitor, **changes) -> str:
    """An activity that is online; its id."""
    values = COURSE | changes
    checked = send(visitor, "/organiser/activities/new", values | {"do": "check"})
    return keep(visitor, checked, values, "publish").address.split("/")[3]


def only(workplace: Workplace) -> Activity:
    with workplace.begin(system_actor("test")) as work:
        found = work.session.scalars(select(Activity).order_by(Activity.id.desc())).first()
        assert found is not None
        _ = found.prices, found.sessions
        return found


def test_the_dates_are_looked_over_before_anything_is_kept(
    visitor: Visitor, office: Assignment, workplace: Workplace
) -> None:
    first = visitor.visit("/organiser/activities/new")
    second = first.submit({"rhythm": "course"})
    third = send(visitor, "/organiser/activities/new", COURSE | {"do": "check"})

    assert (first.heading, second.heading, third.heading) == (
        "Een nieuwe activiteit",
        "Een nieuwe activiteit",
        "Circus voor beginners",
    )
    assert "Stap 2 van 3" in second.text
    assert "3 momenten" in third.text
    assert "woensdag 10 februari 2027 (krokusvakantie)" in third.text
    assert "10 plaatsen per keer, 2 daarvan voor partners tot 7 dagen vooraf" in third.text
    with workplace.begin(system_actor("test")) as work:
        assert work.session.scalar(select(Activity.id)) is None


def test_what_is_kept_is_what_was_looked_over(visitor: Visitor, office: Assignment, workplace: Workplace) -> None:
    checked = send(visitor, "/organiser/activities/new", COURSE | {"do": "check"})
    kept = keep(visitor, checked, COURSE, "keep")
    again = keep(visitor, checked, COURSE, "keep")

    activity = only(workplace)
    assert kept.address == again.address == f"/organiser/activities/{activity.id}/moments"
    assert "Dit is een ontwerp" in kept.text
    assert (activity.publication, activity.origin) == (Publication.DRAFT, Origin.ENTERED)
    assert [session.day for session in activity.sessions] == [date(2027, 1, 27), date(2027, 2, 3), date(2027, 2, 17)]
    assert [price.amount for price in activity.prices] == [Euro(5000)]
    assert (activity.spoken, activity.access, activity.class_from) == (["nl", "tr"], ["wheelchair"], 1)
    visitor.visit(f"/activities/{activity.id}", status=404)


def test_families_read_what_is_good_to_know(visitor: Visitor, office: Assignment) -> None:
    activity_id = entered(visitor)

    page = visitor.visit(f"/activities/{activity_id}")

    for words in (
        "Sportschoenen en een drinkbus",
        "Aan de zijdeur",
        "Nederlands en Turks",
        "Je kan er met een rolstoel binnen en rond",
        "Bel ons gerust vooraf.",
        "het 1ste leerjaar tot en met het 3de leerjaar",
    ):
        assert words in page.text


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"price": "tien"}, "price", "Schrijf een bedrag zoals 10,50."),
        ({"name": ""}, "name", "Vul dit nog in."),
        ({"opens-0": ""}, "opens-0", "Vul deze rij aan."),
        ({"kept": "11"}, "kept", "Er zijn 10 plaatsen"),
        ({"first": "2029-08-29"}, "last", "schooljaar 2029-2030"),
        ({"age_from": "9", "age_to": "6"}, "age_to", "onder de laagste"),
        ({"spoken": ["xx"]}, "spoken", ""),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(
    visitor: Visitor, office: Assignment, change: dict, field: str, words: str
) -> None:
    page = send(visitor, "/organiser/activities/new", COURSE | change | {"do": "check"}, status=422)

    assert words in page.text if field == "last" else words in page.error_beside(field)
    assert page.value_of("to_bring") == "Sportschoenen en een drinkbus"
    assert page.value_of("closes-0") == "15:30"
    assert page.value_of("weekdays-0") == "2"


def test_more_rows_and_going_back_keep_everything_typed(visitor: Visitor, office: Assignment) -> None:
    dates = {"rhythm": "dates", "day-0": "2027-01-09", "opens-0": "10:00", "closes-0": "12:00", "name": "Film"}
    values = COURSE | dates

    more = send(visitor, "/organiser/activities/new", values | {"do": "more"})
    checked = send(visitor, "/organiser/activities/new", values | {"do": "check"})
    back = keep(visitor, checked, values, "back")

    assert more.value_of("day-7") == ""
    assert more.value_of("day-0") == "2027-01-09"
    assert "1 moment" in checked.text
    assert (back.heading, back.value_of("name")) == ("Een nieuwe activiteit", "Film")


def test_an_edit_says_whom_it_touches_and_that_who_registered_keeps_the_price(
    visitor: Visitor, office: Assignment, workplace: Workplace
) -> None:
    activity_id = entered(visitor)
    with workplace.begin(system_actor("test")) as work:
        activity = work.session.get_one(Activity, activity_id)
        services.use_price(work, activity.prices[0].id)
        services.take_place(work, activity.sessions[0].id)
    page = visitor.visit(f"/organiser/activities/{activity_id}/edit")
    assert page.value_of("price") == "50,00"
    assert page.value_of("first") == "2027-01-27"

    values = COURSE | {"price": "60", "opens-0": "13:00"}
    checked = send(visitor, f"/organiser/activities/{activity_id}/edit", values | {"do": "check"})
    kept = keep(visitor, checked, values, "keep")

    assert "3 momenten krijgen een ander uur." in checked.text
    assert "1 plaats daarin is ingenomen" in checked.text
    assert "Wie al ingeschreven is, houdt de oude prijs" in kept.html
    activity = only(workplace)
    assert [price.amount for price in activity.prices] == [Euro(6000)]
    assert all(session.to_tell_since for session in activity.sessions)


def test_a_copy_stands_one_school_year_later_with_nobody_in_it(
    visitor: Visitor, office: Assignment, workplace: Workplace
) -> None:
    activity_id = entered(visitor)
    with workplace.begin(system_actor("test")) as work:
        session = work.session.scalars(select(Session).where(Session.activity_id == activity_id)).first()
        assert session is not None
        services.take_place(work, session.id)

    page = visitor.visit(f"/organiser/activities/{activity_id}/copy")
    assert (page.value_of("first"), page.value_of("price")) == ("2028-01-26", "50,00")
    values = COURSE | {"first": "2028-01-26", "copied_from": page.value_of("copied_from")}
    checked = send(visitor, "/organiser/activities/new", values | {"do": "check"})
    keep(visitor, checked, values, "publish")

    with workplace.begin(system_actor("test")) as work:
        copy = work.session.scalars(select(Activity).where(Activity.copied_from == activity_id)).one()
        assert {one.taken for one in copy.sessions} == {0}
        assert copy.sessions[0].day == date(2028, 1, 26)


def test_one_moment_is_moved_kept_for_partners_and_called_off(
    visitor: Visitor, office: Assignment, workplace: Workplace
) -> None:
    activity_id = entered(visitor)
    session_id = only(workplace).sessions[1].id
    here = f"/organiser/activities/{activity_id}/moments/{session_id}"

    moved = visitor.visit(here).submit({"day": "2027-02-04", "opens": "16:00", "closes": "17:00", "capacity": "6"})
    wrong = visitor.visit(here).submit({"places": "7", "until": "2027-01-20"}, status=422)
    partners = visitor.visit(here).submit({"places": "3", "until": "2027-01-20"})
    visitor.visit(here).submit({"because": "De zaal is niet vrij."}, action=f"{here}/call-off")

    assert "donderdag 4 februari" in moved.text
    assert "Er zijn 6 plaatsen" in wrong.error_beside("places")
    assert "3 tot 20" in partners.text
    session = only(workplace).sessions[1]
    assert (session.kept_for_partners, session.capacity) == (3, 6)
    assert session.unavailable_because.nl == "De zaal is niet vrij."


def test_an_activity_is_called_off_with_a_reason_families_read(visitor: Visitor, office: Assignment) -> None:
    activity_id = entered(visitor)
    page = visitor.visit(f"/organiser/activities/{activity_id}/moments")
    action = f"/organiser/activities/{activity_id}/call-off"

    nothing = page.submit({"because": ""}, action=action, status=422)
    page.submit({"because": "Te weinig kinderen."}, action=action)

    assert nothing.error_beside("because") == "Vul dit nog in."
    assert "Te weinig kinderen." in visitor.visit(f"/activities/{activity_id}").text


def test_nobody_else_sees_or_changes_it(
    visitor: Visitor, office: Assignment, workplace: Workplace, sign_in: SignIn
) -> None:
    activity_id = entered(visitor)
    session_id = only(workplace).sessions[0].id
    with workplace.begin(system_actor("test")) as work:
        use(work)
        other = AssignmentFactory(role=Role.ORGANISER_ADMIN)
    client = sign_in(other)
    here = f"/organiser/activities/{activity_id}"

    answers = [
        client.get(f"{here}/{page}").status_code for page in ("edit", "copy", "moments", f"moments/{session_id}")
    ]
    answers += [
        client.post(f"{here}/{page}", data=values).status_code
        for page, values in (
            ("edit", COURSE | {"do": "check"}),
            ("publish", {}),
            ("call-off", {"because": "x"}),
            (f"moments/{session_id}", {"day": "2027-02-04", "opens": "16:00", "closes": "17:00"}),
            (f"moments/{session_id}/partners", {"places": "1", "until": "2027-02-01"}),
            (f"moments/{session_id}/call-off", {"because": "x"}),
        )
    ]

    assert set(answers) == {404}
    assert only(workplace).sessions[0].kept_for_partners == 2
