"""What the registration form shows: where people may live, what cards there are, who may be the same person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from uitpas2.accounts.models import Account, Municipality
from uitpas2.accounts.rules import Permission
from uitpas2.cards import queries as cards
from uitpas2.cards.models import Guardianship
from uitpas2.database.work import Work


@dataclass(frozen=True, slots=True)
class ToRegister:
    """`in_drawer` is None for a clerk who gives no cards."""

    places: Sequence[Municipality]
    keeps_numbers: bool
    in_drawer: int | None

    @property
    def names_by_code(self) -> dict[str, str]:
        """The municipality of each postal code of the region; none for a code that lies in two of them."""
        codes = [code for place in self.places for code in place.postal_codes]
        return {code: place.name for place in self.places for code in place.postal_codes if codes.count(code) == 1}


def to_register(work: Work) -> ToRegister:
    places = cards.region_municipalities(work)
    return ToRegister(
        places=places,
        keeps_numbers=any(cards.keeps_national_numbers(work, place.nis) for place in places),
        in_drawer=cards.own_stock(work) if work.actor.may(Permission.ISSUE_CARDS) else None,
    )


def of_family(work: Work, holder_id: str) -> dict[str, str]:
    """What a brother or sister has in common with this holder: name, language, address and the parent at that address.

    Raises HolderUnknown.
    """
    holder = cards.holder(work, holder_id)
    at_home = (
        select(Account)
        .join(Guardianship, Guardianship.account_id == Account.id)
        .where(
            Guardianship.holder_id == holder_id,
            Guardianship.ended_at.is_(None),
            Guardianship.other_household.is_(None),
        )
        .order_by(Guardianship.since, Guardianship.id)
    )
    parent = work.session.scalars(at_home.limit(1)).first()
    return {
        "last_name": holder.last_name,
        "language": holder.language,
        "street": holder.street,
        "postal_code": holder.postal_code,
        "city": holder.city,
        "guardian_name": parent.name if parent else "",
        "guardian_email": parent.email if parent else "",
    }
