"""The keys that sign codes: public halves, and which one signs now."""

from __future__ import annotations

from sqlalchemy import select

from uitpas2.cards.models import CardKey
from uitpas2.cards.rules import PublishedKey
from uitpas2.database.work import Work


def card_keys(work: Work) -> list[PublishedKey]:
    """All keys there ever were, also next year's once it was made: for whoever checks cards without asking us."""
    return [row.published for row in work.session.scalars(select(CardKey).order_by(CardKey.kid))]


def key_that_signs(work: Work) -> CardKey | None:
    """The key for cards that are issued today."""
    return work.session.scalar(
        select(CardKey)
        .where(CardKey.signs_from <= work.today, CardKey.signs_until > work.today, CardKey.distrusted_at.is_(None))
        .order_by(CardKey.signs_from.desc(), CardKey.kid.desc())
        .limit(1)
    )
