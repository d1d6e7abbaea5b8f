"""The migrations make exactly the tables of the models, forwards and backwards, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, select, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from tests.databases import new_postgresql
from uitpas2.activities.models import Session as ActivitySession
from uitpas2.activities.rules.words import Origin
from uitpas2.cards.models import Consent, Holder, Membership
from uitpas2.cards.rules.names import search_name
from uitpas2.database import migrate
from uitpas2.database.engine import make_engine
from uitpas2.discounts.models import MunicipalChoice
from uitpas2.registrations.models import RegisteredSession, Registration


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    if request.param == "sqlite":
        engine = make_engine(f"sqlite:///{tmp_path}/migrated.sqlite", sqlite_sync="OFF")
        yield engine
        engine.dispose()
        return
    with new_postgresql() as engine:
        yield engine


def test_up_down_and_up_again_without_drift(empty_database: Engine) -> None:
    migrate.upgrade(empty_database)
    assert migrate.drift(empty_database) == []

    migrate.downgrade(empty_database, "base")
    assert set(inspect(empty_database).get_table_names()) <= {"alembic_version"}

    migrate.upgrade(empty_database)
    assert migrate.drift(empty_database) == []
    assert migrate.current(empty_database) == migrate.head()


def test_a_migrated_database_refuses_to_change_the_trail(empty_database: Engine) -> None:
    migrate.upgrade(empty_database)
    with empty_database.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO trail_entries (number, at, actor_id, actor_role, action, subject_kind, subject_id,"
                " details, previous_hash, hash) VALUES (1, '2026-01-01', 'a', 'b', 'c', 'd', 'e', '{}', '0', '1')"
            )
        )

    with pytest.raises(DatabaseError, match="append-only"), empty_database.begin() as connection:
        connection.execute(text("DELETE FROM trail_entries"))


def test_the_head_file_names_the_newest_migration() -> None:
    """Two branches that both add a migration collide in this file, in git instead of in production."""
    kept = (migrate.FOLDER / ".current-head").read_text().strip()

    assert kept == migrate.head()


def test_a_choice_made_as_a_plain_number_keeps_its_value_on_the_way_up_and_down(empty_database: Engine) -> None:
    migrate.upgrade(empty_database, "0010")
    with empty_database.begin() as connection:
        for row in (
            "INSERT INTO municipalities VALUES ('44021', 'Gent', '40000', 'Oost-Vlaanderen', 270000, '[]', 3.7, 51.0)",
            "INSERT INTO accounts (id, email, name, language, active, session_epoch, failed_attempts, created_at)"
            " VALUES ('a', 'a@gent.example', 'An', 'nl', true, 0, 0, '2026-01-01')",
            "INSERT INTO choice_proposals"
            " (id, municipality_nis, starts, council_decision, status, entered_by, entered_at)"
            " VALUES ('p', '44021', '2026-01-01', 'Besluit 17', 'proposed', 'a', '2026-01-01')",
            "INSERT INTO municipal_choices VALUES ('c', 'p', 'discount_leisure_pct', 85)",
        ):
            connection.execute(text(row))

    migrate.upgrade(empty_database)
    with Session(empty_database) as session:
        choice = session.scalars(select(MunicipalChoice)).one()
        assert (choice.value, choice.exceptions) == (85, [])

    migrate.downgrade(empty_database, "0010")
    with empty_database.connect() as connection:
        assert connection.scalar(text("SELECT value FROM municipal_choices")) == 85


def test_the_ground_of_a_right_gets_the_code_of_the_rule_book_and_back(empty_database: Engine) -> None:
    migrate.upgrade(empty_database, "0012")
    with empty_database.begin() as connection:
        for row in (
            "INSERT INTO municipalities VALUES ('44021', 'Gent', '40000', 'Oost-Vlaanderen', 270000, '[]', 3.7, 51.0)",
            "INSERT INTO organisations (id, kind, name, created_at) VALUES ('o', 'municipality', 'Gent', '2026-01-01')",
            "INSERT INTO holders (id, kind, first_name, last_name, street, postal_code, city, municipality_nis,"
            " registered_at) VALUES ('h', 'person', 'Noor', 'B', '', '9000', 'Gent', '44021', '2026-01-01')",
            "INSERT INTO social_rights (id, holder_id, starts, ends, municipality_nis, granted_by, granted_at)"
            " VALUES ('r', 'h', '2026-01-01', '2027-01-01', '44021', 'o', '2026-01-01')",
            "INSERT INTO right_grounds (right_id, ground) VALUES ('r', 'living-wage')",
        ):
            connection.execute(text(row))

    migrate.upgrade(empty_database)
    with empty_database.connect() as connection:
        assert connection.scalar(text("SELECT ground FROM right_grounds")) == "living_wage"

    migrate.downgrade(empty_database, "0012")
    with empty_database.connect() as connection:
        assert connection.scalar(text("SELECT ground FROM right_grounds")) == "living-wage"


def test_who_was_there_before_is_found_by_name_and_seen_by_the_region_they_live_in(empty_database: Engine) -> None:
    migrate.upgrade(empty_database, "0013")
    with empty_database.begin() as connection:
        for row in (
            "INSERT INTO municipalities VALUES ('44021', 'Gent', '40000', 'Oost-Vlaanderen', 270000, '[]', 3.7, 51.0)",
            "INSERT INTO holders (id, kind, first_name, last_name, street, postal_code, city, municipality_nis,"
            " registered_at) VALUES ('h', 'person', 'Zoë', 'Van den Broeck-Łuczak', '', '9000', 'Gent', '44021',"
            " '2026-01-01')",
            "INSERT INTO card_systems VALUES (1, 'Gent'), (2, 'Aalst')",
            "INSERT INTO card_system_municipalities VALUES ('44021', 1)",
            "INSERT INTO memberships (id, holder_id, card_system_id, status, since)"
            " VALUES ('old', 'h', 2, 'active', '2026-01-01'), ('new', 'h', 1, 'active', '2026-03-01')",
            "INSERT INTO consents (id, holder_id, purpose, giver, given_at, entered_by)"
            " VALUES ('c', 'h', 'survey', 'guardian', '2026-01-01', 'somebody')",
        ):
            connection.execute(text(row))

    migrate.upgrade(empty_database)

    with Session(empty_database) as session:
        left = session.scalars(select(Membership.id).where(Membership.left_at.is_not(None))).all()
        assert (left, session.scalars(select(Consent)).all()) == (["old"], [])
        zoe = session.scalars(select(Holder)).one()
        assert zoe.search_name == search_name("Zoë", "Van den Broeck-Łuczak") == "zoe vandenbroeckluczak"
        assert zoe.language == "nl"


def test_registrations_that_are_there_hold_their_places_and_have_a_number(empty_database: Engine) -> None:
    migrate.upgrade(empty_database, "0014")
    activity = (
        "INSERT INTO activities (id, name, theme, product_class, calendar_type, publication, availability,"
        " opening_hours, closed_days, adjusted_days, children_only, members_only, schools_only, online_url, questions,"
        " ticket_limit, ticket_period, checkin_limit, checkin_period, checkin_points, departure_places, search_text,"
        " sort_name, open_weekdays, unusual_days, source, updated_at) VALUES ('a', '{}', '', 'leisure', 'single',"
        " 'published', 'available', '[]', '[]', '[]', false, false, false, '', '[]', 1, 'day', 1, 'day', 1, '[]', '',"
        " '', 0, '{}', '{}', '2026-01-01')"
    )
    registration = (
        "INSERT INTO registrations (id, activity_id, session_id, holder_id, status, price_shown, entered_by, at,"
        " cancelled_at) VALUES ('{0}', 'a', 's', 'h', '{1}', 1000, 'somebody', '2026-01-0{2}', {3})"
    )
    with empty_database.begin() as connection:
        for row in (
            "INSERT INTO municipalities VALUES ('44021', 'Gent', '40000', 'Oost-Vlaanderen', 270000, '[]', 3.7, 51.0)",
            "INSERT INTO holders (id, kind, first_name, last_name, street, postal_code, city, municipality_nis,"
            " registered_at, search_name, language) VALUES ('h', 'person', 'Noor', 'B', '', '9000', 'Gent', '44021',"
            " '2026-01-01', 'noor b', 'nl')",
            activity,
            "INSERT INTO sessions (id, activity_id, position, starts, ends, day, taken, taken_elsewhere, availability,"
            " overnight) VALUES ('s', 'a', 0, '2026-03-01', '2026-03-01', '2026-03-01', 1, 0, 'available', false)",
            registration.format("later", "confirmed", 2, "NULL"),
            registration.format("first", "cancelled", 1, "'2026-01-01'"),
        ):
            connection.execute(text(row.replace(":", r"\:")))

    migrate.upgrade(empty_database)

    with Session(empty_database) as session:
        numbers = session.execute(select(Registration.id, Registration.number).order_by(Registration.number)).all()
        held = session.scalars(select(RegisteredSession.registration_id).where(RegisteredSession.holds_place)).all()
        assert ([tuple(row) for row in numbers], held) == ([("first", 1), ("later", 2)], ["later"])
        swimming = session.scalars(select(ActivitySession)).one()
        assert (swimming.weekdays, swimming.from_minute) == (0b1000000, 60)  # a Sunday, one o'clock in Brussels
        assert swimming.activity.origin is Origin.ENTERED
