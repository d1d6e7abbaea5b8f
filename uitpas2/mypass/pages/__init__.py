"""The family's cards on a screen, what a telephone keeps of them, and what was done with them."""

from uitpas2.mypass.pages import cards, history, phone
from uitpas2.mypass.pages.blueprint import blueprint

__all__ = ["blueprint", "cards", "history", "phone"]
