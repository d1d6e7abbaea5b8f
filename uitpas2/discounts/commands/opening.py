"""The database for those commands of `rules` that look something up there; the others need none."""

from __future__ import annotations

from collections.abc import Callable

import click

from uitpas2.database.work import Workplace

# Where the command line leaves a function that opens the workplace of its settings.
OPEN = "uitpas2.open_workplace"


def workplace_of(context: click.Context) -> Workplace:
    """The workplace the command was given, else the one of the settings. Raises UnsafeSettings."""
    given = context.find_object(Workplace)
    if given is None:
        opened: Callable[[], Workplace] = context.meta[OPEN]
        return opened()
    return given
