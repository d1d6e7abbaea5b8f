"""Everybody whom the lines of a file may mean, looked up some hundreds of lines at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, exists, select

from uitpas2.accounts.models import Municipality
from uitpas2.cards.models import (
    Card,
    CardSystemMunicipality,
    Guardianship,
    Holder,
    HolderReference,
    Membership,
    NumberPolicy,
)
from uitpas2.cards.queries.people import scope
from uitpas2.cards.queries.regions import own_system_id
from uitpas2.cards.queries.stock import stock_at_desk
from uitpas2.cards.rules import CardStatus
from uitpas2.cards.rules.duplicates import days_to_compare
from uitpas2.cards.rules.importing import CardThere, Knowledge, Known, Place, Places, Wanted
from uitpas2.cards.rules.names import search_name
from uitpas2.database.work import Work

_AT_ONCE = 500
Value = TypeVar("Value")


def places_to_import(work: Work) -> Places:
    """All municipalities by postal code, as the actor's counter sees them."""
    own = work.session.scalar(select(own_system_id(work)))
    without = select(NumberPolicy.municipality_nis).where(NumberPolicy.keeps_national_numbers.is_(False))
    forgetting = set(work.session.scalars(without))
    in_region = select(CardSystemMunicipality.municipality_nis).where(CardSystemMunicipality.card_system_id == own)
    region = set(work.session.scalars(in_region))
    places: dict[str, list[Place]] = defaultdict(list)
    for nis, name, codes in work.session.execute(
        select(Municipality.nis, Municipality.name, Municipality.postal_codes).order_by(Municipality.nis)
    ):
        for code in codes:
            places[code].append(Place(nis, name, nis in region, nis not in forgetting))
    return {code: tuple(found) for code, found in places.items()}


def knowledge_for(work: Work, lines: Sequence[tuple[Wanted, Sequence[str]]]) -> Knowledge:
    """What is known about these people, each with the blind indexes of their national number."""
    knowledge = Knowledge()
    wanted = [one for one, _ in lines]
    knowledge.by_reference = _by_reference(work, wanted)
    numbers = _by_number(work, {index for _, indexes in lines for index in indexes})
    cards = _cards(work, {one.card_number for one in wanted if one.card_number})
    named = {*knowledge.by_reference.values(), *numbers.values(), *(card.holder_id for card in cards.values())}
    people = _people(work, wanted, {id for id in named if id})
    knowledge.people = people
    knowledge.by_number = {index: id for index, id in numbers.items() if id in people}
    knowledge.cards = {
        number: card if card.holder_id in people else CardThere(card.is_free, None) for number, card in cards.items()
    }
    return knowledge


def _by_reference(work: Work, wanted: Iterable[Wanted]) -> dict[str, str]:
    found: dict[str, str] = {}
    for some in _parts({one.reference for one in wanted if one.reference}):
        rows = work.session.execute(
            select(HolderReference.reference, HolderReference.holder_id).where(
                HolderReference.organisation_id == work.actor.organisation_id, HolderReference.reference.in_(some)
            )
        )
        found.update(rows.all())
    return found


def _by_number(work: Work, indexes: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for some in _parts(indexes):
        rows = work.session.execute(
            select(Holder.national_number_index, Holder.id).where(Holder.national_number_index.in_(some))
        )
        found |= {index: holder_id for index, holder_id in rows if index}
    return found


def _cards(work: Work, numbers: Iterable[str]) -> dict[str, CardThere]:
    found: dict[str, CardThere] = {}
    is_free = (Card.status == CardStatus.STOCK) & stock_at_desk(work)
    for some in _parts(numbers):
        rows = work.session.execute(
            select(Card.number, is_free, Membership.holder_id)
            .outerjoin(Membership, Membership.id == Card.membership_id)
            .where(Card.number.in_(some))
        )
        found |= {number: CardThere(bool(free), holder_id) for number, free, holder_id in rows}
    return found


def _people(work: Work, wanted: Sequence[Wanted], named: Iterable[str]) -> dict[str, Known]:
    """In the actor's scope: whoever was named, whoever was born on a day to compare, groups with the same name."""
    days: set[date] = set()
    for one in wanted:
        days |= days_to_compare(one.birth_date) if one.birth_date else set()
    groups = {search_name(one.first_name, one.last_name) for one in wanted if one.birth_date is None}
    conditions: list[ColumnElement[bool]] = [
        *(Holder.id.in_(some) for some in _parts(named)),
        *(Holder.birth_date.in_(some) for some in _parts(days)),
        *(Holder.birth_date.is_(None) & Holder.search_name.in_(some) for some in _parts(groups)),
    ]
    ever = exists().where(
        Card.membership_id == Membership.id,
        Membership.holder_id == Holder.id,
        Membership.card_system_id == own_system_id(work),
    )
    guarded = exists().where(Guardianship.holder_id == Holder.id)
    found: dict[str, Known] = {}
    for condition in conditions:
        rows = work.session.execute(
            select(
                Holder.id.label("holder_id"),
                Holder.first_name,
                Holder.last_name,
                Holder.birth_date,
                Holder.street,
                Holder.postal_code,
                Holder.city,
                Holder.municipality_nis.label("nis"),
                Holder.kind,
                Holder.national_number.is_not(None).label("has_national_number"),
                Holder.national_number_index.label("number_index"),
                ever.label("had_card"),
                guarded.label("had_guardian"),
            ).where(condition, scope(work))
        )
        found |= {row.holder_id: Known(**row._mapping) for row in rows}
    return _with_references(work, found)


def _with_references(work: Work, people: dict[str, Known]) -> dict[str, Known]:
    own: dict[str, set[str]] = defaultdict(set)
    for some in _parts(people):
        rows = work.session.execute(
            select(HolderReference.holder_id, HolderReference.reference).where(
                HolderReference.organisation_id == work.actor.organisation_id, HolderReference.holder_id.in_(some)
            )
        )
        for holder_id, reference in rows:
            own[holder_id].add(reference)
    return {id: one.with_references(frozenset(own[id])) if id in own else one for id, one in people.items()}


def _parts(values: Iterable[Any]) -> Iterator[list[Any]]:
    """Some hundreds at once, always in the same order."""
    ordered = sorted(values)
    for start in range(0, len(ordered), _AT_ONCE):
        yield ordered[start : start + _AT_ONCE]
