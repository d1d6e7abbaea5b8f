"""Having somebody in one's family too, with a code that those who decide for that person pass on.

A number and a birth date are not enough: both stand on things that lie around. Whether they fit is not told either;
without the code everybody is asked for the code.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import date, timedelta

from sqlalchemy import func, select, update

from uitpas2.accounts.models import Account
from uitpas2.accounts.queries import own_account
from uitpas2.accounts.rules import CODE_LETTERS, shown_code, tidy_code
from uitpas2.cards import queries
from uitpas2.cards.errors import FamilyRequestsUsedUp, HolderUnknown, NumberMistyped
from uitpas2.cards.models import FamilyRequest, Holder
from uitpas2.cards.rules import bare_number, is_card_number
from uitpas2.cards.rules.mails import FAMILY_CODE
from uitpas2.cards.services.holders import tie
from uitpas2.cards.services.households import tell_others
from uitpas2.cards.services.telling import tell
from uitpas2.database.work import Work
from uitpas2.database.writes import happened
from uitpas2.trail.services import note

CODE_LENGTH = 8
CODE_VALID = timedelta(minutes=30)
REQUESTS_A_DAY = 5
MOST_ATTEMPTS = 5


def ask_to_join(work: Work, *, card_number: str, birth_date: date) -> FamilyRequest:
    """Send a code to those who decide for the holder of this card, if there is one born on this day.

    The answer is the same for a card that is not there. Raises NumberMistyped or FamilyRequestsUsedUp.
    """
    number = bare_number(card_number)
    if not is_card_number(number):
        raise NumberMistyped(field="card_number")
    asker = own_account(work)
    _count_request(work, asker)
    holder = _found(work, number, birth_date)
    code = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
    request = FamilyRequest(id=work.new_id(), account_id=asker.id, asked_at=work.now, valid_until=work.now + CODE_VALID)
    request.holder_id = holder.id if holder else None
    request.code_hash, request.attempts = _code_hash(work, request.id, code), 0
    work.session.add(request)
    work.session.flush()
    if holder is not None:
        for account in queries.deciders(work, holder.id):
            tell(work, account, FAMILY_CODE, holder, asker=asker.name, code=shown_code(code))
        note(work, "family.asked", "holder", holder.id, account=asker.id)
    return request


def join_with_code(work: Work, code: str) -> Holder | None:
    """The actor decides for the holder of their latest request too, as another household; None for a wrong code.

    It answers None instead of raising: the attempt must stay counted.
    """
    request = queries.open_family_request(work)
    if request is None:
        return None
    counted = happened(
        work.session,
        update(FamilyRequest)
        .where(
            FamilyRequest.id == request.id,
            FamilyRequest.used_at.is_(None),
            FamilyRequest.valid_until > work.now,
            FamilyRequest.attempts < MOST_ATTEMPTS,
        )
        .values(attempts=FamilyRequest.attempts + 1),
    )
    fits = hmac.compare_digest(request.code_hash, _code_hash(work, request.id, code))
    if not counted or not fits or request.holder_id is None:
        return None
    used = update(FamilyRequest).where(FamilyRequest.id == request.id, FamilyRequest.used_at.is_(None))
    if not happened(work.session, used.values(used_at=work.now)):
        return None
    holder, account = work.session.get_one(Holder, request.holder_id), own_account(work)
    tie(work, account, holder, other_household=work.new_id())
    tell_others(work, holder, account)
    return holder


def _count_request(work: Work, asker: Account) -> None:
    """At most so many a day; the account's row is locked, so that ten at once are ten."""
    work.session.execute(select(Account.id).where(Account.id == asker.id).with_for_update(key_share=True))
    asked = select(func.count()).where(
        FamilyRequest.account_id == asker.id, FamilyRequest.asked_at > work.now - timedelta(days=1)
    )
    if (work.session.scalar(asked) or 0) >= REQUESTS_A_DAY:
        raise FamilyRequestsUsedUp


def _found(work: Work, number: str, birth_date: date) -> Holder | None:
    try:
        return queries.holder_by_card_and_birth_date(work, number, birth_date)
    except HolderUnknown:
        return None


def _code_hash(work: Work, request_id: str, code: str) -> str:
    key = work.keys.derive("family-code")
    return hmac.new(key, f"{request_id}:{tidy_code(code)}".encode(), hashlib.sha256).hexdigest()
