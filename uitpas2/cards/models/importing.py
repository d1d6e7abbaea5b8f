"""Files of holders that are being imported, and a municipality's own references to its holders."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from uitpas2.cards.rules.importing import ImportStatus, RowChoice, RowState
from uitpas2.database.base import Base, Id
from uitpas2.database.types import Choice


class HolderImport(Base):
    """A file that was read: a preview until somebody confirms it. It outlives its lines with figures only.

    `digest` is a keyed fingerprint of the file. `about_rights` are the columns left unread because they seem to tell
    about a right. With `mail_address`, where an account is started, guardians get their code by mail. `figures` counts
    lines by what they were, and in the end by what became of them.
    """

    __tablename__ = "holder_imports"
    __table_args__ = (Index("ix_holder_imports_to_do", "status", "made_at"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisations.id"), index=True)
    made_by: Mapped[str] = mapped_column(String(80))
    made_at: Mapped[datetime]
    file_name: Mapped[str] = mapped_column(String(120))
    digest: Mapped[str] = mapped_column(String(64))
    unknown_columns: Mapped[list[Any]]
    about_rights: Mapped[list[Any]]
    status: Mapped[ImportStatus] = mapped_column(Choice(ImportStatus))
    figures: Mapped[dict[str, Any]]
    mail_address: Mapped[str] = mapped_column(String(200), default="")
    confirmed_by: Mapped[str | None] = mapped_column(String(80))
    confirmed_at: Mapped[datetime | None]
    moved_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]


class HolderImportRow(Base):
    """One line of such a file. What was typed stands encrypted in `sealed`, until it is imported or a day old.

    `holder_id` is whom it was found to be, or who was registered.
    """

    __tablename__ = "holder_import_rows"

    import_id: Mapped[str] = mapped_column(ForeignKey("holder_imports.id"), primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    state: Mapped[RowState] = mapped_column(Choice(RowState))
    choice: Mapped[RowChoice] = mapped_column(Choice(RowChoice), default=RowChoice.LEAVE)
    holder_id: Mapped[str | None] = mapped_column(ForeignKey("holders.id"), index=True)
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    done: Mapped[bool] = mapped_column(default=False)


class HolderReference(Base):
    """The number under which an organisation itself knows a holder: it makes a second import sure of whom is meant."""

    __tablename__ = "holder_references"

    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisations.id"), primary_key=True)
    reference: Mapped[str] = mapped_column(String(80), primary_key=True)
    holder_id: Mapped[str] = mapped_column(ForeignKey("holders.id"), index=True)
