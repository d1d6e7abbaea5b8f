"""What goes on which bill: sold things on a bill of the month per family, registrations in advance on one per activity.

Nothing of this reads the full price or why a price is what it is: a family's bill says what the family pays.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from uitpas2.billing.rules.words import BillKind, LineKind
from uitpas2.kernel.money import ZERO, Euro, total
from uitpas2.kernel.text import TranslatedText


@dataclass(frozen=True, slots=True)
class Family:
    """Who gets a bill: an account, or, where nobody has one, the household of a child."""

    account_id: str | None
    holder_id: str

    @property
    def key(self) -> str:
        return self.account_id or f"household/{self.holder_id}"


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A line before it has its bill. `day` is when the child came, or the first day of a registration."""

    kind: LineKind
    family: Family
    holder_id: str
    activity_id: str
    activity_name: TranslatedText
    is_care: bool
    day: date
    until: date
    days: int
    amount: Euro
    sale_id: str | None = None
    registration_id: str | None = None
    corrects_id: str | None = None

    @property
    def subject(self) -> str:
        """What at most one line in the world may stand for."""
        return f"{self.kind.value}/{self.sale_id or self.registration_id}"


@dataclass(frozen=True, slots=True)
class Advance:
    """A registration that is on a bill already, and that no sale has settled."""

    line_id: str
    registration_id: str
    amount: Euro


@dataclass(frozen=True, slots=True)
class Draft:
    """A bill that could be made now. An advance's is due before the child comes."""

    kind: BillKind
    family: Family
    lines: tuple[DraftLine, ...]

    @property
    def total(self) -> Euro:
        return total(line.amount for line in self.lines)

    @property
    def begins(self) -> date | None:
        return min(line.day for line in self.lines) if self.kind is BillKind.ADVANCE else None


def settled(sold: DraftLine, advances: Mapping[str, Advance]) -> DraftLine:
    """A sale of a registration that was billed in advance: only the difference is left, which may be nothing."""
    advance = advances.get(sold.registration_id or "")
    if advance is None:
        return sold
    return replace(sold, amount=sold.amount - advance.amount, corrects_id=advance.line_id)


def month_drafts(lines: Iterable[DraftLine]) -> list[Draft]:
    """One bill per family, its lines by day. A family for which everything comes to nothing gets none this time."""
    families: dict[str, list[DraftLine]] = {}
    for line in lines:
        families.setdefault(line.family.key, []).append(line)
    drafts = []
    for key in sorted(families):
        ordered = _in_order(families[key])
        if any(line.amount for line in ordered):
            drafts.append(Draft(BillKind.MONTH, _addressee(ordered), ordered))
    return drafts


def advance_drafts(lines: Iterable[DraftLine]) -> list[Draft]:
    """One bill per family and activity with all its registrations that cost something, first what begins first."""
    groups: dict[tuple[str, str], list[DraftLine]] = {}
    for line in sorted(lines, key=lambda line: (line.day, line.subject)):
        if line.amount > ZERO:
            groups.setdefault((line.family.key, line.activity_id), []).append(line)
    return [Draft(BillKind.ADVANCE, _addressee(group), _in_order(group)) for group in groups.values()]


def _in_order(lines: Sequence[DraftLine]) -> tuple[DraftLine, ...]:
    return tuple(sorted(lines, key=lambda line: (line.day, line.holder_id, line.activity_name.nl, line.subject)))


def _addressee(lines: Sequence[DraftLine]) -> Family:
    """The family of the first line: without an account every line is of the same child anyway."""
    return lines[0].family
