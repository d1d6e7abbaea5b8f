"""For which bill money came in: its communication says so; else its amount may suggest one, for somebody to look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from uitpas2.billing.rules.statements import Incoming
from uitpas2.billing.rules.words import LineState
from uitpas2.kernel.money import ZERO, Euro


@dataclass(frozen=True, slots=True)
class Waiting:
    """A bill as far as matching needs it. `paid` are the days and amounts of what was noted of it before."""

    bill_id: str
    communication: str
    open_amount: Euro
    paid: frozenset[tuple[date, Euro]] = frozenset()


@dataclass(frozen=True, slots=True)
class Match:
    key: str
    line: Incoming
    state: LineState
    bill_id: str | None


def match_all(
    lines: Iterable[tuple[str, Incoming]], bills: Sequence[Waiting], known_keys: Collection[str]
) -> list[Match]:
    """What each line of a statement is for. A line that was read before is a duplicate, whatever it says.

    Two bills that wait for the same amount suggest nothing, nor does a bill for which another line here names itself.
    What was noted of its bill before on that very day, by hand or from another kind of file, only suggests too.
    """
    by_communication = {bill.communication: bill for bill in bills}
    pending = list(lines)
    named = {
        key: next((by_communication[digits] for digits in line.named if digits in by_communication), None)
        for key, line in pending
    }
    taken = {bill.bill_id for bill in named.values() if bill is not None}
    waiting = [bill for bill in bills if bill.open_amount > ZERO and bill.bill_id not in taken]
    how_often = Counter(bill.open_amount for bill in waiting)
    by_amount = {bill.open_amount: bill for bill in waiting if how_often[bill.open_amount] == 1}
    alike = Counter(line.amount for key, line in pending if named[key] is None and key not in known_keys)
    return [_match(key, line, named[key], by_amount, alike, known_keys) for key, line in pending]


def _match(
    key: str,
    line: Incoming,
    named: Waiting | None,
    by_amount: dict[Euro, Waiting],
    alike: Counter[Euro],
    known_keys: Collection[str],
) -> Match:
    if key in known_keys:
        return Match(key, line, LineState.DUPLICATE, None)
    if named is not None:
        seen_elsewhere = (line.day, line.amount) in named.paid
        return Match(key, line, LineState.SUGGESTED if seen_elsewhere else LineState.MATCHED, named.bill_id)
    suggested = by_amount.get(line.amount)
    if suggested is not None and alike[line.amount] == 1 and not line.named:
        return Match(key, line, LineState.SUGGESTED, suggested.bill_id)
    return Match(key, line, LineState.UNMATCHED, None)
