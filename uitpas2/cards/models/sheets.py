"""Sheets of cards that are printed in the background."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from uitpas2.cards.rules import SheetStatus
from uitpas2.database.base import Base, Id
from uitpas2.database.types import Choice


class CardSheet(Base):
    """An order to print cards, how far it is, and for a short time the file: there are names in it.

    `card_ids` are the cards in the order of printing. `moved_at` moves on while somebody prints: when it stands still
    for long, that worker is gone and another one may start again. `cpu_ms` is what the printing took.
    """

    __tablename__ = "card_sheets"
    __table_args__ = (Index("ix_card_sheets_status", "status", "ordered_at"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    organisation_id: Mapped[str | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    ordered_by: Mapped[str] = mapped_column(String(80))
    ordered_at: Mapped[datetime]
    language: Mapped[str] = mapped_column(String(2))
    status: Mapped[SheetStatus] = mapped_column(Choice(SheetStatus), default=SheetStatus.WAITING)
    card_ids: Mapped[list[Any]]
    cards: Mapped[int]
    printed: Mapped[int] = mapped_column(default=0)
    moved_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    cpu_ms: Mapped[int | None]
    file: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
