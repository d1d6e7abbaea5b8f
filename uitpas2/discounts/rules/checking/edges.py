"""The edges of what may be chosen and of what may happen: which cases are looked at, and why these are enough."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from uitpas2.discounts.rules.checking.grids import Axis, Grid
from uitpas2.discounts.rules.deciding import defaults
from uitpas2.discounts.rules.rulebook import PRICE, RuleBook
from uitpas2.discounts.values.kinds import NUMBERS, Kind
from uitpas2.discounts.values.numbers import NOTHING
from uitpas2.discounts.values.parameters import DatedValue, Parameter

# Cents around the halves and wholes of every percentage, and around the ceilings of a year.
PRICES = (0, 1, 2, 3, 49, 50, 99, 101, 333, 1_000, 1_999, 15_001, 100_001)
MANY = 100_000_000
# What makes the reduced price of each kind of offer that has rules of its own.
BY_KIND = {"leisure": "discount_leisure_pct", "care": "discount_care_pct", "card": "card_price"}


def grids(book: RuleBook, day: date) -> Iterator[Grid]:
    """The grids for a day: the amounts of leisure, of care and of the card, who pays the rest, and what limits."""
    edges = _Edges(book, day)
    for product_class in ("leisure", "care", "card"):
        yield edges.amounts(product_class)
        yield edges.discounts(product_class)
    yield edges.splits()
    yield edges.tickets()
    yield edges.obstacles()


def not_looked_at(book: RuleBook, day: date) -> list[str]:
    """Parameters that somebody may choose and that no grid varies: then nothing is proved about them."""
    varied = {name for grid in grids(book, day) for axis in grid.axes for name in axis.names}
    return [key for key in _Edges(book, day).chosen if key not in varied]


WITH_RIGHT = "nobody with the right pays more than somebody without"
DISCOUNT = "a higher discount never raises the price"


class _Edges:
    def __init__(self, book: RuleBook, day: date) -> None:
        self.book = book
        self.day = day
        self.usual: dict[str, int | bool] = {}
        for name, value in defaults(book.vocabulary).items():
            self.usual[name] = bool(value) if book.vocabulary.facts[name].kind is Kind.YES_NO else value
        for key, parameter in book.parameters.items():
            value = parameter.on(day).default
            self.usual[key] = bool(value) if parameter.kind is Kind.YES_NO else value
        self.right = Axis(("has_right",), ((0,), (1,)))

    def points(self, key: str) -> list[int]:
        """The edges of a parameter on the day: what it is usually, and the ends of what may be chosen."""
        return points_of(self.book.parameters[key], self.book.parameters[key].on(self.day))

    def code(self, fact: str, code: str) -> int:
        return self.book.vocabulary.facts[fact].codes.index(code)

    def one(self, key: str) -> Axis:
        return Axis((key,), tuple((value,) for value in self.points(key)))

    def amounts(self, product_class: str) -> Grid:
        """What the holder pays for one kind of offer, by whatever formula, coupon, ceiling and voucher."""
        percentage = self.percentage_of(product_class)
        discount = Axis((percentage,), tuple((value,) for value in sorted(self.points(percentage))))
        prices = PRICES if product_class != "card" else (0, 1_001)  # the card has a price of its own
        axes = [
            Axis(("price",), tuple((price,) for price in prices)),
            self.coupons(),
            self.vouchers(),
            self.own_part(),
            self.interventions(),
        ]
        axes += [self.siblings()] if product_class == "care" else []
        axes += [self.one("card_price")] if product_class == "card" else [self.formulas()]
        place = self.code("product_class", product_class)
        return self.grid([*axes, discount, self.right], {"product_class": place}, discount)

    def discounts(self, product_class: str) -> Grid:
        """Every discount there is, each beside the one a step lower."""
        percentage = self.percentage_of(product_class)
        parameter = self.book.parameters[percentage]
        dated = parameter.on(self.day)
        every = range(dated.lowest, dated.highest + 1, parameter.step)
        discount = Axis((percentage,), tuple((value,) for value in every))
        prices = Axis(("price",), tuple((price,) for price in PRICES))
        place = self.code("product_class", product_class)
        axes = [prices, self.siblings(), self.formulas(), self.own_part(), discount, self.right]
        return self.grid(axes, {"product_class": place}, discount)

    @staticmethod
    def percentage_of(product_class: str) -> str:
        return BY_KIND["care" if product_class == "care" else "leisure"]

    def splits(self) -> Grid:
        """Who pays the rest, for every way to share that may be chosen."""
        shares = [self.one(key) for key in self.chosen if self.book.parameters[key].folder == "shares"]
        associations = Axis(
            ("organiser_is", "entitled_members"),
            tuple((1 << self.code("organiser_is", "recognised_association"), members) for members in (0, 49, 50, 1000)),
        )
        prices = Axis(("price",), tuple((price,) for price in (*PRICES, 4, 5, 7, 33, 51, 66, 67, 998, 12_345)))
        kinds = [
            (
                self.code("product_class", code),
                *(value if name == key else self.usual[name] for name in BY_KIND.values()),
            )
            for code, key in BY_KIND.items()
            for value in self.points(key)
        ]
        of_kind = Axis(("product_class", *BY_KIND.values()), tuple(kinds))
        return self.grid([prices, of_kind, associations, *shares, self.vouchers(), self.coupons(), self.right])

    def tickets(self) -> Grid:
        """How often: what is covered, tickets for one and for a group, with ceilings for a year beside them."""
        used = sorted({*self.points("tickets_per_activity"), 0, 1, 2})
        axes = [
            self.classes(),
            self.one("covered_classes"),
            self.one("tickets_per_activity"),
            Axis(("is_group",), ((0,), (1,))),
            Axis(("tickets_used",), tuple((number,) for number in used)),
            Axis(("activity_ticket_limit",), ((0,), (1,), (NOTHING,))),
            self.used_of("group_tickets_year", "group_tickets_used"),
            self.own_part(),
            self.interventions(),
            self.right,
        ]
        return self.grid(axes, {"price": 1_001})

    def obstacles(self) -> Grid:
        """Places of camps, the budget and other schemes, with ceilings for a year beside them."""
        axes = [
            self.classes(),
            Axis(("quota_applied", "capacity", "reduced_places_taken"), ((0, NOTHING, 0), (1, 20, 3), (1, 20, 20))),
            self.one("camp_quota_pct"),
            Axis(("budget_allows",), ((1,), (0,))),
            Axis(("other_public_discount",), ((0,), (1,))),
            Axis(("reduction_wanted",), ((1,), (0,))),
            self.own_part(),
            self.interventions(),
            self.coupons(),
            self.right,
        ]
        return self.grid(axes, {"price": 1_001})

    @property
    def chosen(self) -> list[str]:
        """The parameters of the price that leave somebody something to choose."""
        return [key for key in self.book.compiled(PRICE, self.day).parameters if len(self.points(key)) > 1]

    def codes(self, fact: str) -> tuple[str, ...]:
        return self.book.vocabulary.facts[fact].codes

    def grid(self, axes: Sequence[Axis], more: Mapping[str, int] | None = None, discount: Axis | None = None) -> Grid:
        compared = {discount: DISCOUNT} if discount else {}
        return Grid(tuple(axes), {**self.usual, **(more or {})}, {**compared, self.right: WITH_RIGHT})

    def classes(self) -> Axis:
        return Axis(("product_class",), tuple((place,) for place in range(len(self.codes("product_class")))))

    def coupons(self) -> Axis:
        """No coupon, and each kind of coupon around the values where it stops to count."""
        values = {"none": (0,), "price": (0, 1, 1_000), "percent": (0, 50, 100, 101), "amount": (0, 1, 1_000)}
        points = [
            (self.code("coupon", code), value)
            for code in self.codes("coupon")
            for value in values.get(code, (0, 1, 100))
        ]
        return Axis(("coupon", "coupon_value"), tuple(points))

    def vouchers(self) -> Axis:
        accepted = [(1, left) for left in (0, 1, MANY)] if 1 in self.points("vouchers_accepted") else []
        refused = [(0, 1)] if 0 in self.points("vouchers_accepted") else []
        return Axis(("vouchers_accepted", "voucher_left"), (*accepted, *refused))

    def formulas(self) -> Axis:
        """Every formula with the amounts that play a part in it."""
        formula = self.book.parameters["holder_formula"]
        points: list[tuple[int, int, int, int]] = []
        for place in self.points("holder_formula"):
            code = formula.codes[place]
            fixed = self.points("holder_fixed") if code in ("fixed", "lesser") else [0]
            by_unit = code == "unit"
            per_unit = self.points("unit_price") if by_unit else [0]
            points += [
                (place, amount, unit, units)
                for amount in fixed
                for unit in per_unit
                for units in ((0, 1, 7) if by_unit else (1,))
            ]
        return Axis(("holder_formula", "holder_fixed", "unit_price", "units"), tuple(points))

    def siblings(self) -> Axis:
        points = [(2, pct) for pct in self.points("sibling_discount_pct")]
        return Axis(("siblings", "sibling_discount_pct"), ((1, points[-1][1]), *points))

    def own_part(self) -> Axis:
        """The ceiling on the own part: with only a cent left, all of it, nothing, or more used than there was.

        The amounts know a ceiling by what is left of it, so two heights with the same left over are one point.
        """
        effect = self.book.parameters["own_part_cap_effect"]
        points: list[tuple[int, int, int]] = []
        for place in self.points("own_part_cap_effect"):
            caps = self.points("own_part_cap")
            is_free = effect.codes[place] == "free"
            points.append((caps[-1], place, 0))
            points += [(caps[0], place, used) for used in (_around(caps[0]) if is_free else (0, caps[0] - 1, caps[0]))]
        return Axis(("own_part_cap", "own_part_cap_effect", "own_part_used"), tuple(dict.fromkeys(points)))

    def interventions(self) -> Axis:
        """The ceiling on the reduction, told apart by what is left of it as well."""
        first, *others = self.points("intervention_cap")
        points = [*((first, used) for used in _around(first)), *((cap, 0) for cap in others)]
        return Axis(("intervention_cap", "intervention_used"), tuple(points))

    def used_of(self, cap: str, used: str) -> Axis:
        return Axis((cap, used), tuple((value, so_far) for value in self.points(cap) for so_far in _around(value)))


def _around(cap: int) -> tuple[int, ...]:
    """What may have been used of a ceiling: nothing, just not all, all, too much."""
    return (0,) if cap >= NOTHING else tuple(sorted({0, max(0, cap - 1), cap, cap + 1}))


def points_of(parameter: Parameter, dated: DatedValue) -> list[int]:
    """The usual value and the ends of what may be chosen: every code, the smallest and the largest set."""
    if parameter.kind is Kind.SET_OF:
        points = {dated.default, dated.at_least, dated.at_most}
    elif parameter.kind in NUMBERS or parameter.kind is Kind.DAY_OF_YEAR:
        points = {dated.default, dated.lowest, dated.highest, *((NOTHING,) if dated.may_be_none else ())}
    else:
        points = {dated.default, *dated.allowed}
    return sorted(points)
