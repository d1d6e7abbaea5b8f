"""Releases of figures: closed, protected, never changed."""

from uitpas2.monitoring.models.guidance import GuidanceFigure, GuidanceRelease
from uitpas2.monitoring.models.releases import Release, ReleaseCell

__all__ = ["GuidanceFigure", "GuidanceRelease", "Release", "ReleaseCell"]
