"""Releases and their figures, as whoever may read figures sees them."""

from uitpas2.monitoring.queries.releases import (
    PARTICIPATION,
    areas,
    count_persons,
    figures,
    latest_release,
    leaks,
    release_of,
    releases,
    table_of,
)

__all__ = [
    "PARTICIPATION",
    "areas",
    "count_persons",
    "figures",
    "latest_release",
    "leaks",
    "release_of",
    "releases",
    "table_of",
]
