"""The blueprint that the counter's pages share, its menu, and how a one-time code reaches the next page."""

from __future__ import annotations

from flask import Blueprint, flash, session
from flask_babel import gettext

from uitpas2.accounts.models import Account
from uitpas2.accounts.rules import Permission
from uitpas2.kernel.text import TranslatedText
from uitpas2.web.navigation import MenuItem

blueprint = Blueprint("counter", __name__, template_folder="../templates")

MENU = [
    MenuItem(
        TranslatedText(nl="Balie", fr="Guichet", en="Counter"), "counter.desk", Permission.REGISTER_HOLDERS, order=10
    ),
    MenuItem(
        TranslatedText(nl="Inschrijven", fr="Inscrire", en="Register"),
        "counter.new_holder",
        Permission.REGISTER_HOLDERS,
        order=11,
    ),
    MenuItem(
        TranslatedText(nl="Verlengen", fr="Renouveler", en="Renew"),
        "counter.renewals",
        Permission.GRANT_RIGHTS,
        order=12,
    ),
    MenuItem(
        TranslatedText(nl="Lijsten", fr="Listes", en="Lists"),
        "counter.imports",
        Permission.REGISTER_HOLDERS,
        order=13,
        seldom=True,
    ),
    MenuItem(
        TranslatedText(nl="Groepen", fr="Groupes", en="Groups"),
        "counter.groups",
        Permission.GRANT_RIGHTS,
        order=14,
        seldom=True,
    ),
    MenuItem(TranslatedText(nl="Voorraad", fr="Stock", en="Stock"), "counter.stock", Permission.ISSUE_CARDS, order=15),
]

_HANDED = "activation code to show"


def hand_over(holder_id: str, account: Account, code: str | None) -> None:
    """Keep a code in the clerk's own session until the next page has shown it; it is written down nowhere else.

    Without a code the account was there already, which the clerk is told; the code that waits is left.
    """
    if code is None:
        flash(gettext("%(name)s already has an account, and sees the card there too.", name=account.name), "info")
    else:
        session[_HANDED] = {"holder_id": holder_id, "account_id": account.id, "code": code}


def take_over(holder_id: str) -> dict[str, str] | None:
    """The code that waits for this holder's page; the second time there is none."""
    waiting: dict[str, str] | None = session.get(_HANDED)
    if waiting is None or waiting["holder_id"] != holder_id:
        return None
    del session[_HANDED]
    return waiting
