"""What becomes of a right when its holder moves to another municipality."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from uitpas2.accounts.queries import administration_of, municipality
from uitpas2.cards import services as cards
from uitpas2.cards.errors import RightOverlaps, RightPeriodWrong
from uitpas2.cards.models import Holder, SocialRight
from uitpas2.cards.rules import RightState
from uitpas2.cards.rules.mails import HOUSE_MOVED, HOUSE_MOVED_COME_BY
from uitpas2.database.work import Work
from uitpas2.kernel.text import TranslatedText
from uitpas2.welfare.queries import Decided, decide_again, is_ground
from uitpas2.welfare.rules import BY_SOURCE, HOUSEHOLD
from uitpas2.welfare.services.granting import locked_holder

_MOVES = {RightState.COMING, RightState.HOLDS}


@dataclass(frozen=True)
class AfterMove:
    """What became of the rights: how many ended, which were taken over, and why another one was not."""

    ended: int = 0
    taken_over: tuple[SocialRight, ...] = ()
    why_not: TranslatedText | None = None


def move(work: Work, holder_id: str, *, street: str, postal_code: str, city: str) -> AfterMove:
    """Somebody of the clerk's region gets another address, and their rights follow.

    Raises HolderUnknown, PlaceUnknown or NoCardSystem.
    """
    holder = cards.move_holder(work, holder_id, street=street, postal_code=postal_code, city=city)
    return _follow_and_tell(work, holder)


def receive(
    work: Work, *, card_number: str, birth_date: date, street: str, postal_code: str, city: str
) -> tuple[str, AfterMove]:
    """Somebody of another region shows a card and comes to live here, and their rights follow: whom, and what became
    of those.

    Raises HolderUnknown, PlaceUnknown, NoCardSystem or OutsideRegion.
    """
    address = {"street": street, "postal_code": postal_code, "city": city}
    holder = cards.receive_holder(work, card_number=card_number, birth_date=birth_date, **address)
    return holder.id, _follow_and_tell(work, holder)


def _follow_and_tell(work: Work, holder: Holder) -> AfterMove:
    """The family hears that it moved, and to come by where something could not follow by itself."""
    after = follow_move(work, holder.id)
    text = HOUSE_MOVED_COME_BY if after.ended > len(after.taken_over) else HOUSE_MOVED
    place = municipality(work, holder.municipality_nis)
    cards.tell_family(work, text, holder, municipality=place.name)
    return after


def follow_move(work: Work, holder_id: str) -> AfterMove:
    """End every right that another municipality gave than the one where the holder lives now.

    To be called in the Work that moved the holder. Where the rules of the new municipality give the right too, on what
    was seen then, it goes on without a day between, and never longer than the old one. A suspended right is not taken
    over: who gives it again wants to see a proof. Days of grace stay. Called twice it does nothing the second time.
    """
    holder = locked_holder(work, holder_id)
    ended, taken, why_not = 0, [], None
    for old in _from_elsewhere(work, holder):
        state = old.state_on(work.today)
        if state is RightState.SUSPENDED:
            ended += cards.end_because_of_move(work, old.id)
        if state not in _MOVES:
            continue
        decided = _decide_here(work, holder, old)
        starts = max(work.today, old.starts)
        new = None
        if decided.granted and decided.period.end is not None and decided.period.end > starts:
            new = _take_over(work, holder, old, decided)
        if new is not None:
            taken.append(new)
        else:
            cards.end_because_of_move(work, old.id)
            why_not = None if decided.granted else decided.why_not
        ended += 1
    return AfterMove(ended, tuple(taken), why_not)


def _from_elsewhere(work: Work, holder: Holder) -> list[SocialRight]:
    rights = (
        select(SocialRight)
        .where(SocialRight.holder_id == holder.id, SocialRight.municipality_nis != holder.municipality_nis)
        .order_by(SocialRight.starts)
    )
    return list(work.session.scalars(rights))


def _decide_here(work: Work, holder: Holder, old: SocialRight) -> Decided:
    """The new municipality's rules on what was seen then; the last day of the old right counts as that of the proof."""
    ground, kept = cards.decided_from(work, old.id)
    facts: dict[str, Any] = dict(kept["facts"]) if kept else _known_of(ground, old)
    facts["proof_ends"] = (old.ends - timedelta(days=1)).isoformat()
    return decide_again(work, holder, facts)


def _known_of(ground: str, old: SocialRight) -> dict[str, Any]:
    """What is known of a right that was recorded before receipts were kept."""
    facts: dict[str, Any] = {"proof_day": old.starts.isoformat()}
    if ground == HOUSEHOLD:
        facts["household_entitled"] = "yes"
    elif ground == BY_SOURCE:
        facts["right_on_record"] = "yes"
    elif is_ground(ground):
        facts["grounds"] = [ground]
    return facts


def _take_over(work: Work, holder: Holder, old: SocialRight, decided: Decided) -> SocialRight | None:
    """The right as the new municipality gives it; none where something there stands in the way: a move goes on."""
    administration = administration_of(work, holder.municipality_nis)
    assert decided.period.end is not None
    try:
        return cards.take_over_right(
            work,
            old.id,
            starts=max(work.today, old.starts),
            ends=decided.period.end,
            grace_until=decided.grace_until,
            granted_by=administration.id if administration else old.granted_by,
            receipt=decided.open_receipt,
            decided_from=decided.receipt,
        )
    except (RightOverlaps, RightPeriodWrong):
        return None
