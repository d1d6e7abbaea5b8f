"""Who is doing something: a person at work, a parent, an API client, or the platform itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ActorKind(StrEnum):
    PERSON = "person"
    CLIENT = "client"
    SYSTEM = "system"
    ANONYMOUS = "anonymous"


@dataclass(frozen=True, slots=True)
class Actor:
    """The scope of every query starts here.

    `organisation_id` is the municipality, organiser, partner or Flemish administration for which the actor acts;
    a guardian has none. `municipality_nis` is the NIS code of that organisation's municipality.
    `permissions` hold the names from `accounts.rules.Permission`.
    """

    id: str
    kind: ActorKind
    name: str = ""
    role: str = ""
    organisation_id: str | None = None
    municipality_nis: str | None = None
    permissions: frozenset[str] = frozenset()

    def may(self, permission: str) -> bool:
        return self.kind is ActorKind.SYSTEM or permission in self.permissions


def system_actor(name: str) -> Actor:
    """The platform itself: a job, a command, a seed. It may do everything, and the trail names it."""
    return Actor(id=f"system:{name}", kind=ActorKind.SYSTEM, name=name, role="system")


ANONYMOUS = Actor(id="anonymous", kind=ActorKind.ANONYMOUS)
