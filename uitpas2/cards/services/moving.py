"""A holder lives somewhere else from today on. Card, points and history stay; what a region needs is added.

What becomes of a right is decided in `welfare`, which calls this.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import update

from uitpas2.accounts.models import Municipality
from uitpas2.accounts.queries import municipality_by_postal_code
from uitpas2.cards import queries
from uitpas2.cards.errors import HolderUnknown, NoCardSystem, OutsideRegion, PlaceUnknown
from uitpas2.cards.models import Holder, Membership
from uitpas2.cards.rules import MembershipStatus
from uitpas2.cards.services.national_numbers import forget_numbers
from uitpas2.database.work import Work
from uitpas2.database.writes import insert_unless_there
from uitpas2.trail.services import note


def move_holder(work: Work, holder_id: str, *, street: str, postal_code: str, city: str) -> Holder:
    """Somebody of the actor's region gets another address, anywhere in Flanders.

    Raises HolderUnknown, PlaceUnknown or NoCardSystem.
    """
    holder = queries.holder(work, holder_id)
    _move(work, holder, _place(work, postal_code, city), street=street, postal_code=postal_code, city=city)
    return holder


def receive_holder(
    work: Work, *, card_number: str, birth_date: date, street: str, postal_code: str, city: str
) -> Holder:
    """Somebody of another region comes to live in the actor's, and shows a working card at the counter here.

    Raises HolderUnknown for a wrong number and for another birth date alike, PlaceUnknown, NoCardSystem, or
    OutsideRegion for an address that is not of this region.
    """
    place = _place(work, postal_code, city)
    if place.nis not in {one.nis for one in queries.region_municipalities(work)}:
        raise OutsideRegion(field="postal_code", municipality=place.name)
    holder = queries.holder_by_card_and_birth_date(work, card_number, birth_date)
    _move(work, holder, place, street=street, postal_code=postal_code, city=city)
    return holder


def _place(work: Work, postal_code: str, city: str) -> Municipality:
    found = municipality_by_postal_code(work, postal_code, city)
    if found is None:
        raise PlaceUnknown(field="postal_code")
    return found


def _move(work: Work, holder: Holder, place: Municipality, *, street: str, postal_code: str, city: str) -> None:
    """The new address, and a membership of the region there.

    The one of before stays, with the card that works at every door; but the region that was left no longer sees them.
    """
    card_system = queries.card_system_of(work, place.nis)
    if card_system is None:
        raise NoCardSystem(field="postal_code")
    work.session.refresh(holder, with_for_update={"key_share": True})
    if holder.erased_at is not None:  # just now: the row gets no address back
        raise HolderUnknown
    came_from = holder.municipality_nis
    holder.street, holder.postal_code, holder.city = street.strip(), postal_code.strip(), city.strip()
    holder.municipality_nis = place.nis
    work.session.flush()
    insert_unless_there(
        work.session,
        Membership,
        id=work.new_id(),
        holder_id=holder.id,
        card_system_id=card_system.id,
        status=MembershipStatus.ACTIVE,
        since=work.now,
    )
    _leave(work, holder, came_from, card_system.id)
    if not queries.keeps_national_numbers(work, place.nis):
        forget_numbers(work, Holder.id == holder.id)
        work.session.expire(holder)
    note(work, "holder.moved", "holder", holder.id, from_municipality=came_from, to_municipality=place.nis)


def _leave(work: Work, holder: Holder, came_from: str, to_system: int) -> None:
    """The region of before is left, unless it is the same one; who comes back to a region belongs there again."""
    memberships = update(Membership).where(Membership.holder_id == holder.id)
    here = Membership.card_system_id == to_system
    work.session.execute(memberships.where(here, Membership.left_at.is_not(None)).values(left_at=None))
    before = queries.card_system_of(work, came_from)
    if before is not None and before.id != to_system:
        there = Membership.card_system_id == before.id
        work.session.execute(memberships.where(there, Membership.left_at.is_(None)).values(left_at=work.now))
