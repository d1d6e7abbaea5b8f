"""Each route declares who may come in; without a declaration the application does not start."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, g, redirect, request, url_for
from werkzeug.exceptions import Unauthorized
from werkzeug.wrappers import Response

from uitpas2.kernel.actor import ANONYMOUS, Actor, ActorKind
from uitpas2.kernel.errors import NotAllowed

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Door:
    """Who may use a route: everybody (with the reason why), anybody signed in, or holders of one of the permissions."""

    permissions: frozenset[str] = frozenset()
    open_because: str = ""

    def admits(self, actor: Actor) -> bool:
        if self.open_because:
            return True
        if actor.kind is ActorKind.ANONYMOUS:
            return False
        return not self.permissions or any(actor.may(permission) for permission in self.permissions)

    def __str__(self) -> str:
        if self.open_because:
            return f"open: {self.open_because}"
        return " or ".join(sorted(self.permissions)) or "signed in"


class UnguardedRoute(Exception):
    """A route without a declaration: a mistake of ours, found at start-up."""


def needs(*permissions: str) -> Callable[[View], View]:
    """Only for actors with one of these permissions."""
    if not permissions:
        raise ValueError("name the permissions, or use signed_in")
    return _declare(Door(permissions=frozenset(str(permission) for permission in permissions)))


def open_to_all(because: str) -> Callable[[View], View]:
    """For everybody; say why."""
    return _declare(Door(open_because=because))


def signed_in(view: View) -> View:
    """For everybody who signed in, whatever the role."""
    return _declare(Door())(view)


def _declare(door: Door) -> Callable[[View], View]:
    def mark(view: View) -> View:
        view.__door__ = door  # type: ignore[attr-defined]
        return view

    return mark


@dataclass(frozen=True, slots=True)
class Route:
    method: str
    path: str
    endpoint: str
    door: Door


def routes(app: Flask) -> Iterator[Route]:
    """Every method and path with its declaration, in the order of paths."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, rule.endpoint)):
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield Route(method, rule.rule, rule.endpoint, _door_of(app, rule.endpoint))


def refuse_unguarded(app: Flask) -> None:
    """Raise UnguardedRoute naming each route that forgot to say who may use it."""
    missing = [route.path for route in routes(app) if route.door is _NO_DOOR]
    if missing:
        raise UnguardedRoute("these routes do not declare who may use them: " + ", ".join(missing))


_NO_DOOR = Door()


def _door_of(app: Flask, endpoint: str) -> Door:
    if endpoint == "static":
        return Door(open_because="style sheets, scripts and fonts")
    view = app.view_functions[endpoint]
    door: Door = getattr(view, "__door__", _NO_DOOR)
    return door


def is_machine_request() -> bool:
    """Requests to our API and to publiq's are answered with problem documents, and cookies count for nothing there."""
    return request.path.startswith(("/api/", "/uitpas4/", "/realms/"))


def install(app: Flask, find_actor: Callable[[], Actor]) -> None:
    """Put the actor of each request in `g` and turn away whom its route does not admit."""

    @app.before_request
    def _guard() -> Response | None:
        g.actor = ANONYMOUS
        if request.endpoint == "static":
            return None  # the same for everybody: no look at the session, so that any cache may keep it
        g.actor = find_actor()
        if request.endpoint is None:
            return None
        door = _door_of(app, request.endpoint)
        if door.admits(g.actor):
            return None
        if g.actor.kind is not ActorKind.ANONYMOUS:
            raise NotAllowed
        if is_machine_request():
            raise Unauthorized
        wanted = request.full_path.rstrip("?") if request.method == "GET" else ""
        return redirect(url_for("accounts.sign_in", next=wanted or None))
