"""Group passes as a counter sees them: until when, and how many tickets are left this year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from uitpas2.cards import queries as cards
from uitpas2.cards.models import Card, Holder
from uitpas2.cards.rules import POSSIBLE_CHANGES, RightChange, RightState
from uitpas2.database.work import Work
from uitpas2.discounts import queries as discounts
from uitpas2.discounts.values.numbers import NOTHING
from uitpas2.welfare.rules.groups import year_to_give
from uitpas2.welfare.rules.periods import last_day


@dataclass(frozen=True, slots=True)
class GroupPass:
    """A group, its working card, and its tickets at the reduced price in the present calendar year.

    `tickets` is None where nothing limits them. `last_day` is that of the pass, when it has one; `right_ids` are the
    decisions behind it that can still be ended, and `year_to_give` the year for which it can be given now, if any.
    """

    holder: Holder
    card: Card | None
    used: int
    tickets: int | None
    last_day: date | None
    holds_now: bool
    year_to_give: int | None
    right_ids: tuple[str, ...]

    @property
    def left(self) -> int | None:
        """None for without limit. A municipality may lower the number in the course of a year."""
        return None if self.tickets is None else max(0, self.tickets - self.used)


def group_pass(work: Work, holder_id: str) -> GroupPass:
    """Raises HolderUnknown, also for a person."""
    return _pass_of(work, cards.group(work, holder_id))


def group_passes(work: Work) -> list[GroupPass]:
    """Those of the groups in the actor's scope, by name."""
    return [_pass_of(work, holder) for holder in cards.groups(work)]


def tickets_of_groups(work: Work, municipality_nis: str, on: date) -> int | None:
    """How many tickets a year a group has by the rules of its municipality on a day; None without limit."""
    value = discounts.choices_in_force(work, municipality_nis, on).held["group_tickets_year"].value
    return None if value >= NOTHING else value


def _pass_of(work: Work, holder: Holder) -> GroupPass:
    rights = [(right, right.state_on(work.today)) for right in cards.rights_of(work, holder.id)]
    live = [right for right, state in rights if RightChange.END in POSSIBLE_CHANGES[state]]
    last = max((last_day(right.period) for right in live), default=None)
    return GroupPass(
        holder=holder,
        card=cards.active_card(work, holder.id),
        used=discounts.reduced_this_year(work, holder.id).tickets,
        tickets=tickets_of_groups(work, holder.municipality_nis, work.today),
        last_day=last,
        holds_now=any(state is RightState.HOLDS for _, state in rights),
        year_to_give=year_to_give(work.today, last),
        right_ids=tuple(right.id for right in live),
    )
