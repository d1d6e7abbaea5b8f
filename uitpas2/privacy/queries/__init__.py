"""What is kept about somebody, what was asked, and how the purge stands."""

from uitpas2.privacy.queries.download import Kept, all_data
from uitpas2.privacy.queries.persons import is_of_account, is_of_either, is_of_holder, tables
from uitpas2.privacy.queries.requests import (
    OpenRequest,
    PurgeStand,
    erased_holders,
    open_requests,
    purge_stand,
    requests_of,
)

__all__ = [
    "Kept",
    "OpenRequest",
    "PurgeStand",
    "all_data",
    "erased_holders",
    "is_of_account",
    "is_of_either",
    "is_of_holder",
    "open_requests",
    "purge_stand",
    "requests_of",
    "tables",
]
