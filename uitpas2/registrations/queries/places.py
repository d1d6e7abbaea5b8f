"""Finding a place that fits a child."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from uitpas2.accounts.queries import municipality
from uitpas2.accounts.rules import Permission
from uitpas2.activities import queries as activities
from uitpas2.activities.queries import OfferLine, Wishes
from uitpas2.activities.queries.where import around_town
from uitpas2.cards.models import Holder
from uitpas2.database.work import Work
from uitpas2.discounts.errors import NoPrice
from uitpas2.discounts.services import Quote, quote
from uitpas2.kernel.period import age_on


@dataclass(frozen=True, slots=True)
class PlaceFound:
    """An activity that fits a child, with the price this child pays; None when no price can be told."""

    offer: OfferLine
    quote: Quote | None


@dataclass(frozen=True, slots=True)
class PlacesFound:
    """A page of places, and how many there are in all; `more` when there are more than `total`."""

    items: list[PlaceFound]
    total: int
    more: bool = False


def places_for(
    work: Work,
    holder: Holder,
    *,
    municipality_nis: str | None,
    km: int | None = None,
    day: date | None = None,
    weekday: int | None = None,
    text: str = "",
    limit: int = 12,
    offset: int = 0,
) -> PlacesFound:
    """What has free places and fits a child's age on that day, or today, with the price for this child.

    No municipality means the whole of Flanders; with `km` what lies around it counts too. `weekday` 0 is Monday. The
    order is that of the public finder. A partner also finds the places that are kept for partners.
    """
    around = None
    if municipality_nis and km:
        around = around_town(municipality(work, municipality_nis), km)
    wishes = Wishes(
        municipality_nis=None if around else municipality_nis,
        near=around,
        day=day,
        weekdays=0 if weekday is None else 1 << weekday,
        age=age_on(holder.birth_date, day or work.today) if holder.birth_date else None,
        text=text,
        with_places=True,
        not_begun=True,
        for_partner=work.actor.may(Permission.REGISTER_CLIENTS),
    )
    found = activities.search(work, wishes, limit=limit, offset=offset)
    return PlacesFound(
        [PlaceFound(line, _price(work, line.activity.id, holder.id)) for line in found.items], found.total, found.more
    )


def _price(work: Work, activity_id: str, holder_id: str) -> Quote | None:
    """What a child pays; None while the organiser has given no price."""
    try:
        return quote(work, activity_id=activity_id, holder_id=holder_id)
    except NoPrice:
        return None
