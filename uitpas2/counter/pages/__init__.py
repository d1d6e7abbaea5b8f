"""The pages of the counter, by what the clerk has on the desk: people, cards, rights, renewals."""

from uitpas2.counter.pages import cards, moving, people, registering, renewals, rights, searching
from uitpas2.counter.pages.blueprint import MENU, blueprint

__all__ = ["MENU", "blueprint", "cards", "moving", "people", "registering", "renewals", "rights", "searching"]
