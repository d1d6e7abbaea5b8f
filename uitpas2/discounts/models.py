"""Municipal choices, sales with their shares, and counters of reduced tickets."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from uitpas2.database.base import Base, Id
from uitpas2.database.types import Choice
from uitpas2.discounts.rules import Payer, ProposalStatus
from uitpas2.kernel.money import Euro
from uitpas2.kernel.text import TranslatedText


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


class Sale(Base):
    """A ticket or place sold to a holder. Price, shares and the receipt of the decision are frozen on it.

    `client_reference` is the seller's own reference, unique per organiser. A cancellation sets `cancelled_at` and
    books a reversing entry.
    """

    __tablename__ = "sales"
    __table_args__ = (
        UniqueConstraint("organiser_id", "client_reference"),
        Index("ix_sales_organiser_day", "organiser_id", "day"),
        Index("ix_sales_holder_day", "holder_id", "day"),
        Index("ix_sales_day", "day"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    organiser_id: Mapped[str] = mapped_column(ForeignKey("organisations.id"))
    activity_id: Mapped[str] = mapped_column(ForeignKey("activities.id"), index=True)
    holder_id: Mapped[str] = mapped_column(ForeignKey("holders.id"))
    card_id: Mapped[str] = mapped_column(ForeignKey("cards.id"))
    at: Mapped[datetime]
    day: Mapped[date]
    price_name: Mapped[TranslatedText]
    full_price: Mapped[Euro]
    holder_pays: Mapped[Euro]
    receipt: Mapped[dict[str, Any]]
    client_reference: Mapped[str | None] = mapped_column(String(80))
    sold_by: Mapped[str] = mapped_column(String(80))
    cancelled_at: Mapped[datetime | None]

    shares: Mapped[list[SaleShare]] = relationship(back_populates="sale")


class SaleShare(Base):
    """What one payer bears of a sale. The shares of a sale add up to its full price."""

    __tablename__ = "sale_shares"
    __table_args__ = (CheckConstraint("amount >= 0", name="not_negative"),)

    sale_id: Mapped[str] = mapped_column(ForeignKey("sales.id"), primary_key=True)
    payer: Mapped[Payer] = mapped_column(Choice(Payer), primary_key=True)
    organisation_id: Mapped[str | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    amount: Mapped[Euro]

    sale: Mapped[Sale] = relationship(back_populates="shares")


class ReducedTickets(Base):
    """How many reduced tickets a holder has for an activity in one calendar period.

    Moved by conditional updates only.
    """

    __tablename__ = "reduced_tickets"

    holder_id: Mapped[str] = mapped_column(ForeignKey("holders.id"), primary_key=True)
    activity_id: Mapped[str] = mapped_column(ForeignKey("activities.id"), primary_key=True)
    period_start: Mapped[date] = mapped_column(primary_key=True)
    used: Mapped[int]
