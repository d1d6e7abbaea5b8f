"""What municipalities chose."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from uitpas2.database.base import Base, Id
from uitpas2.database.types import Choice
from uitpas2.discounts.rules import ProposalStatus


class ChoiceProposal(Base):
    """What a municipality decided together: choices from `starts` up to but not including `ends`.

    It holds once a second officer has approved it, and is never edited after: a later one corrects it. What it does
    not mention stays as it was. `decided_at` is the moment from which the choices were known.
    """

    __tablename__ = "choice_proposals"
    __table_args__ = (
        CheckConstraint("decided_by IS NULL OR decided_by <> entered_by", name="two_people"),
        CheckConstraint("ends IS NULL OR ends > starts", name="ends_after_start"),
        Index("ix_choice_proposals_in_force", "municipality_nis", "status", "starts"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    municipality_nis: Mapped[str] = mapped_column(ForeignKey("municipalities.nis"))
    starts: Mapped[date]
    ends: Mapped[date | None]
    council_decision: Mapped[str] = mapped_column(String(400))
    status: Mapped[ProposalStatus] = mapped_column(Choice(ProposalStatus), default=ProposalStatus.PROPOSED)
    entered_by: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    entered_at: Mapped[datetime]
    decided_by: Mapped[str | None] = mapped_column(ForeignKey("accounts.id"))
    decided_at: Mapped[datetime | None]

    choices: Mapped[list[MunicipalChoice]] = relationship(back_populates="proposal", order_by="MunicipalChoice.key")


class MunicipalChoice(Base):
    """What a municipality chose for one parameter of the rule book, as plain JSON of that parameter's kind.

    `exceptions` holds {when, value} for the cases in which another value holds.
    """

    __tablename__ = "municipal_choices"
    __table_args__ = (UniqueConstraint("proposal_id", "key"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    proposal_id: Mapped[str] = mapped_column(ForeignKey("choice_proposals.id"), index=True)
    key: Mapped[str] = mapped_column(String(60))
    value: Mapped[Any] = mapped_column(JSON(none_as_null=False))
    exceptions: Mapped[list[Any]] = mapped_column(default=list)

    proposal: Mapped[ChoiceProposal] = relationship(back_populates="choices")
