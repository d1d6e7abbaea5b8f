"""What happens to places by itself: draws, offers that run out, places that come free, and moments that change.

Each activity has a transaction of its own, so that nobody who registers anywhere waits for all the others; and what
goes wrong in one of them is left for the next time, and does not keep the rest from being done.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import structlog

from uitpas2.database.work import Work, Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.registrations.queries.intake import (
    activities_with_a_list,
    activities_with_changes,
    activities_with_offers_over,
    draws_due,
)
from uitpas2.registrations.services import draw, end_offers, offer_places, tell_changes

log = structlog.get_logger()
ACTOR = system_actor("places")


def do_draws(workplace: Workplace) -> int:
    """Do the draws whose moment has come; tells for how many registrations."""
    return _each(workplace, draws_due, draw)


def end_all_offers(workplace: Workplace) -> int:
    """Offers that nobody answered end, and their places are offered on; tells how many ended."""
    return _each(workplace, activities_with_offers_over, end_offers)


def offer_all_places(workplace: Workplace) -> int:
    """Look at every waiting list; tells how many were offered a place."""
    return _each(workplace, activities_with_a_list, offer_places)


def tell_all_changes(workplace: Workplace) -> int:
    """Tell who is registered of moments that moved or fell away; tells how many were told."""
    return _each(workplace, activities_with_changes, tell_changes)


def _each(workplace: Workplace, find: Callable[[Work], Sequence[str]], service: Callable[[Work, str], int]) -> int:
    with workplace.reading(ACTOR) as work:
        activity_ids = find(work)
    done = 0
    for activity_id in activity_ids:
        try:
            with workplace.begin(ACTOR) as work:
                done += service(work, activity_id)
        except Exception:
            log.exception("activity left for the next time", doing=service.__name__, activity=activity_id)
    return done
