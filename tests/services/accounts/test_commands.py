"""`uitpas2 user …`, `routes` and `openapi`."""

import json

import pytest
from click.testing import CliRunner

from tests.factories.accounts import OrganisationFactory
from tests.factories.base import use
from uitpas2.accounts import queries, services
from uitpas2.accounts.commands import user
from uitpas2.accounts.rules import Role

PASSWORD = "kraan fiets zolder peer"


@pytest.fixture
def gent(workplace):
    with workplace.begin() as work:
        use(work)
        return OrganisationFactory(of_municipality=True)


def run(workplace, *words: str, typed: str = ""):
    return CliRunner().invoke(user, list(words), obj=workplace, input=typed)


def create(workplace, *more: str, role: str = "municipality-officer", organisation: str = "44021", typed: str = ""):
    words = ["--email", "An@Gent.test", "--name", "An Peeters", "--role", role, "--organisation", organisation]
    return run(workplace, "create", *words, *more, typed=typed)


def test_a_user_is_made_in_one_line_that_tells_no_password(workplace, gent) -> None:
    result = create(workplace, "--password", PASSWORD)

    assert (result.exit_code, result.stdout) == (0, "an@gent.test can sign in as Municipal officer for Stad Gent\n")
    with workplace.begin() as work:
        attempt = services.begin_attempt(work, "an@gent.test")
        assert attempt.check(PASSWORD)


def test_the_password_is_asked_for_when_it_is_not_given(workplace, gent) -> None:
    result = create(workplace, "--json", typed=f"{PASSWORD}\n{PASSWORD}\n")

    made = json.loads(result.stdout)
    assert made["role"] == "municipality-officer"
    assert made["organisation"] == gent.id
    assert PASSWORD not in result.output


@pytest.mark.usefixtures("gent")
def test_a_role_that_does_not_fit_makes_no_account(workplace) -> None:
    result = create(workplace, "--password", PASSWORD, role="volunteer")

    assert result.exit_code != 0
    with workplace.reading() as work, pytest.raises(queries.AccountNotFound):
        queries.account_by_email(work, "an@gent.test")


def test_on_a_new_platform_the_first_users_bring_their_administrations_along(workplace) -> None:
    flemish = create(workplace, "--password", PASSWORD, role="flemish-administrator", organisation="")
    officer = run(
        workplace,
        *("create", "--email", "bo@gent.test", "--name", "Bo", "--role", "municipality-officer"),
        *("--organisation", "44021", "--password", PASSWORD),
    )
    unknown = create(workplace, "--password", PASSWORD, organisation="99999")

    assert flemish.stdout.endswith("for Vlaamse administratie\n")
    assert officer.stdout.endswith("for Gent\n")
    assert unknown.exit_code != 0


def test_somebody_who_forgot_the_password_gets_a_new_code(workplace) -> None:
    with workplace.begin() as work:
        account = services.create_account(work, email="an@gent.test", name="An Peeters", password=PASSWORD)
        services.assign(work, account, Role.GUARDIAN)

    code = json.loads(run(workplace, "code", "--email", "an@gent.test", "--json").stdout)["code"]

    with workplace.begin() as work:
        assert services.activate(work, email="an@gent.test", code=code, password="vier nieuwe woorden samen")
