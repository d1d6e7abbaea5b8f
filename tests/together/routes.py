"""Who comes in at which door: asked of the running application, and written down as a table.

`UITPAS2_WRITE_ROUTES=1 python -m pytest tests/together/test_routes.py -n0` renews `routes.txt`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from tests.factories.accounts import AssignmentFactory, OrganisationFactory, bearer
from tests.factories.base import use
from uitpas2.accounts.rules import API_SCOPES, PERMISSIONS, SCOPES_FOR, WORKS_FOR, OrganisationKind, Role
from uitpas2.accounts.sessions import session_id
from uitpas2.database.work import Workplace
from uitpas2.web.guard import Route, routes

KEPT = Path(__file__).with_name("routes.txt")
HEADING = """\
# Who comes in at which door. Renew: UITPAS2_WRITE_ROUTES=1 .venv/bin/python -m pytest tests/together/test_routes.py -n0
# yes: comes in · no: 403 · door: sent to sign in · key: 401, a token is needed. Clients by the scope they hold.
"""
SHORT = {
    Role.FLEMISH_ADMINISTRATOR: "flemish",
    Role.MUNICIPALITY_OFFICER: "officer",
    Role.COUNTER_CLERK: "clerk",
    Role.ORGANISER_ADMIN: "office",
    Role.VOLUNTEER: "volunteer",
    Role.WELFARE_WORKER: "welfare",
    Role.PARTNER_RESPONSIBLE: "in charge",
    Role.POLICY_READER: "policy",
    Role.GUARDIAN: "guardian",
}


@dataclass(frozen=True)
class Caller:
    """Somebody with a browser or a client with a token, and what the table of roles lets them do."""

    name: str
    client: FlaskClient
    headers: dict[str, str]
    permissions: frozenset[str]
    is_machine: bool = False

    @property
    def is_known(self) -> bool:
        return self.name != "nobody"


def callers(app: Flask, workplace: Workplace) -> list[Caller]:
    """Nobody, one person per role, and one API client per scope."""
    found = [Caller("nobody", app.test_client(), {}, frozenset())]
    with workplace.begin() as work:
        use(work)
        organisations = {kind: OrganisationFactory(kind=kind) for kind in OrganisationKind}
        for role, short in SHORT.items():
            kind = WORKS_FOR[role]
            organisation = organisations[kind] if kind else None
            browser = app.test_client()
            with browser.session_transaction() as session:
                session["_user_id"] = session_id(AssignmentFactory(role=role, organisation=organisation))
            found.append(Caller(short, browser, {}, frozenset(PERMISSIONS[role])))
        for scope, permission in API_SCOPES.items():
            kind = OrganisationKind.MUNICIPALITY if scope in SCOPES_FOR else OrganisationKind.ORGANISER
            header = bearer(work, organisations[kind], scope)
            found.append(Caller(f"({scope})", app.test_client(), header, frozenset({permission}), is_machine=True))
    return found


def only_doors(app: Flask) -> None:
    """Put an empty room behind every door: what is tested is the door, and nothing must happen behind it."""
    for endpoint, view in list(app.view_functions.items()):

        def empty_room(**_: object) -> tuple[str, int]:
            return "", 204

        if hasattr(view, "__door__"):
            empty_room.__door__ = view.__door__  # type: ignore[attr-defined]
        app.view_functions[endpoint] = empty_room


def address(route: Route) -> str:
    """An address that leads to a route; what stands in its gaps does not matter at the door."""
    return re.sub(r"<(?:(?P<kind>\w+)(?:\((?P<wishes>.*?)\))?:)?\w+>", _filling, route.path)


def _filling(gap: re.Match[str]) -> str:
    wishes = gap["wishes"] or ""
    if gap["kind"] == "any":
        return wishes.split(",")[0].strip("'\" ")
    length = re.search(r"length=(\d+)", wishes)
    return "1" * int(length[1] if length else 1)


def at_the_door(route: Route, caller: Caller) -> str:
    """What happens when this caller knocks at this door."""
    answer = caller.client.open(address(route), method=route.method, headers=caller.headers)
    if answer.status_code == 204:
        return "yes"
    if answer.status_code == 302 and answer.location.startswith("/sign-in"):
        return "door"
    return {401: "key", 403: "no"}.get(answer.status_code, str(answer.status_code))


def as_declared(route: Route, caller: Caller) -> str:
    """What ought to happen by the route's declaration and the table of roles."""
    if route.door.open_because:
        return "yes"
    machine_route = route.path.startswith(("/api/", "/uitpas4/", "/realms/"))
    if not caller.is_known or caller.is_machine != machine_route:
        return "key" if machine_route else "door"
    return "yes" if not route.door.permissions or route.door.permissions & caller.permissions else "no"


@dataclass
class Matrix:
    """The outcome of every caller at every door."""

    app: Flask
    callers: list[Caller]

    @cached_property
    def rows(self) -> list[tuple[Route, list[str]]]:
        return [(route, [at_the_door(route, caller) for caller in self.callers]) for route in routes(self.app)]

    def surprises(self) -> Iterator[str]:
        """Doors that let in, or turn away, somebody else than they declare."""
        for route, outcomes in self.rows:
            for caller, outcome in zip(self.callers, outcomes, strict=True):
                declared = as_declared(route, caller)
                if outcome != declared:
                    yield f"{route.method} {route.path}, {caller.name}: {outcome}, declared: {declared}"

    def __str__(self) -> str:
        width = max(len(route.path) for route, _ in self.rows)
        names = [caller.name for caller in self.callers]
        lines = [f"{'':<7} {'':<{width}}  {'  '.join(names)}"]
        for route, outcomes in self.rows:
            cells = "  ".join(f"{text:<{len(name)}}" for text, name in zip(outcomes, names, strict=True))
            lines.append(f"{route.method:<7} {route.path:<{width}}  {cells}  {route.door}")
        return HEADING + "\n".join(line.rstrip() for line in lines) + "\n"
