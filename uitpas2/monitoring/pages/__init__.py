"""The figures: for whoever makes policy, and about guidance for partners and their municipality."""

from uitpas2.accounts.rules import Permission
from uitpas2.kernel.text import TranslatedText
from uitpas2.monitoring.pages import guidance, policy
from uitpas2.monitoring.pages.blueprint import blueprint
from uitpas2.web.navigation import MenuItem

MENU = [
    *policy.MENU,
    MenuItem(
        TranslatedText(nl="Wie we bereikten", fr="Qui nous touchons", en="Whom we reached"),
        "monitoring.partner_figures",
        Permission.REGISTER_CLIENTS,
        order=60,
        seldom=True,
    ),
    MenuItem(
        TranslatedText(nl="Bereik van partners", fr="Portée des partenaires", en="Reach of partners"),
        "monitoring.municipality_guidance",
        Permission.RECOGNISE_PARTNERS,
        order=46,
        seldom=True,
    ),
]

__all__ = ["MENU", "blueprint", "guidance", "policy"]
