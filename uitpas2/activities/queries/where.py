"""Where somebody wants to search: a municipality by its name or a postcode, or the place of an activity."""

from __future__ import annotations

from difflib import get_close_matches

from uitpas2.accounts.models import Municipality
from uitpas2.accounts.queries import municipalities
from uitpas2.accounts.rules import bare_name
from uitpas2.activities.errors.finding import PostcodeOfSeveral, WhereNearly, WhereUnknown
from uitpas2.activities.models import Place
from uitpas2.activities.queries.wishes import Near
from uitpas2.database.work import Work
from uitpas2.kernel.boxes import Point

MOST_SUGGESTED = 3


def municipality_meant(work: Work, text: str, *, field: str = "where") -> Municipality:
    """By a whole name, the beginning of one that no other has, a postcode or a NIS code.

    Raises WhereUnknown, WhereNearly with the names it may be, or PostcodeOfSeveral.
    """
    towns = municipalities(work)
    if text.isdecimal():
        found = [town for town in towns if text in town.postal_codes or text == town.nis]
        if len(found) > 1:
            raise PostcodeOfSeveral(field=field, names=" / ".join(town.name for town in found))
    else:
        bare = bare_name(text)
        found = [town for town in towns if bare_name(town.name) == bare]
        found = found or [town for town in towns if bare_name(town.name).startswith(bare)]
        if len(found) != 1:
            names = {bare_name(town.name): town.name for town in towns}
            near = [town.name for town in found] or [names[one] for one in get_close_matches(bare, names, n=3)]
            if near and bare:
                raise WhereNearly(field=field, names=" / ".join(near[:MOST_SUGGESTED]))
    if not found:
        raise WhereUnknown(field=field)
    return found[0]


def around_town(town: Municipality, km: int) -> Near:
    """From the middle of a municipality; all of itself belongs to it."""
    return Near(Point(town.latitude, town.longitude), km, town.nis)


def place_to_search_from(work: Work, place_id: str) -> Place | None:
    """A place of which is known where it lies."""
    found = work.session.get(Place, place_id)
    return found if found and found.latitude is not None and found.longitude is not None else None


def around_place(place: Place, km: int) -> Near:
    assert place.latitude is not None
    assert place.longitude is not None
    return Near(Point(place.latitude, place.longitude), km)
