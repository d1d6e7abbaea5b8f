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
