"""The blueprint all pages about rules and choices hang on, and what their templates may call."""

from __future__ import annotations

from flask import Blueprint

from uitpas2.discounts.models import Sale
from uitpas2.discounts.rules import Basis, Decision, Payer, retell_shares
from uitpas2.kernel.money import Euro
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
}


@blueprint.app_template_global()
def who_pays(sale: Sale) -> list[tuple[str, Euro]]:
    """Who paid what of a sale, told to the family: rows of a receipt that adds up."""
    return retell_shares(sale.receipt, reader_language())


@blueprint.app_template_global()
def example_rows(decision: Decision) -> list[tuple[str, Euro]]:
    """Who would pay what, told to somebody who is not the holder."""
    return [(in_words(PAYERS[payer]), amount) for payer, amount in decision.shares.items()]


@blueprint.app_template_global()
def is_link(text: str) -> bool:
    """Whether a council decision is an address that can be opened."""
    return text.startswith("https://") and " " not in text


@blueprint.app_template_filter("basis")
def basis_in_words(basis: Basis) -> str:
    return in_words(BASES[basis])
