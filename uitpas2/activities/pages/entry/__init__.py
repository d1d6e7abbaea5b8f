"""Entering an activity by hand, editing it, and copying it to the next school year."""

from uitpas2.activities.pages.entry import routes

__all__ = ["routes"]
