"""The cases that stand beside the rules, in a `cases.yaml` of each folder."""

from __future__ import annotations

from pathlib import Path

from uitpas2.discounts.rules.loading import CASES, Place, RuleBookFault, parse_any
from uitpas2.discounts.rules.rulebook import RuleBook
from uitpas2.discounts.rules.schemes import Scheme, read_cases

MUNICIPALITY = "Gent"


def cases_of(book: RuleBook, folder: Path) -> list[Scheme]:
    """Every `cases.yaml` of a rule book, each as a scheme that chose nothing. Raises RuleBookFault with the place."""
    found = [_read(book, path, path.relative_to(folder).as_posix()) for path in sorted(folder.rglob(CASES))]
    if not found:
        raise RuleBookFault(f"{CASES}: there are no cases beside the rules")
    return found


def _read(book: RuleBook, path: Path, name: str) -> Scheme:
    place = Place(name)
    facts = book.vocabulary.facts
    cases = read_cases(book, parse_any(path.read_bytes(), place), place, book.starts, facts)
    return Scheme(name, MUNICIPALITY, (), cases, facts, file=name)
