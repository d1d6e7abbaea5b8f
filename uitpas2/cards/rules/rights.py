"""The recorded right to a lower price: how it stands on a day, what may be changed then, how its facts are sealed."""

from __future__ import annotations

import json
import os
import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from uitpas2.kernel.period import Period
from uitpas2.kernel.text import TranslatedText

LONGEST_MONTHS = 36  # far beyond what the rule book gives: a slip of the finger in a date
FACTS_KEY = "facts-of-a-right"
_NONCE_BYTES = 12
_GROUND = re.compile(r"[a-z][a-z0-9_]{2,39}")


class RightState(StrEnum):
    """How a recorded right stands on a day."""

    COMING = "coming"
    HOLDS = "holds"
    SUSPENDED = "suspended"
    IN_GRACE = "in-grace"
    LAPSED = "lapsed"
    ENDED = "ended"


class RightChange(StrEnum):
    """What can be decided about a right that was given. A renewal is a right of its own."""

    SUSPEND = "suspend"
    RESUME = "resume"
    END = "end"


class WhyStopped(StrEnum):
    """Why a right was suspended or ended before its last day; told to the family in its letter."""

    MISTAKE = "mistake"
    TO_CHECK = "to-check"
    PROOF_NO_LONGER = "proof-no-longer"
    ASKED = "asked"
    MOVED = "moved"


# What a clerk can choose from; a move has a page of its own.
WHY_SUSPENDED = (WhyStopped.TO_CHECK, WhyStopped.ASKED)
WHY_ENDED = (WhyStopped.MISTAKE, WhyStopped.PROOF_NO_LONGER, WhyStopped.ASKED)
WHY_STOPPED_WORDS: Mapping[WhyStopped, TranslatedText] = {
    WhyStopped.MISTAKE: TranslatedText(
        nl="Het was per vergissing bewaard", fr="L’enregistrement était une erreur", en="It was recorded by mistake"
    ),
    WhyStopped.TO_CHECK: TranslatedText(
        nl="Het bewijs wordt nagekeken", fr="La preuve est en cours de vérification", en="The proof is being checked"
    ),
    WhyStopped.PROOF_NO_LONGER: TranslatedText(
        nl="Het bewijs geldt niet meer", fr="La preuve n’est plus valable", en="The proof no longer holds"
    ),
    WhyStopped.ASKED: TranslatedText(
        nl="Het gezin vroeg het zelf", fr="La famille l’a demandé", en="The family asked for it"
    ),
    WhyStopped.MOVED: TranslatedText(
        nl="Verhuisd naar een andere gemeente",
        fr="Déménagement dans une autre commune",
        en="Moved to another municipality",
    ),
}

# Everything that is not here is refused.
POSSIBLE_CHANGES: Mapping[RightState, frozenset[RightChange]] = {
    RightState.COMING: frozenset({RightChange.END}),
    RightState.HOLDS: frozenset({RightChange.SUSPEND, RightChange.END}),
    RightState.SUSPENDED: frozenset({RightChange.RESUME, RightChange.END}),
    RightState.IN_GRACE: frozenset({RightChange.END}),
    RightState.LAPSED: frozenset(),
    RightState.ENDED: frozenset(),
}

# What a clerk reads when a change is refused: « this right … ».
STATES_IN_WORDS: Mapping[RightState, TranslatedText] = {
    RightState.COMING: TranslatedText(nl="moet nog beginnen", fr="n’a pas encore commencé", en="has yet to begin"),
    RightState.HOLDS: TranslatedText(nl="loopt", fr="est en cours", en="is running"),
    RightState.SUSPENDED: TranslatedText(nl="is geschorst", fr="est suspendu", en="is suspended"),
    RightState.IN_GRACE: TranslatedText(
        nl="is voorbij, en geldt alleen nog even om te kunnen verlengen",
        fr="est terminé, et ne vaut encore que le temps de le renouveler",
        en="is over, and counts only for a while longer so that it can be renewed",
    ),
    RightState.LAPSED: TranslatedText(nl="is voorbij", fr="est arrivé à son terme", en="is over"),
    RightState.ENDED: TranslatedText(nl="is al gestopt", fr="a déjà été arrêté", en="was ended already"),
}


def state_on(
    day: date,
    *,
    starts: date,
    ends: date,
    grace_until: date | None,
    ended_on: date | None,
    suspended: Iterable[Period],
) -> RightState:
    """An end that was decided comes before everything, the calendar before a suspension."""
    if ended_on is not None and day >= ended_on:
        return RightState.ENDED
    if day < starts:
        return RightState.COMING
    if day >= (grace_until or ends):
        return RightState.LAPSED
    if any(day in period for period in suspended):
        return RightState.SUSPENDED
    return RightState.HOLDS if day < ends else RightState.IN_GRACE


def is_ground_code(text: str) -> bool:
    """Whether this can be the code of a ground. Which codes there are, the rule book says."""
    return _GROUND.fullmatch(text) is not None


def sealed_facts(right_id: str, facts: Mapping[str, Any], key: bytes) -> bytes:
    """What a decision looked at, readable with the platform's key for this one right only."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, json.dumps(facts).encode(), right_id.encode())


def opened_facts(right_id: str, sealed: bytes, key: bytes) -> dict[str, Any]:
    """Raises cryptography's InvalidTag when it was changed, or belongs to another right or secret."""
    nonce, kept = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
    facts: dict[str, Any] = json.loads(AESGCM(key).decrypt(nonce, kept, right_id.encode()))
    return facts


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the 31st becomes the last day of a shorter month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def is_allowed_period(starts: date, ends: date) -> bool:
    """At least a day, and no longer than anybody can have meant."""
    return starts < ends <= months_after(starts, LONGEST_MONTHS)
