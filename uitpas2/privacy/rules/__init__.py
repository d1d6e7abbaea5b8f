"""The register of what is kept, and the words around requests."""

from uitpas2.privacy.rules.words import RequestKind, RequestStatus

__all__ = ["RequestKind", "RequestStatus"]
