"""The list on a telephone, the office's side of it, and what a family writes down."""

from uitpas2.accounts.rules import Permission
from uitpas2.attendance.pages import family, office, rolls
from uitpas2.attendance.pages.blueprint import blueprint
from uitpas2.kernel.text import TranslatedText
from uitpas2.web.navigation import MenuItem

MENU = [
    MenuItem(
        TranslatedText(nl="Wie is er?", fr="Qui est là ?", en="Who is there?"),
        "attendance.today",
        Permission.SCAN,
        order=28,
    ),
]

__all__ = ["MENU", "blueprint", "family", "office", "rolls"]
