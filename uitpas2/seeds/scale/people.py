"""Holders with their memberships, and the accounts that decide for them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from uitpas2.accounts.models import Account, Assignment
from uitpas2.accounts.rules import Role
from uitpas2.cards.models import Guardianship, Holder, Membership
from uitpas2.cards.queries import key_version
from uitpas2.cards.rules import HolderKind, MembershipStatus, NationalNumber
from uitpas2.cards.services.national_numbers import columns_for
from uitpas2.seeds.scale.chunk import Chunk, at_noon
from uitpas2.seeds.scale.households import Decider
from uitpas2.trail.services import note

_WITHOUT_NUMBER: dict[str, Any] = {
    "national_number": None,
    "national_number_index": None,
    "national_number_key": None,
}


def add_holders(chunk: Chunk) -> None:
    known_by = _national_numbers(chunk)
    for home, person in chunk.homes:
        id, since = chunk.id("holder", person.place), at_noon(chunk.day(home.registered))
        chunk.add(
            Holder,
            id=id,
            kind=HolderKind.PERSON,
            first_name=person.first_name,
            last_name=person.last_name,
            birth_date=person.birth_date,
            street=home.street,
            postal_code=home.postal_code,
            city=home.city,
            municipality_nis=home.nis,
            registered_at=since,
            registered_by=chunk.flanders.desk_of[home.nis],
            **known_by.get(person.place, _WITHOUT_NUMBER),
        )
        chunk.add(
            Membership,
            id=chunk.id("membership", person.place),
            holder_id=id,
            card_system_id=chunk.flanders.system_of[home.nis],
            status=MembershipStatus.ACTIVE,
            since=since,
        )
        note(chunk.work, "holder.registered", "holder", id, municipality=home.nis, kind=HolderKind.PERSON.value)


def _national_numbers(chunk: Chunk) -> dict[int, dict[str, Any]]:
    """By place the columns of who has a number of their own; who drew one that somebody has already goes without."""
    version = key_version(chunk.work)
    drawn: dict[str, tuple[int, dict[str, Any]]] = {}
    for home, person in chunk.homes:
        if person.national_number is not None and home.nis not in chunk.flanders.without_numbers:
            columns = columns_for(chunk.work.keys, NationalNumber(person.national_number), version)
            drawn.setdefault(columns["national_number_index"], (person.place, columns))
    known = select(Holder.national_number_index).where(Holder.national_number_index.in_(list(drawn)))
    taken = set(chunk.work.session.scalars(known))
    return dict(kept for index, kept in drawn.items() if index not in taken)


def add_deciders(chunk: Chunk) -> None:
    """An account with the first of its people who is new; a tie for each who is."""
    new = {person.place for _, person in chunk.homes}
    needed = [
        (home, decider) for home in chunk.households for decider in home.deciders if new & set(decider.decides_for)
    ]
    there = chunk.there(Account)
    for home, decider in needed:
        id, since = _account_id(chunk, decider), at_noon(chunk.day(home.registered))
        if id not in there:
            _add_account(chunk, decider, id, since)
        for place in sorted(new & set(decider.decides_for)):
            _add_tie(chunk, decider, id, since, place)


def _account_id(chunk: Chunk, decider: Decider) -> str:
    return chunk.id(f"account {decider.sex}", decider.place)


def _add_account(chunk: Chunk, decider: Decider, id: str, since: datetime) -> None:
    assignment_id = chunk.id(f"assignment {decider.sex}", decider.place)
    chunk.add(Account, id=id, email=decider.email, name=decider.name, created_at=since)
    chunk.add(Assignment, id=assignment_id, account_id=id, role=Role.GUARDIAN, created_at=since)
    note(chunk.work, "account.created", "account", id)
    note(chunk.work, "role.assigned", "account", id, role=Role.GUARDIAN.value, organisation=None)


def _add_tie(chunk: Chunk, decider: Decider, account_id: str, since: datetime, place: int) -> None:
    holder_id = chunk.id("holder", place)
    chunk.add(
        Guardianship,
        id=chunk.id(f"guardianship {decider.sex}", place),
        account_id=account_id,
        holder_id=holder_id,
        other_household=chunk.id("other home", decider.place) if decider.lives_elsewhere else None,
        since=since,
    )
    note(chunk.work, "guardian.added", "holder", holder_id, account=account_id)
