"""Cards of holders, of a region, and to print."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import or_, select

from uitpas2.cards.errors import CannotBePrinted, CardUnknown
from uitpas2.cards.models import Card, Holder, Membership
from uitpas2.cards.queries.people import holder, scope
from uitpas2.cards.queries.regions import own_system_id
from uitpas2.cards.rules import CardStatus, MembershipStatus, bare_chip, bare_number, is_chip_number
from uitpas2.database.work import Work

MOST_NAMED = 12  # numbers in one message: who reads it looks them up one by one


def active_card(work: Work, holder_id: str) -> Card | None:
    """The card a holder can use now: that of the oldest membership that has one. For a holder already looked up."""
    return work.session.scalar(
        select(Card)
        .join(Membership)
        .where(Membership.holder_id == holder_id, Card.status == CardStatus.ACTIVE)
        .order_by(Membership.since, Membership.id)
        .limit(1)
    )


def cards_of(work: Work, holder_id: str) -> Sequence[Card]:
    """All cards a holder in the actor's scope ever had, newest first. Raises HolderUnknown."""
    holder(work, holder_id)
    return work.session.scalars(
        select(Card).join(Membership).where(Membership.holder_id == holder_id).order_by(Card.serial.desc())
    ).all()


def card(work: Work, card_id: str) -> Card:
    """A handed-out card of a holder in the actor's scope. Raises CardUnknown."""
    found = work.session.scalar(select(Card).join(Membership).join(Holder).where(Card.id == card_id, scope(work)))
    if found is None:
        raise CardUnknown
    return found


def card_of_region(work: Work, number: str) -> tuple[Card, Holder]:
    """A working card, by its number or its chip's, of the card system to which the actor's municipality belongs.

    Raises CardUnknown, the same for a number that is not there, is mistyped, belongs to another region or to a card
    that does not work: whoever tries numbers learns nothing of any of them, as it is one question for all of them.
    """
    row = work.session.execute(
        select(Card, Holder)
        .join(Membership, Membership.id == Card.membership_id)
        .join(Holder)
        .where(
            Card.chip_number == bare_chip(number) if is_chip_number(number) else Card.number == bare_number(number),
            Card.status == CardStatus.ACTIVE,
            Membership.status == MembershipStatus.ACTIVE,
            or_(Card.valid_until.is_(None), Card.valid_until >= work.today),
            Card.card_system_id == own_system_id(work),
        )
    ).one_or_none()
    if row is None:
        raise CardUnknown
    return row.Card, row.Holder


def is_usable(work: Work, card: Card) -> bool:
    """Whether a door would take this card today."""
    is_in_time = card.valid_until is None or card.valid_until >= work.today
    membership = card.membership
    return (
        card.status is CardStatus.ACTIVE
        and is_in_time
        and membership is not None
        and membership.status is MembershipStatus.ACTIVE
    )


def cards_to_print(
    work: Work, *, numbers: Sequence[str] = (), municipality_nis: str = "", latest: int = 0
) -> list[tuple[Card, Holder]]:
    """Working cards with their holders: those named by number or id, or the latest of a municipality's inhabitants.

    Raises CannotBePrinted for the named cards that are not there or do not work.
    """
    working = (
        select(Card, Holder)
        .join(Membership, Membership.id == Card.membership_id)
        .join(Holder)
        .where(Card.status == CardStatus.ACTIVE, scope(work))
    )
    if municipality_nis:
        of_municipality = working.where(Holder.municipality_nis == municipality_nis)
        rows = work.session.execute(of_municipality.order_by(Card.serial.desc()).limit(latest))
        return [(row.Card, row.Holder) for row in rows]
    wanted = [bare_number(name) if name.replace(" ", "").isdigit() else name for name in numbers]
    rows = work.session.execute(working.where(Card.number.in_(wanted) | Card.id.in_(wanted)))
    found = {key: (row.Card, row.Holder) for row in rows for key in (row.Card.number, row.Card.id)}
    if unknown := [name for name in dict.fromkeys(wanted) if name not in found]:
        raise CannotBePrinted(field="numbers", numbers=", ".join(unknown[:MOST_NAMED]))
    return [found[name] for name in wanted]
