"""Referrals: a partner sends one child to one activity, and whoever holds the letter takes the place, once.

A place that is kept for it is a registration that stands as offered: so it holds one of the partner's places, its part
of the budget, and ends by itself like every offer. Children are held before the referral's row, and that before the
activity: in this order an erasure takes them too.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy import CursorResult, select, update

from uitpas2.accounts.rules import CODE_LETTERS, shown_code, tidy_code
from uitpas2.activities import queries as activities
from uitpas2.cards.models import Holder
from uitpas2.database.work import Work
from uitpas2.database.writes import happened
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.clock import brussels_moment
from uitpas2.registrations.errors import (
    MomentNeeded,
    NothingOffered,
    OfferOver,
    PlaceNotKept,
    ReferralOver,
    ReferralTooShort,
    ReferralUnknown,
)
from uitpas2.registrations.models import Referral, Registration
from uitpas2.registrations.queries import child
from uitpas2.registrations.queries.intake import terms_of, wanted
from uitpas2.registrations.queries.referrals import own_referral
from uitpas2.registrations.rules import Change, EndReason, RegistrationStatus
from uitpas2.registrations.rules.referring import (
    CODE_LENGTH,
    LONGEST,
    REFERRAL_LIFE,
    ReferralChange,
    ReferralState,
    referral_ends,
)
from uitpas2.registrations.services.changing import change, end
from uitpas2.registrations.services.offering import accept, offer_on
from uitpas2.registrations.services.registering import register
from uitpas2.registrations.services.turns import in_turn
from uitpas2.trail.services import note
from uitpas2.welfare.services import own_partner


def refer(
    work: Work, *, holder_id: str, activity_id: str, until: date, session_id: str = "", keep_place: bool = False
) -> Referral:
    """Send a client to an activity, or to one session of it, with a code that works up to and including a day.

    `keep_place`: one of the partner's places is kept meanwhile. Raises ChildUnknown, ActivityUnknown, SessionUnknown,
    MomentNeeded, ReferralTooShort, PlaceNotKept, or what `register` raises when a place is to be kept.
    """
    partner_id = own_partner(work)
    holder = child(work, holder_id)
    activities.activity(work, activity_id)
    if keep_place and not session_id:
        raise MomentNeeded(field="session_id")
    whole_day = brussels_moment(until + timedelta(days=1)) - timedelta(minutes=1)
    ends = referral_ends(work.now, whole_day, _last(work, activity_id, session_id))
    if ends is None:
        raise ReferralTooShort(field="until")
    registration_id = None
    if keep_place:
        registration = register(work, session_id=session_id, holder_id=holder.id, tells=False)
        if not change(work, registration, Change.KEEP, offered_until=ends):
            raise PlaceNotKept(field="keep_place")
        registration_id = registration.id
    id = work.new_id()
    referral = Referral(
        id=id,
        partner_id=partner_id,
        holder_id=holder.id,
        activity_id=activity_id,
        session_id=session_id or None,
        registration_id=registration_id,
        code_hash=_hash(work, code_of(work, id)),
        made_at=work.now,
        made_by=work.actor.id[:80],
        ends_at=ends,
        state=ReferralState.OPEN,
    )
    work.session.add(referral)
    work.session.flush()
    note(work, "referral.made", "referral", id, holder=holder.id, activity=activity_id, kept=keep_place)
    return referral


def _last(work: Work, activity_id: str, session_id: str) -> datetime:
    """The last moment at which somebody can be registered for it."""
    if not session_id:
        return work.now + LONGEST
    asked = wanted(work, session_id=session_id)
    if asked.activity_id != activity_id:
        raise MomentNeeded(field="session_id")
    return asked.first.starts - terms_of(work, activity_id).cut_off


def code_of(work: Work, referral_id: str) -> str:
    """The code of a referral: computed, so that the letter can be printed again and the database holds none."""
    number = int.from_bytes(hmac.new(work.keys.derive("referral-code"), referral_id.encode(), hashlib.sha256).digest())
    letters = []
    for _ in range(CODE_LENGTH):
        number, at = divmod(number, len(CODE_LETTERS))
        letters.append(CODE_LETTERS[at])
    return shown_code("".join(letters))


def find_referral(work: Work, code: str) -> Referral:
    """By the code on the letter; nobody's scope is asked: who holds the letter may see what is on it.

    Raises ReferralUnknown.
    """
    found = work.session.scalar(select(Referral).where(Referral.code_hash == _hash(work, code)))
    if found is None:
        raise ReferralUnknown(field="code")
    return found


def use_referral(work: Work, code: str, session_id: str = "") -> Registration:
    """Take the place for the child on the letter: the one that is kept, or one that is free. It works once.

    Raises ReferralUnknown, ReferralOver, MomentNeeded, or what `register` raises; then the code still works.
    """
    referral = find_referral(work, code)
    _keep_there(work, referral.holder_id)
    if not _moved(work, referral, ReferralChange.USE):
        raise ReferralOver(field="code")
    platform = replace(work, actor=system_actor("referral"))
    if referral.registration_id is not None:
        try:
            registration = accept(platform, referral.registration_id)
        except (NothingOffered, OfferOver):
            raise ReferralOver(field="code") from None
    else:
        wished = referral.session_id or session_id
        if not wished or wanted(work, session_id=wished).activity_id != referral.activity_id:
            raise MomentNeeded(field="session_id")
        registration = register(
            platform, session_id=wished, holder_id=referral.holder_id, for_organisation_id=referral.partner_id
        )
        referral.session_id, referral.registration_id = registration.session_id, registration.id
        work.session.flush()
    note(platform, "referral.used", "referral", referral.id, registration=registration.id)
    return registration


def withdraw_referral(work: Work, referral_id: str) -> Referral:
    """The code no longer works, and a place that was kept goes to the next child.

    Raises ReferralUnknown outside the partner's live clients, and ReferralOver when there is nothing to withdraw.
    """
    referral = own_referral(work, referral_id)
    _keep_there(work, referral.holder_id)
    if not _moved(work, referral, ReferralChange.WITHDRAW):
        raise ReferralOver
    if referral.registration_id is not None:
        registration = work.session.get_one(Registration, referral.registration_id)
        in_turn(work, registration.activity_id)
        work.session.refresh(registration)
        if registration.status is RegistrationStatus.OFFERED and end(
            work, registration, Change.CANCEL, EndReason.BY_PARTNER
        ):
            offer_on(work, registration.activity_id)
    note(work, "referral.withdrawn", "referral", referral.id)
    return referral


def end_referrals(work: Work) -> int:
    """Codes whose time is over work no longer. A job; tells how many. What they kept ends as an offer."""
    before, after = REFERRAL_LIFE[ReferralChange.EXPIRE]
    over = update(Referral).where(Referral.state == before, Referral.ends_at <= work.now)
    result = work.session.execute(
        over.values(state=after, closed_at=work.now).execution_options(synchronize_session=False)
    )
    assert isinstance(result, CursorResult)
    return result.rowcount


def _moved(work: Work, referral: Referral, what: ReferralChange) -> bool:
    """By the table of its life, in one conditional update: of two at once, one hears no."""
    before, after = REFERRAL_LIFE[what]
    live = update(Referral).where(Referral.id == referral.id, Referral.state == before, Referral.ends_at > work.now)
    moved = happened(work.session, live.values(state=after, closed_at=work.now))
    work.session.refresh(referral)
    return moved


def _keep_there(work: Work, holder_id: str) -> None:
    work.session.execute(select(Holder.id).where(Holder.id == holder_id).with_for_update(read=True, key_share=True))


def _hash(work: Work, code: str) -> str:
    return hmac.new(work.keys.derive("referral-lookup"), tidy_code(code).encode(), hashlib.sha256).hexdigest()
