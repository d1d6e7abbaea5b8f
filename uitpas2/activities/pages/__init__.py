"""The public finder, the page of one activity, and the organiser's screens of its offer."""

from uitpas2.activities.pages import activity, entry, feeds, finder, listing, moments, sources
from uitpas2.activities.pages.blueprint import MENU, blueprint

__all__ = ["MENU", "activity", "blueprint", "entry", "feeds", "finder", "listing", "moments", "sources"]
