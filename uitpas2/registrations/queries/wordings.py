"""What organisers write themselves in messages: as it holds now, and every version of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from uitpas2.accounts.models import Account
from uitpas2.accounts.queries import own_organisation
from uitpas2.database.work import Work
from uitpas2.registrations.models import MessageContact, MessageWording
from uitpas2.registrations.rules.composing import Contact
from uitpas2.registrations.rules.wordings import MessageKind, Wording


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version of an organiser's own words, who wrote it, and from when until when messages had it."""

    version: int
    wording: Wording
    written_by: str
    since: datetime
    until: datetime | None


def wording_in_force(work: Work, organiser_id: str | None, kind: MessageKind) -> MessageWording | None:
    """For services: what an organiser's messages of this kind say now; none when it never wrote anything."""
    return work.session.scalars(
        select(MessageWording)
        .where(MessageWording.organiser_id == organiser_id, MessageWording.kind == kind)
        .order_by(MessageWording.version.desc())
        .limit(1)
    ).first()


def contact_in_force(work: Work, organiser_id: str | None) -> MessageContact | None:
    """For services: where an organiser wants questions; none when it never said."""
    return work.session.scalars(
        select(MessageContact)
        .where(MessageContact.organiser_id == organiser_id)
        .order_by(MessageContact.version.desc())
        .limit(1)
    ).first()


def contact_of(kept: MessageContact | None) -> Contact:
    return Contact(kept.email, kept.phone) if kept else Contact()


def own_wordings(work: Work) -> dict[MessageKind, MessageWording | None]:
    """What the actor's own organisation wrote, per kind of message."""
    organiser = own_organisation(work)
    return {kind: wording_in_force(work, organiser.id, kind) for kind in MessageKind}


def own_contact(work: Work) -> MessageContact | None:
    """Where the actor's own organisation wants questions."""
    return contact_in_force(work, own_organisation(work).id)


def own_versions(work: Work, kind: MessageKind) -> list[VersionLine]:
    """Every version that the actor's own organisation wrote for a kind of message, newest first."""
    rows = work.session.execute(
        select(MessageWording, Account.name)
        .outerjoin(Account, Account.id == MessageWording.written_by)
        .where(MessageWording.organiser_id == own_organisation(work).id, MessageWording.kind == kind)
        .order_by(MessageWording.version.desc())
    ).all()
    ends: Sequence[datetime | None] = [None, *(row.MessageWording.written_at for row in rows)]
    return [
        VersionLine(row.MessageWording.version, row.MessageWording.wording, row.name or "", since, until)
        for row, until in zip(rows, ends, strict=False)
        if (since := row.MessageWording.written_at)
    ]
