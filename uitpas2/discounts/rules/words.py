"""The words of prices and choices."""

from __future__ import annotations

from enum import StrEnum


class ProposalStatus(StrEnum):
    PROPOSED = "proposed"
    APPROVED = "approved"
    DECLINED = "declined"


class Payer(StrEnum):
    """Who bears a part of a price."""

    HOLDER = "holder"
    ORGANISER = "organiser"
    MUNICIPALITY = "municipality"
    FLANDERS = "flanders"


class Chooser(StrEnum):
    """Who may set a parameter inside the bounds of the rule book."""

    FLANDERS = "flanders"
    MUNICIPALITY = "municipality"
    ORGANISER = "organiser"


class Basis(StrEnum):
    """What a value rests on. Shown wherever the value is shown: an assumption is never dressed up as law."""

    DECREE = "decree"
    PRACTICE = "observed practice"
    ASSUMPTION = "assumption"


class Unit(StrEnum):
    PERCENT = "percent"
    TICKETS = "tickets"
