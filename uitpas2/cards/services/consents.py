"""What a family says yes to, and how it wants to hear from us."""

from __future__ import annotations

import re

from sqlalchemy import delete, select, update

from uitpas2.accounts.queries import own_account
from uitpas2.cards import queries
from uitpas2.cards.errors import GuardianConsentNeeded, HolderUnknown, PhoneNeeded, PhoneUnreadable
from uitpas2.cards.models import Consent, ContactPreference, Holder, HolderPicture
from uitpas2.cards.rules import CONSENT_OWN_AGE, ConsentGiver, Purpose, giver_is_enough
from uitpas2.database.work import Work
from uitpas2.database.writes import happened, insert_unless_there
from uitpas2.trail.services import note


def give_consent(
    work: Work, holder_id: str, purpose: Purpose, *, giver: ConsentGiver = ConsentGiver.GUARDIAN
) -> Consent | None:
    """A yes for one purpose, by who decides for the holder, or told to a clerk. A second yes changes nothing (None).

    Raises HolderUnknown, or GuardianConsentNeeded when a child younger than 13 says it themselves.
    """
    holder = queries.holder(work, holder_id)
    if not giver_is_enough(giver, holder.birth_date, work.today):
        raise GuardianConsentNeeded(field="giver", age=CONSENT_OWN_AGE)
    id = work.new_id()
    is_new = insert_unless_there(
        work.session,
        Consent,
        id=id,
        holder_id=holder_id,
        purpose=purpose,
        giver=giver,
        given_at=work.now,
        entered_by=work.actor.id,
    )
    if not is_new:
        return None
    note(work, "consent.given", "holder", holder_id, purpose=purpose.value, giver=giver.value)
    return work.session.get_one(Consent, id)


def withdraw_consent(work: Work, holder_id: str, purpose: Purpose) -> bool:
    """Take a yes back, and what was kept because of it; tells whether there was one. Raises HolderUnknown."""
    queries.holder(work, holder_id)
    if purpose is Purpose.PICTURE:
        hold_picture(work, holder_id)
    withdrawn = happened(
        work.session,
        update(Consent)
        .where(Consent.holder_id == holder_id, Consent.purpose == purpose, Consent.withdrawn_at.is_(None))
        .values(withdrawn_at=work.now, withdrawn_by=work.actor.id),
    )
    if purpose is Purpose.PICTURE:
        work.session.execute(delete(HolderPicture).where(HolderPicture.holder_id == holder_id))
    if withdrawn:
        note(work, "consent.withdrawn", "holder", holder_id, purpose=purpose.value)
    return withdrawn


def hold_picture(work: Work, holder_id: str) -> None:
    """Who keeps a picture, and who takes the yes to it back or erases the person, wait for each other: none stays.

    Raises HolderUnknown for somebody who was erased meanwhile.
    """
    there = select(Holder.id).where(Holder.id == holder_id, Holder.erased_at.is_(None))
    if work.session.scalar(there.with_for_update(key_share=True)) is None:
        raise HolderUnknown


def choose_consents(
    work: Work, holder_id: str, wanted: set[Purpose], *, giver: ConsentGiver = ConsentGiver.GUARDIAN
) -> None:
    """What is ticked on the form is a yes, what is not is none. Raises as `give_consent`."""
    for purpose in Purpose:
        if purpose in wanted:
            give_consent(work, holder_id, purpose, giver=giver)
        else:
            withdraw_consent(work, holder_id, purpose)


def choose_channels(
    work: Work, *, by_mail: bool, by_sms: bool, by_post: bool, by_push: bool = False, phone: str = ""
) -> ContactPreference:
    """How the actor wants to hear from us. The number of a telephone is kept for text messages only.

    Raises PhoneNeeded or PhoneUnreadable.
    """
    account = own_account(work)
    phone = re.sub(r"[\s./-]", "", phone) if by_sms else ""
    if by_sms and not phone:
        raise PhoneNeeded(field="phone")
    if phone and not re.fullmatch(r"(\+|0)[0-9]{8,14}", phone):
        raise PhoneUnreadable(field="phone")
    chosen = work.session.merge(
        ContactPreference(
            account_id=account.id,
            by_mail=by_mail,
            by_sms=by_sms,
            by_push=by_push,
            by_post=by_post,
            phone=phone,
            changed_at=work.now,
        )
    )
    work.session.flush()
    note(work, "preferences.changed", "account", account.id)
    return chosen
