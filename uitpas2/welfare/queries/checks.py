"""Questions to a government source about holders in the actor's scope."""

from __future__ import annotations

from sqlalchemy import select

from uitpas2.cards import queries as cards
from uitpas2.database.work import Work
from uitpas2.welfare.models import EntitlementCheck


def latest_check(work: Work, holder_id: str) -> EntitlementCheck | None:
    """The last question about a holder in the actor's scope, if there ever was one. Raises HolderUnknown."""
    cards.holder(work, holder_id)
    return work.session.scalars(
        select(EntitlementCheck)
        .where(EntitlementCheck.holder_id == holder_id)
        .order_by(EntitlementCheck.asked_at.desc(), EntitlementCheck.id.desc())
        .limit(1)
    ).first()
