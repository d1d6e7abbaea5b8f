"""Whether two names may be one person's, written by two people: accents, swapped names, a slip of a finger."""

from __future__ import annotations

from uitpas2.cards.rules.names import words_of

SHORT = 4  # letters: in a shorter name a slip makes somebody else of it
LONG = 7


def is_like(first_name: str, last_name: str, other_first: str, other_last: str) -> bool:
    """Whether somebody should look twice before these are two persons. Meant for people born on the same day.

    "Zoé De Smet" is like "zoe desmet", "Desmet Zoë" and "Zoe De Smedt"; "Lien Maes" is like "Lies Maes", who may well
    be her twin. "Noor Maes" and "Daan Maes" are not alike.
    """
    first, last, known_first, known_last = (_letters(part) for part in (first_name, last_name, other_first, other_last))
    if first + last in (known_first + known_last, known_last + known_first):
        return bool(first or last) and bool(known_first) == bool(first)
    straight = _is_near(first_name, other_first) and _is_near(last_name, other_last)
    return straight or (_is_near(first_name, other_last) and _is_near(last_name, other_first))


def is_like_typed(typed: str, first_name: str, last_name: str) -> bool:
    """Whether what was typed in a search may be this name with a slip in it; nothing is like nobody."""
    words = [_fold(word) for word in words_of(typed)]
    known = [_fold(word) for word in words_of(f"{first_name} {last_name}")]
    known += [_letters(first_name), _letters(last_name)]
    if not words:
        return False
    return all(any(_is_slip(word, name) for name in known) for word in words) or _is_slip(
        "".join(words), _letters(last_name)
    )


def _is_near(name: str, other: str) -> bool:
    """One part of a name against another: nearly the same letters, or the one has further names ("Anna Maria")."""
    words, others = (frozenset(map(_fold, words_of(part))) for part in (name, other))
    if not words or not others:
        return words == others
    if words <= others or others <= words:
        return True
    return _is_slip(_letters(name), _letters(other)) or _has_initial(words, others) or _shares_long(words, others)


def _has_initial(words: frozenset[str], others: frozenset[str]) -> bool:
    """ "N." for Noor."""
    return any(
        len(one) == 1 and any(name.startswith(one) for name in many)
        for few, many in ((words, others), (others, words))
        for one in few
    )


def _shares_long(words: frozenset[str], others: frozenset[str]) -> bool:
    """Peeters-Janssens and Peeters-Maes: one of two double names."""
    return any(len(word) >= SHORT for word in words & others)


def _letters(name: str) -> str:
    return _fold("".join(words_of(name)))


def _fold(letters: str) -> str:
    """De Bruijn and De Bruyn are one name in two spellings."""
    return letters.replace("ij", "y")


def _is_slip(name: str, other: str) -> bool:
    """Whether a few slips make the one of the other: none in three letters, one in six, two in longer names."""
    shortest = min(len(name), len(other))
    allowed = 0 if shortest < SHORT else 1 if shortest < LONG else 2
    return name == other or (abs(len(name) - len(other)) <= allowed and _slips(name, other) <= allowed)


def _slips(name: str, other: str) -> int:
    """How many letters are wrong, missing, too many or swapped with their neighbour."""
    before_last: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(name, start=1):
        line = [row]
        for column, known in enumerate(other, start=1):
            cost = min(last[column] + 1, line[-1] + 1, last[column - 1] + (letter != known))
            is_swapped = row > 1 and column > 1 and letter == other[column - 2] and name[row - 2] == known
            line.append(min(cost, before_last[column - 2] + 1) if is_swapped else cost)
        before_last, last = last, line
    return last[-1]
