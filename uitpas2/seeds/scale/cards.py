"""A card for every holder; some were lost and replaced, some blocked and never replaced."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from uitpas2.cards.models import Card
from uitpas2.cards.rules import CardEndReason, CardKind, CardStatus, months_after, new_number
from uitpas2.cards.services.cards import CARD_YEARS
from uitpas2.cards.services.changing import next_serials, next_version
from uitpas2.cards.services.keys import ensure_signing_key
from uitpas2.database.work import Work
from uitpas2.seeds.scale.chunk import Chunk, at_noon
from uitpas2.seeds.scale.households import Household, Person
from uitpas2.trail.services import note


def add_cards(chunk: Chunk) -> None:
    """Revocations of a chunk come in one version of the list: whoever asks sees all of them or none."""
    lost = [(home, person) for home, person in chunk.homes if person.lost_card is not None]
    numbered = _numbered(chunk.work, [chunk.flanders.system_of[home.nis] for home, _ in (*lost, *chunk.homes)])
    first = {person.place: next(numbered) for _, person in lost}
    maker = _Maker(chunk)
    for home, person in chunk.homes:
        maker.present(home, person, *next(numbered))
    for home, person in lost:  # they point at the present ones
        maker.former(home, person, *first[person.place])


def _numbered(work: Work, systems: Sequence[int]) -> Iterator[tuple[int, str]]:
    """A serial and a free number in each of these card systems, in a row but for numbers that older cards have."""
    key, first = work.keys.derive("card-numbers"), next_serials(work, len(systems))
    made = [(serial, new_number(key, system, serial)) for serial, system in enumerate(systems, start=first)]
    known = select(Card.number).where(Card.number.in_([number for _, number in made]))
    taken = set(work.session.scalars(known))
    for (serial, number), system in zip(made, systems, strict=True):
        while number in taken or (serial >= first + len(systems) and _is_taken(work, number)):
            serial = next_serials(work, 1)
            number = new_number(key, system, serial)
        yield serial, number


def _is_taken(work: Work, number: str) -> bool:
    return work.session.scalar(select(Card.id).where(Card.number == number)) is not None


class _Maker:
    """Makes the rows of cards, all signed with the key of today."""

    def __init__(self, chunk: Chunk) -> None:
        self.chunk = chunk
        self.kid = ensure_signing_key(chunk.work).kid
        self._version: int | None = None

    def present(self, home: Household, person: Person, serial: int, number: str) -> None:
        """The card that works, or the last one that did."""
        issued = home.registered if person.lost_card is None else min(person.lost_card, home.registered)
        id = self.chunk.id("card", person.place)
        if person.without_card is None:
            self._add(home, person, id, serial, number, issued, CardStatus.ACTIVE, None)
            return
        self._add(home, person, id, serial, number, issued, CardStatus.BLOCKED, min(person.without_card, issued))
        note(self.chunk.work, "card.blocked", "card", id, reason=CardEndReason.LOSS)

    def former(self, home: Household, person: Person, serial: int, number: str) -> None:
        """The card that was lost."""
        assert person.lost_card is not None
        id, present = self.chunk.id("former card", person.place), self.chunk.id("card", person.place)
        ended = min(person.lost_card, home.registered)
        self._add(home, person, id, serial, number, home.registered, CardStatus.REPLACED, ended, present)
        note(self.chunk.work, "card.replaced", "card", id, by=present, reason=CardEndReason.LOSS)

    def _add(
        self,
        home: Household,
        person: Person,
        id: str,
        serial: int,
        number: str,
        issued: int,
        status: CardStatus,
        ended: int | None,
        replaced_by: str | None = None,
    ) -> None:
        kind = CardKind.DIGITAL if person.is_digital else CardKind.PHYSICAL
        holder_id, issued_on = self.chunk.id("holder", person.place), self.chunk.day(issued)
        self.chunk.add(
            Card,
            id=id,
            serial=serial,
            version=1,
            number=number,
            kid=self.kid,
            kind=kind,
            status=status,
            card_system_id=self.chunk.flanders.system_of[home.nis],
            membership_id=self.chunk.id("membership", person.place),
            issued_at=at_noon(issued_on),
            valid_until=_last_day(issued_on),
            **self._end(ended),
            replaced_by=replaced_by,
        )
        note(self.chunk.work, "card.issued", "card", id, holder=holder_id, kind=kind.value, serial=serial)

    def _end(self, ended: int | None) -> dict[str, Any]:
        if ended is None:
            return {"ended_at": None, "end_reason": None, "revoked_in": None}
        if self._version is None:
            self._version = next_version(self.chunk.work)
        at = at_noon(self.chunk.day(ended))
        return {"ended_at": at, "end_reason": CardEndReason.LOSS, "revoked_in": self._version}


def _last_day(issued: date) -> date:
    return months_after(issued, 12 * CARD_YEARS)
