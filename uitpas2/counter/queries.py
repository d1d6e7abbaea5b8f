"""What the desk shows: who was found, and everything about one holder that a clerk works with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from uitpas2.accounts import queries as accounts
from uitpas2.accounts.models import Account, Municipality
from uitpas2.accounts.rules import Permission
from uitpas2.cards import queries as cards
from uitpas2.cards.errors import HolderUnknown, NationalNumberMistyped, NumberMistyped, TokenUnreadable
from uitpas2.cards.models import Card, CardSystem, Holder
from uitpas2.cards.rules import RightState, qr_svg
from uitpas2.cards.services import qr_token
from uitpas2.counter.rules import CardSearch, may_be_national_number, read_search
from uitpas2.database.work import Work
from uitpas2.kernel.period import Period, age_on
from uitpas2.welfare import queries as welfare
from uitpas2.welfare.models import EntitlementCheck
from uitpas2.welfare.queries import GroundsOffered
from uitpas2.welfare.rules import too_early_to_renew


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody in a list: enough to tell two people of one name apart."""

    holder_id: str
    name: str
    birth_date: date | None
    city: str


@dataclass(frozen=True, slots=True)
class RecordedRight:
    """A right that counts now or will; `last_day` is the last day on which it holds, its days of grace not counted."""

    id: str
    starts: date
    last_day: date
    state: RightState
    grace_ends: date | None

    @property
    def has_started(self) -> bool:
        return self.state is not RightState.COMING


@dataclass(frozen=True, slots=True)
class Desk:
    """One holder as the clerk has them on the desk. `rights` is None for a clerk who does not record them.

    `check` is the last question to the government about this holder; `can_ask` tells whether there can be one.
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
    can_ask: bool


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


def desk(work: Work, holder_id: str, *, qr_label: str) -> Desk:
    """Raises HolderUnknown, also for a holder of another region."""
    holder = cards.holder(work, holder_id)
    card = cards.active_card(work, holder_id)
    rights = _rights(work, holder_id) if work.actor.may(Permission.GRANT_RIGHTS) else None
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
        renewable_from=_renewable_from(work, rights or []),
        check=welfare.latest_check(work, holder_id) if rights is not None else None,
        can_ask=rights is not None and holder.national_number is not None,
    )


def _rights(work: Work, holder_id: str) -> list[RecordedRight]:
    over = {RightState.ENDED, RightState.LAPSED}
    recorded = []
    for right in reversed(cards.rights_of(work, holder_id)):
        state, end = right.state_on(work.today), right.period.end
        assert end is not None
        if state in over or end <= right.starts:
            continue
        grace = right.grace_until - timedelta(days=1) if right.grace_until else None
        recorded.append(RecordedRight(right.id, right.starts, end - timedelta(days=1), state, grace))
    return recorded


def _renewable_from(work: Work, rights: Sequence[RecordedRight]) -> date | None:
    """The day from which the last of these rights can be extended, when that is still to come."""
    if not rights:
        return None
    period = Period(rights[-1].starts, rights[-1].last_day + timedelta(days=1))
    early = too_early_to_renew(period, work.today)
    return early.renewable_from if early else None


@dataclass(frozen=True, slots=True)
class RightToRecord:
    """The form for a right before anything is filled in: whose, and what the rules of their municipality look at.

    `renewable_from` is the day from which the running right can be extended, when that is still to come.
    """

    holder: Holder
    running: RecordedRight | None
    renewable_from: date | None
    proof_day: date
    offered: GroundsOffered


def right_to_record(work: Work, holder_id: str) -> RightToRecord:
    """Raises HolderUnknown."""
    holder = cards.holder(work, holder_id)
    rights = _rights(work, holder_id)
    return RightToRecord(
        holder=holder,
        running=rights[-1] if rights else None,
        renewable_from=_renewable_from(work, rights),
        proof_day=work.today,
        offered=welfare.grounds_offered(work, holder.municipality_nis),
    )


@dataclass(frozen=True, slots=True)
class CardToEnd:
    """A working card that is about to stop working."""

    card: Card
    holder: Holder


def card_to_end(work: Work, card_id: str) -> CardToEnd:
    """Raises CardUnknown."""
    card = cards.card(work, card_id)
    assert card.membership is not None
    return CardToEnd(card, card.membership.holder)


def places(work: Work) -> Sequence[Municipality]:
    """The municipalities whose inhabitants can be registered at this counter, by name."""
    return cards.region_municipalities(work)
