"""The screens around rules: the municipality's, the Flemish administration's, and those for everybody."""

from uitpas2.accounts.rules import Permission
from uitpas2.discounts.pages import coupons, flanders, held_coupons, municipality, organisers, public, simulation
from uitpas2.discounts.pages.blueprint import blueprint
from uitpas2.kernel.text import TranslatedText
from uitpas2.web.navigation import MenuItem

MENU = [
    MenuItem(
        TranslatedText(nl="Onze regels", fr="Nos règles", en="Our rules"),
        "discounts.municipality_rules",
        Permission.PROPOSE_CHOICES,
        order=10,
    ),
    MenuItem(
        TranslatedText(nl="Bonnen", fr="Bons", en="Coupons"), "discounts.coupons", Permission.GIVE_COUPONS, order=15
    ),
    MenuItem(
        TranslatedText(nl="Organisatoren", fr="Organisateurs", en="Organisers"),
        "discounts.organisers",
        Permission.PROPOSE_CHOICES,
        order=12,
    ),
    MenuItem(
        TranslatedText(nl="Keuzes van gemeenten", fr="Choix des communes", en="Choices of municipalities"),
        "discounts.choices_of_all",
        Permission.SEE_CHOICES_OF_ALL,
        order=10,
    ),
    MenuItem(
        TranslatedText(nl="Uitproberen", fr="Essayer", en="Try a change"),
        "discounts.simulation",
        Permission.SEE_CHOICES_OF_ALL,
        order=15,
    ),
    MenuItem(TranslatedText(nl="Regelboek", fr="Livre de règles", en="Rule book"), "discounts.rulebook", order=60),
]

__all__ = [
    "MENU",
    "blueprint",
    "coupons",
    "flanders",
    "held_coupons",
    "municipality",
    "organisers",
    "public",
    "simulation",
]
