"""Who may take a child along, and what those on duty must know."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from uitpas2.database.base import Base, Id


class Collector(Base):
    """Somebody who may take a child along, as a guardian put them on the list. Taken off, the row is gone."""

    __tablename__ = "collectors"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    holder_id: Mapped[str] = mapped_column(ForeignKey("holders.id"), index=True)
    name: Mapped[str] = mapped_column(String(80))
    phone: Mapped[str] = mapped_column(String(20), default="")
    added_by: Mapped[str] = mapped_column(String(80))
    added_at: Mapped[datetime]


class CareNeed(Base):
    """What a guardian wrote for those on duty, sealed. It is read only while the guardian's yes stands."""

    __tablename__ = "care_needs"

    holder_id: Mapped[str] = mapped_column(ForeignKey("holders.id"), primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    written_at: Mapped[datetime]
    written_by: Mapped[str] = mapped_column(String(80))
