"""The rules of the desk: what a clerk means by what stands in the search field, and what is wrong with a number."""

from uitpas2.counter.rules.numbers import Near, Slip, near_numbers, why_no_number
from uitpas2.counter.rules.searching import (
    CardSearch,
    NationalNumberSearch,
    PersonSearch,
    WholeNameSearch,
    as_typed,
    is_code,
    national_number_in,
    read_search,
)

__all__ = [
    "CardSearch",
    "NationalNumberSearch",
    "Near",
    "PersonSearch",
    "Slip",
    "WholeNameSearch",
    "as_typed",
    "is_code",
    "national_number_in",
    "near_numbers",
    "read_search",
    "why_no_number",
]
