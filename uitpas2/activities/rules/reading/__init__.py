"""Strict reading of one item in UiTdatabank's read format: JSON in, plain values out, or every fault with its place.

`read_item` is the door. What it does not know it leaves alone: the caller keeps the item whole.
"""

from uitpas2.activities.rules.reading.faults import Fault, ItemFaulty
from uitpas2.activities.rules.reading.item import read_item
from uitpas2.activities.rules.reading.results import (
    ItemRead,
    OrganiserRead,
    PlaceRead,
    PriceRead,
    SessionRead,
)

__all__ = [
    "Fault",
    "ItemFaulty",
    "ItemRead",
    "OrganiserRead",
    "PlaceRead",
    "PriceRead",
    "SessionRead",
    "read_item",
]
