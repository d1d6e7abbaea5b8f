"""Money as whole cents. There is no float in it and no way to get one out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation


@dataclass(frozen=True, order=True, slots=True)
class Euro:
    """An amount in whole euro cents; may be negative (a reversal)."""

    cents: int

    def __post_init__(self) -> None:
        if type(self.cents) is not int:
            raise TypeError(f"Euro takes whole cents, not {self.cents!r}")

    @classmethod
    def parse(cls, text: str) -> Euro:
        """Read what people type: "10", "10,5", "€ 1.250,00", "10.50", "25.000" (three digits are never cents).

        Raises ValueError for anything that is not an amount in whole cents.
        """
        bare = text.replace("€", "").replace("\u00a0", "").replace("\u202f", "").replace(" ", "")
        if "," in bare and "." in bare:
            bare = bare.replace(".", "") if bare.rfind(",") > bare.rfind(".") else bare.replace(",", "")
        elif re.fullmatch(r"-?\d{1,3}(\.\d{3})+", bare):
            bare = bare.replace(".", "")
        bare = bare.replace(",", ".")
        if not re.fullmatch(r"-?\d{1,12}(\.\d{1,2})?", bare):
            raise ValueError(f"not an amount of money: {text!r}")
        return cls(int(Decimal(bare).scaleb(2)))

    @classmethod
    def from_json_number(cls, value: int | float | str | Decimal) -> Euro:
        """Read an amount in euros from foreign JSON; the shortest decimal reading of the number is what was meant.

        Raises ValueError when it has more than two decimals or is not a number.
        """
        try:
            exact = Decimal(str(value)).scaleb(2)
        except InvalidOperation:
            raise ValueError(f"not an amount of money: {value!r}") from None
        if not exact.is_finite() or exact != exact.to_integral_value():
            raise ValueError(f"not an amount in whole cents: {value!r}")
        return cls(int(exact))

    def __add__(self, other: Euro) -> Euro:
        return Euro(self.cents + other.cents)

    def __sub__(self, other: Euro) -> Euro:
        return Euro(self.cents - other.cents)

    def __neg__(self) -> Euro:
        return Euro(-self.cents)

    def __bool__(self) -> bool:
        return self.cents != 0

    def times(self, count: int) -> Euro:
        return Euro(self.cents * count)

    def percentage(self, percent: int) -> Euro:
        """That many per cent of this amount, rounded half up to the cent (away from zero below zero)."""
        product = abs(self.cents) * percent
        rounded = (product + 50) // 100
        return Euro(rounded if self.cents >= 0 else -rounded)

    def __str__(self) -> str:
        """Plain and unambiguous, for logs and errors: 12.50. Screens use the `euro` filter of `web.language`."""
        sign = "-" if self.cents < 0 else ""
        return f"{sign}{abs(self.cents) // 100}.{abs(self.cents) % 100:02d}"


ZERO = Euro(0)


def total(amounts: Iterable[Euro]) -> Euro:
    return Euro(sum(amount.cents for amount in amounts))
