"""Lists of an organiser's offer: what each line says, what is wrong with it, and which activity it means."""

from uitpas2.activities.rules.listing.columns import LABELS, NEEDED, Column, Header, read_file, read_header
from uitpas2.activities.rules.listing.lines import Offered, Problem, activities_in
from uitpas2.activities.rules.listing.plain import differing, entry_as_plain, entry_from_plain
from uitpas2.activities.rules.listing.words import TO_DO, EntryState, ListStatus, problem_in_words

__all__ = [
    "LABELS",
    "NEEDED",
    "TO_DO",
    "Column",
    "EntryState",
    "Header",
    "ListStatus",
    "Offered",
    "Problem",
    "activities_in",
    "differing",
    "entry_as_plain",
    "entry_from_plain",
    "problem_in_words",
    "read_file",
    "read_header",
]
