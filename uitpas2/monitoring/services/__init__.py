"""Making releases."""

from uitpas2.monitoring.services.releases import METHOD, build_release

__all__ = ["METHOD", "build_release"]
