"""What a draft would have cost: base and draft over the same sales of twelve months, and who would notice.

A draft is an overlay: choices of one municipality or of all, or another rule book (changed parameters or rules). Both
run on the cells of `protecting`, never on single sales; there it is written what that prevents and what it does not.
What may then be shown stands in `simulated`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from uitpas2.discounts.rules.deciding import PAYER_OUTPUTS
from uitpas2.discounts.rules.noticing import Decided
from uitpas2.discounts.rules.numbering import numbered
from uitpas2.discounts.rules.protecting import LEAST, Cells, Column, Sold, protected, weighed
from uitpas2.discounts.rules.rulebook import PRICE, RuleBook
from uitpas2.discounts.rules.simulated import Figures, Simulation
from uitpas2.discounts.rules.words import Payer
from uitpas2.discounts.values.choosing import Choice
from uitpas2.discounts.values.kinds import Kind
from uitpas2.discounts.values.numbers import NOTHING, as_date, as_day
from uitpas2.discounts.values.parameters import DatedValue
from uitpas2.discounts.values.timelines import change_days
from uitpas2.kernel.period import Period

# Facts that every sale tells, if only by having what is usual.
ALWAYS_TOLD = frozenset({"day", "age", "product_class", "price", "has_right", "organiser_in", "is_group"})
# What parameters can do only where a sale tells the fact: who sold without knowing it, does not show it now.
NEEDS = {
    "sibling_discount_pct": "siblings",
    "sibling_unit_price": "siblings",
    "sibling_with_reduced": "siblings",
    "siblings_from": "siblings",
    "sibling_classes": "siblings",
    "relief_threshold": "entitled_members",
    "organisers_covered": "organiser_is",
    "excluded_labels": "labels",
    "refund_on_conversion": "labels",
    "vouchers_accepted": "voucher_left",
    "coupon_combination": "coupon",
    "second_scheme": "other_public_discount",
    "camp_quota_pct": "quota_applied",
    "group_tickets_year": "group_tickets_used",
    "own_part_cap": "own_part_used",
    "own_part_cap_effect": "own_part_used",
    "intervention_cap": "intervention_used",
    "unit_price": "units",
}


@dataclass(frozen=True)
class Draft:
    """What is tried: choices by municipality, choices for every municipality, or another rule book."""

    choices: Mapping[str, Sequence[Choice]] = field(default_factory=dict)
    everywhere: Sequence[Choice] = ()
    book: RuleBook | None = None

    def over(self, nis: str, held: Sequence[Choice]) -> list[Choice]:
        """What a municipality would have chosen. The draft takes the place of every earlier choice for the same key.

        It holds all year. Of several for one key the one that starts last counts.
        """
        ordered = sorted([*self.everywhere, *self.choices.get(nis, ())], key=lambda one: one.starts)
        tried = {one.key: replace(one, starts=date.min, ends=None, known_from=None) for one in ordered}
        return [*(one for one in held if one.key not in tried), *tried.values()]

    @property
    def all(self) -> list[Choice]:
        return [*self.everywhere, *(one for some in self.choices.values() for one in some)]


def simulate(
    book: RuleBook, sold: Sold, held: Mapping[str, Sequence[Choice]], draft: Draft, period: Period
) -> Simulation | None:
    """Run the rules that held and the draft over what was sold; None when nothing was sold.

    `held` are all approved choices by municipality, as they are known now.
    """
    if not len(sold):
        return None
    base_choices = [list(held.get(nis, ())) for nis in sold.municipalities]
    draft_choices = [draft.over(nis, own) for nis, own in zip(sold.municipalities, base_choices, strict=True)]
    kept_apart = {fact for own in base_choices for one in own for fact in one.facts} & set(sold.facts)
    stretches = _stretches(book, sold, base_choices, period)
    alike = _alike(base_choices, draft_choices)
    cells = protected(sold, stretches, alike, book.vocabulary.facts, kept_apart)
    base = _decided(book, cells, base_choices)
    tried = _decided(draft.book or book, cells, draft_choices)
    apart, together = _carried_over(base, tried, cells, sold, alike)
    classes = book.vocabulary.facts["product_class"].codes
    return Figures(classes, sold, cells, base, together, apart, alike).shown(period, _idle(book, sold, draft, period))


def with_default(
    book: RuleBook, key: str, value: int, *, lowest: int | None = None, highest: int | None = None
) -> RuleBook:
    """A draft of Flanders: another default for a parameter, and for numbers other bounds, from the first day on.

    The bounds give way where they would not allow the default; without bounds of its own a draft keeps the old ones.
    """
    parameter = book.parameters[key]

    def changed(dated: DatedValue) -> DatedValue:
        if parameter.kind is Kind.SET_OF:
            return replace(dated, default=value, at_least=dated.at_least & value, at_most=dated.at_most | value)
        if parameter.kind in (Kind.ONE_OF, Kind.YES_NO):
            return replace(dated, default=value, allowed=dated.allowed | {value})
        if value >= NOTHING:
            return replace(dated, default=value, may_be_none=True)
        least = dated.lowest if lowest is None else lowest
        most = dated.highest if highest is None else highest
        return replace(
            dated, default=value, lowest=min(least, value), highest=max(most, value) if most < NOTHING else value
        )

    return book.with_parameters({key: replace(parameter, values=tuple(changed(one) for one in parameter.values))})


def _stretches(book: RuleBook, sold: Sold, choices: Sequence[Sequence[Choice]], period: Period) -> Column:
    """Per sale the first day of the stretch in which the same rules held there: finer days would point at sales."""
    import numpy as np

    turns = {day for one in book.programs[PRICE].rules().values() for day in (one.starts, one.ends) if day}
    first = as_day(period.start)
    result = np.empty(len(sold), np.int64)
    order = np.argsort(sold.groups, kind="stable")
    bounds = np.searchsorted(sold.groups[order], np.arange(len(choices) + 1))
    for group, own in enumerate(choices):
        rows = order[bounds[group] : bounds[group + 1]]
        days = {as_day(day) for day in {*change_days(book.parameters, own), *turns}} | _days_in_exceptions(own)
        starts = np.array(sorted({first, *days}))
        result[rows] = starts[np.searchsorted(starts, sold.days[rows], side="right") - 1]
    return np.where(sold.days >= first, np.maximum(result, first), result)


def _days_in_exceptions(choices: Iterable[Choice]) -> set[int]:
    limits = [one for choice in choices for line in choice.lines for one in line.when if one.fact == "day"]
    return {edge for one in limits for edge in (one.lowest, one.highest + 1)}


def _decided(book: RuleBook, cells: Cells, choices: Sequence[Sequence[Choice]]) -> Decided:
    """Decide every cell by the rules of its day."""
    import numpy as np

    from uitpas2.discounts.engine.bulk import Cases, Tables, decide_all

    wanted = [*PAYER_OUTPUTS.values(), "ordinary_price"]
    found: dict[str, Any] = {name: np.zeros(len(cells), np.int64) for name in wanted}
    granted = np.zeros(len(cells), bool)
    programs: dict[int, Any] = {day: book.compiled(PRICE, as_date(day)) for day in np.unique(cells.days).tolist()}
    for compiled in {id(one): one for one in programs.values()}.values():
        days = [day for day, one in programs.items() if one is compiled]
        rows = np.flatnonzero(np.isin(cells.days, days))
        tables = Tables(compiled, book.parameters, choices, book.vocabulary.facts)
        facts = {name: column[rows] for name, column in cells.facts.items()}
        decided = decide_all(tables, Cases(cells.groups[rows], cells.days[rows], facts), wanted=wanted)
        granted[rows] = decided.reason == 0
        for name in wanted:
            found[name][rows] = decided.outputs[name]
    pays = {payer: found[name] for payer, name in PAYER_OUTPUTS.items()}
    return Decided(pays, granted & (found["holder_pays"] < found["ordinary_price"]))


def _carried_over(base: Decided, tried: Decided, cells: Cells, sold: Sold, alike: Column) -> tuple[Decided, Decided]:
    """What was decided where a draft may be tried; the frozen cells change as the others of their kind do, per euro.

    The first is for each municipality by itself, and looks no further than its own others. In the second, for all
    together, frozen cells without such others change as those of municipalities with the same choices (`alike`), if
    they are of five people or more: else the difference between the two would be about a few.
    """
    import numpy as np

    nothing = np.zeros(len(cells), np.int64)
    kinds = [*(cells.facts.get(name, nothing) for name in ("product_class", "has_right")), base.is_reduced]
    near, far = numbered([cells.groups, *kinds]), numbered([alike[cells.groups], *kinds])
    price = cells.facts.get("price", nothing)
    weight = cells.counts * ~cells.is_frozen  # the pooled cells count for no municipality by itself
    has_others = np.bincount(near, weights=price * weight)[near] > 0
    left = np.flatnonzero((cells.is_frozen & ~has_others)[cells.of_sale])
    people = weighed(far[cells.of_sale[left]], sold, left, int(far.max()) + 1)[0][far]
    carried: list[dict[Payer, Column]] = []
    for kind, weights, counts in ((near, weight, has_others), (far, cells.weights, ~has_others & (people >= LEAST))):
        amount = np.maximum(np.bincount(kind, weights=price * weights)[kind], 1)
        before = carried[-1] if carried else base.pays
        pays = {}
        for payer, own in base.pays.items():
            rate = np.bincount(kind, weights=(tried.pays[payer] - own) * weights)[kind] / amount
            changed = np.maximum(0, own + np.rint(price * rate).astype(np.int64))
            pays[payer] = np.where(cells.is_frozen, np.where(counts, changed, before[payer]), tried.pays[payer])
        carried.append(pays)
    is_reduced = np.where(cells.is_frozen, base.is_reduced, tried.is_reduced)
    return Decided(carried[0], is_reduced), Decided(carried[1], is_reduced)


def _alike(*choices: Sequence[Sequence[Choice]]) -> Column:
    """Numbers the municipalities so that those with the same choices, before and in the draft, have the same one."""
    import numpy as np

    known: dict[Any, int] = {}
    signs = [
        frozenset((one.key, one.value, one.lines, one.starts, one.ends) for own in lists for one in own)
        for lists in zip(*choices, strict=True)
    ]
    return np.array([known.setdefault(sign, len(known)) for sign in signs])


def _idle(book: RuleBook, sold: Sold, draft: Draft, period: Period) -> tuple[str, ...]:
    """The keys of the draft of which sales cannot show what they would do."""
    tried = draft.book or book
    looked_at = set(tried.compiled(PRICE, period.start).parameters)
    changed = {one.key for one in draft.all} | {
        key for key, one in book.parameters.items() if tried.parameters[key] is not one
    }
    told = ALWAYS_TOLD | set(sold.facts)
    needs = {(one.key, fact) for one in draft.all for fact in one.facts}
    needs |= {(key, fact) for key, fact in NEEDS.items() if key in changed}
    return tuple(sorted((changed - looked_at) | {key for key, fact in needs if fact not in told}))
