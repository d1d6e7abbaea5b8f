"""The one place where the state of a card changes: by the table of its life, in one conditional update."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, CursorResult, func, update

from uitpas2.cards.errors import ReasonDoesNotFit
from uitpas2.cards.models import Card, CardSerial, RevocationVersion
from uitpas2.cards.rules import CARD_LIFE, REVOKED, CardChange, CardEndReason, card_reason_fits
from uitpas2.database.work import Work
from uitpas2.database.writes import insert_unless_there


def change(work: Work, what: CardChange, *conditions: ColumnElement[bool], **values: Any) -> int:
    """Change the cards that meet the conditions and are in a state from which this is possible; tells how many.

    Of two at once, one changes a card and the other hears 0.
    """
    step = CARD_LIFE[what]
    result = work.session.execute(
        update(Card).where(*conditions, Card.status.in_(step.before)).values(status=step.after, **values),
        execution_options={"synchronize_session": False},
    )
    assert isinstance(result, CursorResult)
    return result.rowcount


def end(work: Work, card: Card, what: CardChange, reason: CardEndReason | None) -> bool:
    """End a card: it stands in the list of revoked cards from the next version on.

    Raises ReasonDoesNotFit.
    """
    if not card_reason_fits(what, reason):
        raise ReasonDoesNotFit(field="reason")
    values: dict[str, Any] = {"end_reason": reason} if reason else {}
    since = func.coalesce(Card.ended_at, work.now)  # a blocked card that is replaced ended when it was blocked
    done = change(work, what, Card.id == card.id, ended_at=since, **values)
    work.session.refresh(card)  # ours now: whoever ended it a moment ago has committed
    if done and card.revoked_in is None and card.status in REVOKED:
        card.revoked_in = next_version(work)
        work.session.flush()
    return bool(done)


def next_version(work: Work) -> int:
    """The version of the list of revoked cards in which this Work's revocations come."""
    insert_unless_there(work.session, RevocationVersion, id=1, last=0)
    raised = update(RevocationVersion).where(RevocationVersion.id == 1).values(last=RevocationVersion.last + 1)
    return work.session.scalars(raised.returning(RevocationVersion.last)).one()


def next_serial(work: Work) -> int:
    """The next serial, without gaps but for cards that were not made after all."""
    return next_serials(work, 1)


def next_serials(work: Work, count: int) -> int:
    """Take so many serials in a row; answers the first one."""
    insert_unless_there(work.session, CardSerial, id=1, last=0)
    taken = update(CardSerial).where(CardSerial.id == 1).values(last=CardSerial.last + count)
    return work.session.scalars(taken.returning(CardSerial.last)).one() - count + 1
