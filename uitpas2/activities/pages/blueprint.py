"""The blueprint all pages of the offer hang on, and its place in the menu."""

from __future__ import annotations

from flask import Blueprint

from uitpas2.kernel.text import TranslatedText
from uitpas2.web.navigation import MenuItem

blueprint = Blueprint("activities", __name__, template_folder="../templates")

MENU = [MenuItem(TranslatedText(nl="Activiteiten", fr="Activités", en="Activities"), "activities.find", order=5)]
