"""The words of the card and its states."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class HolderKind(StrEnum):
    PERSON = "person"
    GROUP = "group"


class MembershipStatus(StrEnum):
    ACTIVE = "active"
    BLOCKED = "blocked"


class CardStatus(StrEnum):
    """Where a card stands in its life; `life` says which changes there are."""

    PROVISIONED = "provisioned"
    SHIPPED = "shipped"
    STOCK = "stock"
    ACTIVE = "active"
    BLOCKED = "blocked"
    REPLACED = "replaced"
    DELETED = "deleted"


class CardKind(StrEnum):
    PHYSICAL = "physical"
    DIGITAL = "digital"


class CardWay(StrEnum):
    """How somebody gets a card: one from the counter's drawer, one that is printed there, or one on the phone."""

    DRAWER = "drawer"
    PRINT = "print"
    DIGITAL = "digital"


MOST_CARDS_PRINTED = 2_000  # in one order


class SheetStatus(StrEnum):
    """How far the printing of a sheet of cards is. Forgotten: the file is gone, because of the names in it."""

    WAITING = "waiting"
    PRINTING = "printing"
    READY = "ready"
    FAILED = "failed"
    FORGOTTEN = "forgotten"


@dataclass(frozen=True, slots=True)
class CardFace:
    """What stands on a printed card, and nothing else: `code` is the text of the QR code."""

    name: str
    number: str
    region: str
    code: str
