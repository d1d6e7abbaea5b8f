"""What is kept about requests."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from uitpas2.database.base import Base


class AnsweredRequest(Base):
    """An answer that was given once: the same caller with the same key gets it again.

    Written in the transaction of its effect, so there is never a key without an effect or the other way round.
    """

    __tablename__ = "answered_requests"

    caller: Mapped[str] = mapped_column(String(80), primary_key=True)
    route: Mapped[str] = mapped_column(String(80), primary_key=True)
    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    body_hash: Mapped[str] = mapped_column(String(64))
    status: Mapped[int]
    answer: Mapped[dict[str, Any]]
    at: Mapped[datetime] = mapped_column(index=True)
