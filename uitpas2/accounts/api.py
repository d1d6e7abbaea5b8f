"""Access tokens for API clients, at the address where publiq's clients look for them."""

from __future__ import annotations

from typing import Any

from flask import Flask, Response
from flask.blueprints import BlueprintSetupState
from flask_smorest import Blueprint

from uitpas2.accounts import tokens
from uitpas2.accounts.schemas import TokenAnswer, TokenRefusal
from uitpas2.web.guard import open_to_all
from uitpas2.web.limits import API_SIGN_IN, limiter

blueprint = Blueprint(
    "accounts_api",
    __name__,
    url_prefix="/realms/uitid/protocol/openid-connect",
    description="Access tokens by OAuth2 client credentials",
)

_FORM: dict[str, Any] = {
    "required": True,
    "content": {
        "application/x-www-form-urlencoded": {
            "schema": {
                "type": "object",
                "required": ["grant_type"],
                "properties": {
                    "grant_type": {"type": "string", "enum": ["client_credentials"]},
                    "client_id": {"type": "string"},
                    "client_secret": {"type": "string"},
                    "scope": {"type": "string"},
                },
            }
        }
    },
}


@blueprint.record
def _install(state: BlueprintSetupState) -> None:
    assert isinstance(state.app, Flask)
    tokens.install(state.app)


@blueprint.post("/token")
@open_to_all("the client shows its secret here")
@blueprint.doc(requestBody=_FORM, security=[])
@blueprint.response(200, TokenAnswer)
@blueprint.alt_response(400, schema=TokenRefusal, description="The request is not one we take")
@blueprint.alt_response(401, schema=TokenRefusal, description="Unknown client or wrong secret")
@limiter.limit(API_SIGN_IN)
def token() -> Response:
    """Give an API client a token.

    The client shows its id and secret in the form or by HTTP Basic. A token is opaque and valid for an hour.
    """
    return tokens.answer()
