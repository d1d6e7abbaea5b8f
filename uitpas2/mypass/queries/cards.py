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


@dataclass(frozen=True, slots=True)
class OnScreen:
    """A card that somebody asked for, among the working cards of the family."""

    asked: Card
    family: list[FamilyCard]

    @property
    def shown(self) -> FamilyCard | None:
        """The card itself; None when no door takes it any more."""
        return next((one for one in self.family if one.card.id == self.asked.id), None)

    @property
    def instead(self) -> FamilyCard | None:
        """What its holder uses now instead."""
        assert self.asked.membership is not None
        holder_id = self.asked.membership.holder_id
        return next((one for one in self.family if one.holder.id == holder_id), None)


def family_cards(work: Work) -> list[FamilyCard]:
    """The working cards of everybody for whom the actor decides, in the order of the family page."""
    return _cards_of(work, work.actor.id)


def on_screen(work: Work, card_id: str) -> OnScreen:
    """A card of the actor's family, whatever became of it. Raises CardUnknown."""
    return OnScreen(cards.card(work, card_id), family_cards(work))


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
