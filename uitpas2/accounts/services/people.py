"""Accounts, the codes with which they start, and the roles they hold."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from sqlalchemy import delete, select

from uitpas2.accounts import passwords, queries
from uitpas2.accounts.errors import EmailTaken, EmailUnreadable, RoleDoesNotFit
from uitpas2.accounts.models import Account, Assignment, Organisation
from uitpas2.accounts.rules import (
    CODE_LENGTH,
    CODE_LETTERS,
    CODE_VALID,
    Role,
    check_new_password,
    is_email,
    role_fits,
    shown_code,
    tidy_code,
    tidy_email,
)
from uitpas2.database.work import Work
from uitpas2.database.writes import insert_unless_there
from uitpas2.trail.services import note


def create_account(work: Work, *, email: str, name: str, password: str | None = None, language: str = "nl") -> Account:
    """An account without a role yet. Without a password its owner needs an activation code.

    Raises EmailTaken, EmailUnreadable or one of the Password… errors.
    """
    account = _account(work, email, name, language)
    if account is None:
        raise EmailTaken(field="email")
    if password is not None:
        check_new_password(password, email=account.email, name=name, field="password")
        account.password_hash = passwords.hash_password(password)
    work.session.flush()
    return account


def create_with_activation(work: Work, *, email: str, name: str, language: str = "nl") -> tuple[Account, str | None]:
    """The account for this mail address, with the one-time code to hand over when it was made just now.

    Raises EmailUnreadable.
    """
    account = _account(work, email, name, language)
    if account is None:
        return queries.account_by_email(work, email), None
    return account, renew_activation(work, account)


def _account(work: Work, email: str, name: str, language: str) -> Account | None:
    """A new account; None when the address has one already, also when somebody else makes it at this moment."""
    address = tidy_email(email)
    if not is_email(address):
        raise EmailUnreadable(field="email")
    id = work.new_id()
    if not insert_unless_there(
        work.session,
        Account,
        id=id,
        email=address,
        name=name.strip(),
        language=language,
        active=True,
        session_epoch=0,
        failed_attempts=0,
        created_at=work.now,
    ):
        return None
    note(work, "account.created", "account", id)
    return work.session.get_one(Account, id)


def renew_activation(work: Work, account: Account) -> str:
    """A new one-time code for choosing a password; an older code stops working. Only its hash is kept."""
    code = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
    account.activation_hash = code_hash(work, account.id, code)
    account.activation_until = work.now + CODE_VALID
    work.session.flush()
    note(work, "account.code-given", "account", account.id)
    return shown_code(code)


def code_hash(work: Work, account_id: str, code: str) -> str:
    """Keyed, so that whoever steals the database alone cannot try codes at home."""
    key = work.keys.derive("activation-code")
    return hmac.new(key, f"{account_id}:{tidy_code(code)}".encode(), hashlib.sha256).hexdigest()


def assign(work: Work, account: Account, role: Role, organisation: Organisation | None = None) -> Assignment:
    """Give an account a role for an organisation; doing it twice changes nothing.

    Raises RoleDoesNotFit when this role is not held for such an organisation.
    """
    if not role_fits(role, organisation.kind if organisation else None):
        raise RoleDoesNotFit(field="role", role=role.value)
    organisation_id = organisation.id if organisation else None
    if insert_unless_there(
        work.session,
        Assignment,
        id=work.new_id(),
        account_id=account.id,
        role=role,
        organisation_id=organisation_id,
        created_at=work.now,
    ):
        note(work, "role.assigned", "account", account.id, role=role.value, organisation=organisation_id)
        work.session.expire(account, ["assignments"])
    return work.session.scalars(
        select(Assignment).where(
            Assignment.account_id == account.id,
            Assignment.role == role,
            Assignment.organisation_id == organisation_id if organisation_id else Assignment.organisation_id.is_(None),
        )
    ).one()


def end_assignment(work: Work, assignment: Assignment) -> None:
    """Take a role away: whoever is signed in with it is out with the next click. The account itself stays."""
    account_id, role, organisation_id = assignment.account_id, assignment.role, assignment.organisation_id
    work.session.execute(delete(Assignment).where(Assignment.id == assignment.id))
    note(work, "role.ended", "account", account_id, role=role.value, organisation=organisation_id)


def erase_account(work: Work, account: Account) -> None:
    """Take out of an account what names a person. Its row stays: decisions and the trail point at it.

    It opens nothing any more, and every session ends.
    """
    account.email, account.name = f"erased-{account.id}@invalid", ""
    account.password_hash = account.activation_hash = account.activation_until = None
    account.active, account.failed_attempts, account.locked_until = False, 0, None
    account.session_epoch += 1
    work.session.flush()
    note(work, "account.erased", "account", account.id)
