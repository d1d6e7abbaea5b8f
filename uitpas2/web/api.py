"""Our own API at /api/v1, described by an OpenAPI 3.1 document at /api/v1/openapi.json."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Flask, jsonify
from flask.typing import ResponseReturnValue
from flask_smorest import Api
from marshmallow import Schema, fields

from uitpas2 import __version__
from uitpas2.web.guard import open_to_all


class ProblemError(Schema):
    pointer = fields.String(required=True)
    detail = fields.String(required=True)


class ProblemDocument(Schema):
    """An RFC 9457 problem document."""

    type = fields.String(required=True)
    code = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String()
    reference = fields.String()
    errors = fields.List(fields.Nested(ProblemError))
    details = fields.Dict(keys=fields.String())


class PlatformApi(Api):  # type: ignore[misc]
    ERROR_SCHEMA = ProblemDocument

    def _register_error_handlers(self) -> None:
        """`web.problems` answers all errors, for pages and machines alike."""


def install(app: Flask, scopes: Mapping[str, str]) -> PlatformApi:
    """Our API on the application; `scopes` names what an API client can be given, and the permission it brings."""
    app.config.update(
        API_TITLE="uitpas2",
        API_VERSION=__version__,
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX="/api/v1",
        OPENAPI_JSON_PATH="openapi.json",
    )
    spec: dict[str, Any] = {
        "info": {
            "description": "Cards, activities, registrations, quotes, sales, check-ins, entitlement checks and the "
            "rule book of uitpas2. Money is in whole cents."
        },
        "components": {
            "securitySchemes": {
                "client": {
                    "type": "oauth2",
                    "flows": {
                        "clientCredentials": {
                            "tokenUrl": "/realms/uitid/protocol/openid-connect/token",
                            "scopes": {name: f"opens what needs {permission}" for name, permission in scopes.items()},
                        }
                    },
                }
            }
        },
        "security": [{"client": []}],
    }
    made = PlatformApi(app, spec_kwargs=spec)
    _open_the_description(app)
    return made


def description(app: Flask) -> dict[str, Any]:
    """The OpenAPI document of an application, as it is served."""
    with app.app_context():
        made: dict[str, Any] = app.extensions["flask-smorest"]["apis"][""]["ext_obj"].spec.to_dict()
    for operations in made["paths"].values():
        for operation in operations.values():
            if isinstance(operation, dict):
                _call_problems_by_their_name(operation.get("responses", {}))
    _call_problems_by_their_name(made["components"].get("responses", {}))
    return made


def _call_problems_by_their_name(responses: dict[str, Any]) -> None:
    """The library describes errors as plain JSON; ours are problem documents (RFC 9457)."""
    for response in responses.values():
        content = response.get("content", {})
        if "ProblemDocument" in str(content.get("application/json", "")):
            content["application/problem+json"] = content.pop("application/json")
    if "400" in responses:  # what stands before all routes says no in our own way, also where OAuth has its own
        problem = {"schema": {"$ref": "#/components/schemas/ProblemDocument"}}
        responses["400"].setdefault("content", {}).setdefault("application/problem+json", problem)


def _open_the_description(app: Flask) -> None:
    """The library adds its route by itself; say here who may read it, and what it answers."""

    @open_to_all("the description of the API")
    def openapi_json() -> ResponseReturnValue:
        return jsonify(description(app))

    app.view_functions["api-docs.openapi_json"] = openapi_json
