"""Questions to a government source about holders in the actor's scope."""

from __future__ import annotations

from sqlalchemy import select

from uitpas2.cards import queries as cards
from uitpas2.cards.models import Holder
from uitpas2.database.work import Work
from uitpas2.welfare.models import EntitlementCheck
from uitpas2.welfare.queries.clients import latest_right
from uitpas2.welfare.rules import too_early_to_renew


def latest_check(work: Work, holder_id: str) -> EntitlementCheck | None:
    """The last question about a holder in the actor's scope, if there ever was one. Raises HolderUnknown."""
    cards.holder(work, holder_id)
    return work.session.scalars(
        select(EntitlementCheck)
        .where(EntitlementCheck.holder_id == holder_id)
        .order_by(EntitlementCheck.asked_at.desc(), EntitlementCheck.id.desc())
        .limit(1)
    ).first()


def household_to_ask(work: Work, holder_id: str) -> list[Holder]:
    """Of whom in a holder's household a government source can be asked something useful: with a national number, and
    without a right that runs too long to be renewed. Raises HolderUnknown.
    """
    return [
        holder
        for holder in cards.household_of(work, holder_id)
        if holder.national_number is not None and not _runs_on(work, holder.id)
    ]


def _runs_on(work: Work, holder_id: str) -> bool:
    latest = latest_right(work, holder_id)
    return latest is not None and too_early_to_renew(latest, work.today) is not None
