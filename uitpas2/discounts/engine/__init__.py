"""A small engine for rules that are laid down in law: it decides, tells every step, and runs on whole columns.

It knows money, days, codes and bounds, and nothing of the subject. `language` says what a rule may be, `compiling`
makes functions of it, `timelines` says what holds when, `running` decides one case and `bulk` a million.
`bulk` and `columns` need numpy and are imported only where they are used.
"""

from uitpas2.discounts.engine.functions import (
    Age,
    Cents,
    Code,
    Codes,
    Count,
    Day,
    DayOfYear,
    Days,
    Months,
    Percent,
    TenthsPct,
    YesNo,
    add_months,
    first_of_month,
    half_up,
    has,
    next_yearly,
    overlaps,
    rounded,
)
from uitpas2.discounts.engine.language import RuleFault
from uitpas2.discounts.engine.ruleset import Change, Program, Rule, rule
from uitpas2.discounts.values.numbers import NOTHING

__all__ = [
    "NOTHING",
    "Age",
    "Cents",
    "Change",
    "Code",
    "Codes",
    "Count",
    "Day",
    "DayOfYear",
    "Days",
    "Months",
    "Percent",
    "Program",
    "Rule",
    "RuleFault",
    "TenthsPct",
    "YesNo",
    "add_months",
    "first_of_month",
    "half_up",
    "has",
    "next_yearly",
    "overlaps",
    "rounded",
    "rule",
]
