"""How an activity takes registrations, and what became of everybody's turn on its waiting list."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from uitpas2.database.base import Base, Id
from uitpas2.database.types import Choice
from uitpas2.registrations.rules import Outcome, Priority, Terms


class Intake(Base):
    """An organiser's own terms for one activity; without a row `rules.Terms()` holds.

    `draw_seed` stays inside until `drawn_at`; `draw_commitment`, its SHA-256, is published with the draw's day.
    """

    __tablename__ = "intakes"

    activity_id: Mapped[str] = mapped_column(ForeignKey("activities.id"), primary_key=True)
    opens_at: Mapped[datetime | None]
    cut_off_minutes: Mapped[int] = mapped_column(default=120)
    answer_hours: Mapped[int] = mapped_column(default=48)
    needs_approval: Mapped[bool] = mapped_column(default=False)
    priorities: Mapped[list[Any]] = mapped_column(default=list)
    draw_at: Mapped[datetime | None]
    draw_commitment: Mapped[str | None] = mapped_column(String(64))
    draw_seed: Mapped[str | None] = mapped_column(String(72))
    drawn_at: Mapped[datetime | None]
    changed_at: Mapped[datetime]

    @property
    def terms(self) -> Terms:
        return Terms(
            opens_at=self.opens_at,
            cut_off=timedelta(minutes=self.cut_off_minutes),
            answer_within=timedelta(hours=self.answer_hours),
            needs_approval=self.needs_approval,
            priorities=tuple(Priority(group) for group in self.priorities),
            draw_at=self.draw_at,
            drawn_at=self.drawn_at,
        )


class QueueEvent(Base):
    """What happened when a place could be offered: to whom, or why not. Noted when it differs from the time before."""

    __tablename__ = "queue_events"
    __table_args__ = (Index("ix_queue_events_activity", "activity_id", "at"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    activity_id: Mapped[str] = mapped_column(ForeignKey("activities.id"))
    registration_id: Mapped[str] = mapped_column(ForeignKey("registrations.id"), index=True)
    outcome: Mapped[Outcome] = mapped_column(Choice(Outcome))
    at: Mapped[datetime]
