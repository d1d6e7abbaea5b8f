"""A partner's own people, and how families reach them."""

from __future__ import annotations

import re

from sqlalchemy import select, update

from uitpas2.accounts.models import Account, Assignment, Organisation
from uitpas2.accounts.queries import own_organisation
from uitpas2.accounts.rules import Role
from uitpas2.accounts.services import assign, create_with_activation, end_assignment, renew_activation
from uitpas2.database.work import Work
from uitpas2.trail.services import note
from uitpas2.welfare.errors import ContactNeeded, LastResponsible, NameNotNeutral, WorkerUnknown
from uitpas2.welfare.models import Client, PartnerContact, Task
from uitpas2.welfare.rules.contact import telling_word


def invite_worker(work: Work, *, name: str, email: str, responsible: bool = False) -> tuple[Account, str | None]:
    """A colleague gets a sign-in of their own. The second value is the code to start a new account with.

    Somebody who works here already changes between ordinary and in charge. Raises EmailUnreadable or LastResponsible.
    """
    partner = own_organisation(work)
    account, code = create_with_activation(work, email=email, name=name)
    wanted = Role.PARTNER_RESPONSIBLE if responsible else Role.WELFARE_WORKER
    other = Role.WELFARE_WORKER if responsible else Role.PARTNER_RESPONSIBLE
    _hold(work, partner)
    for one in _assignments(work, partner.id, account.id):
        if one.role is other:
            _must_leave_somebody(work, one)
            end_assignment(work, one)
    assign(work, account, wanted, partner)
    return account, code


def renew_worker_code(work: Work, account_id: str) -> tuple[Account, str]:
    """A new code for a colleague who has not started the account yet. Raises WorkerUnknown."""
    account = work.session.get(Account, account_id)
    theirs = _assignments(work, own_organisation(work).id, account_id)
    if account is None or not theirs or account.password_hash is not None:
        raise WorkerUnknown
    return account, renew_activation(work, account)


def end_worker(work: Work, account_id: str) -> None:
    """A colleague leaves: the sign-in for this partner stops at once, and open tasks wait for somebody else.

    Raises WorkerUnknown, or LastResponsible for the only one in charge.
    """
    partner = own_organisation(work)
    _hold(work, partner)
    theirs = _assignments(work, partner.id, account_id)
    if not theirs:
        raise WorkerUnknown
    for one in theirs:
        _must_leave_somebody(work, one)
        end_assignment(work, one)
    own = select(Client.id).where(Client.partner_id == partner.id)
    open_tasks = update(Task).where(Task.for_account == account_id, Task.done_at.is_(None), Task.client_id.in_(own))
    work.session.execute(open_tasks.values(for_account=None).execution_options(synchronize_session=False))
    note(work, "worker.ended", "account", account_id, organisation=partner.id)


def set_contact(
    work: Work, *, shown_name: str, phone: str, email: str, hours: str, names_partner: bool
) -> PartnerContact:
    """What stands on the card for the fridge door. Raises NameNotNeutral or ContactNeeded."""
    partner = own_organisation(work)
    if not phone.strip() and not email.strip():
        raise ContactNeeded(field="phone")
    if not names_partner:
        for field, text in (("shown_name", shown_name), ("hours", hours), ("email", email)):
            if word := telling_word(text, partner.name if field == "shown_name" else ""):
                raise NameNotNeutral(field=field, word=word)
    contact = work.session.merge(
        PartnerContact(
            partner_id=partner.id,
            shown_name=shown_name.strip(),
            phone=re.sub(r"\s+", " ", phone.strip()),
            email=email.strip(),
            hours=hours.strip(),
            names_partner=names_partner,
            changed_at=work.now,
        )
    )
    work.session.flush()
    note(work, "partner.contact-changed", "organisation", partner.id)
    return contact


def _hold(work: Work, partner: Organisation) -> None:
    """Changes in one partner's team take turns: two people in charge do not send each other away."""
    work.session.execute(select(Organisation.id).where(Organisation.id == partner.id).with_for_update(key_share=True))


def _assignments(work: Work, partner_id: str, account_id: str) -> list[Assignment]:
    found = select(Assignment).where(Assignment.organisation_id == partner_id, Assignment.account_id == account_id)
    return list(work.session.scalars(found.order_by(Assignment.created_at, Assignment.id)))


def _must_leave_somebody(work: Work, leaving: Assignment) -> None:
    if leaving.role is not Role.PARTNER_RESPONSIBLE:
        return
    others = select(Assignment.id).where(
        Assignment.organisation_id == leaving.organisation_id,
        Assignment.role == Role.PARTNER_RESPONSIBLE,
        Assignment.account_id != leaving.account_id,
    )
    if work.session.scalars(others).first() is None:
        raise LastResponsible
