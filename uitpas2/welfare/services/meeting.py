"""How a partner comes to guide a family, by the family's own yes, and how either of them ends it.

A card number and a birth date stand on things that lie around: they open nothing by themselves. The yes is a code that
goes to who decides for the child and that they read out; or a signature on paper, of which the family hears by mail or
letter; or the family's own choice in its account.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import date, timedelta

from sqlalchemy import func, select, update

from uitpas2.accounts.models import Account
from uitpas2.accounts.queries import own_account, own_organisation
from uitpas2.accounts.rules import CODE_LETTERS, shown_code, tidy_code
from uitpas2.cards import queries as cards
from uitpas2.cards.errors import NumberMistyped
from uitpas2.cards.models import Holder
from uitpas2.cards.rules import bare_number, is_card_number, without_national_numbers
from uitpas2.cards.services import tell
from uitpas2.database.work import Work
from uitpas2.database.writes import happened
from uitpas2.kernel.errors import NotFound
from uitpas2.trail.services import note
from uitpas2.welfare import rules
from uitpas2.welfare.errors import (
    ClientRequestsUsedUp,
    FamilyUnknown,
    NoteTooShort,
)
from uitpas2.welfare.models import Client, ClientRequest
from uitpas2.welfare.queries import is_recognised, live_client, open_client_request
from uitpas2.welfare.rules import Consent
from uitpas2.welfare.rules.mails import (
    GUIDED_ON_PAPER,
    GUIDED_ON_PAPER_AND_SEEN,
    WANTS_TO_GUIDE,
    WANTS_TO_GUIDE_AND_SEE,
)
from uitpas2.welfare.services.tying import accepted, must_be_recognised, tell_home, whose_yes


def ask_family(work: Work, *, card_number: str, birth_date: date, with_attendance: bool = False) -> ClientRequest:
    """Send a code to who decides for the holder of this card, if there is one born on this day who lives where the
    partner is recognised.

    The answer is the same for a card that is not there. Raises NumberMistyped or ClientRequestsUsedUp.
    """
    partner = own_organisation(work)
    number = _number(card_number)
    asker = own_account(work)
    _count_request(work, asker)
    holder = _asked_about(work, partner.id, number, birth_date)
    code = "".join(secrets.choice(CODE_LETTERS) for _ in range(rules.CODE_LENGTH))
    request = ClientRequest(
        id=work.new_id(),
        partner_id=partner.id,
        asked_by=asker.id,
        holder_id=holder.id if holder else None,
        with_attendance=with_attendance,
        asked_at=work.now,
        valid_until=work.now + rules.CODE_VALID,
        attempts=0,
    )
    request.code_hash = _code_hash(work, request.id, code)
    work.session.add(request)
    work.session.flush()
    if holder is not None:
        text = WANTS_TO_GUIDE_AND_SEE if with_attendance else WANTS_TO_GUIDE
        for account in whose_yes(work, holder):
            tell(work, account, text, holder, asker=asker.name, code=shown_code(code))
        note(work, "client.asked", "holder", holder.id, partner=partner.id)
    return request


def accept_with_code(work: Work, code: str) -> Client | None:
    """Guide the family that the actor asked last, with the code it read out; None for a wrong code.

    It answers None instead of raising: the attempt must stay counted.
    """
    request = open_client_request(work)
    if request is None:
        return None
    counted = happened(
        work.session,
        update(ClientRequest)
        .where(
            ClientRequest.id == request.id,
            ClientRequest.used_at.is_(None),
            ClientRequest.valid_until > work.now,
            ClientRequest.attempts < rules.MOST_ATTEMPTS_AT_CODE,
        )
        .values(attempts=ClientRequest.attempts + 1),
    )
    fits = hmac.compare_digest(request.code_hash, _code_hash(work, request.id, code))
    if not counted or not fits or request.holder_id is None:
        return None
    used = update(ClientRequest).where(ClientRequest.id == request.id, ClientRequest.used_at.is_(None))
    if not happened(work.session, used.values(used_at=work.now)):
        return None
    holder = work.session.get_one(Holder, request.holder_id)
    if not is_recognised(work, partner_id=request.partner_id, municipality_nis=holder.municipality_nis, on=work.today):
        return None
    return accepted(work, request.partner_id, holder, Consent.CODE, with_attendance=request.with_attendance)


def accept_on_paper(
    work: Work, *, card_number: str, birth_date: date, why: str, with_attendance: bool = False
) -> Client:
    """Guide a family that signed on paper, with the reason why there was no code. The family hears of it.

    A wrong number, another birth date and a group's card answer alike. Raises NumberMistyped, FamilyUnknown,
    NotRecognised or NoteTooShort.
    """
    partner = own_organisation(work)
    why = without_national_numbers(why).strip()[:400]
    if len(why) < rules.LEAST_NOTE:
        raise NoteTooShort(field="why", least=rules.LEAST_NOTE)
    holder = _found(work, _number(card_number), birth_date)
    if holder is None:
        raise FamilyUnknown(field="card_number")
    must_be_recognised(work, partner.id, holder)
    before = live_client(work, partner.id, holder.id)
    saw_before = before is not None and before.attendance_since is not None
    client = accepted(work, partner.id, holder, Consent.PAPER, note_of_family=why, with_attendance=with_attendance)
    if before is None or (with_attendance and not saw_before):
        client.note = why
        work.session.flush()
        text = GUIDED_ON_PAPER_AND_SEEN if with_attendance else GUIDED_ON_PAPER
        tell_home(work, text, holder)
    return client


def _number(card_number: str) -> str:
    number = bare_number(card_number)
    if not is_card_number(number):
        raise NumberMistyped(field="card_number")
    return number


def _found(work: Work, number: str, birth_date: date) -> Holder | None:
    try:
        return cards.holder_by_card_and_birth_date(work, number, birth_date)
    except NotFound:
        return None


def _asked_about(work: Work, partner_id: str, number: str, birth_date: date) -> Holder | None:
    holder = _found(work, number, birth_date)
    if holder is None:
        return None
    nis = holder.municipality_nis
    return holder if is_recognised(work, partner_id=partner_id, municipality_nis=nis, on=work.today) else None


def _count_request(work: Work, asker: Account) -> None:
    """At most so many a day; the account's row is locked, so that ten at once are ten."""
    work.session.execute(select(Account.id).where(Account.id == asker.id).with_for_update(key_share=True))
    asked = select(func.count()).where(
        ClientRequest.asked_by == asker.id, ClientRequest.asked_at > work.now - timedelta(days=1)
    )
    if (work.session.scalar(asked) or 0) >= rules.REQUESTS_A_DAY:
        raise ClientRequestsUsedUp(field="card_number")


def _code_hash(work: Work, request_id: str, code: str) -> str:
    key = work.keys.derive("client-code")
    return hmac.new(key, f"{request_id}:{tidy_code(code)}".encode(), hashlib.sha256).hexdigest()
