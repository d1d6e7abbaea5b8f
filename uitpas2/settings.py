"""What the environment decides, read once into one frozen value."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

DEFAULT_DATABASE = "sqlite:///var/uitpas2.sqlite"
SOURCE = "UITPAS2_ENTITLEMENT_SOURCE"
DEMO_DATABASE = "sqlite:///var/demo.sqlite"
LETTERBOX = "folder"
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
    proxies: int = 0
    mail: str = field(default="", repr=False)
    sms: str = field(default="", repr=False)
    push: str = field(default="", repr=False)
    entitlement_source: str = ""
    local_sources: bool = False

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """Read the UITPAS2_* variables.

        Without UITPAS2_SECRET_KEY the secret is the one kept in the data folder, made there the first time.
        Raises UnsafeSettings when a value cannot be used, or the secret is short or the demo's own outside the demo.
        """

        def switch(name: str, default: bool) -> bool:
            text = environment.get(name, "").strip().lower()
            if text not in {"", "on", "off"}:
                raise UnsafeSettings(f"{name} takes on or off, not {text!r}")
            return default if not text else text == "on"

        def whole_number(name: str) -> int:
            text = environment.get(name, "0")
            if not text.isdigit():
                raise UnsafeSettings(f"{name} takes a whole number, not {text!r}")
            return int(text)

        demo = switch("UITPAS2_DEMO", False)
        data_folder = Path(environment.get("UITPAS2_DATA_FOLDER", "var"))
        secret = environment.get("UITPAS2_SECRET_KEY") or (DEMO_SECRET if demo else kept_secret(data_folder))
        settings = cls(
            database_url=environment.get("UITPAS2_DATABASE_URL", DEFAULT_DATABASE),
            replica_url=environment.get("UITPAS2_REPLICA_URL", ""),
            secret_key=secret,
            demo=demo,
            rate_limits=switch("UITPAS2_RATE_LIMITS", True),
            rate_limit_storage=environment.get("UITPAS2_RATE_LIMIT_STORAGE", "memory://"),
            sqlite_sync=environment.get("UITPAS2_SQLITE_SYNC", "NORMAL" if demo else "FULL").upper(),
            secure_cookies=switch("UITPAS2_SECURE_COOKIES", not demo),
            data_folder=data_folder,
            metrics_token=environment.get("UITPAS2_METRICS_TOKEN", ""),
            proxies=whole_number("UITPAS2_PROXIES"),
            mail=environment.get("UITPAS2_MAIL", LETTERBOX if demo else ""),
            sms=environment.get("UITPAS2_SMS", LETTERBOX if demo else ""),
            push=environment.get("UITPAS2_PUSH", LETTERBOX if demo else ""),
            entitlement_source=environment.get(SOURCE, ""),
            local_sources=switch("UITPAS2_LOCAL_SOURCES", demo),
        )
        settings.refuse_unsafe()
        return settings

    @property
    def letterbox(self) -> Path:
        """Where the demo's messages lie."""
        return self.data_folder / "messages"

    @property
    def has_letterbox(self) -> bool:
        """Whether there is a page that shows messages: in the demo only, and only where they go into that folder."""
        return self.demo and LETTERBOX in {self.mail, self.sms, self.push}

    def refuse_unsafe(self) -> None:
        if not self.demo and self.secret_key == DEMO_SECRET:
            raise UnsafeSettings("UITPAS2_SECRET_KEY is the demo's: everybody knows it. Choose your own.")
        if not self.demo and len(self.secret_key) < 32:
            raise UnsafeSettings("UITPAS2_SECRET_KEY is too short: use at least 32 random characters.")
        if not self.demo and LETTERBOX in {self.mail, self.sms, self.push}:
            raise UnsafeSettings(
                "a folder of messages that can be read is for the demo only: name a server, or nothing"
            )
        if self.sqlite_sync not in {"FULL", "NORMAL", "OFF"}:
            raise UnsafeSettings(f"UITPAS2_SQLITE_SYNC takes FULL or NORMAL, not {self.sqlite_sync!r}")


def kept_secret(folder: Path) -> str:
    """The installation's own secret, made at random the first time and readable by its owner only.

    Several machines on one database need the same one: give them UITPAS2_SECRET_KEY instead.
    """
    path = folder / "secret.key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return path.read_text().strip()
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text().strip()
