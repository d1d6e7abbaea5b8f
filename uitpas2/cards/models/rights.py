"""Recorded rights, and why they were given."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from uitpas2.database.base import Base, Id, Nis
from uitpas2.kernel.period import Period


class SocialRight(Base):
    """The right to the social rate, from `starts` up to but not including `ends`; a decision to end it sets `ended_on`.

    Why it was given is not here but in `RightGround`, which no ordinary question touches.
    """

    __tablename__ = "social_rights"
    __table_args__ = (Index("ix_social_rights_holder", "holder_id", "starts"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    holder_id: Mapped[str] = mapped_column(ForeignKey("holders.id"))
    starts: Mapped[date]
    ends: Mapped[date]
    ended_on: Mapped[date | None]
    municipality_nis: Mapped[str] = mapped_column(Nis)
    granted_by: Mapped[str] = mapped_column(ForeignKey("organisations.id"))
    granted_at: Mapped[datetime]

    @property
    def period(self) -> Period:
        return Period(self.starts, min(self.ends, self.ended_on) if self.ended_on else self.ends)


class RightGround(Base):
    """The ground on which a right was given, as a code.

    Read with its own permission and a purpose only; each read is logged.
    """

    __tablename__ = "right_grounds"

    right_id: Mapped[str] = mapped_column(ForeignKey("social_rights.id"), primary_key=True)
    ground: Mapped[str] = mapped_column(String(40))
