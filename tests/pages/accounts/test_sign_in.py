"""Signing in and out, and choosing a role, as a browser does it."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.factories.accounts import AccountFactory, AssignmentFactory, OrganisationFactory
from tests.factories.base import use
from uitpas2.accounts.models import Assignment
from uitpas2.accounts.passwords import hash_password
from uitpas2.accounts.rules import Role
from uitpas2.app import create_app
from uitpas2.database.work import Workplace
from uitpas2.settings import Settings

RIGHT = "kraan fiets zolder peer"
MAIL = "lotte@voorbeeld.test"


@pytest.fixture
def lotte(workplace: Workplace) -> Assignment:
    """A guardian who has a password."""
    with workplace.begin() as work:
        use(work)
        return AssignmentFactory(guardian=True, account=AccountFactory(email=MAIL, password_hash=hash_password(RIGHT)))


@pytest.fixture
def also_volunteer(workplace: Workplace, lotte: Assignment) -> Assignment:
    """The same person, at the door of a club."""
    with workplace.begin() as work:
        use(work)
        account = work.session.merge(lotte.account)
        return AssignmentFactory(role=Role.VOLUNTEER, account=account, organisation=OrganisationFactory(name="De Club"))


def submit(client: FlaskClient, **form: str):
    return client.post("/sign-in", data={"email": MAIL, "password": RIGHT, **form})


@pytest.mark.usefixtures("lotte")
def test_after_signing_in_one_goes_to_where_one_wanted_to_be(client) -> None:
    turned_away = client.get("/account")
    page = client.get(turned_away.location)
    answer = submit(client, next="/account")

    assert (turned_away.status_code, turned_away.location) == (302, "/sign-in?next=/account")
    assert 'name="next" value="/account"' in page.text
    assert (answer.status_code, answer.location) == (303, "/account")
    assert client.get("/account").status_code == 200


@pytest.mark.usefixtures("lotte")
def test_nobody_is_sent_on_to_another_site(client) -> None:
    assert submit(client, next="//elders.test/account").location.startswith("/")
    assert not submit(client, next="//elders.test/account").location.startswith("//")


@pytest.mark.usefixtures("lotte")
@pytest.mark.parametrize("typed", [{"password": "iets anders"}, {"email": "niemand@voorbeeld.test"}])
def test_a_failure_says_the_same_whatever_was_wrong_and_keeps_the_mail_address(client, typed) -> None:
    answer = submit(client, **typed)

    assert answer.status_code == 422
    assert "horen niet bij elkaar" in answer.text
    assert f'value="{typed.get("email", MAIL)}"' in answer.text
    assert RIGHT not in answer.text
    assert client.get("/account").status_code == 302


@pytest.mark.usefixtures("lotte")
def test_an_empty_form_says_what_is_missing_beside_each_field(client) -> None:
    answer = client.post("/sign-in", data={})

    assert answer.status_code == 422
    assert answer.text.count("Vul dit nog in.") >= 2


@pytest.mark.usefixtures("lotte")
def test_nothing_of_an_older_session_comes_along(client) -> None:
    with client.session_transaction() as session:
        session["planted"] = "by somebody else"

    submit(client)

    with client.session_transaction() as session:
        assert "planted" not in session
        assert session.permanent


@pytest.mark.usefixtures("lotte")
def test_signing_out_ends_the_session_and_cannot_be_done_by_a_link(client) -> None:
    submit(client)
    by_link = client.get("/sign-out")
    still_in = client.get("/account").status_code
    answer = client.post("/sign-out")

    assert (by_link.status_code, still_in) == (405, 200)
    assert (answer.status_code, answer.location) == (303, "/")
    assert client.get("/account").status_code == 302


def test_whoever_has_several_roles_chooses_one_and_can_change_it_later(client, lotte, also_volunteer) -> None:
    answer = submit(client, next="/account")
    page = client.get(answer.location)
    first = client.post("/choose-role", data={"assignment": also_volunteer.id, "next": "/account"})
    as_volunteer = client.get("/account")
    client.post("/choose-role", data={"assignment": lotte.id})
    as_guardian = client.get("/account")

    assert answer.location == "/choose-role?next=/account"
    assert "Ouder of voogd" in page.text
    assert "De Club" in page.text
    assert first.location == "/account"
    assert role_now(as_volunteer.text) == "Vrijwilliger aan de deur"
    assert role_now(as_guardian.text) == "Ouder of voogd"


def role_now(page: str) -> str:
    """The role that the account page marks as the present one."""
    line = next(line for line in page.splitlines() if "(nu)" in line)
    return line.partition("<li>")[2].partition(" <span")[0].partition(" · ")[0]


def test_the_role_of_somebody_else_does_not_exist(workplace, client, sign_in, lotte) -> None:
    with workplace.begin() as work:
        use(work)
        others = AssignmentFactory(role=Role.COUNTER_CLERK)

    assert sign_in(lotte).post("/choose-role", data={"assignment": others.id}).status_code == 404
    assert sign_in(lotte).post("/choose-role", data={}).status_code == 422


def test_a_closed_account_is_out_at_its_next_click(workplace, sign_in, lotte) -> None:
    signed_in = sign_in(lotte)
    before = signed_in.get("/account").status_code
    with workplace.begin() as work:
        work.session.get_one(type(lotte.account), lotte.account_id).active = False

    assert (before, signed_in.get("/account").status_code) == (200, 302)


def test_the_eleventh_sign_in_of_a_minute_has_to_wait_unless_limits_are_off(workplace, settings, lotte) -> None:
    def answers(rate_limits: bool) -> list[int]:
        app = in_test(create_app(Settings(secret_key=settings.secret_key, rate_limits=rate_limits), workplace))
        client = app.test_client()
        return [submit(client, email=f"iemand{number}@voorbeeld.test").status_code for number in range(12)]

    assert answers(True) == [422] * 10 + [429] * 2
    assert answers(False) == [422] * 12


def test_behind_a_proxy_callers_are_told_apart_and_without_one_nobody_can_pretend(workplace, settings, lotte) -> None:
    def answers(proxies: int) -> list[int]:
        made = create_app(Settings(secret_key=settings.secret_key, rate_limits=True, proxies=proxies), workplace)
        client = in_test(made).test_client()
        form = {"email": "niemand@voorbeeld.test", "password": "iets anders"}
        return [
            client.post("/sign-in", data=form, headers={"X-Forwarded-For": f"192.0.2.{number}"}).status_code
            for number in range(12)
        ]

    assert answers(proxies=1) == [422] * 12
    assert answers(proxies=0) == [422] * 10 + [429] * 2


def in_test(app: Flask) -> Flask:
    app.testing = True
    app.config["WTF_CSRF_ENABLED"] = False
    return app


@pytest.mark.usefixtures("lotte")
@pytest.mark.parametrize(("demo", "secure"), [(False, True), (True, False)])
def test_the_session_cookie_is_out_of_reach_of_scripts_other_sites_and_plain_lines(workplace, demo, secure) -> None:
    environment = {"UITPAS2_DEMO": "on"} if demo else {"UITPAS2_SECRET_KEY": "k" * 40}
    app = in_test(create_app(Settings.from_environment({**environment, "UITPAS2_RATE_LIMITS": "off"}), workplace))

    cookie = submit(app.test_client()).headers["Set-Cookie"]

    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert ("Secure" in cookie) is secure


def test_demo_users_are_shown_in_the_demo_only(workplace, settings, lotte) -> None:
    def page(demo: bool) -> str:
        app = create_app(Settings(secret_key=settings.secret_key, demo=demo, rate_limits=False), workplace)
        app.config["DEMO_USERS"] = [{"email": MAIL, "password": RIGHT, "who": "Lotte, mama van Noor"}]
        return app.test_client().get("/sign-in").text

    assert "Lotte, mama van Noor" in page(demo=True)
    assert "Lotte" not in page(demo=False)


def test_the_first_page_after_signing_in_is_the_first_of_the_roles_menu(app, client, lotte) -> None:
    answer = submit(client)

    menu = [item for item in app.extensions["uitpas2 menu"] if item.permission == "family.see"]
    with app.test_request_context():
        from flask import url_for

        assert answer.location == (url_for(menu[0].endpoint) if menu else "/")


def test_settings_take_only_on_and_off() -> None:
    from uitpas2.settings import UnsafeSettings

    read: Callable[[str], bool] = lambda text: (  # noqa: E731
        Settings.from_environment({"UITPAS2_DEMO": "on", "UITPAS2_RATE_LIMITS": text}).rate_limits
    )

    assert (read("off"), read("on"), read("")) == (False, True, True)
    with pytest.raises(UnsafeSettings, match="UITPAS2_RATE_LIMITS"):
        read("maybe")
