"""What a door without network can say of a scanned code, with the list of keys and the list of revoked cards it keeps.

The same function for every client; who has no list, or an old one, is told so and never hears a no for that reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from uitpas2.cards.rules.key_list import PublishedKey
from uitpas2.cards.rules.status_list import STALE_AFTER, WORTHLESS_AFTER, StatusList
from uitpas2.cards.rules.tokens import ScannedToken, is_ours, is_timely
from uitpas2.kernel.clock import brussels_day


class OfflineAnswer(StrEnum):
    GENUINE = "genuine"  # we made it, and it was not revoked as far as this device knows
    REVOKED = "revoked"
    EXPIRED = "expired"
    TOO_LATE = "too-late"  # a live code after its minute
    NOT_OURS = "not-ours"
    ASK_ONLINE = "ask-online"  # signed with a key that this device does not know, or that is no longer trusted


class ListAge(StrEnum):
    FRESH = "fresh"
    STALE = "stale"  # over a day: say so
    WORTHLESS = "worthless"  # over a week, or there is none: only the signature counts


@dataclass(frozen=True, slots=True)
class OfflineCheck:
    answer: OfflineAnswer
    list_age: ListAge


def check_offline(
    token: ScannedToken,
    *,
    keys: Mapping[int, PublishedKey],
    status: StatusList | None,
    now: datetime,
    off_by: timedelta = timedelta(seconds=30),
) -> OfflineCheck:
    """Judge a token without asking the platform. `off_by` is how much the clock of the device may be wrong."""
    return OfflineCheck(_answer(token, keys, status, now, off_by), age_of(status, now))


def age_of(status: StatusList | None, now: datetime) -> ListAge:
    """How far a list of revoked cards can be relied on."""
    if status is None or now - status.as_of > WORTHLESS_AFTER:
        return ListAge.WORTHLESS
    return ListAge.STALE if now - status.as_of > STALE_AFTER else ListAge.FRESH


def _answer(
    token: ScannedToken,
    keys: Mapping[int, PublishedKey],
    status: StatusList | None,
    now: datetime,
    off_by: timedelta,
) -> OfflineAnswer:
    key, today = keys.get(token.kid), brussels_day(now)
    if key is None or not key.is_trusted or key.signs_from > today:
        return OfflineAnswer.ASK_ONLINE
    if not is_ours(token, key.verifier):
        return OfflineAnswer.NOT_OURS
    if status is not None and status.is_revoked(token.serial):
        return OfflineAnswer.REVOKED  # however old the list: nothing ever leaves it
    if token.last_date < today:
        return OfflineAnswer.EXPIRED
    return OfflineAnswer.GENUINE if is_timely(token, now, off_by=off_by) else OfflineAnswer.TOO_LATE
