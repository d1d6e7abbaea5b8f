"""Who was found, and where the people live whom this counter registers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from uitpas2.accounts.models import Municipality
from uitpas2.accounts.rules import Permission
from uitpas2.cards import queries as cards
from uitpas2.cards.errors import HolderUnknown, NationalNumberMistyped, NumberMistyped, TokenUnreadable
from uitpas2.cards.models import Holder
from uitpas2.counter.rules import CardSearch, may_be_national_number, read_search
from uitpas2.database.work import Work


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody in a list: enough to tell two people of one name apart."""

    holder_id: str
    name: str
    birth_date: date | None
    city: str


def search(work: Work, *, text: str = "", birth_date: date | None = None) -> list[PersonLine]:
    """Who is meant: one person for a card, perhaps none or several for a name and a birth date.

    A national number is looked for by whoever may. Raises NothingToSearch, BirthDateNeeded, NoSuchDay, NumberMistyped,
    NationalNumberMistyped, TokenUnreadable or HolderUnknown for a field.
    """
    wanted = read_search(text, birth_date)
    if not isinstance(wanted, CardSearch):
        return [
            person_line(found) for found in cards.find_holders(work, birth_date=wanted.birth_date, name=wanted.name)
        ]
    try:
        return [person_line(_holder_of(work, wanted.text))]
    except (NumberMistyped, NationalNumberMistyped, TokenUnreadable, HolderUnknown) as error:
        error.field = "text"
        raise


def _holder_of(work: Work, text: str) -> Holder:
    if may_be_national_number(text) and work.actor.may(Permission.FIND_BY_NATIONAL_NUMBER):
        return cards.holder_by_national_number(work, text)
    return cards.holder_of_card(work, text)


def person_line(holder: Holder) -> PersonLine:
    return PersonLine(holder.id, f"{holder.first_name} {holder.last_name}", holder.birth_date, holder.city)


def places(work: Work) -> Sequence[Municipality]:
    """The municipalities whose inhabitants can be registered at this counter, by name."""
    return cards.region_municipalities(work)
