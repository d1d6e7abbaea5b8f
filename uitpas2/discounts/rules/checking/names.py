"""Do all the names mean something? Codes, articles, what rules ask for, and what would change a no."""

from __future__ import annotations

from collections.abc import Iterator

from uitpas2.discounts.engine.ruleset import Rule
from uitpas2.discounts.rulebook import codes
from uitpas2.discounts.rules.rulebook import RuleBook
from uitpas2.discounts.values.kinds import Kind, ValueFault, from_people

# The lists of the vocabulary whose codes rules compare with, and how one of them is called.
SINGULARS = {
    "places": "PLACE",
    "classes": "CLASS",
    "units": "UNIT",
    "organisers": "ORGANISER",
    "coupons": "COUPON",
    "labels": "LABEL",
}


def faults(book: RuleBook) -> Iterator[str]:
    yield from _codes(book)
    for one in book.rules().values():
        yield from _of_rule(one, book)
    yield from _unused(book)


def _codes(book: RuleBook) -> Iterator[str]:
    """`codes.py` against the vocabulary and the options: each code has the number of its place."""
    lists = {name: tuple(book.vocabulary.codes.get(plural, ())) for plural, name in SINGULARS.items()}
    lists |= {key.upper(): one.codes for key, one in book.parameters.items() if one.kind is Kind.ONE_OF}
    numbers = {name: value for name, value in vars(codes).items() if name.isupper()}
    expected = {f"{name}_{code.upper()}": place for name, listed in lists.items() for place, code in enumerate(listed)}
    for name, place in expected.items():
        if name not in numbers:
            yield f"codes.py: {name} is missing; it is {place}"
        elif numbers[name] != place:
            yield f"codes.py: {name} is {numbers[name]}, but stands at place {place} of its list"
    for name in numbers.keys() - expected.keys():
        yield f"codes.py: {name} stands in no list of the vocabulary and is no option of a parameter"


def _of_rule(one: Rule, book: RuleBook) -> Iterator[str]:
    if one.article not in book.articles:
        yield f"rule {one.id}: article {one.article} does not stand in articles.yaml"
    if one.told_when and one.told_when not in book.rules() and one.told_when not in book.vocabulary.facts:
        yield f"rule {one.id}: told_when: nothing is called {one.told_when}"
    for change in one.change:
        fact = book.vocabulary.facts.get(change.fact)
        if fact is None:
            yield f"rule {one.id}: change: there is no fact {change.fact}"
            continue
        try:
            given = [change.value] if fact.kind is Kind.SET_OF else change.value
            from_people(fact.kind, given, fact.codes)
        except ValueFault as fault:
            yield f"rule {one.id}: change of {change.fact}: {fault}"


def _unused(book: RuleBook) -> Iterator[str]:
    """Parameters that no rule asks for, and rules that nothing needs: neither can ever decide anything."""
    asked: set[str] = set()
    for name, program in book.programs.items():
        compiled = book.compiled(name, book.starts)
        asked.update(compiled.parameters)
        worked_out = {one for path in compiled.paths for one in path}
        own = {one.id for one in (*program.always, *program.conditions, *program.granted, *program.refused)}
        asked.update(worked_out)
        for one in own - worked_out:
            yield f"rule {one}: is never worked out in the program {name}"
    for key in book.parameters.keys() - asked:
        yield f"{book.parameters[key].folder}/{key}.yaml: no rule asks for this parameter"
    for one in book.rules().keys() - asked:
        if "__" not in one:
            yield f"rule {one}: no program needs it, so no case can reach it"
