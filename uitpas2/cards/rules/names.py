"""Comparing names as people write them: without capitals, accents, spaces and dashes.

Beside a holder's name stands its search form, "louise vandenbroeck" for Louise Van den Broeck: bare first name, space,
bare last name. An index finds it; `name_fits` judges what was found.
"""

from __future__ import annotations

from collections.abc import Iterator

from uitpas2.accounts.rules import bare_name

# Letters that are no other letter with an accent, as people without that key on their keyboard write them.
_WRITTEN_AS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h", "ŧ": "t", "ŋ": "n"}
)
SEARCH_NAME_LENGTH = 240
_WORDS_OF_A_PLACE = 3  # Sint-Genesius-Rode
_MOST_WORDS = 12


def search_name(first_name: str, last_name: str) -> str:
    """The form of a name in which it is found; empty for somebody without a name."""
    return f"{_bare(first_name)} {_bare(last_name)}".strip()[:SEARCH_NAME_LENGTH]


def words_of(typed: str) -> list[str]:
    """The bare words of what was typed: each of them stands somewhere in the search form of a name that fits."""
    return [word for part in typed.replace("-", " ").split() if (word := _bare(part))]


def name_fits(typed: str, first_name: str, last_name: str) -> bool:
    """Whether what was typed may mean this person: "noor", "Peeters N", "desmet". Nothing fits all."""
    known, words = words_of(f"{first_name} {last_name}"), words_of(typed)
    if all(any(name.startswith(word) for name in known) for word in words):
        return True
    orders = (_bare(first_name + last_name), _bare(last_name + first_name))
    return any(order.startswith("".join(words)) for order in orders)


def is_same_name(first_name: str, last_name: str, other_first: str, other_last: str) -> bool:
    return search_name(first_name, last_name) == search_name(other_first, other_last)


def whole_names(typed: str) -> dict[str, set[str]]:
    """What "noor peeters gent" may mean: search forms of whole names, each with the bare places it may go with.

    First and last name in either order, with or without a place behind them; the empty place is any. Empty when this
    cannot be a whole name.
    """
    words = words_of(typed)
    if not 2 <= len(words) <= _MOST_WORDS:
        return {}
    meant: dict[str, set[str]] = {}
    for of_place in range(min(_WORDS_OF_A_PLACE, len(words) - 2) + 1):
        names, place = words[: len(words) - of_place], "".join(words[len(words) - of_place :])
        for name in _in_two(names):
            meant.setdefault(name, set()).add(place)
    return meant


def is_place(typed: str, *places: str) -> bool:
    """Whether a bare place as in `whole_names` is one of these; the empty one is any."""
    return not typed or typed in {_bare(place) for place in places}


def _in_two(words: list[str]) -> Iterator[str]:
    for cut in range(1, len(words)):
        one, other = "".join(words[:cut]), "".join(words[cut:])
        yield f"{one} {other}"
        yield f"{other} {one}"


def _bare(text: str) -> str:
    return bare_name(text.casefold().translate(_WRITTEN_AS))
