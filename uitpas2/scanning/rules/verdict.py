"""The one clear answer to a scan. It tells what to do and what to ask; never why a price is what it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from uitpas2.kernel.money import Euro
from uitpas2.kernel.text import TranslatedText


class VerdictKind(StrEnum):
    YES = "yes"
    ATTENTION = "attention"
    NO = "no"


class Situation(StrEnum):
    """What the door found; machines and scripts go by this and not by the words."""

    WELCOME = "welcome"
    ADMITTED = "admitted"
    ALREADY_CHECKED_IN = "already-checked-in"
    NOT_OPEN = "not-open"
    GROUP = "group"
    MISTYPED = "mistyped"
    REFUSED = "refused"
    TRY_AGAIN = "try-again"


class Action(StrEnum):
    """What one tap may do: take the money and let in, let in, or nothing."""

    PAY = "pay"
    LET_IN = "let-in"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Person:
    """As much of somebody as the door may know; `age_band` is "6–8", or "" when the birth date is unknown."""

    first_name: str
    initial: str
    age_band: str = ""

    @property
    def short_name(self) -> str:
        """Noor B."""
        return f"{self.first_name} {self.initial}." if self.initial else self.first_name


@dataclass(frozen=True, slots=True)
class PriceOption:
    """One of the prices that can be charged. `remaining`: how many more times at this price, where that is limited.

    `coupon_id` is the coupon or voucher with which it is this price; empty for the holder's own one.
    """

    price_id: str
    name: TranslatedText
    full_price: Euro
    to_pay: Euro
    remaining: int | None = None
    coupon_id: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the volunteer sees. `price_options` are there when a price has to be chosen; the first one is shown."""

    kind: VerdictKind
    situation: Situation
    headline: TranslatedText
    text: TranslatedText
    person: Person | None = None
    full_price: Euro | None = None
    to_pay: Euro | None = None
    remaining: int | None = None
    price_options: tuple[PriceOption, ...] = ()
    action: Action = Action.NONE
