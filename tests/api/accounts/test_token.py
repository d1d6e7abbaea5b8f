"""Access tokens by OAuth2 client credentials."""

from datetime import timedelta

import pytest

from tests.factories.accounts import OrganisationFactory
from tests.factories.base import use
from uitpas2.accounts import services
from uitpas2.accounts.models import AccessToken, ApiClient
from uitpas2.accounts.sessions import actor_of_token
from uitpas2.app import create_app
from uitpas2.settings import Settings

URL = "/realms/uitid/protocol/openid-connect/token"
SECRET = "the-secret-of-a-test-client"


@pytest.fixture(autouse=True)
def tickets(workplace) -> ApiClient:
    """A client for sales and check-ins of an organiser."""
    with workplace.begin() as work:
        use(work)
        return services.create_api_client(
            work,
            name="Tickets",
            organisation_id=OrganisationFactory().id,
            scopes=["sales", "checkins"],
            client_id="tickets",
            secret=SECRET,
        )[0]


def ask(client, **form: str):
    return client.post(
        URL, data={"grant_type": "client_credentials", "client_id": "tickets", "client_secret": SECRET, **form}
    )


def permissions(workplace, token: str) -> set[str]:
    with workplace.reading() as work:
        return set(actor_of_token(work, token).permissions)


def test_a_client_gets_an_opaque_token_for_an_hour(workplace, client, clock) -> None:
    answer = ask(client)
    token = answer.json["access_token"]

    assert answer.status_code == 200
    assert (answer.json["token_type"], answer.json["expires_in"]) == ("Bearer", 3600)
    assert answer.headers["Cache-Control"] == "no-store"
    assert permissions(workplace, token) == {"api.sales", "api.checkins"}
    clock.move(timedelta(hours=1))
    assert permissions(workplace, token) == set()


def test_the_token_itself_is_not_kept(workplace, client) -> None:
    token = ask(client).json["access_token"]

    with workplace.reading() as work:
        assert token not in [kept.token_hash for kept in work.session.query(AccessToken)]


def test_id_and_secret_may_come_by_http_basic(client) -> None:
    answer = client.post(URL, data={"grant_type": "client_credentials"}, auth=("tickets", SECRET))

    assert answer.status_code == 200


def test_a_token_may_be_asked_for_less_and_never_for_more(workplace, client) -> None:
    less = ask(client, scope="sales")
    more = ask(client, scope="sales cards")

    assert less.json["scope"] == "sales"
    assert permissions(workplace, less.json["access_token"]) == {"api.sales"}
    assert (more.status_code, more.json["error"]) == (400, "invalid_scope")


def test_unknown_clients_wrong_secrets_and_closed_clients_get_the_same_answer(workplace, client) -> None:
    wrong = ask(client, client_secret="not-the-secret-of-it")
    unknown = ask(client, client_id="nobody")
    with workplace.begin() as work:
        work.session.get_one(ApiClient, "tickets").active = False
    closed = ask(client)

    assert wrong.status_code == 401
    assert wrong.json["error"] == "invalid_client"
    assert wrong.data == unknown.data == closed.data


@pytest.mark.parametrize("grant", ["password", "authorization_code", ""])
def test_other_grants_are_refused_as_oauth_says(client, grant) -> None:
    answer = ask(client, grant_type=grant)

    assert (answer.status_code, answer.json["error"]) == (400, "unsupported_grant_type")


def test_secrets_are_not_taken_from_the_address(client) -> None:
    answer = client.post(f"{URL}?grant_type=client_credentials&client_id=tickets&client_secret={SECRET}")

    assert answer.status_code == 401


def test_a_client_that_is_closed_is_out_at_its_next_call(workplace, client) -> None:
    token = ask(client).json["access_token"]
    with workplace.begin() as work:
        work.session.get_one(ApiClient, "tickets").active = False

    assert permissions(workplace, token) == set()


def test_tokens_count_for_nothing_on_pages_and_cookies_for_nothing_on_the_api(client) -> None:
    token = ask(client).json["access_token"]

    answer = client.get("/account", headers={"Authorization": f"Bearer {token}"})

    assert (answer.status_code, answer.location) == (302, "/sign-in?next=/account")


def test_asking_too_often_is_answered_with_a_pause(workplace, settings) -> None:
    app = create_app(Settings(secret_key=settings.secret_key, rate_limits=True), workplace)
    client = app.test_client()

    answers = [ask(client, client_secret="not-the-secret-of-it").status_code for _ in range(31)]

    assert answers == [401] * 30 + [429]
