"""The words of the card and its states."""

from __future__ import annotations

from enum import StrEnum


class HolderKind(StrEnum):
    PERSON = "person"
    GROUP = "group"


class MembershipStatus(StrEnum):
    ACTIVE = "active"
    BLOCKED = "blocked"


class CardStatus(StrEnum):
    STOCK = "stock"
    ACTIVE = "active"
    BLOCKED = "blocked"
    REPLACED = "replaced"
    DELETED = "deleted"


class CardKind(StrEnum):
    PHYSICAL = "physical"
    DIGITAL = "digital"
