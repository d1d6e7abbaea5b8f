"""What families asked, and how the purge stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from uitpas2.cards import queries as cards
from uitpas2.cards.models import Holder
from uitpas2.cards.queries.people import scope
from uitpas2.database.work import Work
from uitpas2.privacy.models import PrivacyRequest, PurgeRun
from uitpas2.privacy.rules import RequestStatus, next_purge

ANSWER_WITHIN = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """A question that waits for an answer, with the last day for it."""

    request: PrivacyRequest
    holder: Holder
    answer_by: datetime


@dataclass(frozen=True, slots=True)
class PurgeStand:
    """When the purge ran last (never on a new platform), when it runs next, and how much it forgot in all."""

    last_at: datetime | None
    next_at: datetime
    forgotten_in_all: int


def requests_of(work: Work, holder_id: str) -> Sequence[PrivacyRequest]:
    """What was asked about a holder in the actor's scope, newest first. Raises HolderUnknown."""
    cards.holder(work, holder_id)
    return work.session.scalars(
        select(PrivacyRequest)
        .where(PrivacyRequest.holder_id == holder_id)
        .order_by(PrivacyRequest.asked_at.desc(), PrivacyRequest.id)
    ).all()


def open_requests(work: Work) -> list[OpenRequest]:
    """What waits for the counter of the actor, oldest first."""
    rows = work.session.execute(
        select(PrivacyRequest, Holder)
        .join(Holder, Holder.id == PrivacyRequest.holder_id)
        .where(PrivacyRequest.status == RequestStatus.OPEN, scope(work))
        .order_by(PrivacyRequest.asked_at, PrivacyRequest.id)
    )
    return [OpenRequest(request, holder, request.asked_at + ANSWER_WITHIN) for request, holder in rows]


def purge_stand(work: Work) -> PurgeStand:
    """How the nightly purge stands, for everybody to see."""
    last_at, forgotten = work.session.execute(
        select(func.max(PurgeRun.last_at, type_=PurgeRun.last_at.type), func.sum(PurgeRun.forgotten_in_all))
    ).one()
    return PurgeStand(last_at, next_purge(work.now), int(forgotten or 0))


def erased_holders(work: Work) -> Sequence[str]:
    """The ids of who was erased, in the order in which that happened."""
    erased = select(Holder.id).where(Holder.erased_at.is_not(None))
    return work.session.scalars(erased.order_by(Holder.erased_at, Holder.id)).all()
