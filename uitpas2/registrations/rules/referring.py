"""A referral: a partner sends one child to one activity, with a code on paper that works once.

open → used, expired or withdrawn. Nothing comes back from there: who needs another one makes another one.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from uitpas2.kernel.text import TranslatedText

CODE_LENGTH = 10  # letters of 30: 49 bits, and whoever tries some is held up
LONGEST = timedelta(days=30)
SHORTEST = timedelta(hours=1)


class ReferralState(StrEnum):
    OPEN = "open"
    USED = "used"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


class ReferralChange(StrEnum):
    USE = "use"
    EXPIRE = "expire"
    WITHDRAW = "withdraw"


# Whatever is not here does not happen.
REFERRAL_LIFE: Mapping[ReferralChange, tuple[ReferralState, ReferralState]] = {
    ReferralChange.USE: (ReferralState.OPEN, ReferralState.USED),
    ReferralChange.EXPIRE: (ReferralState.OPEN, ReferralState.EXPIRED),
    ReferralChange.WITHDRAW: (ReferralState.OPEN, ReferralState.WITHDRAWN),
}

REFERRAL_WORDS: Mapping[ReferralState, TranslatedText] = {
    ReferralState.OPEN: TranslatedText(nl="Nog te gebruiken", fr="À utiliser", en="To be used"),
    ReferralState.USED: TranslatedText(nl="Gebruikt", fr="Utilisée", en="Used"),
    ReferralState.EXPIRED: TranslatedText(nl="Verlopen", fr="Expirée", en="Over"),
    ReferralState.WITHDRAWN: TranslatedText(nl="Ingetrokken", fr="Retirée", en="Withdrawn"),
}


def referral_ends(now: datetime, wished: datetime, last_moment: datetime) -> datetime | None:
    """Until when a referral works: as long as wished, but no longer than a month, nor than registering is possible.

    None when that would leave less than an hour: nobody can act on it.
    """
    ends = min(wished, now + LONGEST, last_moment)
    return ends if ends - now >= SHORTEST else None
