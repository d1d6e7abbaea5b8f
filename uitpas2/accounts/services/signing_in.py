"""Signing in, activating, changing a password.

Hashing takes tens of milliseconds on purpose, and SQLite has one writer: so an attempt is counted in one short Work,
the password is compared outside any Work, and the outcome is kept in a second short one. The count comes first, so
that a hundred guesses at the same moment are a hundred attempts.
"""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select, update

from uitpas2.accounts import passwords, queries
from uitpas2.accounts.errors import NoRole, PasswordWrong, SignInFailed
from uitpas2.accounts.models import Account, Assignment
from uitpas2.accounts.rules import check_new_password, locked_until, tidy_email
from uitpas2.accounts.services.people import code_hash
from uitpas2.database.work import Work
from uitpas2.database.writes import happened
from uitpas2.trail.services import note


@dataclass(frozen=True, slots=True)
class Passed:
    """An attempt whose password was right; `renewed_hash` replaces a hash that was made in an older way."""

    account_id: str
    renewed_hash: str | None


@dataclass(frozen=True, slots=True)
class Attempt:
    """A counted attempt at an account; without one (unknown, closed, has to wait) it fails in the same time."""

    account_id: str | None = None
    password_hash: str | None = None

    def check(self, password: str) -> Passed:
        """Compare the password. Raises SignInFailed."""
        if not passwords.fits(self.password_hash, password) or self.account_id is None or self.password_hash is None:
            raise SignInFailed
        outdated = passwords.is_outdated(self.password_hash)
        return Passed(self.account_id, passwords.hash_password(password) if outdated else None)


def begin_attempt(work: Work, email: str) -> Attempt:
    """Count an attempt to sign in, unless the account does not exist, is closed or has to wait."""
    account = _count_attempt(work, email)
    return Attempt(account.id, account.password_hash) if account else Attempt()


def _count_attempt(work: Work, email: str) -> Account | None:
    mine = Account.email == tidy_email(email)
    may_try = update(Account).where(
        mine,
        Account.active.is_(True),
        or_(Account.locked_until.is_(None), Account.locked_until <= work.now),
    )
    if not happened(work.session, may_try.values(failed_attempts=Account.failed_attempts + 1)):
        return None
    account = work.session.scalars(select(Account).where(mine).execution_options(populate_existing=True)).one()
    account.locked_until = locked_until(account.failed_attempts, work.now)
    if account.locked_until is not None:
        note(work, "account.locked", "account", account.id, attempts=account.failed_attempts)
    work.session.flush()
    return account


def sign_in(work: Work, passed: Passed) -> Sequence[Assignment]:
    """Keep that an attempt was right, which ends the count of failures; answers the account's roles.

    Raises NoRole when there is none to sign in with.
    """
    account = work.session.get_one(Account, passed.account_id)
    account.failed_attempts, account.locked_until = 0, None
    if passed.renewed_hash is not None:
        account.password_hash = passed.renewed_hash
    work.session.flush()
    note(work, "account.signed-in", "account", account.id)
    roles = queries.assignments_of(work, account.id)
    if not roles:
        raise NoRole
    return roles


def activate(work: Work, *, email: str, code: str, password: str) -> Account | None:
    """Choose a first (or forgotten) password with a one-time code; ends all sessions of the account.

    A wrong code is counted like a wrong password, so it answers None instead of raising: the count must stay.
    Raises one of the Password… errors for `new_password`; the code then remains good.
    """
    account = _count_attempt(work, email)
    if account is None or not _code_is_good(work, account, code):
        return None
    check_new_password(password, email=account.email, name=account.name, field="new_password")
    account.activation_hash = account.activation_until = None
    account.failed_attempts, account.locked_until = 0, None
    _set_password(account, password)
    work.session.flush()
    note(work, "account.activated", "account", account.id)
    return account


def _code_is_good(work: Work, account: Account, code: str) -> bool:
    if account.activation_hash is None or account.activation_until is None or account.activation_until <= work.now:
        return False
    return hmac.compare_digest(account.activation_hash, code_hash(work, account.id, code))


def change_password(work: Work, *, password: str, new_password: str) -> Account:
    """The actor chooses another password; every session made with the old one ends.

    Raises PasswordWrong for `password`, or one of the Password… errors for `new_password`.
    """
    account = queries.own_account(work)
    if not passwords.fits(account.password_hash, password):
        raise PasswordWrong(field="password")
    check_new_password(new_password, email=account.email, name=account.name, field="new_password")
    _set_password(account, new_password)
    work.session.flush()
    note(work, "account.password-changed", "account", account.id)
    return account


def change_profile(work: Work, *, name: str, language: str) -> Account:
    """The actor's own name and language."""
    account = queries.own_account(work)
    account.name, account.language = name, language
    work.session.flush()
    note(work, "account.changed", "account", account.id)
    return account


def _set_password(account: Account, password: str) -> None:
    account.password_hash = passwords.hash_password(password)
    account.session_epoch += 1
