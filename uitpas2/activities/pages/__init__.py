"""The public finder and the page of one activity."""

from uitpas2.activities.pages import activity, feeds, finder, listing, sources
from uitpas2.activities.pages.blueprint import MENU, blueprint

__all__ = ["MENU", "activity", "blueprint", "feeds", "finder", "listing", "sources"]
