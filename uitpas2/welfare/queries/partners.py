"""Partners as the municipality that recognises them sees them, and a partner's own team and contact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import or_, select

from uitpas2.accounts.models import Account, Assignment, Organisation
from uitpas2.accounts.rules import OrganisationKind, Role
from uitpas2.database.work import Work
from uitpas2.kernel.clock import brussels_day
from uitpas2.welfare.errors import RecognitionUnknown
from uitpas2.welfare.models import PartnerContact, Recognition


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """A recognition by the actor's municipality, with its agreement; `last_day` is the last one on which it holds."""

    id: str
    partner_id: str
    partner: str
    starts: date
    last_day: date
    runs: bool
    is_coming: bool
    ended_on: date | None
    reference: str
    version: str
    agreement: str
    signed_by_municipality: str
    signed_by_partner: str
    signed_on: date | None


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody who works for a partner; `has_started`: chose a password."""

    account_id: str
    name: str
    email: str
    is_responsible: bool
    has_started: bool
    is_reader: bool


def agreements(work: Work) -> list[AgreementLine]:
    """The recognitions by the actor's municipality, by partner, the latest first. None for who acts for no other."""
    rows = work.session.execute(
        select(Recognition, Organisation.name)
        .join(Organisation, Organisation.id == Recognition.partner_id)
        .where(Recognition.municipality_nis == work.actor.municipality_nis)
        .order_by(Organisation.name, Recognition.partner_id, Recognition.starts.desc(), Recognition.ends.desc())
    )
    return [_line(work, found, name) for found, name in rows]


def agreement(work: Work, recognition_id: str) -> AgreementLine:
    """One of them. Raises RecognitionUnknown for those of other municipalities."""
    for line in agreements(work):
        if line.id == recognition_id:
            return line
    raise RecognitionUnknown


def known_partners(work: Work) -> list[tuple[str, str]]:
    """Id and name of the partners of the actor's municipality, and of those it recognises or once did, by name.

    Another one is found by the number that it gives itself: two organisations may have one name.
    """
    nis = work.actor.municipality_nis
    recognised = select(Recognition.partner_id).where(Recognition.municipality_nis == nis)
    found = select(Organisation.id, Organisation.name).where(
        Organisation.kind == OrganisationKind.PARTNER,
        or_(Organisation.municipality_nis == nis, Organisation.id.in_(recognised)),
    )
    return [(row.id, row.name) for row in work.session.execute(found.order_by(Organisation.name, Organisation.id))]


def workers(work: Work) -> list[Worker]:
    """Who works for the actor's own partner, those in charge first."""
    rows = work.session.execute(
        select(Account, Assignment.role)
        .join(Assignment, Assignment.account_id == Account.id)
        .where(
            Assignment.organisation_id == work.actor.organisation_id,
            Assignment.role.in_([Role.PARTNER_RESPONSIBLE, Role.WELFARE_WORKER]),
        )
        .order_by(Account.name, Account.id)
    )
    found: dict[str, Worker] = {}
    for account, role in rows:
        in_charge = role is Role.PARTNER_RESPONSIBLE or (account.id in found and found[account.id].is_responsible)
        found[account.id] = Worker(
            account_id=account.id,
            name=account.name,
            email=account.email,
            is_responsible=in_charge,
            has_started=account.password_hash is not None,
            is_reader=account.id == work.actor.id,
        )
    return sorted(found.values(), key=lambda one: not one.is_responsible)


def own_contact(work: Work) -> PartnerContact | None:
    """The contact card of the actor's own partner, once it was filled in."""
    return work.session.get(PartnerContact, work.actor.organisation_id)


def recognitions_between(work: Work, starts: date, ends: date) -> Sequence[Recognition]:
    """Recognitions that held on some day of a period, for figures: no scope is asked."""
    found = select(Recognition).where(Recognition.starts < ends, Recognition.ends > starts)
    return work.session.scalars(found.order_by(Recognition.municipality_nis, Recognition.partner_id)).all()


def _line(work: Work, found: Recognition, name: str) -> AgreementLine:
    ended = found.ended_at
    return AgreementLine(
        id=found.id,
        partner_id=found.partner_id,
        partner=name,
        starts=found.starts,
        last_day=found.ends - timedelta(days=1),
        runs=ended is None and found.starts <= work.today < found.ends,
        is_coming=ended is None and found.starts > work.today,
        ended_on=brussels_day(ended) if ended else None,
        reference=found.reference,
        version=found.version,
        agreement=found.agreement,
        signed_by_municipality=found.signed_by_municipality,
        signed_by_partner=found.signed_by_partner,
        signed_on=found.signed_on,
    )
