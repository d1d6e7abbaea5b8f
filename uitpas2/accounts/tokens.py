"""OAuth2 client credentials with Authlib: who may have a token, and keeping it.

Like `sessions` this is a room on the web's side: it knows the present request's workplace.
"""

from __future__ import annotations

import secrets
from typing import Any

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2 import OAuth2Error
from authlib.oauth2.rfc6749 import ClientMixin
from authlib.oauth2.rfc6749.grants import ClientCredentialsGrant
from authlib.oauth2.rfc6750 import BearerTokenGenerator
from flask import Flask, Response

from uitpas2.accounts import services
from uitpas2.accounts.models import ApiClient
from uitpas2.accounts.rules import TOKEN_VALID
from uitpas2.web.context import begin, reading
from uitpas2.web.keepable import is_keepable

_METHODS = ("client_secret_basic", "client_secret_post")


class _Client(ClientMixin):  # type: ignore[misc]
    """Authlib's view of an API client. An unknown or closed one is a client that no secret fits."""

    def __init__(self, row: ApiClient | None) -> None:
        self.row = row

    def check_client_secret(self, secret: str) -> bool:
        if self.row is None or not self.row.active:
            return False
        with reading() as work:
            return services.secret_fits(work, self.row, secret)

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return method in _METHODS and endpoint == "token"

    def check_grant_type(self, grant_type: str) -> bool:
        return bool(grant_type == ClientCredentialsGrant.GRANT_TYPE)

    def get_allowed_scope(self, scope: str | None) -> str | None:
        """All that the client may do when it asks nothing in particular; None (refused) when it asks more."""
        assert self.row is not None
        asked = (scope or "").split() or self.row.scopes
        return " ".join(asked) if set(asked) <= set(self.row.scopes) else None


class _Grant(ClientCredentialsGrant):  # type: ignore[misc]
    TOKEN_ENDPOINT_AUTH_METHODS = list(_METHODS)


def _find_client(client_id: str) -> _Client:
    if not is_keepable(client_id):
        return _Client(None)
    with reading() as work:
        return _Client(work.session.get(ApiClient, client_id))


def _keep(token: dict[str, Any], request: Any) -> None:
    with begin() as work:
        services.keep_token(work, request.client.row, token["access_token"], token.get("scope", "").split())


_server = AuthorizationServer(query_client=_find_client, save_token=_keep)


def install(app: Flask) -> None:
    _server.init_app(app)
    _server.register_token_generator(
        "default",
        BearerTokenGenerator(
            lambda **_: secrets.token_urlsafe(32),
            expires_generator=lambda client, grant_type: int(TOKEN_VALID.total_seconds()),
        ),
    )


_server.register_grant(_Grant)


def answer() -> Response:
    """The answer to the present token request: a token, or the OAuth error as JSON."""
    try:
        response: Response = _server.create_token_response()
    except OAuth2Error as error:  # the request itself could not be taken on: no TLS and not this machine
        response = _server.handle_response(*error())
    return response
