"""Comparing names as people write them: without capitals, accents, spaces and dashes."""

from __future__ import annotations

from uitpas2.accounts.rules import bare_name


def name_fits(typed: str, first_name: str, last_name: str) -> bool:
    """Whether what was typed may mean this person: "noor", "Peeters N", "desmet". Nothing fits all."""
    known = [bare_name(word) for word in f"{first_name} {last_name}".replace("-", " ").split()]
    words = [bare_name(word) for word in typed.replace("-", " ").split()]
    if all(any(name.startswith(word) for name in known) for word in words):
        return True
    orders = (bare_name(first_name + last_name), bare_name(last_name + first_name))
    return any(order.startswith(bare_name(typed)) for order in orders)


def is_same_name(first_name: str, last_name: str, other_first: str, other_last: str) -> bool:
    return bare_name(first_name) == bare_name(other_first) and bare_name(last_name) == bare_name(other_last)
