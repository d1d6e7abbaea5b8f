"""The blueprint that the counter's pages share, its menu, and how a one-time code reaches the next page."""

from __future__ import annotations

from flask import Blueprint, session

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
]

_HANDED = "activation code to show"


def hand_over(holder_id: str, account_id: str, code: str | None) -> None:
    """Keep a code in the clerk's own session until the next page has shown it; it is written down nowhere else.

    A repeated request brings no code, and leaves the one that waits.
    """
    if code is not None:
        session[_HANDED] = {"holder_id": holder_id, "account_id": account_id, "code": code}


def take_over(holder_id: str) -> dict[str, str] | None:
    """The code that waits for this holder's page; the second time there is none."""
    waiting: dict[str, str] | None = session.get(_HANDED)
    if waiting is None or waiting["holder_id"] != holder_id:
        return None
    del session[_HANDED]
    return waiting
