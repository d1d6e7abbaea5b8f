"""What somebody wants to register: one child for one session, or for one series."""

from __future__ import annotations

from dataclasses import dataclass

_SESSION, _SERIES = "session", "series"


@dataclass(frozen=True, slots=True)
class Wish:
    """A child and a session, or a child and a series; the other one is empty."""

    holder_id: str
    session_id: str = ""
    series_id: str = ""

    @property
    def key(self) -> str:
        """What is wished for, whoever wishes it: "session:…" or "series:…"."""
        return f"{_SERIES}:{self.series_id}" if self.series_id else f"{_SESSION}:{self.session_id}"

    @property
    def text(self) -> str:
        """As one value of a form; `Wish.of_text` reads it again."""
        return f"{self.holder_id}:{self.key}"

    @classmethod
    def of_key(cls, holder_id: str, key: str) -> Wish | None:
        """A child with a key; None for what is no key."""
        kind, _, id = key.partition(":")
        if not id or kind not in {_SESSION, _SERIES}:
            return None
        return cls(holder_id, session_id=id) if kind == _SESSION else cls(holder_id, series_id=id)

    @classmethod
    def of_text(cls, text: str) -> Wish | None:
        """What `text` wrote; None for anything else."""
        holder_id, _, key = text.partition(":")
        return cls.of_key(holder_id, key) if holder_id else None
