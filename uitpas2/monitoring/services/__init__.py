"""Making releases."""

from uitpas2.monitoring.services.guidance import build_guidance, release_guidance
from uitpas2.monitoring.services.releases import METHOD, build_release

__all__ = ["METHOD", "build_guidance", "build_release", "release_guidance"]
