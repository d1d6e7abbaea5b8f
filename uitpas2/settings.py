"""What the environment decides, read once into one frozen value."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

DEFAULT_DATABASE = "sqlite:///var/uitpas2.sqlite"
DEMO_SECRET = "only-for-the-demo-on-this-machine"  # noqa: S105  refused outside the demo


class UnsafeSettings(Exception):
    """The platform refuses to start like this; the message says what to set."""


@dataclass(frozen=True, slots=True)
class Settings:
    database_url: str = DEFAULT_DATABASE
    replica_url: str = ""
    secret_key: str = field(default="", repr=False)
    demo: bool = False
    rate_limits: bool = True
    rate_limit_storage: str = "memory://"
    sqlite_sync: str = "FULL"
    secure_cookies: bool = True
    data_folder: Path = Path("var")
    metrics_token: str = field(default="", repr=False)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """Read the UITPAS2_* variables.

        Raises UnsafeSettings when the secret is missing or is the demo's own outside the demo.
        """

        def switch(name: str, default: bool) -> bool:
            text = environment.get(name, "").strip().lower()
            if text not in {"", "on", "off"}:
                raise UnsafeSettings(f"{name} takes on or off, not {text!r}")
            return default if not text else text == "on"

        demo = switch("UITPAS2_DEMO", False)
        settings = cls(
            database_url=environment.get("UITPAS2_DATABASE_URL", DEFAULT_DATABASE),
            replica_url=environment.get("UITPAS2_REPLICA_URL", ""),
            secret_key=environment.get("UITPAS2_SECRET_KEY", DEMO_SECRET if demo else ""),
            demo=demo,
            rate_limits=switch("UITPAS2_RATE_LIMITS", True),
            rate_limit_storage=environment.get("UITPAS2_RATE_LIMIT_STORAGE", "memory://"),
            sqlite_sync=environment.get("UITPAS2_SQLITE_SYNC", "NORMAL" if demo else "FULL").upper(),
            secure_cookies=switch("UITPAS2_SECURE_COOKIES", not demo),
            data_folder=Path(environment.get("UITPAS2_DATA_FOLDER", "var")),
            metrics_token=environment.get("UITPAS2_METRICS_TOKEN", ""),
        )
        settings.refuse_unsafe()
        return settings

    def refuse_unsafe(self) -> None:
        if not self.demo and self.secret_key in {"", DEMO_SECRET}:
            raise UnsafeSettings(
                "UITPAS2_SECRET_KEY is not set. Put at least 32 random characters in it, "
                f"for example {secrets.token_urlsafe(32)}, and keep it secret."
            )
        if not self.demo and len(self.secret_key) < 32:
            raise UnsafeSettings("UITPAS2_SECRET_KEY is too short: use at least 32 random characters.")
        if self.sqlite_sync not in {"FULL", "NORMAL", "OFF"}:
            raise UnsafeSettings(f"UITPAS2_SQLITE_SYNC takes FULL or NORMAL, not {self.sqlite_sync!r}")
