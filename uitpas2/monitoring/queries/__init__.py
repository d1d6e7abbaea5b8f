"""Releases and their figures, as whoever may read figures sees them."""

from uitpas2.monitoring.queries.guidance import (
    EVERYBODY,
    GuidanceReport,
    guidance_reports,
    municipalities_to_release,
    quarters_released,
    reached,
)
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
    "EVERYBODY",
    "PARTICIPATION",
    "GuidanceReport",
    "areas",
    "count_persons",
    "figures",
    "guidance_reports",
    "latest_release",
    "leaks",
    "municipalities_to_release",
    "quarters_released",
    "reached",
    "release_of",
    "releases",
    "table_of",
]
