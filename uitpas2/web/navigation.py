"""What stands in the menu: each feature names its pages, and an actor sees those it may open."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, current_app, request, url_for

from uitpas2.kernel.text import TranslatedText
from uitpas2.web.context import current_actor

_EXTENSION = "uitpas2 menu"


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A page in the menu; `permission` empty means for everybody. Lower `order` comes first.

    `seldom` puts a page that is not opened every day under “More”, so that the others stay on one line.
    """

    label: TranslatedText
    endpoint: str
    permission: str = ""
    order: int = 50
    seldom: bool = False


def install(app: Flask, items: list[MenuItem]) -> None:
    ordered = app.extensions[_EXTENSION] = sorted(items, key=lambda item: item.order)

    def menu() -> list[MenuItem]:
        """One's own pages first, then those for everybody."""
        actor = current_actor()
        own = [item for item in ordered if item.permission and item.permission in actor.permissions]
        return own + [item for item in ordered if not item.permission]

    def is_current(item: MenuItem) -> bool:
        return request.endpoint == item.endpoint

    app.jinja_env.globals.update(menu=menu)
    app.jinja_env.tests["current"] = is_current


def first_page(permissions: frozenset[str]) -> str:
    """Where somebody with these permissions starts after signing in."""
    items: list[MenuItem] = current_app.extensions[_EXTENSION]
    mine = [item for item in items if item.permission in permissions]
    return url_for(mine[0].endpoint) if mine else url_for("web.home")
