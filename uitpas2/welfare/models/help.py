"""What stands in the way of a child that wants to take part, and who does what about it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from uitpas2.database.base import Base, Id
from uitpas2.database.types import Choice
from uitpas2.welfare.rules import BarrierKind


class Barrier(Base):
    """A practical barrier for a client, out of a closed list. It goes when it is solved or when the guidance ends."""

    __tablename__ = "client_barriers"
    __table_args__ = (UniqueConstraint("client_id", "kind"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    client_id: Mapped[str] = mapped_column(ForeignKey("partner_clients.id"))
    kind: Mapped[BarrierKind] = mapped_column(Choice(BarrierKind))
    noted_at: Mapped[datetime]
    noted_by: Mapped[str] = mapped_column(String(80))


class Task(Base):
    """Something that a worker of the partner does for a client by a day; without `for_account` nobody has taken it."""

    __tablename__ = "client_tasks"
    __table_args__ = (
        Index("ix_client_tasks_client", "client_id"),
        Index(
            "ix_client_tasks_open",
            "due_on",
            sqlite_where=text("done_at IS NULL"),
            postgresql_where=text("done_at IS NULL"),
        ),
        CheckConstraint("(done_at IS NULL) = (done_by IS NULL)", "who_did_it_is_known"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    client_id: Mapped[str] = mapped_column(ForeignKey("partner_clients.id"))
    kind: Mapped[BarrierKind | None] = mapped_column(Choice(BarrierKind))
    what: Mapped[str] = mapped_column(String(200))
    due_on: Mapped[date]
    for_account: Mapped[str | None] = mapped_column(ForeignKey("accounts.id"))
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(String(80))
    done_at: Mapped[datetime | None]
    done_by: Mapped[str | None] = mapped_column(String(80))
