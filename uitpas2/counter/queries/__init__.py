"""What the desk shows: who was found, and everything about one holder that a clerk works with."""

from uitpas2.counter.queries.cards import CardToEnd, card_to_end
from uitpas2.counter.queries.desk import Desk, desk
from uitpas2.counter.queries.rights import RecordedRight, RightToRecord, right_to_record
from uitpas2.counter.queries.searching import Found, PersonLine, near_misses, person_line, places, search

__all__ = [
    "CardToEnd",
    "Desk",
    "Found",
    "PersonLine",
    "RecordedRight",
    "RightToRecord",
    "card_to_end",
    "desk",
    "near_misses",
    "person_line",
    "places",
    "right_to_record",
    "search",
]
