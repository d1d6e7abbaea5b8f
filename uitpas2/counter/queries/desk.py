"""Everything about one holder that a clerk works with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from markupsafe import Markup

from uitpas2.accounts import queries as accounts
from uitpas2.accounts.models import Account
from uitpas2.accounts.rules import Permission
from uitpas2.cards import queries as cards
from uitpas2.cards.models import Card, CardSystem, Holder
from uitpas2.cards.rules import HolderKind, qr_svg
from uitpas2.cards.services import qr_token
from uitpas2.counter.queries.cards import Giving, giving
from uitpas2.counter.queries.rights import RecordedRight, recorded_rights, renewable_from
from uitpas2.database.work import Work
from uitpas2.kernel.period import age_on
from uitpas2.welfare import queries as welfare
from uitpas2.welfare.models import EntitlementCheck
from uitpas2.welfare.queries import GroupPass


@dataclass(frozen=True, slots=True)
class Desk:
    """One holder as the clerk has them on the desk. `rights` is None for a clerk who does not record them.

    `group` is the pass of a group, which has no guardians and shows no proof.
    `check` is the last question to the government about this holder; `to_ask` are the first names in the household
    about whom it can be asked something now.
    """

    holder: Holder
    age: int | None
    municipality: str
    region: str
    card: Card | None
    qr: Markup | None
    older_cards: Sequence[Card]
    guardians: Sequence[Account]
    rights: Sequence[RecordedRight] | None
    renewable_from: date | None
    check: EntitlementCheck | None
    to_ask: Sequence[str]
    giving: Giving
    group: GroupPass | None
    picture_taken_at: datetime | None


def desk(work: Work, holder_id: str, *, qr_label: str) -> Desk:
    """Raises HolderUnknown, also for a holder of another region."""
    holder = cards.holder(work, holder_id)
    card = cards.active_card(work, holder_id)
    rights = recorded_rights(work, holder_id) if work.actor.may(Permission.GRANT_RIGHTS) else None
    system = work.session.get_one(CardSystem, card.card_system_id) if card else cards.own_card_system(work)
    return Desk(
        holder=holder,
        age=age_on(holder.birth_date, work.today) if holder.birth_date else None,
        municipality=accounts.municipality(work, holder.municipality_nis).name,
        region=system.name if system else "",
        card=card,
        qr=qr_svg(qr_token(work, card), qr_label) if card else None,
        older_cards=[other for other in cards.cards_of(work, holder_id) if card is None or other.id != card.id],
        guardians=cards.guardians_of(work, holder_id),
        rights=rights,
        renewable_from=renewable_from(work, rights or []),
        check=welfare.latest_check(work, holder_id) if rights is not None else None,
        to_ask=[one.first_name for one in welfare.household_to_ask(work, holder_id)] if rights is not None else [],
        giving=giving(work, holder_id),
        picture_taken_at=cards.picture_taken_at(work, holder_id),
        group=welfare.group_pass(work, holder_id) if holder.kind is HolderKind.GROUP else None,
    )
