"""Lists of an organiser's offer: what each line says, what is wrong with it, and which activity it means."""

from uitpas2.activities.rules.listing.words import EntryState, ListStatus

__all__ = ["EntryState", "ListStatus"]
