"""What a municipality chose, and what holds where it chose nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from uitpas2.discounts.errors import NothingChosen, OutOfBounds, UnknownParameter
from uitpas2.discounts.rules.rulebook import RuleBook
from uitpas2.discounts.rules.words import Chooser
from uitpas2.kernel.errors import Rejected


@dataclass(frozen=True, slots=True)
class UsedValue:
    """A parameter's value as it is used: whose it is, and since when. `version` is the rule book's start day."""

    key: str
    value: int
    chosen_by: Chooser
    version: date
    article: int
    lowest: int
    highest: int


@dataclass(frozen=True)
class ChoicesInForce:
    """What holds for a municipality on a day. Without a proposal everything is the Flemish default."""

    municipality_nis: str
    municipality: str
    on: date
    values: Mapping[str, UsedValue]
    proposal_id: str | None = None
    starts: date | None = None
    council_decision: str = ""

    def __getitem__(self, key: str) -> int:
        return self.values[key].value


def values_in_force(book: RuleBook, on: date, chosen: Mapping[str, int]) -> dict[str, UsedValue]:
    """Every parameter that municipalities may choose, as chosen or else the default of that day."""
    values = {}
    for parameter in book.chosen_by(Chooser.MUNICIPALITY):
        dated = parameter.on(on)
        own = parameter.key in chosen
        values[parameter.key] = UsedValue(
            key=parameter.key,
            value=chosen[parameter.key] if own else dated.default,
            chosen_by=Chooser.MUNICIPALITY if own else Chooser.FLANDERS,
            version=dated.starts,
            article=parameter.article,
            lowest=dated.lowest,
            highest=dated.highest,
        )
    return values


def refusals(book: RuleBook, starts: date, chosen: Mapping[str, int]) -> Iterator[Rejected]:
    """Everything the rule book does not allow in these choices on that day, each with the field it belongs to."""
    if not chosen:
        yield NothingChosen()
    for key, value in chosen.items():
        parameter = book.parameters.get(key)
        if parameter is None or parameter.chosen_by is not Chooser.MUNICIPALITY:
            yield UnknownParameter(field=key, key=key)
            continue
        dated = parameter.on(starts)
        if not dated.allows(value, parameter.step):
            yield OutOfBounds(
                field=key, article=parameter.article, lowest=dated.lowest, highest=dated.highest, value=value
            )
