"""What passwords, waits and places to go on to must be like."""

from datetime import UTC, datetime, timedelta

import pytest

from uitpas2.accounts.errors import PasswordTooEasy, PasswordTooShort
from uitpas2.accounts.rules import (
    API_SCOPES,
    PERMISSIONS,
    ROLE_NAMES,
    WORKS_FOR,
    Role,
    bare_name,
    check_new_password,
    is_email,
    locked_until,
    safe_next,
    shown_code,
    tidy_code,
)

NOW = datetime(2026, 11, 25, 11, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("failures", "seconds"), [(0, 0), (4, 0), (5, 30), (6, 60), (8, 240), (9, 480), (10, 900), (400, 900)]
)
def test_the_wait_doubles_after_five_failures_and_never_passes_a_quarter_of_an_hour(failures, seconds) -> None:
    until = locked_until(failures, NOW)

    assert until == (NOW + timedelta(seconds=seconds) if seconds else None)


@pytest.mark.parametrize("target", ["/family", "/activities?theme=sport&page=2", "/"])
def test_a_place_within_the_platform_is_gone_on_to(target) -> None:
    assert safe_next(target) == target


@pytest.mark.parametrize(
    "target",
    [
        None,
        "",
        "family",
        "https://elders.test/",
        "//elders.test",
        "/\\elders.test",
        "/\t/elders.test",
        "/a\r\nSet-Cookie: x=1",
        "javascript:alert(1)",
    ],
)
def test_what_a_browser_could_take_for_another_site_is_not_gone_on_to(target) -> None:
    assert safe_next(target) is None


@pytest.mark.parametrize("password", ["aaaaaaaaaaaa", "Peeters-peeters", "voorbeeld1234"])
def test_a_password_that_hardly_varies_or_is_the_owners_name_is_too_easy(password) -> None:
    with pytest.raises(PasswordTooEasy):
        check_new_password(password, email="an.peeters@voorbeeld.test", name="An Peeters", field="new_password")


def test_four_plain_words_are_a_good_password() -> None:
    check_new_password("kraan fiets zolder peer", email="an@voorbeeld.test", name="An Peeters", field="new_password")


def test_a_password_of_eleven_characters_is_too_short_and_says_for_which_field() -> None:
    with pytest.raises(PasswordTooShort) as refused:
        check_new_password("kraanfiets1", email="an@voorbeeld.test", name="An", field="new_password")

    assert (refused.value.field, refused.value.details["least"]) == ("new_password", 12)


def test_a_code_is_read_whatever_its_dashes_and_capitals() -> None:
    assert tidy_code(" k7qm-4t2x 9bcd ") == "K7QM4T2X9BCD"
    assert shown_code("K7QM4T2X9BCD") == "K7QM-4T2X-9BCD"


def test_place_names_are_compared_without_accents_dashes_and_case() -> None:
    assert bare_name("Sint-Gillis-Waas") == bare_name("SINT GILLIS WAAS")
    assert bare_name("Brécht") == bare_name("Brecht")


def test_a_mail_address_needs_a_name_an_at_and_a_domain() -> None:
    assert is_email("an@voorbeeld.test")
    assert not any(map(is_email, ["an", "an@voorbeeld", "an@@voorbeeld.test", "an @voorbeeld.test", "an@voorbeeld."]))


def test_every_role_has_permissions_a_kind_of_organisation_and_a_name_in_three_languages() -> None:
    assert set(PERMISSIONS) == set(WORKS_FOR) == set(ROLE_NAMES) == set(Role)
    assert all(name.is_complete() for name in ROLE_NAMES.values())


def test_no_person_has_what_is_meant_for_api_clients() -> None:
    of_people = frozenset().union(*PERMISSIONS.values())

    assert of_people.isdisjoint(API_SCOPES.values())
