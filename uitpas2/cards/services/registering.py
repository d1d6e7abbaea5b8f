"""Registering at a counter: a person, who decides for them, and their card, all of it or nothing."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from uitpas2.accounts.models import Account
from uitpas2.accounts.queries import municipality_by_postal_code
from uitpas2.accounts.rules import Permission
from uitpas2.cards import queries
from uitpas2.cards.errors import GuardianNeeded, PerhapsRegistered, PlaceUnknown
from uitpas2.cards.models import Card, Holder
from uitpas2.cards.rules import OF_AGE
from uitpas2.cards.services.handing_out import NewCard, hand_out
from uitpas2.cards.services.holders import add_guardian, register_holder
from uitpas2.database.work import Work
from uitpas2.kernel.errors import DomainError
from uitpas2.kernel.period import age_on


@dataclass(frozen=True, slots=True)
class Registered:
    """A new holder, the account that decides for them if there is one, its one-time code if it is new, and the card."""

    holder: Holder
    account: Account | None
    code: str | None
    card: Card | None = None


def register_with_guardian(
    work: Work,
    *,
    first_name: str,
    last_name: str,
    birth_date: date,
    postal_code: str,
    city: str = "",
    national_number: str | None = None,
    guardian_name: str = "",
    guardian_email: str = "",
    language: str = "nl",
    card: NewCard | None = None,
    others: Collection[str] = (),
    **more: Any,
) -> Registered:
    """A new holder and who decides for them, in one go, with a card if wished: what the counter does.

    Without a `city` the name of the municipality stands there. `others` are holders somebody has looked at: they are
    not this person. `language` is that of letters, and of the mails to a new account. A child cannot do without a
    guardian. `more` are the other words of `register_holder`.
    Raises its errors, PlaceUnknown, GuardianNeeded, EmailUnreadable, PerhapsRegistered when there are more alike than
    the `others`, and what `hand_out` raises, for the field `card_number`.
    """
    municipality = municipality_by_postal_code(work, postal_code, city)
    if municipality is None:
        raise PlaceUnknown(field="postal_code")
    if age_on(birth_date, work.today) < OF_AGE and birth_date <= work.today and not (guardian_name and guardian_email):
        raise GuardianNeeded(field="guardian_email" if guardian_name else "guardian_name")
    person: dict[str, Any] = {"first_name": first_name, "last_name": last_name, "birth_date": birth_date}
    if {alike.id for alike in look_alikes(work, **person, national_number=national_number)} - set(others):
        raise PerhapsRegistered
    made = register_holder(
        work,
        **person,
        postal_code=postal_code,
        city=city or municipality.name,
        municipality_nis=municipality.nis,
        national_number=national_number,
        language=language,
        **more,
    )
    account, code = None, None
    if guardian_email:
        name = guardian_name or f"{made.first_name} {made.last_name}"
        account, code = add_guardian(
            work, made.id, name=name, email=guardian_email, language=language, field="guardian_email"
        )
    return Registered(made, account, code, _card_for(work, made, card) if card else None)


def look_alikes(
    work: Work, *, first_name: str, last_name: str, birth_date: date, national_number: str | None
) -> list[Holder]:
    """Who may be the person that somebody wants to register; by national number for whoever may look so."""
    number = national_number if work.actor.may(Permission.FIND_BY_NATIONAL_NUMBER) else None
    return queries.perhaps_same(
        work, first_name=first_name, last_name=last_name, birth_date=birth_date, national_number=number
    )


def _card_for(work: Work, holder: Holder, card: NewCard) -> Card:
    try:
        return hand_out(work, holder.id, card)
    except DomainError as error:
        error.field = "card_number"
        raise
