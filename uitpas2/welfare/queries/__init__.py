"""What partners may know, what the rule book says about a right, and what waits for a renewal or an answer."""

from uitpas2.welfare.queries.checks import household_to_ask, latest_check
from uitpas2.welfare.queries.clients import (
    ClientLine,
    GuideLine,
    RecognitionLine,
    client,
    clients,
    guides_of,
    has_client,
    is_recognised,
    latest_right,
    own_client,
    own_recognitions,
)
from uitpas2.welfare.queries.deciding import (
    Decided,
    GroundsOffered,
    decide,
    decide_again,
    grounds_offered,
    is_ground,
    possible_ends,
)
from uitpas2.welfare.queries.groups import GroupPass, group_pass, group_passes, tickets_of_groups
from uitpas2.welfare.queries.renewals import RenewalLine, letters_to_print, renewals

__all__ = [
    "ClientLine",
    "Decided",
    "GroundsOffered",
    "GroupPass",
    "GuideLine",
    "RecognitionLine",
    "RenewalLine",
    "client",
    "clients",
    "decide",
    "decide_again",
    "grounds_offered",
    "group_pass",
    "group_passes",
    "guides_of",
    "has_client",
    "household_to_ask",
    "is_ground",
    "is_recognised",
    "latest_check",
    "latest_right",
    "letters_to_print",
    "own_client",
    "own_recognitions",
    "possible_ends",
    "renewals",
    "tickets_of_groups",
]
