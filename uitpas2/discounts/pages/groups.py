"""Parameters by subject, in the order in which somebody reads them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from uitpas2.discounts.rules import Parameter, rule_book
from uitpas2.kernel.text import TranslatedText


@dataclass(frozen=True)
class Group:
    """A subject with the articles of the rule book it is about."""

    title: TranslatedText
    articles: tuple[int, ...]


GROUPS = (
    Group(
        TranslatedText(nl="De verlaagde prijs", fr="Le prix réduit", en="The reduced price"),
        (1, 4, 5, 16),
    ),
    Group(TranslatedText(nl="Wie de rest betaalt", fr="Qui paie le reste", en="Who pays the rest"), (6, 8, 25)),
    Group(
        TranslatedText(nl="Broers, zussen en bonnen", fr="Frères, sœurs et chèques", en="Siblings and vouchers"),
        (17, 18),
    ),
    Group(
        TranslatedText(
            nl="Grenzen per jaar en groepen", fr="Plafonds annuels et groupes", en="Yearly limits and groups"
        ),
        (7, 9, 19, 20, 21),
    ),
    Group(TranslatedText(nl="Wie recht heeft", fr="Qui a droit", en="Who has the right"), (2, 3, 11, 12, 13, 14)),
    Group(TranslatedText(nl="Het inkomen", fr="Les revenus", en="Income"), (15,)),
    Group(TranslatedText(nl="De kaart", fr="Le pass", en="The card"), (24,)),
)


# Within a subject: what decides whether the others count stands before them. The rest keeps the order of the book.
BEFORE = (
    "holder_formula",
    "holder_fixed",
    "unit_price",
    "own_part_cap",
    "own_part_cap_effect",
    "intervention_cap",
    "accepted_grounds",
    "income_test",
    "income_base",
    "income_per_dependant",
    "disabled_counts_as",
)


def _place(parameter: Parameter) -> int:
    return BEFORE.index(parameter.key) if parameter.key in BEFORE else len(BEFORE)


def groups_of(parameters: Iterable[Parameter]) -> list[tuple[Group, list[Parameter]]]:
    """The parameters by subject; what belongs to no subject stands last, under its article."""
    left = list(parameters)
    found = []
    for group in GROUPS:
        inside = [
            one
            for number in group.articles
            for one in sorted((other for other in left if other.article == number), key=_place)
        ]
        if inside:
            found.append((group, inside))
    known = {number for group in GROUPS for number in group.articles}
    for number in dict.fromkeys(one.article for one in left if one.article not in known):
        title = rule_book().articles[number].title
        found.append((Group(title, (number,)), [one for one in left if one.article == number]))
    return found
