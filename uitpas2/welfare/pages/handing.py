"""A code with which a colleague starts an account: shown once to who invited, and written down nowhere else."""

from __future__ import annotations

from flask import flash, session
from flask_babel import gettext

from uitpas2.accounts.models import Account

_HANDED = "colleague's code to show"


def hand_over(where: str, account: Account, code: str | None) -> None:
    """Keep it in the own session until the next page has shown it; without a code there was an account already."""
    if code is None:
        flash(gettext("%(name)s already has an account, and signs in with it.", name=account.name), "info")
    else:
        session[_HANDED] = {"where": where, "name": account.name, "email": account.email, "code": code}


def take_over(where: str) -> dict[str, str] | None:
    """The code that waits for this page; the second time there is none."""
    waiting: dict[str, str] | None = session.get(_HANDED)
    if waiting is None or waiting["where"] != where:
        return None
    del session[_HANDED]
    return waiting
