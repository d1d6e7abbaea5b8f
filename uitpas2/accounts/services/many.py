"""Accounts for many guardians in a few statements: what `create_with_activation` and `assign` do for one."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from sqlalchemy import select

from uitpas2.accounts.models import Account, Assignment
from uitpas2.accounts.rules import CODE_LENGTH, CODE_LETTERS, CODE_VALID, Role, shown_code
from uitpas2.accounts.services.people import code_hash
from uitpas2.database.work import Work
from uitpas2.database.writes import insert_many
from uitpas2.trail.services import note


def create_guardians(work: Work, people: Mapping[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """New accounts for these tidy mail addresses, each of somebody with a name and a language: id and one-time code.

    An address that has an account already is left. Raises IntegrityError when somebody else makes one of them at this
    moment.
    """
    there = set(work.session.scalars(select(Account.email).where(Account.email.in_(people))))
    made: dict[str, tuple[str, str]] = {}
    accounts, roles = [], []
    for email, (name, language) in people.items():
        if email in there:
            continue
        id, code = work.new_id(), "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
        made[email] = id, shown_code(code)
        account = {
            "id": id,
            "email": email,
            "name": name.strip(),
            "language": language,
            "active": True,
            "session_epoch": 0,
            "failed_attempts": 0,
            "created_at": work.now,
            "activation_hash": code_hash(work, id, code),
            "activation_until": work.now + CODE_VALID,
        }
        accounts.append(account)
        role = {"account_id": id, "role": Role.GUARDIAN, "organisation_id": None, "created_at": work.now}
        roles.append({"id": work.new_id(), **role})
    insert_many(work.session, Account, accounts)
    insert_many(work.session, Assignment, roles)
    for id, _ in made.values():
        note(work, "account.created", "account", id)
        note(work, "account.code-given", "account", id)
        note(work, "role.assigned", "account", id, role=Role.GUARDIAN.value, organisation=None)
    return made
