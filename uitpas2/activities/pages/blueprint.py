"""The blueprint all pages of the offer hang on, and its place in the menu."""

from __future__ import annotations

from flask import Blueprint

from uitpas2.accounts.rules import Permission
from uitpas2.kernel.text import TranslatedText
from uitpas2.web.navigation import MenuItem

blueprint = Blueprint("activities", __name__, template_folder="../templates")

MENU = [
    MenuItem(TranslatedText(nl="Activiteiten", fr="Activités", en="Activities"), "activities.find", order=5),
    MenuItem(
        TranslatedText(nl="Bronnen van aanbod", fr="Sources d’offre", en="Sources of offer"),
        "activities.sources",
        Permission.KEEP_OFFER,
        order=85,
        seldom=True,
    ),
]
