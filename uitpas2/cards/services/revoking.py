"""The list of revoked cards as it is now, or what came to it since a version."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from uitpas2.cards.models import Card, RevocationVersion
from uitpas2.cards.rules import StatusList, bits_of, delta_as_json
from uitpas2.cards.services.keys import sign_list
from uitpas2.database.work import Work

ROUND_TO = 300  # seconds: within them the answer is the same, so that whoever asks again need not fetch it again
LONGEST_DELTA = 2_000  # beyond it the whole list is the smaller answer


def status_list(work: Work) -> StatusList:
    """All revoked cards, signed. What is revoked while this is asked comes with the next version."""
    version = work.session.scalar(select(RevocationVersion.last)) or 0
    size = (work.session.scalar(select(func.max(Card.serial))) or 0) // 8 + 1
    revoked = work.session.scalars(select(Card.serial).where(Card.revoked_in.between(0, version)))
    made = StatusList(version, rounded(work.now), bits_of(revoked, size))
    return replace(made, signature=sign_list(work, made.signed_text))


def status_answer(work: Work, since: int | None = None) -> dict[str, Any]:
    """The whole list, or the cards revoked after version `since` where that is shorter.

    A version we never had, which happens after a copy of the database was put back, gets the whole list.
    """
    whole = status_list(work)
    if since is None or since > whole.version:
        return whole.as_json()
    newer = select(Card.serial).where(Card.revoked_in > since, Card.revoked_in <= whole.version).order_by(Card.serial)
    serials = work.session.scalars(newer.limit(LONGEST_DELTA + 1)).all()
    return whole.as_json() if len(serials) > LONGEST_DELTA else delta_as_json(whole, since=since, serials=serials)


def rounded(moment: datetime) -> datetime:
    """The last full five minutes: what is told to be complete up to then is complete up to now."""
    return datetime.fromtimestamp(moment.timestamp() // ROUND_TO * ROUND_TO, moment.tzinfo)
