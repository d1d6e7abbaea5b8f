"""The screens around guidance: a partner that meets a family, and what a municipality arranges with partners."""

from uitpas2.accounts.rules import Permission
from uitpas2.kernel.text import TranslatedText
from uitpas2.web.navigation import MenuItem
from uitpas2.welfare.pages import clients, family, helping, meeting, municipality, team
from uitpas2.welfare.pages.blueprint import blueprint

MENU = [
    MenuItem(
        TranslatedText(nl="Contactkaartje", fr="Carte de contact", en="Contact card"),
        "welfare.contact",
        Permission.VOUCH,
        order=30,
    ),
    MenuItem(TranslatedText(nl="Team", fr="Équipe", en="Team"), "welfare.team", Permission.MANAGE_WORKERS, order=40),
    MenuItem(
        TranslatedText(nl="Partners", fr="Partenaires", en="Partners"),
        "welfare.partners",
        Permission.RECOGNISE_PARTNERS,
        order=45,
        seldom=True,
    ),
]

__all__ = ["MENU", "blueprint", "clients", "family", "helping", "meeting", "municipality", "team"]
