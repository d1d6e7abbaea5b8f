"""Registering the plain lines of a list together, in a few statements instead of some thirty for each person.

It does what `register_holder`, `issue_card` and `add_guardian` do for one, for people about whom nothing needs a
second look. Who is not plain is left to them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from uitpas2.accounts.services import create_guardians
from uitpas2.cards.models import Card, Guardianship, Holder, HolderReference, Membership
from uitpas2.cards.queries.national_numbers import kept_without_index, key_version
from uitpas2.cards.queries.regions import own_card_system
from uitpas2.cards.rules import CardKind, CardStatus, MembershipStatus
from uitpas2.cards.rules.importing import Knowledge, Wanted
from uitpas2.cards.services.cards import last_day_of_card
from uitpas2.cards.services.changing import next_serials
from uitpas2.cards.services.keys import ensure_signing_key
from uitpas2.cards.services.national_numbers import columns_for
from uitpas2.cards.services.stock import free_numbers
from uitpas2.database.work import Work
from uitpas2.database.writes import insert_many
from uitpas2.trail.services import note

Person = tuple[Wanted, Sequence[str]]  # with the blind indexes of the national number


@dataclass(frozen=True, slots=True)
class Together:
    """Somebody who was registered, and the new account that decides for them with its code, if there is one."""

    holder_id: str
    account_id: str | None
    code: str | None


def plain_ones(work: Work, people: Mapping[int, Person], knowledge: Knowledge) -> dict[int, Person]:
    """Those about whom nothing needs a second look: a card from stock does, and a number that is kept somewhere."""
    numbers = {index for _, indexes in people.values() for index in indexes}
    rows = work.session.scalars(select(Holder.national_number_index).where(Holder.national_number_index.in_(numbers)))
    kept = {index for index in rows if index}
    typed = {wanted.national_number for wanted, _ in people.values() if wanted.national_number}
    without_index = kept_without_index(work, typed)
    return {
        line: (wanted, indexes)
        for line, (wanted, indexes) in people.items()
        if wanted.card_number not in knowledge.cards
        and not kept.intersection(indexes)
        and wanted.national_number not in without_index
    }


def register_together(work: Work, people: Mapping[int, Person]) -> dict[int, Together]:
    """All of these by their line; left out is whose guardian has an account already, since that is nobody's to tell.

    Raises IntegrityError when somebody else registers one of them at this moment: then none of them is registered.
    """
    system = own_card_system(work)
    assert system is not None
    guardians = create_guardians(
        work, {one.guardian_email: _guardian(one) for one, _ in people.values() if one.guardian_email}
    )
    plain = {
        line: one for line, (one, _) in people.items() if not one.guardian_email or one.guardian_email in guardians
    }
    version = key_version(work)
    holders: list[dict[str, Any]] = []
    members: list[dict[str, Any]] = []
    made: dict[int, Together] = {}
    for line, wanted in plain.items():
        account_id, code = guardians.get(wanted.guardian_email, (None, None))
        holder = made[line] = Together(work.new_id(), account_id, code)
        holders.append({"id": holder.holder_id, **_columns(work, wanted, version)})
        membership = {"holder_id": holder.holder_id, "card_system_id": system.id, "since": work.now}
        members.append({"id": work.new_id(), "status": MembershipStatus.ACTIVE, **membership})
        note(work, "holder.registered", "holder", holder.holder_id, municipality=wanted.nis, kind=wanted.kind.value)
    insert_many(work.session, Holder, holders)
    insert_many(work.session, Membership, members)
    issue_together(work, system.id, list(zip(plain.values(), members, strict=True)))
    _tie(work, list(made.values()))
    _remember(work, {wanted.reference: made[line].holder_id for line, wanted in plain.items() if wanted.reference})
    return made


def _guardian(wanted: Wanted) -> tuple[str, str]:
    return wanted.guardian_name or f"{wanted.first_name} {wanted.last_name}", wanted.language


def _columns(work: Work, wanted: Wanted, version: int) -> dict[str, Any]:
    number: dict[str, Any] = {"national_number": None, "national_number_index": None, "national_number_key": None}
    if wanted.national_number is not None:
        number = columns_for(work.keys, wanted.national_number, version)
    return {
        "kind": wanted.kind,
        "first_name": wanted.first_name,
        "last_name": wanted.last_name,
        "birth_date": wanted.birth_date,
        "street": wanted.street,
        "postal_code": wanted.postal_code,
        "city": wanted.city,
        "municipality_nis": wanted.nis,
        "language": wanted.language,
        "registered_at": work.now,
        "registered_by": work.actor.organisation_id,
        **number,
    }


def issue_together(work: Work, card_system_id: int, people: Sequence[tuple[Wanted, dict[str, Any]]]) -> None:
    """New digital cards, and older cards under the number that they have, for members with their id and holder.

    Raises IntegrityError when one of them has a working card, or a number is somebody's by now.
    """
    older = [(wanted.card_number, membership) for wanted, membership in people if wanted.card_number]
    digital = [membership for wanted, membership in people if wanted.wants_digital and not wanted.card_number]
    if not older and not digital:
        return
    first = next_serials(work, len(older)) if older else 0
    numbered = [
        *((serial, number, CardKind.PHYSICAL, member) for serial, (number, member) in enumerate(older, start=first)),
        *(
            (serial, number, CardKind.DIGITAL, member)
            for (serial, number), member in zip(free_numbers(work, card_system_id, len(digital)), digital, strict=True)
        ),
    ]
    kid, last_day = ensure_signing_key(work).kid, last_day_of_card(work)
    cards = [
        {
            "id": work.new_id(),
            "serial": serial,
            "version": 1,
            "number": number,
            "kid": kid,
            "kind": kind,
            "status": CardStatus.ACTIVE,
            "card_system_id": card_system_id,
            "membership_id": member["id"],
            "issued_at": work.now,
            "valid_until": last_day,
        }
        for serial, number, kind, member in numbered
    ]
    insert_many(work.session, Card, cards)
    for card, (serial, _, kind, member) in zip(cards, numbered, strict=True):
        note(work, "card.issued", "card", card["id"], holder=member["holder_id"], kind=kind.value, serial=serial)


def _tie(work: Work, people: Sequence[Together]) -> None:
    tied = [one for one in people if one.account_id]
    rows = [
        {"id": work.new_id(), "account_id": one.account_id, "holder_id": one.holder_id, "since": work.now}
        for one in tied
    ]
    insert_many(work.session, Guardianship, rows)
    for one in tied:
        note(work, "guardian.added", "holder", one.holder_id, account=one.account_id)


def _remember(work: Work, references: Mapping[str, str]) -> None:
    ours = work.actor.organisation_id
    rows = [{"organisation_id": ours, "reference": own, "holder_id": id} for own, id in references.items()]
    insert_many(work.session, HolderReference, rows)
