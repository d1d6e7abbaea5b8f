"""Who was found, and where the people live whom this counter registers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from uitpas2.accounts.models import Municipality
from uitpas2.accounts.rules import Permission
from uitpas2.cards import queries as cards
from uitpas2.cards.errors import (
    HolderUnknown,
    NationalNumberMistyped,
    NumberMistyped,
    TokenUnreadable,
    TooManyNamesakes,
)
from uitpas2.cards.models import Card, Holder
from uitpas2.cards.rules import CardStatus, is_chip_number
from uitpas2.counter.errors import NameAloneFindsNobody, NationalNumberNotForYou, NationalNumberNotFound
from uitpas2.counter.rules import (
    CardSearch,
    NationalNumberSearch,
    Near,
    PersonSearch,
    is_code,
    near_numbers,
    read_search,
    why_no_number,
)
from uitpas2.database.work import Work


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody in a list: enough to tell two people of one name apart.

    `near` is there when a number was typed that is not quite theirs: which slip of a finger lies between.
    """

    holder_id: str
    name: str
    birth_date: date | None
    city: str
    near: Near | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """Who was found; not `exactly` when nobody is called what was typed, but these nearly are.

    `ended_card` is the card that was typed or scanned, when it no longer works.
    """

    people: list[PersonLine]
    exactly: bool = True
    ended_card: Card | None = None

    @property
    def the_one(self) -> PersonLine | None:
        return self.people[0] if self.exactly and len(self.people) == 1 else None


def search(work: Work, text: str) -> Found:
    """Who is meant: one person for a card or a national number, none or several for a name.

    Raises the errors of `read_search`, NumberMistyped, TokenUnreadable or HolderUnknown for a card, and for a national
    number NationalNumberMistyped or NationalNumberNotFound; NationalNumberNotForYou whatever the number is.
    """
    match read_search(text, work.today):
        case CardSearch(wanted):
            holder, card = _of_card(work, wanted)
            return Found([person_line(holder)], ended_card=None if card.status is CardStatus.ACTIVE else card)
        case NationalNumberSearch(wanted):
            return Found([person_line(_of_national_number(work, wanted))])
        case PersonSearch(name, birth_date):
            return _of_birth_date(work, name, birth_date)
        case whole_name:
            return Found([person_line(found) for found in _of_whole_name(work, whole_name.text)])


def near_misses(work: Work, text: str) -> list[PersonLine]:
    """Whose card has a number that is one slip of a finger away from what was typed."""
    if is_code(text):
        return []
    near = {found.number: found for found in near_numbers(text)}
    holders = cards.holders_of_numbers(work, near) if near else {}
    return [person_line(holder, near[number]) for number, holder in holders.items()]


def _of_card(work: Work, text: str) -> tuple[Holder, Card]:
    is_chip = is_chip_number(text)
    if not is_code(text) and not is_chip and (wrong := why_no_number(text)):
        raise wrong
    try:
        return cards.holder_and_card(work, text)
    except (NumberMistyped, TokenUnreadable, HolderUnknown) as error:
        if is_chip and text.isdigit() and (wrong := why_no_number(text)):  # rather a number with a digit too many
            raise wrong from None
        error.field = "text"
        raise


def _of_national_number(work: Work, text: str) -> Holder:
    """Whoever may not ask hears the same before anything was looked up."""
    if not work.actor.may(Permission.FIND_BY_NATIONAL_NUMBER):
        raise NationalNumberNotForYou(field="text")
    try:
        return cards.holder_by_national_number(work, text)
    except NationalNumberMistyped as error:
        error.field = "text"
        raise
    except HolderUnknown:
        raise NationalNumberNotFound(field="text") from None


def _of_birth_date(work: Work, name: str, birth_date: date) -> Found:
    if people := cards.find_holders(work, birth_date=birth_date, name=name):
        return Found([person_line(holder) for holder in people])
    nearly = cards.similar_names(work, name=name, birth_date=birth_date)
    return Found([person_line(holder) for holder in nearly], exactly=not nearly)


def _of_whole_name(work: Work, text: str) -> list[Holder]:
    """Without a birth date only somebody whose whole name was typed; for anybody else the date is asked."""
    try:
        found = cards.find_by_whole_name(work, text)
    except TooManyNamesakes as error:
        error.field = "text"
        raise
    if not found:
        raise NameAloneFindsNobody(field="text")
    return found


def person_line(holder: Holder, near: Near | None = None) -> PersonLine:
    name = f"{holder.first_name} {holder.last_name}".strip()
    return PersonLine(holder.id, name, holder.birth_date, holder.city, near)


def places(work: Work) -> Sequence[Municipality]:
    """The municipalities whose inhabitants can be registered at this counter, by name."""
    return cards.region_municipalities(work)
