"""Pure decisions: the rule book, what a municipality may choose, who pays what, and how that is told."""

from uitpas2.discounts.rules.choices import ChoicesInForce, UsedValue, values_in_force
from uitpas2.discounts.rules.deciding import Decision, Facts, Step, decide
from uitpas2.discounts.rules.receipts import ExplainedStep, receipt_of, retell
from uitpas2.discounts.rules.rulebook import Article, DatedValue, Parameter, RuleBook, Source, rule_book
from uitpas2.discounts.rules.words import Basis, Chooser, Payer, ProposalStatus, Unit

__all__ = [
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
    "receipt_of",
    "retell",
    "rule_book",
    "values_in_force",
]
