"""API clients and their access tokens."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from sqlalchemy import CursorResult, delete

from uitpas2.accounts import queries
from uitpas2.accounts.errors import ClientExists, ScopeDoesNotFit, UnknownScope
from uitpas2.accounts.models import AccessToken, ApiClient
from uitpas2.accounts.rules import API_SCOPES, SCOPES_FOR, TOKEN_VALID, token_hash
from uitpas2.database.work import Work
from uitpas2.database.writes import insert_unless_there
from uitpas2.trail.services import note

SECRET_LEAST = 16


def create_api_client(
    work: Work,
    *,
    name: str,
    organisation_id: str,
    scopes: list[str],
    client_id: str | None = None,
    secret: str | None = None,
) -> tuple[ApiClient, str]:
    """A client that speaks for an organisation, with its secret: shown now and never again.

    Raises UnknownScope, ScopeDoesNotFit, OrganisationNotFound or ClientExists, and ValueError for a given secret that
    is too short.
    """
    for scope in scopes:
        if scope not in API_SCOPES:
            raise UnknownScope(field="scopes", scope=scope, known=", ".join(API_SCOPES))
    kind = queries.organisation(work, organisation_id).kind
    for scope in scopes:
        if kind not in SCOPES_FOR.get(scope, {kind}):
            raise ScopeDoesNotFit(field="scopes", scope=scope)
    client_id = client_id or work.new_id()
    secret = secret or secrets.token_urlsafe(32)
    if len(secret) < SECRET_LEAST:
        raise ValueError(f"a client secret needs at least {SECRET_LEAST} characters")
    if not insert_unless_there(
        work.session,
        ApiClient,
        id=client_id,
        name=name,
        secret_hash=_secret_hash(work, client_id, secret),
        organisation_id=organisation_id,
        scopes=scopes,
        active=True,
        created_at=work.now,
    ):
        raise ClientExists(field="client_id")
    note(work, "api-client.created", "api-client", client_id, scopes=scopes)
    return work.session.get_one(ApiClient, client_id), secret


def secret_fits(work: Work, client: ApiClient, secret: str) -> bool:
    return hmac.compare_digest(client.secret_hash, _secret_hash(work, client.id, secret))


def _secret_hash(work: Work, client_id: str, secret: str) -> str:
    """A keyed SHA-256 and not Argon2: a secret is 256 random bits, so there is no dictionary to slow down.

    Clients show it at each token request, where a slow hash would only be a way to keep our processors busy. The
    key (from the platform's secret) makes a stolen database useless for trying even the weaker secrets of seeds.
    """
    key = work.keys.derive("api-client-secret")
    return hmac.new(key, f"{client_id}:{secret}".encode(), hashlib.sha256).hexdigest()


def issue_token(work: Work, client: ApiClient, scopes: list[str] | None = None) -> str:
    """A new bearer token, for all that the client may do or for these scopes of it. Only its hash is kept."""
    token = secrets.token_urlsafe(32)
    keep_token(work, client, token, scopes)
    return token


def keep_token(work: Work, client: ApiClient, token: str, scopes: list[str] | None = None) -> None:
    """Remember a token that was made for this client, for as long as it is valid."""
    work.session.add(
        AccessToken(token_hash=token_hash(token), client_id=client.id, scopes=scopes, expires_at=work.now + TOKEN_VALID)
    )
    work.session.flush()


def forget_expired_tokens(work: Work) -> int:
    """Forget the tokens that no longer open anything; tells how many."""
    result = work.session.execute(delete(AccessToken).where(AccessToken.expires_at <= work.now))
    assert isinstance(result, CursorResult)
    return result.rowcount
