"""The blueprint all pages about rules and choices hang on, and what their templates may call."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlsplit

from flask import Blueprint
from flask_babel import gettext as _

from uitpas2.discounts.models import Sale
from uitpas2.discounts.rules import Basis, Chooser, Decision, Parameter, Payer, retell_shares, rule_book
from uitpas2.discounts.rules.exceptions import case_in_words
from uitpas2.discounts.rules.telling import bounds_in_words, told_to_public, value_in_words
from uitpas2.discounts.values.choosing import Line
from uitpas2.discounts.values.kinds import Kind
from uitpas2.kernel.money import Euro
from uitpas2.kernel.outlines import CREDIT
from uitpas2.kernel.text import TranslatedText
from uitpas2.web.language import in_words, reader_language

blueprint = Blueprint("discounts", __name__, template_folder="../templates")

BASES: dict[Basis, TranslatedText] = {
    Basis.DECREE: TranslatedText(nl="Decreet of besluit", fr="Décret ou arrêté", en="Decree or decision"),
    Basis.PRACTICE: TranslatedText(nl="Gezien in de praktijk", fr="Observé dans la pratique", en="Observed practice"),
    Basis.ASSUMPTION: TranslatedText(
        nl="Aanname van dit regelboek", fr="Hypothèse de ce livre de règles", en="Assumption of this rule book"
    ),
}
PAYERS: dict[Payer, TranslatedText] = {
    Payer.HOLDER: TranslatedText(nl="Wie meedoet", fr="Le participant", en="Whoever takes part"),
    Payer.ORGANISER: TranslatedText(nl="De organisator", fr="L’organisateur", en="The organiser"),
    Payer.MUNICIPALITY: TranslatedText(nl="De gemeente", fr="La commune", en="The municipality"),
    Payer.FLANDERS: TranslatedText(nl="Vlaanderen", fr="La Flandre", en="Flanders"),
    Payer.FUND: TranslatedText(nl="Een partnerfonds", fr="Un fonds partenaire", en="A partner fund"),
}
CHOOSERS: dict[Chooser, TranslatedText] = {
    Chooser.FLANDERS: TranslatedText(nl="Vlaanderen", fr="la Flandre", en="Flanders"),
    Chooser.MUNICIPALITY: TranslatedText(nl="de gemeente", fr="la commune", en="the municipality"),
    Chooser.ORGANISER: TranslatedText(nl="de organisator", fr="l’organisateur", en="the organiser"),
}


@blueprint.app_template_global()
def who_pays(sale: Sale) -> list[tuple[str, Euro]]:
    """Who paid what of a sale, told to the family: rows of a receipt that adds up."""
    return retell_shares(sale.receipt, reader_language())


@blueprint.app_template_global()
def example_rows(decision: Decision) -> list[tuple[str, Euro]]:
    """Who would pay what, told to somebody who is not the holder."""
    return [(in_words(PAYERS[payer]), amount) for payer, amount in decision.shares.items()]


@blueprint.app_template_filter("site")
def site(address: str) -> str:
    """The name of the site an address leads to: enough to know whose page it is."""
    return urlsplit(address).hostname or address


@blueprint.app_template_global()
def is_link(text: str) -> bool:
    """Whether a council decision is an address that can be opened."""
    return text.startswith("https://") and " " not in text


@blueprint.app_template_filter("basis")
def basis_in_words(basis: Basis) -> str:
    return in_words(BASES[basis])


@blueprint.app_template_filter("chooser")
def chooser_in_words(chooser: Chooser) -> str:
    return in_words(CHOOSERS[chooser])


@blueprint.app_template_global()
def value_words(parameter: Parameter, value: int) -> str:
    """A parameter's value with its unit, for a table or a form."""
    return value_in_words(parameter, value, reader_language())


@blueprint.app_template_global()
def short_words(parameter: Parameter, value: int) -> str:
    """The same, but of a set only what stands in it besides what every municipality has."""
    always = parameter.values[-1].at_least
    if parameter.kind is not Kind.SET_OF or not always or value & always != always:
        return value_words(parameter, value)
    more = ", ".join(code_words(parameter, code) for code in codes_of(parameter, value & ~always))
    if not more:
        return str(_("only what holds everywhere"))
    return str(_("what holds everywhere, and also %(words)s", words=more))


@blueprint.app_template_global()
def bounds_words(parameter: Parameter, on: date) -> str:
    return bounds_in_words(parameter, on, reader_language())


@blueprint.app_template_global()
def told_words(parameter: Parameter, value: int) -> str:
    """What a value means, in a sentence for everybody."""
    return told_to_public(parameter, value, reader_language())


@blueprint.app_template_global()
def case_words(line: Line) -> str:
    """For whom or for what an exception holds."""
    return case_in_words(line, rule_book().vocabulary, reader_language())


@blueprint.app_template_global()
def code_words(parameter: Parameter, code: str) -> str:
    return in_words(parameter.words.get(code)) or code


@blueprint.app_template_global()
def codes_of(parameter: Parameter, value: int) -> list[str]:
    """The codes that a set holds."""
    return [code for place, code in enumerate(parameter.codes) if value >> place & 1]


@blueprint.app_template_global()
def fact_codes(name: str) -> list[tuple[str, str]]:
    """The codes of a fact with their words, for a list to choose from."""
    vocabulary = rule_book().vocabulary
    fact = vocabulary.facts[name]
    words = vocabulary.words_of(fact)
    return [(code, in_words(words[code])) for code in fact.codes]


@blueprint.app_template_global()
def tenths(value: int) -> str:
    """Tenths of a per cent as people write them: 49 becomes 4,9, or 4.9 in English."""
    point = "." if reader_language() == "en" else ","
    return f"{value // 10}{point}{value % 10}" if value % 10 else str(value // 10)


@blueprint.app_template_global()
def map_credit() -> str:
    """What must stand wherever the outlines of the municipalities are shown."""
    return CREDIT
