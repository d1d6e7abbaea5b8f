"""Registering a group: it has a name and a place, and no members that anybody keeps."""

from __future__ import annotations

from uitpas2.accounts.queries import municipality_by_postal_code
from uitpas2.cards import queries
from uitpas2.cards.errors import GroupRegistered, PlaceUnknown
from uitpas2.cards.models import Holder
from uitpas2.cards.rules import HolderKind
from uitpas2.cards.services.holders import register_holder
from uitpas2.database.work import Work


def register_group(work: Work, *, name: str, street: str = "", postal_code: str, city: str) -> Holder:
    """A new group in the actor's region. Its name stands where a person's first name does.

    Raises GroupRegistered, PlaceUnknown, NoCardSystem or OutsideRegion.
    """
    place = municipality_by_postal_code(work, postal_code, city)
    if place is None:
        raise PlaceUnknown(field="postal_code")
    if queries.group_named(work, name) is not None:
        raise GroupRegistered(field="name")
    return register_holder(
        work,
        first_name=name,
        last_name="",
        birth_date=None,
        street=street,
        postal_code=postal_code,
        city=city,
        municipality_nis=place.nis,
        kind=HolderKind.GROUP,
    )
