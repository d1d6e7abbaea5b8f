"""Families around a holder, consents, and who looked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import aliased

from uitpas2.accounts.models import Account, Organisation
from uitpas2.cards.errors import HolderUnknown
from uitpas2.cards.models import Consent, ContactPreference, FamilyRequest, Guardianship, Holder, Look
from uitpas2.cards.queries.people import holder, is_guardian_of, scope
from uitpas2.cards.rules import LOOKED_AT_LABELS, LookedAt, Purpose
from uitpas2.database.work import Work
from uitpas2.kernel.text import LANGUAGES, TranslatedText
from uitpas2.outbox.models import OutboxMessage
from uitpas2.outbox.queries import letters_about


@dataclass(frozen=True, slots=True)
class Decider:
    """Somebody who decides for a holder, as another one sees them: of another household neither name nor mail."""

    name: str
    email: str
    since: datetime
    is_reader: bool
    is_of_other_household: bool


@dataclass(frozen=True, slots=True)
class LookLine:
    """A look at a holder's right, as the family reads it: who, when, and why."""

    at: datetime
    organisation: str
    looked_at: LookedAt
    purpose: str

    @property
    def why(self) -> TranslatedText:
        """What was seen; for the ground also what it was needed for, in the words of who read it."""
        seen = LOOKED_AT_LABELS[self.looked_at]
        if not self.purpose:
            return seen
        return TranslatedText(*(f"{seen.in_language(language)}: {self.purpose}" for language in LANGUAGES))


def deciders(work: Work, holder_id: str) -> Sequence[Account]:
    """The accounts that decide for a holder, for services: no scope is asked."""
    return work.session.scalars(
        select(Account)
        .join(Guardianship, Guardianship.account_id == Account.id)
        .where(Guardianship.holder_id == holder_id, Guardianship.ended_at.is_(None))
        .order_by(Account.name, Account.id)
    ).all()


def household_of(work: Work, holder_id: str) -> list[Holder]:
    """A holder in the actor's scope and who lives with them: the same people decide at the same address. Eldest first.

    A co-parent at another address, and that home's other children, do not belong to it. Raises HolderUnknown.
    """
    somebody = holder(work, holder_id)
    at_home = aliased(Guardianship)
    deciders_at_home = select(at_home.account_id).where(
        at_home.holder_id == somebody.id, at_home.ended_at.is_(None), at_home.other_household.is_(None)
    )
    shares = select(Guardianship.holder_id).where(
        Guardianship.account_id.in_(deciders_at_home),
        Guardianship.ended_at.is_(None),
        Guardianship.other_household.is_(None),
    )
    lives_there = and_(
        Holder.id.in_(shares), Holder.street == somebody.street, Holder.postal_code == somebody.postal_code
    )
    found = select(Holder).where(or_(Holder.id == somebody.id, lives_there), scope(work))
    return list(work.session.scalars(found.order_by(Holder.birth_date, Holder.first_name, Holder.id)))


def family_language(work: Work, holder: Holder) -> str:
    """In which language to write to a family on paper: that of who decides longest at the holder's address."""
    found = work.session.scalars(
        select(Account.language)
        .join(Guardianship, Guardianship.account_id == Account.id)
        .where(Guardianship.holder_id == holder.id, Guardianship.ended_at.is_(None), Account.active)
        .order_by(Guardianship.other_household.is_not(None), Guardianship.since, Guardianship.id)
        .limit(1)
    ).first()
    return found or holder.language


def letters_waiting(work: Work) -> Sequence[OutboxMessage]:
    """The letters to families of the clerk's region that wait for a printer, oldest first."""
    return letters_about(work, select(Holder.id).where(scope(work)))


def own_guardianship(work: Work, holder_id: str) -> Guardianship:
    """Raises HolderUnknown when the actor does not decide for this holder."""
    found = work.session.scalar(
        select(Guardianship).where(
            Guardianship.holder_id == holder_id,
            Guardianship.account_id == work.actor.id,
            Guardianship.ended_at.is_(None),
        )
    )
    if found is None:
        raise HolderUnknown
    return found


def deciders_as_seen(work: Work, holder_id: str) -> list[Decider]:
    """Who decides for a holder, as the acting guardian may see them. Raises HolderUnknown."""
    own = own_guardianship(work, holder_id)
    rows = work.session.execute(
        select(Guardianship, Account)
        .join(Account, Account.id == Guardianship.account_id)
        .where(Guardianship.holder_id == holder_id, Guardianship.ended_at.is_(None))
        .order_by(Guardianship.since, Guardianship.id)
    )
    seen = []
    for guardianship, account in rows:
        other = guardianship.other_household != own.other_household
        name, email = ("", "") if other else (account.name, account.email)
        seen.append(Decider(name, email, guardianship.since, account.id == work.actor.id, other))
    return seen


def sees_home(work: Work, holder_id: str) -> bool:
    """Whether the acting guardian belongs to the household at the holder's address, and may see that address."""
    return own_guardianship(work, holder_id).other_household is None


def consents_of(work: Work, holder_id: str) -> dict[Purpose, Consent]:
    """The live consents of a holder in the actor's scope. Raises HolderUnknown."""
    holder(work, holder_id)
    found = work.session.scalars(select(Consent).where(Consent.holder_id == holder_id, Consent.withdrawn_at.is_(None)))
    return {consent.purpose: consent for consent in found}


def has_consent(work: Work, holder_id: str, purpose: Purpose) -> bool:
    """Whether there is a live yes for this purpose; for services, no scope is asked."""
    live = select(Consent.id).where(
        Consent.holder_id == holder_id, Consent.purpose == purpose, Consent.withdrawn_at.is_(None)
    )
    return work.session.scalar(live) is not None


def own_channels(work: Work) -> ContactPreference:
    """How the actor wants to hear from us; by mail when they never chose."""
    known = work.session.get(ContactPreference, work.actor.id)
    return known or ContactPreference(
        account_id=work.actor.id,
        by_mail=True,
        by_sms=False,
        by_push=False,
        by_post=False,
        phone="",
        changed_at=work.now,
    )


def open_family_request(work: Work) -> FamilyRequest | None:
    """The actor's latest request for a family member, when its code may still be filled in."""
    found = work.session.scalar(
        select(FamilyRequest)
        .where(FamilyRequest.account_id == work.actor.id)
        .order_by(FamilyRequest.asked_at.desc(), FamilyRequest.id)
        .limit(1)
    )
    return found if found and found.used_at is None and found.valid_until > work.now else None


def looks_at(work: Work, holder_id: str) -> list[LookLine]:
    """Who looked at a holder's right and why, newest first, for the guardian. Raises HolderUnknown."""
    if not is_guardian_of(work, holder_id):
        raise HolderUnknown
    rows = work.session.execute(
        select(Look, Organisation.name)
        .outerjoin(Organisation, Organisation.id == Look.organisation_id)
        .where(Look.holder_id == holder_id)
        .order_by(Look.at.desc(), Look.id)
    )
    return [LookLine(look.at, name or "", look.looked_at, look.purpose) for look, name in rows]
