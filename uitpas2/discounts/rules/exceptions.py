"""Exceptions of a choice in plain words: for whom, or for what, another value holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from uitpas2.discounts.rules.telling import in_words
from uitpas2.discounts.values.choosing import Condition, Line
from uitpas2.discounts.values.kinds import NUMBERS, YES_NO, Kind
from uitpas2.discounts.values.numbers import NOTHING
from uitpas2.discounts.values.parameters import Fact, Vocabulary
from uitpas2.kernel.text import LANGUAGES, TranslatedText

# A kind of offer as it stands in the middle of a sentence.
CLASSES: Mapping[str, TranslatedText] = {
    "leisure": TranslatedText(
        nl="activiteiten in de vrije tijd", fr="les activités de loisirs", en="leisure activities"
    ),
    "care": TranslatedText(nl="buitenschoolse opvang", fr="l’accueil extrascolaire", en="out-of-school care"),
    "camp": TranslatedText(nl="kampen", fr="les stages et les camps", en="camps"),
    "playground": TranslatedText(nl="speelpleinen", fr="les plaines de jeux", en="playgrounds"),
    "membership": TranslatedText(nl="lidgeld", fr="les cotisations", en="membership fees"),
    "school": TranslatedText(nl="activiteiten van de school", fr="les activités de l’école", en="school activities"),
    "card": TranslatedText(nl="de kaart zelf", fr="le pass lui-même", en="the card itself"),
}
FOR = TranslatedText(nl="voor {}", fr="pour {}", en="for {}")
ORGANISER = TranslatedText(nl="bij deze organisator: {}", fr="chez cet organisateur : {}", en="with this organiser: {}")
OWN = TranslatedText(
    nl="bij een organisator in de eigen gemeente",
    fr="chez un organisateur de la commune",
    en="with an organiser in the own municipality",
)
ELSEWHERE = TranslatedText(
    nl="bij een organisator in een andere gemeente",
    fr="chez un organisateur d’une autre commune",
    en="with an organiser in another municipality",
)
SITUATION = TranslatedText(nl="in deze situatie: {}", fr="dans cette situation : {}", en="in this situation: {}")
AGES = (
    TranslatedText(nl="van {} tot en met {} jaar", fr="de {} à {} ans inclus", en="aged {} to {}"),
    TranslatedText(nl="vanaf {} jaar", fr="à partir de {} ans", en="aged {} or over"),
    TranslatedText(nl="tot en met {} jaar", fr="jusqu’à {} ans inclus", en="aged {} or under"),
    TranslatedText(nl="van {} jaar", fr="de {} ans", en="aged {}"),
)
PRICES = (
    TranslatedText(
        nl="bij een prijs van {} tot en met {}", fr="pour un prix de {} à {}", en="at a price from {} to {}"
    ),
    TranslatedText(nl="bij een prijs vanaf {}", fr="pour un prix d’au moins {}", en="at a price of {} or more"),
    TranslatedText(nl="bij een prijs tot en met {}", fr="pour un prix d’au plus {}", en="at a price of {} or less"),
    TranslatedText(nl="bij een prijs van {}", fr="pour un prix de {}", en="at a price of {}"),
)
RANGES = (
    TranslatedText(nl="van {} tot en met {}", fr="de {} à {} inclus", en="{} to {}"),
    TranslatedText(nl="{} of meer", fr="{} ou plus", en="{} or more"),
    TranslatedText(nl="hoogstens {}", fr="{} au plus", en="{} at most"),
    TranslatedText(nl="{}", fr="{}", en="{}"),
)
NAMED = TranslatedText(nl="{}: {}", fr="{} : {}", en="{}: {}")
OR = TranslatedText(nl=" of ", fr=" ou ", en=" or ")
FIRST = ("product_class", "organiser_is", "organiser_in", "age", "price", "grounds")


def case_in_words(line: Line, vocabulary: Vocabulary, language: str) -> str:
    """The cases of an exception: "voor kampen, vanaf 12 jaar"."""
    ordered = sorted(line.when, key=lambda one: FIRST.index(one.fact) if one.fact in FIRST else len(FIRST))
    return ", ".join(condition_in_words(one, vocabulary, language) for one in ordered)


def case_told(line: Line, vocabulary: Vocabulary) -> TranslatedText:
    """The same in every language."""
    return TranslatedText(**{language: case_in_words(line, vocabulary, language) for language in LANGUAGES})


def facts_in_words(case: Mapping[str, int], vocabulary: Vocabulary, language: str) -> str:
    """One single case, such as one that two exceptions contradict each other on."""
    conditions = []
    for name, value in case.items():
        fact = vocabulary.facts[name]
        codes = value if fact.kind is Kind.SET_OF else 1 << value
        is_coded = fact.kind in (Kind.SET_OF, Kind.ONE_OF, Kind.YES_NO)
        conditions.append(
            Condition(name, fact.kind, codes=codes) if is_coded else Condition(name, fact.kind, value, value)
        )
    told = [one for one in conditions if one.kind is not Kind.SET_OF or one.codes]
    return case_in_words(Line(tuple(told), 0), vocabulary, language)


def condition_in_words(condition: Condition, vocabulary: Vocabulary, language: str) -> str:
    fact = vocabulary.facts[condition.fact]
    teller = _TELLERS.get(fact.name)
    if teller is not None:
        return teller(condition, fact, vocabulary, language)
    if fact.kind in NUMBERS or fact.kind in (Kind.DAY, Kind.DAY_OF_YEAR):
        told = _range(condition, fact, language, RANGES)
    else:
        told = _codes(condition, fact, vocabulary, language)
    return NAMED.in_language(language).format(fact.label.in_language(language), told)


def _range(condition: Condition, fact: Fact, language: str, texts: tuple[TranslatedText, ...]) -> str:
    lowest, highest = (in_words(fact.kind, end, language) for end in (condition.lowest, condition.highest))
    between, least, most, exact = (text.in_language(language) for text in texts)
    if condition.lowest == condition.highest:
        return exact.format(lowest)
    if condition.highest >= NOTHING:
        return least.format(lowest)
    return most.format(highest) if condition.lowest == 0 else between.format(lowest, highest)


def _codes(condition: Condition, fact: Fact, vocabulary: Vocabulary, language: str) -> str:
    codes = YES_NO if fact.kind is Kind.YES_NO else fact.codes
    kind = Kind.YES_NO if fact.kind is Kind.YES_NO else Kind.ONE_OF
    words = vocabulary.words_of(fact)
    named = [in_words(kind, place, language, codes=codes, words=words) for place in _places(condition, codes)]
    return OR.in_language(language).join(named)


def _places(condition: Condition, codes: tuple[str, ...]) -> list[int]:
    return [place for place in range(len(codes)) if condition.codes >> place & 1]


def _classes(condition: Condition, fact: Fact, vocabulary: Vocabulary, language: str) -> str:
    words = vocabulary.words_of(fact)
    codes = [fact.codes[place] for place in _places(condition, fact.codes)]
    named = [CLASSES.get(code, words[code]).in_language(language) for code in codes]
    return FOR.in_language(language).format(OR.in_language(language).join(named))


def _place(condition: Condition, fact: Fact, vocabulary: Vocabulary, language: str) -> str:
    own = 1 << fact.codes.index("municipality")
    if condition.codes == own:
        return OWN.in_language(language)
    if condition.codes == (1 << len(fact.codes)) - 1 - own:
        return ELSEWHERE.in_language(language)
    told = _codes(condition, fact, vocabulary, language)
    return NAMED.in_language(language).format(fact.label.in_language(language), told)


_TELLERS: Mapping[str, Callable[[Condition, Fact, Vocabulary, str], str]] = {
    "product_class": _classes,
    "organiser_is": lambda one, fact, book, language: ORGANISER.in_language(language).format(
        _codes(one, fact, book, language)
    ),
    "organiser_in": _place,
    "age": lambda one, fact, _, language: _range(one, fact, language, AGES),
    "price": lambda one, fact, _, language: _range(one, fact, language, PRICES),
    "grounds": lambda one, fact, book, language: SITUATION.in_language(language).format(
        _codes(one, fact, book, language)
    ),
}
