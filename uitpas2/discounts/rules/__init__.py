"""Pure decisions: the rule book, what a municipality may choose, who pays what, and how that is told."""

from uitpas2.discounts.rules.choices import ChoicesInForce, in_force, refusals, with_draft
from uitpas2.discounts.rules.deciding import Decision, Facts, decide, decide_price, decide_right, paid_by_voucher
from uitpas2.discounts.rules.examples import EXAMPLE_PRICE, examples
from uitpas2.discounts.rules.explaining import ExplainedStep
from uitpas2.discounts.rules.receipts import receipt_for, receipt_of, replay, retell, retell_shares
from uitpas2.discounts.rules.rulebook import PRICE, RIGHT, Article, RuleBook, rule_book
from uitpas2.discounts.rules.words import Payer, ProposalStatus
from uitpas2.discounts.values.choosing import Choice
from uitpas2.discounts.values.parameters import Basis, Chooser, DatedValue, Parameter, Source

__all__ = [
    "EXAMPLE_PRICE",
    "PRICE",
    "RIGHT",
    "Article",
    "Basis",
    "Choice",
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
    "decide",
    "decide_price",
    "decide_right",
    "examples",
    "in_force",
    "paid_by_voucher",
    "receipt_for",
    "receipt_of",
    "refusals",
    "replay",
    "retell",
    "retell_shares",
    "rule_book",
    "with_draft",
]
