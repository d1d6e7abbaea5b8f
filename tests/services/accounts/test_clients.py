"""API clients and their tokens."""

from datetime import timedelta

import pytest

from tests.factories.accounts import OrganisationFactory
from uitpas2.accounts import services
from uitpas2.accounts.errors import ClientExists, UnknownScope
from uitpas2.accounts.models import AccessToken


def test_a_secret_is_shown_once_and_kept_as_a_hash_that_only_it_fits(work) -> None:
    client, secret = services.create_api_client(
        work, name="Tickets", organisation_id=OrganisationFactory().id, scopes=["sales"]
    )

    assert len(secret) >= 43
    assert secret not in client.secret_hash
    assert services.secret_fits(work, client, secret)
    assert not services.secret_fits(work, client, secret + "x")


def test_the_same_secret_of_two_clients_gives_two_hashes(work) -> None:
    club = OrganisationFactory()
    made = [
        services.create_api_client(
            work, name=name, organisation_id=club.id, scopes=[], client_id=name, secret="secret-of-a-test-client"
        )[0]
        for name in ("one", "two")
    ]

    assert made[0].secret_hash != made[1].secret_hash


def test_unknown_scopes_taken_names_and_short_secrets_are_refused(work) -> None:
    club = OrganisationFactory()
    services.create_api_client(work, name="Tickets", organisation_id=club.id, scopes=[], client_id="tickets")

    with pytest.raises(UnknownScope):
        services.create_api_client(work, name="Tickets", organisation_id=club.id, scopes=["everything"])
    with pytest.raises(ClientExists):
        services.create_api_client(work, name="Tickets", organisation_id=club.id, scopes=[], client_id="tickets")
    with pytest.raises(ValueError, match="16"):
        services.create_api_client(work, name="Tickets", organisation_id=club.id, scopes=[], secret="short")


def test_expired_tokens_are_forgotten_and_others_kept(workplace, clock) -> None:
    from tests.factories.base import use

    with workplace.begin() as work:
        use(work)
        client, _ = services.create_api_client(work, name="T", organisation_id=OrganisationFactory().id, scopes=[])
        services.issue_token(work, client)
    clock.move(timedelta(minutes=59))
    with workplace.begin() as work:
        services.issue_token(work, client)
    clock.move(timedelta(minutes=1))

    with workplace.begin() as work:
        forgotten = services.forget_expired_tokens(work)
        left = work.session.query(AccessToken).count()

    assert (forgotten, left) == (1, 1)
