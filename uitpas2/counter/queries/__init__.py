"""What the desk shows: who was found, and everything about one holder that a clerk works with."""

from uitpas2.counter.queries.cards import CardToEnd, Giving, card_to_end, giving
from uitpas2.counter.queries.desk import Desk, desk
from uitpas2.counter.queries.importing import ImportOnDesk, import_on_desk
from uitpas2.counter.queries.registering import ToRegister, of_family, to_register
from uitpas2.counter.queries.rights import RecordedRight, RightToRecord, right_to_record
from uitpas2.counter.queries.searching import Found, PersonLine, near_misses, person_line, places, search
from uitpas2.counter.queries.stock import StockOnDesk, parcel_on_desk, stock_on_desk

__all__ = [
    "CardToEnd",
    "Desk",
    "Found",
    "Giving",
    "ImportOnDesk",
    "PersonLine",
    "RecordedRight",
    "RightToRecord",
    "StockOnDesk",
    "ToRegister",
    "card_to_end",
    "desk",
    "giving",
    "import_on_desk",
    "near_misses",
    "of_family",
    "parcel_on_desk",
    "person_line",
    "places",
    "right_to_record",
    "search",
    "stock_on_desk",
    "to_register",
]
