"""Making, changing and distrusting the keys that sign codes, and signing with them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select

from uitpas2.cards import queries
from uitpas2.cards.errors import KeysUsedUp, KeyUnknown, NoSigningKey
from uitpas2.cards.models import Card, CardKey
from uitpas2.cards.rules import (
    LIST_PURPOSE,
    base64url,
    key_purpose,
    moment_text,
    next_kid,
    signed_text,
    signing_key,
)
from uitpas2.database.work import Work
from uitpas2.database.writes import insert_unless_there
from uitpas2.kernel.clock import brussels_day
from uitpas2.trail.services import note

AHEAD_FROM = (12, 1)  # month and day from which next year's key is there, so that devices know it before its first code


def rotate_keys(work: Work) -> int:
    """See to it that there is a key for today, and in December one for next year; tells how many were made.

    Doing it again makes nothing. Older keys sign nothing new from then on, and go on verifying.
    """
    before = len(queries.card_keys(work))
    ensure_signing_key(work)
    if (work.today.month, work.today.day) >= AHEAD_FROM:
        next_year = work.today.year + 1
        if work.session.get(CardKey, next_year) is None:
            _make(work, next_year, date(next_year, 1, 1))
    return len(queries.card_keys(work)) - before


def ensure_signing_key(work: Work) -> CardKey:
    """The key for a card that is issued now; made when it is not there, or when the platform's secret was changed."""
    row = queries.key_that_signs(work)
    if row is not None and _pair(work, row.kid)[1] == row.public_key:
        return row
    if row is None and work.session.get(CardKey, work.today.year) is None:
        return _make(work, work.today.year, date(work.today.year, 1, 1))
    return new_key(work)


def new_key(work: Work) -> CardKey:
    """A key that signs from today on instead of the present one. Raises KeysUsedUp after ten in a year."""
    present = queries.key_that_signs(work)
    kid = next_kid(work.today.year, work.session.scalars(select(CardKey.kid)))
    if kid is None:
        raise KeysUsedUp
    if present is not None:
        present.signs_until = max(present.signs_from, work.today)
        work.session.flush()
    return _make(work, kid, work.today)


def distrust_key(work: Work, kid: int) -> CardKey:
    """Codes signed with this key count nowhere any more; answers the key that signs from now on.

    The cards go on working by their numbers, and get a code of the new key wherever they are shown or printed again.
    Raises KeyUnknown or KeysUsedUp.
    """
    row = work.session.get(CardKey, kid)
    if row is None:
        raise KeyUnknown
    if row.distrusted_at is None:
        row.distrusted_at = work.now
        row.signs_until = max(row.signs_from, min(row.signs_until, work.today))
        work.session.flush()
        note(work, "card-key.distrusted", "card-key", str(kid))
    return ensure_signing_key(work)


def _make(work: Work, kid: int, signs_from: date) -> CardKey:
    made = insert_unless_there(
        work.session,
        CardKey,
        kid=kid,
        public_key=_pair(work, kid)[1],
        created_at=work.now,
        signs_from=signs_from,
        signs_until=date(signs_from.year + 1, 1, 1),
        distrusted_at=None,
    )
    if made:
        note(work, "card-key.made", "card-key", str(kid))
    return work.session.get_one(CardKey, kid, populate_existing=True)


def signer_for(work: Work, card: Card) -> tuple[int, Ed25519PrivateKey]:
    """The key of the card's issue, so that its code never changes; the present one where that is gone or distrusted.

    Raises NoSigningKey.
    """
    issued = brussels_day(card.issued_at) if card.issued_at else work.today
    row = work.session.get(CardKey, card.kid or issued.year)
    if row is None or not _signs(work, row):
        row = queries.key_that_signs(work)
    if row is None or not _signs(work, row):
        raise NoSigningKey
    return row.kid, _pair(work, row.kid)[0]


def _signs(work: Work, row: CardKey) -> bool:
    return row.distrusted_at is None and _pair(work, row.kid)[1] == row.public_key


def sign_list(work: Work, text: bytes) -> bytes:
    """The signature under a list of keys or of revoked cards."""
    return _list_pair(work)[0].sign(text)


def list_signer(work: Work) -> bytes:
    """The 32 bytes of the public key with which lists are checked: the one thing a device has to be given."""
    return _list_pair(work)[1]


def key_answer(work: Work) -> dict[str, Any]:
    """The signed list of all keys, the same all day unless a key changes."""
    keys = queries.card_keys(work)
    as_of = datetime.combine(work.now, time(0), UTC)
    return {
        "as_of": moment_text(as_of),
        "keys": [
            {
                "kid": key.kid,
                "algorithm": "Ed25519",
                "public_key": base64url(key.public_key),
                "signs_from": str(key.signs_from),
                "signs_until": str(key.signs_until),
                "state": key.state,
            }
            for key in keys
        ],
        "signed_by": base64url(list_signer(work)),
        "signature": base64url(sign_list(work, signed_text(keys, as_of))),
    }


def _list_pair(work: Work) -> tuple[Ed25519PrivateKey, bytes]:
    return _from_seed(work.keys.derive(LIST_PURPOSE))


def _pair(work: Work, kid: int) -> tuple[Ed25519PrivateKey, bytes]:
    return _from_seed(work.keys.derive(key_purpose(kid)))


@lru_cache(maxsize=64)
def _from_seed(seed: bytes) -> tuple[Ed25519PrivateKey, bytes]:
    private = signing_key(seed)
    return private, private.public_key().public_bytes_raw()
