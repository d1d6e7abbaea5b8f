"""The organiser registers who shows a card: somebody who calls, or stands there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from uitpas2.activities.errors import SessionUnknown
from uitpas2.activities.queries import own_activity
from uitpas2.database.work import Work
from uitpas2.kernel.money import Euro
from uitpas2.registrations.models import Registration
from uitpas2.registrations.queries import card_shown
from uitpas2.registrations.queries.prices import asked_by
from uitpas2.registrations.rules import Wish
from uitpas2.registrations.services.entering import enter, keep_there
from uitpas2.registrations.services.telling import tell_registered


def register_card(
    work: Work,
    activity_id: str,
    keys: Sequence[str],
    *,
    card: str,
    birth_date: date | None = None,
    or_wait: bool = False,
    expected: Euro | None = None,
) -> list[Registration]:
    """Register the holder of a card for an activity of the actor's organisation; `keys` are those of wishes.

    Raises ActivityUnknown for another organiser's, what `card_shown` and what `register` raise.
    """
    own_activity(work, activity_id)
    holder = card_shown(work, card, birth_date)
    wishes = [wish for key in keys if (wish := Wish.of_key(holder.id, key))]
    if any(one.activity_id != activity_id for one in asked_by(work, wishes).values()):
        raise SessionUnknown(field="session_id")
    keep_there(work, wishes)
    made = enter(
        work, wishes, {holder.id: holder}, entered_for=None, together=False, or_wait=or_wait, expected=expected
    )
    tell_registered(work, made)
    return made
