"""The words of prices and choices."""

from __future__ import annotations

from enum import StrEnum

from uitpas2.discounts.values.kinds import Kind
from uitpas2.discounts.values.parameters import Basis, Chooser


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
    FUND = "fund"


__all__ = ["Basis", "Chooser", "Kind", "Payer", "ProposalStatus"]
