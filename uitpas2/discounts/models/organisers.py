"""What municipalities say about organisers, for rules that ask for it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from uitpas2.database.base import Base, Id, Nis


class OrganiserTraits(Base):
    """What one municipality says an organiser is, in codes of the vocabulary, from the moment it says so.

    `entitled_members` is the share of its members with the right to the reduced price, in tenths of a per cent; None
    where nobody told. Nothing about any member stands here.
    """

    __tablename__ = "organiser_traits"

    organiser_id: Mapped[str] = mapped_column(Id, ForeignKey("organisations.id"), primary_key=True)
    municipality_nis: Mapped[str] = mapped_column(Nis, ForeignKey("municipalities.nis"), primary_key=True)
    traits: Mapped[list[Any]]
    entitled_members: Mapped[int | None]
    set_at: Mapped[datetime]
    set_by: Mapped[str] = mapped_column(String(80))
