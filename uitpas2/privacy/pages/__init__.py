"""What is kept, for everybody to read; a family's own data; and the counter's answers."""

from uitpas2.accounts.rules import Permission
from uitpas2.kernel.text import TranslatedText
from uitpas2.privacy.pages import counter, family, public
from uitpas2.privacy.pages.blueprint import blueprint
from uitpas2.web.navigation import MenuItem

MENU = [
    MenuItem(
        TranslatedText(nl="Vragen over gegevens", fr="Demandes sur les données", en="Questions about data"),
        "privacy.open_requests",
        Permission.REGISTER_HOLDERS,
        order=14,
        seldom=True,
    ),
]

__all__ = ["MENU", "blueprint", "counter", "family", "public"]
