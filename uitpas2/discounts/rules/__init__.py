"""Pure decisions: the rule book, what a municipality may choose, who pays what, and how that is told."""

from uitpas2.discounts.rules.choices import ChoicesInForce, UsedValue, refusals, values_in_force
from uitpas2.discounts.rules.deciding import Decision, Facts, Step, decide
from uitpas2.discounts.rules.examples import EXAMPLE_PRICE, draft, examples
from uitpas2.discounts.rules.receipts import ExplainedStep, receipt_of, retell, retell_shares
from uitpas2.discounts.rules.rulebook import Article, DatedValue, Parameter, RuleBook, Source, rule_book
from uitpas2.discounts.rules.words import Basis, Chooser, Payer, ProposalStatus, Unit

__all__ = [
    "EXAMPLE_PRICE",
    "Article",
    "Basis",
    "ChoicesInForce",
    "Chooser",
    "DatedValue",
    "Decision",
    "ExplainedStep",
    "Facts",
    "Parameter",
    "Payer",
    "ProposalStatus",
    "RuleBook",
    "Source",
    "Step",
    "Unit",
    "UsedValue",
    "decide",
    "draft",
    "examples",
    "receipt_of",
    "refusals",
    "retell",
    "retell_shares",
    "rule_book",
    "values_in_force",
]
