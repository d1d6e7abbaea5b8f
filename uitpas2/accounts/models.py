"""Municipalities, organisations, accounts, assignments, API clients."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from uitpas2.accounts.rules import OrganisationKind, Role
from uitpas2.database.base import Base, Id, Nis
from uitpas2.database.types import Choice


class Municipality(Base):
    """A municipality of the Flemish Region since 1 January 2025. The NIS code is the key, never the postal code."""

    __tablename__ = "municipalities"

    nis: Mapped[str] = mapped_column(Nis, primary_key=True)
    name: Mapped[str] = mapped_column(String(80), index=True)
    province_nis: Mapped[str] = mapped_column(Nis)
    province: Mapped[str] = mapped_column(String(40))
    population: Mapped[int]
    postal_codes: Mapped[list[Any]]
    longitude: Mapped[float]
    latitude: Mapped[float]


class Organisation(Base):
    """A municipality's administration, an organiser, a welfare partner, or the Flemish administration."""

    __tablename__ = "organisations"
    __table_args__ = (
        Index(
            "uq_organisations_municipality",
            "municipality_nis",
            unique=True,
            sqlite_where=text("kind = 'municipality'"),
            postgresql_where=text("kind = 'municipality'"),
        ),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    kind: Mapped[OrganisationKind] = mapped_column(Choice(OrganisationKind), index=True)
    name: Mapped[str] = mapped_column(String(200))
    municipality_nis: Mapped[str | None] = mapped_column(ForeignKey("municipalities.nis"), index=True)
    uitdatabank_id: Mapped[str | None] = mapped_column(String(36), unique=True)
    created_at: Mapped[datetime]


class Account(Base):
    """Somebody who signs in. Mail addresses are kept in lower case.

    `activation_hash` is the hash of a one-time code with which the person chooses a first password.
    """

    __tablename__ = "accounts"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    email: Mapped[str] = mapped_column(String(200), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    activation_hash: Mapped[str | None] = mapped_column(String(200))
    activation_until: Mapped[datetime | None]
    language: Mapped[str] = mapped_column(String(2), default="nl")
    active: Mapped[bool] = mapped_column(default=True)
    session_epoch: Mapped[int] = mapped_column(default=0)
    failed_attempts: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]
    created_at: Mapped[datetime]

    assignments: Mapped[list[Assignment]] = relationship(back_populates="account", order_by="Assignment.created_at")


class Assignment(Base):
    """One role of one account, for one organisation; a guardian's has none."""

    __tablename__ = "assignments"
    __table_args__ = (
        UniqueConstraint("account_id", "role", "organisation_id"),
        Index(  # to a unique constraint two missing organisations are different ones
            "uq_assignments_without_organisation",
            "account_id",
            "role",
            unique=True,
            sqlite_where=text("organisation_id IS NULL"),
            postgresql_where=text("organisation_id IS NULL"),
        ),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"), index=True)
    role: Mapped[Role] = mapped_column(Choice(Role))
    organisation_id: Mapped[str | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    created_at: Mapped[datetime]

    account: Mapped[Account] = relationship(back_populates="assignments")
    organisation: Mapped[Organisation | None] = relationship()


class ApiClient(Base):
    """A ticketing or registration system that speaks for one organisation."""

    __tablename__ = "api_clients"

    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    secret_hash: Mapped[str] = mapped_column(String(200))
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisations.id"), index=True)
    scopes: Mapped[list[Any]]
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]


class AccessToken(Base):
    """A bearer token of an API client; only its hash is kept.

    `scopes` is what it was asked for; None stands for all that the client may do.
    """

    __tablename__ = "access_tokens"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    client_id: Mapped[str] = mapped_column(ForeignKey("api_clients.id"), index=True)
    scopes: Mapped[list[Any] | None]
    expires_at: Mapped[datetime] = mapped_column(index=True)
