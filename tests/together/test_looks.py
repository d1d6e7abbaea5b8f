"""Whoever sees at work that somebody has a right, or until when: the family can read it. Every page is tried."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from babel.dates import format_date
from flask import Flask
from sqlalchemy import Engine, delete, select, update

from tests.databases import empty
from tests.together.tenants import Caller, address, callers, gaps, ids, pages, text_of
from uitpas2.accounts.passwords import quick_hashing
from uitpas2.cards.models import Look, SocialRight
from uitpas2.database.work import Workplace
from uitpas2.seeds import two_tenants

# The right of one child ends on a day that stands nowhere else: first in time to be renewed, which is tried on every
# page, then long before, which the counter and partners show in another way.
DAYS_LEFT = {41: "/", 223: ("/counter", "/partner")}
WHERE = {
    "/counter/holders/<holder_id>",
    "/counter/holders/<holder_id>/right",
    "/counter/renewals",
    "/partner",
    "/partner/clients/<holder_id>",
    "/partner/clients/<holder_id>/vouch",
}


@pytest.fixture
def database(_sqlite: Engine) -> Engine:
    """Who saw what does not depend on the database: one will do."""
    empty(_sqlite)
    return _sqlite


def written(day: date) -> set[str]:
    """A day in every way in which a page writes it."""
    languages = ("nl", "fr", "en")
    patterns = ("EEEE d MMMM y", "d MMMM y", "d MMM y", "d/M/y", "dd/MM/y")
    return {day.isoformat()} | {format_date(day, pattern, locale=one) for pattern in patterns for one in languages}


@pytest.fixture
def made(workplace: Workplace) -> dict[str, Any]:
    with quick_hashing():
        return two_tenants.seed(workplace)


def seen_and_not_noted(
    app: Flask, workplace: Workplace, made: dict[str, Any], below: str = "/"
) -> tuple[set[str], set[str]]:
    """The pages that show the last day of the right, and those of them after which no look stands there."""
    showed, forgot = set(), set()
    tenant = made["tenants"][0]
    everybody = [who for who in callers(app, workplace, made, tenant) if who.name not in {"guardian", "co-parent"}]
    for days_left, where in DAYS_LEFT.items():
        with workplace.begin() as work:
            ends = work.today + timedelta(days=days_left)
            mine = update(SocialRight).where(SocialRight.holder_id == tenant["holder_id"])
            work.session.execute(mine.values(ends=ends, grace_until=ends))
            last_days = written(ends - timedelta(days=1))
        for who, path, asked in asked_by(app, everybody, tenant):
            if not path.startswith(where) or not path.startswith(below):
                continue
            with workplace.begin() as work:
                work.session.execute(delete(Look))
            text = text_of(who.ask("GET", asked))
            if any(day in text for day in last_days):
                showed.add(path)
                with workplace.reading() as work:
                    looks = work.session.scalars(select(Look.holder_id)).all()
                forgot |= {path} if tenant["holder_id"] not in looks else set()
    return showed, forgot


def asked_by(app: Flask, everybody: list[Caller], tenant: dict[str, Any]) -> list[tuple[Caller, str, str]]:
    return [
        (who, route.path, address(route, ids(tenant)))
        for who in everybody
        for route in pages(app)
        if route.door.permissions and who.may_enter(route) and set(gaps(route)) <= set(ids(tenant))
    ]


def test_every_page_at_work_that_shows_a_right_is_a_look(
    app: Flask, workplace: Workplace, made: dict[str, Any]
) -> None:
    showed, forgot = seen_and_not_noted(app, workplace, made)

    assert showed >= WHERE
    assert forgot == set()


def test_a_page_that_forgets_to_note_it_would_be_found(
    app: Flask, workplace: Workplace, made: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("uitpas2.registrations.pages.partner.note_look", lambda *_: None)

    _, forgot = seen_and_not_noted(app, workplace, made, below="/partner")

    assert forgot == {"/partner/clients/<holder_id>"}
