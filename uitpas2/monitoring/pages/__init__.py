"""The figures for whoever makes policy."""

from uitpas2.monitoring.pages import policy
from uitpas2.monitoring.pages.blueprint import blueprint
from uitpas2.monitoring.pages.policy import MENU

__all__ = ["MENU", "blueprint", "policy"]
