"""From a request to a place, or to a turn on the waiting list."""

from __future__ import annotations

from collections.abc import Sequence

from uitpas2.activities.models import Session
from uitpas2.activities.services import use_price
from uitpas2.database.work import Work
from uitpas2.discounts.services import Quote, keep_budget
from uitpas2.kernel.clock import brussels_day
from uitpas2.registrations.errors import PriceNotKnown
from uitpas2.registrations.models import Registration
from uitpas2.registrations.queries.intake import Wanted, sessions_of
from uitpas2.registrations.queries.prices import price_of
from uitpas2.registrations.rules import Change, Outcome
from uitpas2.registrations.services.changing import change, take_places


def place_or_queue(work: Work, together: Sequence[Registration]) -> bool:
    """Confirm these requests when there is a place for all of them, else put them on the waiting list.

    The caller holds the activity. False, and nothing done, when there is no price to place them at.
    """
    with work.session.begin_nested() as attempt:
        if all(take_places(work, one, for_partner=one.entered_for is not None) for one in together):
            if any(keep_price(work, one) for one in together):
                attempt.rollback()
                return False
            for one in together:
                change(work, one, Change.GRANT)
            return True
        attempt.rollback()
    queue(work, together)
    return True


def queue(work: Work, together: Sequence[Registration]) -> None:
    """Put these requests on the waiting list."""
    for one in together:
        change(work, one, Change.QUEUE)


def keep_price(work: Work, registration: Registration) -> Outcome | None:
    """Write down the price as it is by now, and keep its part of the budget; else why that is not possible."""
    sessions = sessions_of(work, [registration.id])[registration.id]
    asked = Wanted(registration.activity_id, registration.series_id, sessions)
    try:
        price = price_of(work, asked, registration.holder_id)
    except PriceNotKnown:
        return Outcome.PRICE_NOT_KNOWN
    if not keep_part(work, registration, price):
        return Outcome.BUDGET_USED_UP
    use_price(work, price.price_id)
    registration.price_shown, registration.price_id = price.holder_pays, price.price_id
    work.session.flush()
    return None


def keep_part(work: Work, registration: Registration, price: Quote) -> bool:
    """Keep what governments will pay of this price, in the budgets of the year in which it begins."""
    year = brussels_day(work.session.get_one(Session, registration.session_id).starts).year
    return keep_budget(work, price, holder_id=registration.holder_id, reference=registration.id, year=year)
