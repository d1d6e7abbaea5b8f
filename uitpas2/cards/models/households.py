"""What surrounds a holder: consents, how a family wants to hear from us, joining a family, and who looked."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from uitpas2.cards.rules import ConsentGiver, LookedAt, Purpose
from uitpas2.database.base import Base, Id, Nis
from uitpas2.database.types import Choice


class Consent(Base):
    """A yes for one purpose, with who gave it and when, until it is withdrawn. One live yes per purpose.

    `used_at` is when it was acted upon last.
    """

    __tablename__ = "consents"
    __table_args__ = (
        Index(
            "uq_consents_live",
            "holder_id",
            "purpose",
            unique=True,
            sqlite_where=text("withdrawn_at IS NULL"),
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    holder_id: Mapped[str] = mapped_column(ForeignKey("holders.id"), index=True)
    purpose: Mapped[Purpose] = mapped_column(Choice(Purpose))
    giver: Mapped[ConsentGiver] = mapped_column(Choice(ConsentGiver))
    given_at: Mapped[datetime]
    entered_by: Mapped[str] = mapped_column(String(80))
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[str | None] = mapped_column(String(80))
    used_at: Mapped[datetime | None]


class ContactPreference(Base):
    """How an account wants to hear from us; without a row by mail. `phone` is there for SMS only."""

    __tablename__ = "contact_preferences"

    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    by_mail: Mapped[bool]
    by_sms: Mapped[bool]
    by_push: Mapped[bool] = mapped_column(default=False)
    by_post: Mapped[bool]
    phone: Mapped[str] = mapped_column(String(20), default="")
    changed_at: Mapped[datetime]


class FamilyRequest(Base):
    """An account asks to have somebody in its family too; a one-time code goes to those who decide for that person.

    Without a holder nobody was found: the row is there all the same, so that asking tells nothing. Attempts are
    counted by a conditional update.
    """

    __tablename__ = "family_requests"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"), index=True)
    holder_id: Mapped[str | None] = mapped_column(ForeignKey("holders.id"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64))
    asked_at: Mapped[datetime]
    valid_until: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    used_at: Mapped[datetime | None]


class Look(Base):
    """Somebody at work looked at what a holder's price rests on: once a day per person and kind.

    `purpose` is what they typed when they asked for the ground. It stands here and not in the trail, where nothing
    can be taken out.
    """

    __tablename__ = "looks"
    __table_args__ = (UniqueConstraint("holder_id", "actor_id", "looked_at", "day", "purpose"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    holder_id: Mapped[str] = mapped_column(ForeignKey("holders.id"))
    actor_id: Mapped[str] = mapped_column(String(80))
    organisation_id: Mapped[str | None] = mapped_column(ForeignKey("organisations.id"))
    looked_at: Mapped[LookedAt] = mapped_column(Choice(LookedAt))
    purpose: Mapped[str] = mapped_column(String(200), default="")
    day: Mapped[date]
    at: Mapped[datetime]


class NumberPolicy(Base):
    """Whether a municipality keeps national numbers. Without a row it may; when it does not, none is kept."""

    __tablename__ = "number_policies"

    municipality_nis: Mapped[str] = mapped_column(Nis, ForeignKey("municipalities.nis"), primary_key=True)
    keeps_national_numbers: Mapped[bool]
    changed_at: Mapped[datetime]
    changed_by: Mapped[str] = mapped_column(String(80))


class KeyRotation(Base):
    """One change of the keys of the national numbers; as long as it is not finished, two versions are in use."""

    __tablename__ = "key_rotations"

    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
