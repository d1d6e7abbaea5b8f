"""The rules themselves: short functions over whole numbers, each with its article and its fixed sentences.

Arguments are facts, values of the rule book, or the outcome of another rule, found by name. Amounts are in cents.
Sentences speak to the family; names between braces are filled in from the step's values.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass

from uitpas2.kernel.text import TranslatedText

Outcome = bool | int


@dataclass(frozen=True, slots=True)
class Rule:
    """A paragraph of the rule book: what it decides and how that is said.

    `no` is empty where it cannot fail, `yes` where there is nothing worth saying when it holds.
    """

    id: str
    article: int
    decide: Callable[..., Outcome]
    yes: TranslatedText | None = None
    no: TranslatedText | None = None
    arguments: tuple[str, ...] = ()


RULES: dict[str, Rule] = {}

Decider = Callable[..., Outcome]


def rule(
    article: int, *, yes: TranslatedText | None = None, no: TranslatedText | None = None
) -> Callable[[Decider], Rule]:
    """Put a function in the rule book under its own name."""

    def enter(decide: Decider) -> Rule:
        name = decide.__name__
        RULES[name] = Rule(name, article, decide, yes, no, tuple(inspect.signature(decide).parameters))
        return RULES[name]

    return enter


def half_up(numerator: int, denominator: int) -> int:
    """A quotient to the nearest whole number, a half upwards. Not for negative numbers."""
    return (2 * numerator + denominator) // (2 * denominator)


@rule(
    2,
    yes=TranslatedText(
        nl="Je woont in {municipality}. Die gemeente kiest de regels die voor jou gelden.",
        fr="Vous habitez à {municipality}. Cette commune choisit les règles qui valent pour vous.",
        en="You live in {municipality}. That municipality chooses the rules that hold for you.",
    ),
    no=TranslatedText(
        nl="Je woont niet in Vlaanderen. Dan geldt de gewone prijs.",
        fr="Vous n’habitez pas en Flandre. Le prix ordinaire s’applique donc.",
        en="You do not live in Flanders. Then the ordinary price holds.",
    ),
)
def lives_in_flanders(lives_in_flanders: bool) -> bool:
    return lives_in_flanders


@rule(
    3,
    yes=TranslatedText(
        nl="Je verlaagde prijs gold op {day}.",
        fr="Votre prix réduit était valable le {day}.",
        en="Your reduced price held on {day}.",
    ),
    no=TranslatedText(
        nl="Op {day} gold voor jou de gewone prijs.",
        fr="Le {day}, le prix ordinaire s’appliquait à vous.",
        en="On {day} the ordinary price held for you.",
    ),
)
def has_right(has_right: bool) -> bool:
    return has_right


@rule(
    7,
    yes=TranslatedText(
        nl="Voor deze activiteit kon je nog een ticket kopen aan jouw prijs.",
        fr="Pour cette activité, vous pouviez encore acheter un billet à votre prix.",
        en="You could still buy a ticket at your price for this activity.",
    ),
    no=TranslatedText(
        nl="Je gebruikte al alle tickets aan jouw prijs voor deze activiteit. Daarna geldt de gewone prijs.",
        fr="Vous avez déjà utilisé tous vos billets à votre prix pour cette activité. Le prix ordinaire s’applique.",
        en="You had already used all tickets at your price for this activity. After that the ordinary price holds.",
    ),
)
def tickets_left(tickets_left: bool) -> bool:
    return tickets_left


@rule(
    9,
    no=TranslatedText(
        nl="Het budget van {municipality} was op, en {municipality} koos dat de verlaagde prijs dan stopt.",
        fr="Le budget de {municipality} était épuisé, et {municipality} a choisi d’arrêter alors le prix réduit.",
        en="The budget of {municipality} was used up, and {municipality} chose that the reduced price stops then.",
    ),
)
def budget_allows(budget_allows: bool) -> bool:
    return budget_allows


@rule(
    7,
    no=TranslatedText(
        nl="Dit ticket werd aan de gewone prijs gevraagd.",
        fr="Ce billet a été demandé au prix ordinaire.",
        en="This ticket was asked for at the ordinary price.",
    ),
)
def reduction_wanted(reduction_wanted: bool) -> bool:
    return reduction_wanted


@rule(
    1,
    yes=TranslatedText(
        nl="De gewone prijs is {full_price}.",
        fr="Le prix ordinaire est de {full_price}.",
        en="The ordinary price is {full_price}.",
    ),
)
def base_price(full_price: int) -> int:
    return full_price


@rule(
    4,
    yes=TranslatedText(
        nl="In de vrije tijd krijg je {discount_leisure_pct} % korting: je betaalt {outcome}.",
        fr="Pour les loisirs, vous recevez {discount_leisure_pct} % de réduction : vous payez {outcome}.",
        en="In leisure you get {discount_leisure_pct}% off: you pay {outcome}.",
    ),
)
def holder_pays_leisure(full_price: int, discount_leisure_pct: int) -> int:
    """What is left of the ordinary price after the discount, to the nearest cent, half a cent upwards."""
    return half_up(full_price * (100 - discount_leisure_pct), 100)


@rule(
    5,
    yes=TranslatedText(
        nl="In de buitenschoolse opvang krijg je {discount_care_pct} % korting: je betaalt {outcome}.",
        fr="Pour l’accueil extrascolaire, vous recevez {discount_care_pct} % de réduction : vous payez {outcome}.",
        en="In out-of-school care you get {discount_care_pct}% off: you pay {outcome}.",
    ),
)
def holder_pays_care(full_price: int, discount_care_pct: int) -> int:
    """What is left of the ordinary price after the discount, to the nearest cent, half a cent upwards."""
    return half_up(full_price * (100 - discount_care_pct), 100)


@rule(
    6,
    yes=TranslatedText(
        nl="De organisator neemt {organiser_share_pct} % van de gewone prijs op zich: {outcome}.",
        fr="L’organisateur prend à sa charge {organiser_share_pct} % du prix ordinaire : {outcome}.",
        en="The organiser bears {organiser_share_pct}% of the ordinary price: {outcome}.",
    ),
)
def organiser_bears(full_price: int, holder_pays: int, organiser_share_pct: int) -> int:
    """A percentage of the ordinary price to the nearest cent, and never more than what the holder leaves."""
    return min(half_up(full_price * organiser_share_pct, 100), full_price - holder_pays)


@rule(
    8,
    yes=TranslatedText(
        nl="{municipality} betaalt de rest: {outcome}.",
        fr="{municipality} paie le reste : {outcome}.",
        en="{municipality} pays the rest: {outcome}.",
    ),
)
def municipality_pays(full_price: int, holder_pays: int, organiser_bears: int) -> int:
    """The remainder, with the cent that rounding may leave."""
    return full_price - holder_pays - organiser_bears


@rule(
    8,
    yes=TranslatedText(
        nl="Samen is dat precies de gewone prijs: {full_price}.",
        fr="Ensemble, cela fait exactement le prix ordinaire : {full_price}.",
        en="Together that is exactly the ordinary price: {full_price}.",
    ),
)
def adds_up(full_price: int, holder_pays: int, organiser_bears: int, municipality_pays: int) -> bool:
    return full_price == holder_pays + organiser_bears + municipality_pays


@rule(
    1,
    yes=TranslatedText(
        nl="Je betaalt de gewone prijs: {full_price}.",
        fr="Vous payez le prix ordinaire : {full_price}.",
        en="You pay the ordinary price: {full_price}.",
    ),
)
def holder_pays_all(full_price: int) -> int:
    return full_price
