"""Recorded rights, when they were suspended, and why they were given."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from uitpas2.cards.rules import RightState, WhyStopped, state_on
from uitpas2.database.base import Base, Id, Nis
from uitpas2.database.types import Choice
from uitpas2.kernel.period import Period


class SocialRight(Base):
    """The right to the social rate, from `starts` up to but not including `ends`; a decision to end it sets `ended_on`.

    `grace_until` is the first day on which it is no longer honoured either; none where there is no grace. `receipt` is
    what came out of the decision: version of the rule book, day, municipality, first and last day. Why it was given
    and what was known stand in `RightGround`, which no ordinary question touches.
    """

    __tablename__ = "social_rights"
    __table_args__ = (
        Index("ix_social_rights_holder", "holder_id", "starts"),
        Index("ix_social_rights_ends", "ends", "grace_until", "ended_on"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    holder_id: Mapped[str] = mapped_column(ForeignKey("holders.id"))
    starts: Mapped[date]
    ends: Mapped[date]
    grace_until: Mapped[date | None]
    ended_on: Mapped[date | None]
    ended_because: Mapped[WhyStopped | None] = mapped_column(Choice(WhyStopped))
    municipality_nis: Mapped[str] = mapped_column(Nis)
    granted_by: Mapped[str] = mapped_column(ForeignKey("organisations.id"))
    granted_at: Mapped[datetime]
    receipt: Mapped[dict[str, Any] | None]

    suspensions: Mapped[list[RightSuspension]] = relationship(order_by="RightSuspension.starts")

    @property
    def period(self) -> Period:
        return Period(self.starts, min(self.ends, self.ended_on) if self.ended_on else self.ends)

    @property
    def last_day(self) -> date:
        """The last day as it was decided at first."""
        return self.ends - timedelta(days=1)

    def state_on(self, day: date) -> RightState:
        """How the right stands on a day, by the calendar and by what was decided until now."""
        return state_on(
            day,
            starts=self.starts,
            ends=self.ends,
            grace_until=self.grace_until,
            ended_on=self.ended_on,
            suspended=[Period(one.starts, one.ends) for one in self.suspensions],
        )


class RightSuspension(Base):
    """Days on which a right does not count, `ends` not included; without `ends` it is still suspended."""

    __tablename__ = "right_suspensions"
    __table_args__ = (
        Index("ix_right_suspensions_right", "right_id"),
        Index(
            "uq_right_suspensions_live",
            "right_id",
            unique=True,
            sqlite_where=text("ends IS NULL"),
            postgresql_where=text("ends IS NULL"),
        ),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    right_id: Mapped[str] = mapped_column(ForeignKey("social_rights.id"))
    starts: Mapped[date]
    ends: Mapped[date | None]
    because: Mapped[WhyStopped | None] = mapped_column(Choice(WhyStopped))
    by: Mapped[str] = mapped_column(String(80))


class RightGround(Base):
    """The ground on which a right was given, as a code of the rule book, and sealed everything the decision looked at.

    Read with its own permission and a purpose only; each read is logged. `sealed` lets an appeal, and a municipality
    to which the family moves, decide again; it names no income or ground to whoever copies the database.
    """

    __tablename__ = "right_grounds"

    right_id: Mapped[str] = mapped_column(ForeignKey("social_rights.id"), primary_key=True)
    ground: Mapped[str] = mapped_column(String(40))
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
