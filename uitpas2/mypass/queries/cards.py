"""The working cards of a family, and which of them a telephone may go on showing."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from uitpas2.accounts.models import Account
from uitpas2.cards import queries as cards
from uitpas2.cards.models import Card, CardSystem, Guardianship, Holder, Membership
from uitpas2.cards.rules import CardStatus
from uitpas2.database.work import Work


@dataclass(frozen=True, slots=True)
class FamilyCard:
    """A card that a door takes today, with whose it is, and the name of its region."""

    card: Card
    holder: Holder
    region: str


def family_cards(work: Work) -> list[FamilyCard]:
    """The working cards of everybody for whom the actor decides, in the order of the family page."""
    return _cards_of(work, work.actor.id)


def card_to_show(work: Work, card_id: str) -> tuple[Card, FamilyCard | None]:
    """A card of the actor's family; without the second part when no door takes it any more. Raises CardUnknown."""
    card = cards.card(work, card_id)
    shown = next((one for one in family_cards(work) if one.card.id == card.id), None)
    return card, shown


def instead_of(work: Work, card: Card) -> FamilyCard | None:
    """The card that somebody of the actor's family uses now instead of one that stopped working."""
    assert card.membership is not None
    return next((one for one in family_cards(work) if one.holder.id == card.membership.holder_id), None)


def kept_cards(work: Work, account_id: str, session_epoch: int) -> list[str]:
    """The cards that a telephone may go on showing after this account's sign-in ran out, by id.

    None once the account was closed or its sessions were ended; without the cards that stopped working and those of
    people for whom it no longer decides.
    """
    account = work.session.get(Account, account_id)
    if account is None or not account.active or account.session_epoch != session_epoch:
        return []
    return [one.card.id for one in _cards_of(work, account_id)]


def _cards_of(work: Work, account_id: str) -> list[FamilyCard]:
    rows = work.session.execute(
        select(Card, Holder, CardSystem.name)
        .join(CardSystem, CardSystem.id == Card.card_system_id)
        .join(Card.membership)
        .join(Membership.holder)
        .join(Guardianship, Guardianship.holder_id == Holder.id)
        .where(
            Guardianship.account_id == account_id,
            Guardianship.ended_at.is_(None),
            Holder.erased_at.is_(None),
            Card.status == CardStatus.ACTIVE,
        )
        .options(contains_eager(Card.membership))
        .order_by(Holder.birth_date, Holder.first_name, Holder.id, Membership.since, Membership.id)
    )
    return [FamilyCard(row.Card, row.Holder, row.name) for row in rows if cards.is_usable(work, row.Card)]
