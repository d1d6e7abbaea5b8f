"""Two tenants with everything: nobody of the one sees, or can touch, anything of the other.

The seed writes a canary in all that belongs to a tenant. Everybody of tenant A walks every address, with A's own ids
and with B's, and B's canary must turn up nowhere. That A's own canary does turn up proves that there was something
to find.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, select

from tests.databases import empty
from tests.together.tenants import (
    FIXED,
    GAPS,
    NOT_THERE,
    QUERIES,
    Caller,
    address,
    callers,
    gaps,
    ids,
    missing,
    mixtures,
    pages,
    shape,
    text_of,
)
from uitpas2.accounts.models import Account, Assignment
from uitpas2.accounts.passwords import quick_hashing
from uitpas2.database.base import Base
from uitpas2.database.work import Workplace
from uitpas2.registrations.queries import scope
from uitpas2.seeds import two_tenants
from uitpas2.web.guard import Route

# What everybody may read, and therefore also another tenant, with the reason.
PUBLIC: dict[str, str] = {
    "/activities": "the offer is public",
    "/activities/<activity_id>": "the offer is public",
    "/activities/<activity_id>/calendar.ics": "the offer is public",
    "/activities/calendar.ics": "the offer is public",
    "/activities/print": "the offer is public",
    "/activities/<activity_id>/draw": "everybody can repeat a draw",
    "/activities/<activity_id>/draw.csv": "everybody can repeat a draw",
    "/api/v1/activities": "the offer is public, also for machines",
    "/api/v1/activities/<activity_id>": "the offer is public, also for machines",
    "/rules/<string(length=5):nis>": "a decision of a council is public",
    "/rules/<string(length=5):nis>.json": "a decision of a council is public",
    "/api/v1/rulebook": "a decision of a council is public, also for machines",
    "/flanders/choices": "the Flemish administration sees what every council decided",
    "/flanders/versions": "the Flemish administration sees what every council changed",
}
# Here an activity is part of the public offer, whoever organises it: a child of A may go to B's workshop.
PLACES = (
    "/partner/clients/<holder_id>/places/<activity_id>/refer",
    *(
        f"{portal}/places/<activity_id>{step}"
        for portal in ("/family/children/<holder_id>", "/partner/clients/<holder_id>", "/counter/holders/<holder_id>")
        for step in ("", "/check")
    ),
)
LEAST_PAGES_WITH_OWN_CANARY = 50

# What a form must hold to get as far as the question whose it is.
FORMS: dict[str, dict[str, str]] = {
    "/counter/cards/<card_id>/end": {"reason": "loss", "way": "print"},
    "/counter/groups/<holder_id>/renew": {"year": "2026"},
    "/counter/holders/<holder_id>/bar": {"bar_reason": "asked"},
    "/counter/holders/<holder_id>/card": {"way": "print"},
    "/counter/holders/<holder_id>/guardians": {"name": "Jan", "email": "jan@elders.test"},
    "/counter/holders/<holder_id>/letter": {"account_id": "{guardian_id}", "code": "ABCD-EFGH-JKMN"},
    "/counter/holders/<holder_id>/right": {
        "ground": "living_wage",
        "proof_day": "2026-11-20",
        "last_day": "2027-06-30",
    },
    "/organiser/activities/<activity_id>/call-off": {"because": "Storm"},
    "/organiser/activities/<activity_id>/edit": {"do": "check", "rhythm": "always", "name": "Van A", "price": "1"},
    "/organiser/activities/<activity_id>/moments/<session_id>": {
        "day": "2027-02-03",
        "opens": "14:00",
        "closes": "15:00",
    },
    "/organiser/activities/<activity_id>/moments/<session_id>/call-off": {"because": "Storm"},
    "/organiser/activities/<activity_id>/moments/<session_id>/partners": {"places": "1", "until": "2027-01-20"},
    "/organiser/attendance/days/<session_id>/<holder_id>": {"how": "waive"},
    "/organiser/attendance/places/<registration_id>": {"how": "waive"},
    "/organiser/bills/<bill_id>/payments": {"amount": "1,00", "day": "2025-01-01"},
    "/organiser/bills/<bill_id>/plan": {"note": "In delen"},
    "/organiser/bills/bank/lines/<line_id>/place": {"number": "2020-0001"},
    "/partner/clients/<holder_id>/barriers": {"kinds": "language"},
    "/partner/clients/<holder_id>/places/<activity_id>/refer": {"until": "2026-12-20"},
    "/partner/clients/<holder_id>/tasks": {"what": "Bellen", "due_on": "2026-12-20"},
    "/partner/clients/<holder_id>/vouch": {"ground": "living_wage", "months": "6"},
    "/scan/<activity_id>/look": {"scanned": "{card_number}"},
    "/scan/<activity_id>/admit": {"scanned": "{card_number}", "choice": ":0"},
}
# Written by any request, whatever becomes of it.
MOVING = {"access_tokens", "answered_requests", "trail_head", "trail_entries"}


@pytest.fixture
def database(_sqlite: Engine) -> Engine:
    """Whose something is does not depend on the database: one will do."""
    empty(_sqlite)
    return _sqlite


@dataclass
class Scene:
    app: Flask
    workplace: Workplace
    made: dict[str, Any]
    everybody: list[Caller] = field(default_factory=list)

    @property
    def a(self) -> dict[str, Any]:
        return self.made["tenants"][0]

    @property
    def b(self) -> dict[str, Any]:
        return self.made["tenants"][1]

    def rooms(self, method: str = "GET") -> list[tuple[Caller, Route]]:
        """Everybody with every route that is open to them."""
        return [(who, route) for who in self.everybody for route in pages(self.app, method) if who.may_enter(route)]

    def rows(self) -> dict[str, list[Any]]:
        with self.workplace.reading() as work:
            tables = [table for table in Base.metadata.sorted_tables if table.name not in MOVING]
            return {table.name: [tuple(row) for row in work.session.execute(select(table))] for table in tables}


@pytest.fixture
def scene(app: Flask, workplace: Workplace) -> Scene:
    with quick_hashing():
        made = two_tenants.seed(workplace)
    found = Scene(app, workplace, made)
    found.everybody = callers(app, workplace, made, found.a)
    return found


def public_gaps(route: Route) -> frozenset[str]:
    if route.path in PUBLIC:
        return frozenset(gaps(route))
    return frozenset({"activity_id"}) if route.path in PLACES else frozenset()


def walk(scene: Scene, tenant: dict[str, Any]) -> list[tuple[Caller, str, str]]:
    """Everybody's every page with this tenant's ids: who, what was asked, and all that was answered."""
    seen = []
    for who, route in scene.rooms():
        if route.path in PUBLIC:
            continue
        values = ids(tenant)
        if tenant is scene.b and route.path in PLACES:
            values["activity_id"] = scene.a["activity_id"]
        for query in ("", *(f"?{one.format(**tenant)}" for one in QUERIES.get(route.path, ()))):
            asked = address(route, values) + query
            seen.append((who, asked, text_of(who.ask("GET", asked))))
    return seen


def strangers(seen: list[tuple[Caller, str, str]], canary: str) -> list[str]:
    return [f"{who.name}: {asked}" for who, asked, text in seen if canary in text]


def test_nobody_reads_anything_of_the_other_tenant(scene: Scene) -> None:
    with_own, with_others = walk(scene, scene.a), walk(scene, scene.b)

    own = strangers(with_own, scene.a["canaries"][0])
    assert len(own) >= LEAST_PAGES_WITH_OWN_CANARY, own
    assert {name.partition(":")[0] for name in own} >= set(scene.a["sign_ins"]) | {"api client"}
    assert {asked.rpartition(".")[2] for asked in own} >= {"csv", "xlsx"}
    assert any(asked.endswith("/print") for asked in own)
    assert strangers(with_own + with_others, scene.b["canaries"][0]) == []


def test_what_belongs_to_the_other_tenant_answers_like_what_does_not_exist(scene: Scene) -> None:
    compared, different = 0, []

    for who, route in scene.rooms():
        for mixture in mixtures(route, public_gaps(route)):
            asked = [ids(scene.a) | {gap: other[gap] for gap in mixture} for other in (ids(scene.b), missing())]
            foreign, absent = (shape(who.ask("GET", address(route, values)), values) for values in asked)
            compared += 1
            if foreign != absent or foreign[0] != 404:
                different.append(f"{who.name}: {route.path} with {sorted(mixture)}: {foreign[0]}, missing {absent[0]}")

    assert compared > 25
    assert different == []


def test_nobody_changes_anything_of_the_other_tenant(scene: Scene) -> None:
    before, tried, different = scene.rows(), 0, []

    for method in ("POST", "DELETE"):
        for who, route in scene.rooms(method):
            for mixture in mixtures(route, public_gaps(route)):
                answers = []
                for number, other in enumerate((scene.b, None)):
                    others = ids(other) if other else missing()
                    values = ids(scene.a) | {gap: others[gap] for gap in mixture}
                    named = {name: others[gap] for gap, name in GAPS.items()}
                    form = {key: text.format(**named) for key, text in FORMS.get(route.path, {}).items()}
                    form["idempotency_key"] = f"foreign-{tried}-{number}"
                    answers.append(shape(who.ask(method, address(route, values), form), values))
                tried += 1
                if answers[0] != answers[1] or answers[0][0] not in {404, 422}:
                    different.append(f"{who.name}: {method} {route.path} with {sorted(mixture)}: {answers}"[:400])

    assert tried > 25
    assert different == []
    assert scene.rows() == before


def test_ids_in_bodies_are_as_strange_as_ids_in_addresses(scene: Scene) -> None:
    by_name = {who.name: who for who in scene.everybody}
    machine, clerk, a, b = by_name["api client"], by_name["clerk"], scene.a, scene.b
    machine.headers["Idempotency-Key"] = "key-of-this-test"
    activity = {"activity_id": b["activity_id"]}
    before, answers = scene.rows(), []

    for who, asked, body, foreign in (
        (machine, "/api/v1/quotes", {"card": a["card_number"]}, activity),
        (machine, "/api/v1/sales", {"card": a["card_number"]}, activity),
        (machine, "/api/v1/checkins", {"card": a["card_number"]}, activity),
        (
            clerk,
            f"/counter/holders/{a['holder_id']}/letter",
            {"code": "ABCD-EFGH-JKMN"},
            {"account_id": b["guardian_id"]},
        ),
        (clerk, "/choose-role", {}, {"assignment": assignment_of(scene, b["sign_ins"]["clerk"])}),
    ):
        absent = dict.fromkeys(foreign, NOT_THERE)
        answers.append([shape(who.ask("POST", asked, body | other), body | other) for other in (foreign, absent)])

    assert [theirs for theirs, _ in answers] == [nobodys for _, nobodys in answers]
    assert {status for theirs, _ in answers for status, _ in [theirs]} == {404}
    assert scene.rows() == before


def assignment_of(scene: Scene, mail: str) -> str:
    with scene.workplace.reading() as work:
        return work.session.scalars(select(Assignment.id).join(Account).where(Account.email == mail)).one()


def test_a_partner_sees_the_child_it_guides_and_not_the_sibling(scene: Scene) -> None:
    sibling = f"Sam{scene.a['canaries'][0]}"
    values = ids(scene.a) | {"holder_id": scene.a["sibling_id"]}

    seen: dict[str, list[str]] = {"partner": [], "guardian": []}
    for who, route in scene.rooms():
        if who.name in seen and route.path not in PUBLIC:
            for asked in {address(route, ids(scene.a)), address(route, values)}:
                seen[who.name] += [asked] if sibling in text_of(who.ask("GET", asked)) else []

    assert seen["partner"] == []
    assert seen["guardian"] != []


def test_a_query_that_forgets_whose_it_is_would_be_noticed(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scope, "is_own", lambda work, holder_id: True)

    seen = strangers(walk(scene, scene.b), scene.b["canaries"][0])

    assert any(one.startswith("guardian: /family/children/") for one in seen)


def test_the_list_of_what_is_public_holds_nothing_that_is_gone(scene: Scene) -> None:
    known = {route.path for route in pages(scene.app)}

    assert set(PUBLIC) | set(PLACES) | set(QUERIES) <= known
    assert {gap for route in (*pages(scene.app), *pages(scene.app, "POST")) for gap in gaps(route)} <= set(GAPS) | set(
        FIXED
    )
