"""The present request: its workplace, settings and actor, and how a route opens a Work."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from flask import current_app, g

from uitpas2.database.work import Work, Workplace
from uitpas2.kernel.actor import ANONYMOUS, Actor
from uitpas2.settings import Settings

EXTENSION = "uitpas2"


@dataclass(frozen=True)
class Platform:
    """What the application was assembled from."""

    workplace: Workplace
    settings: Settings


def platform() -> Platform:
    found: Platform = current_app.extensions[EXTENSION]
    return found


def current_actor() -> Actor:
    """Who is asking; the guard has put it there before any route runs."""
    actor: Actor = g.get("actor", ANONYMOUS)
    return actor


@contextmanager
def begin() -> Iterator[Work]:
    """A Work for this request's actor that commits at the end of its block, before the answer is made."""
    with platform().workplace.begin(current_actor()) as work:
        yield work


@contextmanager
def reading() -> Iterator[Work]:
    """A Work for showing something to this request's actor."""
    with platform().workplace.reading(current_actor()) as work:
        yield work


@contextmanager
def reporting() -> Iterator[Work]:
    """A Work for figures and exports, on the read replica when there is one."""
    with platform().workplace.reporting(current_actor()) as work:
        yield work
