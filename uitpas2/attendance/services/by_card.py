"""A card instead of a tap: whose it is says the card, and the list knows what follows."""

from __future__ import annotations

from datetime import datetime

from uitpas2.attendance.queries.rolls import Child, child_on_list
from uitpas2.attendance.queries.scope import must_be_open, own_session, tariff_of
from uitpas2.attendance.rules import How
from uitpas2.attendance.services.care import take_in
from uitpas2.attendance.services.noting import mark
from uitpas2.cards.queries import card_at_door
from uitpas2.database.work import Work
from uitpas2.registrations.rules import Attendance


def mark_by_card(work: Work, *, session_id: str, scanned: str, key: str, made_at: datetime | None = None) -> Child:
    """Note that whoever's card this is, came; into care it takes the child in. The same key does it once.

    Raises SessionUnknown, NotToday, DayClosed, what `card_at_door` raises, NotExpected, AlreadyInside or NoSuchStep.
    """
    session = own_session(work, session_id)
    must_be_open(work, session)
    holder_id = card_at_door(work, scanned).holder_id
    if tariff_of(work, session) is not None:
        take_in(work, session_id=session_id, holder_id=holder_id, key=key, made_at=made_at, by_card=True)
    else:
        mark(
            work,
            session_id=session_id,
            holder_id=holder_id,
            to=Attendance.ATTENDED,
            key=key,
            made_at=made_at,
            how=How.CARD,
        )
    child = child_on_list(work, session, holder_id)
    assert child is not None
    return child
