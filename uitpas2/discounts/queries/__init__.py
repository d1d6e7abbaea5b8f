"""Looking up choices in force, sales, and why something cost what it cost."""

from uitpas2.discounts.queries.choices import (
    HeldFor,
    all_choices,
    as_choices,
    choices_in_force,
    choices_of,
    choices_of_all,
    forget_choices,
    held_over_time,
    officer_names,
    proposal,
    proposals,
)
from uitpas2.discounts.queries.sales import (
    Explained,
    Year,
    count_sales,
    explain,
    explain_decision,
    reduced_this_year,
    sale_of_organiser,
    sales_of_organiser,
)

__all__ = [
    "Explained",
    "HeldFor",
    "Year",
    "all_choices",
    "as_choices",
    "choices_in_force",
    "choices_of",
    "choices_of_all",
    "count_sales",
    "explain",
    "explain_decision",
    "forget_choices",
    "held_over_time",
    "officer_names",
    "proposal",
    "proposals",
    "reduced_this_year",
    "sale_of_organiser",
    "sales_of_organiser",
]
