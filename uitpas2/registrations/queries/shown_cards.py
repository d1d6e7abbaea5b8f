"""Who shows a card to an organiser."""

from __future__ import annotations

from datetime import date

from uitpas2.cards.models import Holder
from uitpas2.cards.queries import card_at_door
from uitpas2.cards.rules import ScannedToken, read_scan
from uitpas2.database.work import Work
from uitpas2.kernel.errors import DomainError
from uitpas2.registrations.errors import BirthDateNeeded, CardAndBirthDate


def card_shown(work: Work, card: str, birth_date: date | None) -> Holder:
    """The holder of a scanned code; or of a number, with the birth date, so that nobody is found by trying numbers.

    Raises NumberMistyped or TokenUnreadable; CardBlocked and the like for a code; BirthDateNeeded for a number without
    a date; and CardAndBirthDate, the one answer for each number and date that do not belong together.
    """
    is_code = isinstance(read_scan(card), ScannedToken)
    if birth_date is None and not is_code:
        raise BirthDateNeeded(field="birth_date")
    try:
        shown = card_at_door(work, card)
    except DomainError:
        if is_code:
            raise
        raise CardAndBirthDate(field="card") from None
    if shown.birth_date is None or (not is_code and shown.birth_date != birth_date):
        raise CardAndBirthDate(field="card")
    return work.session.get_one(Holder, shown.holder_id)
