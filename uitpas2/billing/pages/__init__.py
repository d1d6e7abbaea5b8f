"""The screens of bills: the organiser's office and the family."""

from uitpas2.accounts.rules import Permission
from uitpas2.billing.pages import bank, certificates, family, organiser, terms
from uitpas2.billing.pages.blueprint import blueprint
from uitpas2.kernel.text import TranslatedText
from uitpas2.web.navigation import MenuItem

MENU = [
    MenuItem(
        TranslatedText(nl="Rekeningen", fr="Factures", en="Bills"),
        "billing.bills",
        Permission.SEND_BILLS,
        order=25,
    ),
    MenuItem(
        TranslatedText(nl="Rekeningen", fr="Factures", en="Bills"),
        "billing.family_bills",
        Permission.SEE_OWN_FAMILY,
        order=30,
    ),
]

__all__ = ["MENU", "bank", "blueprint", "certificates", "family", "organiser", "terms"]
