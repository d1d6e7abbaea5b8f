"""One secret of the installation, and a key of its own for each purpose."""

from __future__ import annotations

import hashlib
import hmac


class Keys:
    """Derives independent 32-byte keys from the platform's secret. Prints as nothing."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()

    def derive(self, purpose: str) -> bytes:
        """The key for one purpose, such as "trail-seal": knowing it tells nothing about the others."""
        return hmac.new(self._secret, b"uitpas2/" + purpose.encode(), hashlib.sha256).digest()

    def __repr__(self) -> str:
        return "Keys(***)"
