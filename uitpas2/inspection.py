"""Commands that show what the web application is made of; they need no database and no secret."""

from __future__ import annotations

import json
import secrets

import click
from flask import Flask

from uitpas2.app import create_app
from uitpas2.settings import Settings
from uitpas2.web import api, guard


def described_app() -> Flask:
    """The application as it would be served, on an empty database in memory."""
    return create_app(Settings(database_url="sqlite://", secret_key=secrets.token_urlsafe(32)))


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
def routes(as_json: bool) -> None:
    """Show every route with who may use it."""
    found = list(guard.routes(described_app()))
    if as_json:
        rows = [
            {"method": route.method, "path": route.path, "endpoint": route.endpoint, "permission": str(route.door)}
            for route in found
        ]
        click.echo(json.dumps(rows, indent=2))
        return
    width = max(len(route.path) for route in found)
    for route in found:
        click.echo(f"{route.method:<7} {route.path:<{width}}  {route.door}")


@click.command()
@click.option("--uitpas4", is_flag=True, help="Of publiq's UiTPAS API 4.0 instead of ours.")
def openapi(uitpas4: bool) -> None:
    """Print the OpenAPI document of /api/v1 as JSON."""
    if uitpas4:
        raise click.ClickException("UiTPAS API 4.0 is not served by this version; openapi without --uitpas4 shows ours")
    click.echo(json.dumps(api.description(described_app()), indent=2))
