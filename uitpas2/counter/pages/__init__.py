"""The pages of the counter, by what the clerk has on the desk: people, cards, rights, renewals."""

from uitpas2.counter.pages import (
    cards,
    groups,
    guides,
    import_files,
    importing,
    moving,
    people,
    pictures,
    printing,
    registering,
    renewals,
    rights,
    searching,
    sheets,
    stock,
)
from uitpas2.counter.pages.blueprint import MENU, blueprint

__all__ = [
    "MENU",
    "blueprint",
    "cards",
    "groups",
    "guides",
    "import_files",
    "importing",
    "moving",
    "people",
    "pictures",
    "printing",
    "registering",
    "renewals",
    "rights",
    "searching",
    "sheets",
    "stock",
]
