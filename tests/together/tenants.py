"""One tenant's people and machines, walking: what they ask, and what they are answered, as plain text."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook
from pypdf import PdfReader
from sqlalchemy import select
from werkzeug.test import TestResponse

from uitpas2.accounts.models import Account, ApiClient, Assignment
from uitpas2.accounts.rules import PERMISSIONS
from uitpas2.accounts.services import issue_token
from uitpas2.accounts.sessions import session_id
from uitpas2.database.work import Workplace
from uitpas2.web.guard import Route, routes

MISSING = {"card_number": "0200100000008", "nis": "99999"}  # of the right form, and of nobody
NOT_THERE = "00000000-0000-4000-8000-000000000000"

# What stands in the gap of an address: the name of the id in what the seed tells.
GAPS = {
    "activity_id": "activity_id",
    "account_id": "guardian_id",
    "batch_id": "batch_id",
    "bill_id": "bill_id",
    "card_id": "card_id",
    "certificate_id": "certificate_id",
    "client_id": "client_id",
    "collector_id": "collector_id",
    "coupon_id": "coupon_id",
    "holder_id": "holder_id",
    "import_id": "import_id",
    "line_id": "line_id",
    "nis": "nis",
    "offer_list_id": "offer_list_id",
    "offer_run_id": "offer_run_id",
    "offer_source_id": "offer_source_id",
    "organiser_id": "organiser_id",
    "number": "card_number",
    "parcel_id": "parcel_id",
    "payment_id": "payment_id",
    "proposal_id": "proposal_id",
    "recognition_id": "recognition_id",
    "referral_id": "referral_id",
    "registration_id": "registration_id",
    "right_id": "right_id",
    "sale_id": "sale_id",
    "session_id": "session_id",
    "sheet_id": "sheet_id",
    "statement_id": "statement_id",
    "task_id": "task_id",
    "stay_id": "stay_id",
}
# What is made anew for each showing of a page, or follows a file that somebody is working on.
ANEW = re.compile(r'(?<=name="csrf_token" value=")[^"]+|(?<=name="idempotency_key" value=")[^"]+|(?<=\?v=)\w+')
FIXED = {
    "year": "2025",
    "code": "not-found",
    "filename": "css/base.css",
    "message_kind": "registration-confirmed",
    "letter_id": "none",
}

# Addresses that take something in their query, with what another tenant's could be put there.
QUERIES: Mapping[str, tuple[str, ...]] = {
    "/api/v1/sales": ("client_reference={sale_client_reference}",),
    "/api/v1/checkins": ("activity_id={activity_id}", "client_reference=seed-checkin-{letter}"),
    "/family/children/<holder_id>/places/<activity_id>": ("session={registration_id}",),
    "/activate": ("email={sign_ins[clerk]}",),
}


@dataclass(frozen=True)
class Caller:
    """Somebody of a tenant: a browser with a role or a client with a token."""

    name: str
    client: FlaskClient
    headers: dict[str, str]
    permissions: frozenset[str]
    is_machine: bool = False

    def may_enter(self, route: Route) -> bool:
        if route.door.open_because:
            return True
        if self.is_machine != route.path.startswith("/api/"):
            return False
        return not route.door.permissions or bool(route.door.permissions & self.permissions)

    def ask(self, method: str, address: str, data: dict[str, str] | None = None) -> TestResponse:
        body = {"json": data} if self.is_machine and data else {"data": data}
        return self.client.open(address, method=method, headers=self.headers, **body)


def callers(app: Flask, workplace: Workplace, made: dict[str, Any], tenant: dict[str, Any]) -> list[Caller]:
    """Everybody who can sign in for a tenant, those who work for all of Flanders, and the tenant's API client."""
    found = []
    mails = {**tenant["sign_ins"], **made["shared_sign_ins"]}
    with workplace.begin() as work:
        for name, mail in mails.items():
            assignment = work.session.scalars(select(Assignment).join(Account).where(Account.email == mail)).one()
            found.append(caller_of(app, name, assignment))
        client = work.session.get_one(ApiClient, tenant["api_client"]["client_id"])
        token = {"Authorization": f"Bearer {issue_token(work, client)}"}
        scopes = frozenset(f"api.{scope}" for scope in client.scopes)
        found.append(Caller("api client", app.test_client(), token, scopes, is_machine=True))
    return found


def caller_of(app: Flask, name: str, assignment: Assignment) -> Caller:
    """Somebody who signed in."""
    browser = app.test_client()
    with browser.session_transaction() as session:
        session["_user_id"] = session_id(assignment)
    return Caller(name, browser, {}, frozenset(PERMISSIONS[assignment.role]))


def gaps(route: Route) -> list[str]:
    return re.findall(r"<(?:[^<>:]+:)?(\w+)>", route.path)


def address(route: Route, values: Mapping[str, str]) -> str:
    return re.sub(r"<(?:[^<>:]+:)?(\w+)>", lambda gap: values[gap[1]], route.path)


def ids(tenant: Mapping[str, Any]) -> dict[str, str]:
    """What fills the gaps of addresses for one tenant."""
    return {gap: str(tenant[name]) for gap, name in GAPS.items()} | FIXED


def missing() -> dict[str, str]:
    """The same for something that nobody has."""
    return {gap: MISSING.get(name, NOT_THERE) for gap, name in GAPS.items()} | FIXED


def mixtures(route: Route, public: frozenset[str]) -> Iterator[frozenset[str]]:
    """Which gaps of a route to fill with what belongs to somebody else: each alone, and together."""
    mine = [gap for gap in gaps(route) if gap in GAPS and gap not in public]
    for size in range(1, len(mine) + 1):
        yield from (frozenset(chosen) for chosen in combinations(mine, size))


def pages(app: Flask, method: str = "GET") -> list[Route]:
    return [route for route in routes(app) if route.method == method and route.endpoint != "static"]


def text_of(answer: TestResponse) -> str:
    """Everything that can be read in an answer: also what is packed in a workbook or a PDF."""
    kind = answer.mimetype
    head = " ".join(answer.headers.to_wsgi_list()[0]) + answer.headers.get("Location", "")
    data = answer.data
    answer.close()
    return f"{head} {_unpacked(kind, data)}"


@lru_cache(maxsize=64)
def _unpacked(kind: str, data: bytes) -> str:
    if kind == "application/pdf":
        return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    if kind == "image/jpeg":
        return data.decode("latin-1")
    if "spreadsheetml" in kind:
        book = load_workbook(io.BytesIO(data))
        return " ".join(str(value) for sheet in book for row in sheet.iter_rows(values_only=True) for value in row)
    return data.decode()


def shape(answer: TestResponse, asked: Mapping[str, str]) -> tuple[int, str]:
    """The status and the text of an answer without what was asked, to lay beside another one."""
    text = text_of(answer)
    for value in sorted(set(asked.values()) - set(FIXED.values()), key=len, reverse=True):
        text = text.replace(value, "…")
    return answer.status_code, ANEW.sub("…", text)
