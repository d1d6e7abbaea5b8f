"""What is published about guidance: how many children partners reached, per municipality and closed quarter."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from uitpas2.database.append_only import append_only
from uitpas2.database.base import Base, Id, Nis
from uitpas2.database.types import Choice
from uitpas2.monitoring.rules.guidance import Breakdown, Reach


@append_only
class GuidanceRelease(Base):
    """The figures of one municipality and its partners over a closed quarter, made once, all of them together."""

    __tablename__ = "guidance_releases"
    __table_args__ = (UniqueConstraint("municipality_nis", "starts"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    municipality_nis: Mapped[str] = mapped_column(Nis)
    starts: Mapped[date]
    ends: Mapped[date]
    made_at: Mapped[datetime]


@append_only
class GuidanceFigure(Base):
    """One published figure; `children` is empty when it is not shown. Without a partner it is of all of them."""

    __tablename__ = "guidance_figures"
    __table_args__ = (CheckConstraint("children >= 5 AND children % 5 = 0", "only_rounded_figures_are_kept"),)

    release_id: Mapped[str] = mapped_column(ForeignKey("guidance_releases.id"), primary_key=True)
    partner_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    reach: Mapped[Reach] = mapped_column(Choice(Reach), primary_key=True)
    breakdown: Mapped[Breakdown] = mapped_column(Choice(Breakdown), primary_key=True)
    part: Mapped[str] = mapped_column(String(40), primary_key=True)
    children: Mapped[int | None]
