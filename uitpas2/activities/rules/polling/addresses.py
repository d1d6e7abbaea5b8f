"""The addresses that may be asked, and the question for one page."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from uitpas2.activities.errors.polling import AddressTaken, AddressUnsafe
from uitpas2.activities.rules.polling.words import RunKind

# What we ask ourselves. Deleted items are told among the changes; the whole list holds what everybody can see.
OURS = {"start", "limit", "embed", "createdFrom", "modifiedFrom", "sort[created]", "sort[modified]", "workflowStatus"}
_WITH_DELETED = "READY_FOR_VALIDATION,APPROVED,REJECTED,DELETED"
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Ask:
    """One page: `limit` items from `start` on, of those made (in a sweep) or changed since a moment."""

    kind: RunKind
    start: int
    limit: int
    since: datetime | None = None


def source_address(text: str, *, local: bool = False) -> str:
    """An address that may be kept for a source; http only with `local`, for a source on a closed network.

    Raises AddressUnsafe or AddressTaken for the field `address`.
    """
    address = text.strip()
    try:
        parts = urlsplit(address)
        is_odd = parts.username is not None or parts.password is not None or parts.port == 0
    except ValueError:
        raise AddressUnsafe(field="address") from None
    schemes = {"https", "http"} if local else {"https"}
    if (
        parts.scheme not in schemes
        or not parts.hostname
        or is_odd
        or parts.fragment
        or len(address) > _LONGEST
        or any(letter <= " " or letter in '\\"<>\x7f' or ord(letter) > 126 for letter in address)
    ):
        raise AddressUnsafe(field="address")
    for name, _ in parse_qsl(parts.query, keep_blank_values=True):
        if name in OURS:
            raise AddressTaken(field="address", name=name)
    return address


def page_address(source: str, ask: Ask) -> str:
    """The address of one page of a source. Ordered by what does not change meanwhile, so that pages fit together."""
    parts = urlsplit(source)
    by = "created" if ask.kind is RunKind.SWEEP else "modified"
    own = {"embed": "true", "start": str(ask.start), "limit": str(ask.limit), f"sort[{by}]": "asc"}
    if ask.since is not None:
        own[f"{by}From"] = ask.since.astimezone(UTC).isoformat(timespec="seconds")
    if ask.kind is RunKind.CHANGES:
        own["workflowStatus"] = _WITH_DELETED
    query = urlencode([*parse_qsl(parts.query, keep_blank_values=True), *own.items()])
    return urlunsplit((parts.scheme, parts.netloc, parts.path or "/", query, ""))


def origin(address: str) -> tuple[str, str, int]:
    """Scheme, host and port: what a source may not leave. Raises ValueError for what is no such address."""
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError(address)
    return parts.scheme, parts.hostname, parts.port or (443 if parts.scheme == "https" else 80)


def is_public(ip: str) -> bool:
    """Whether an IP address is on the open internet: not this machine, not a closed network, not a cloud's own."""
    found = ipaddress.ip_address(ip.partition("%")[0])
    inside = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None)
    if inside is not None and not is_public(str(inside)):
        return False
    return found.is_global and not found.is_multicast
