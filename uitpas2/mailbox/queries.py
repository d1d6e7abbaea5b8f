"""What lies in the letterbox: for everybody who tries the demo, or for one account."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from uitpas2.accounts.models import Account
from uitpas2.cards.queries import own_channels
from uitpas2.database.work import Work
from uitpas2.kernel.errors import NotFound
from uitpas2.mailbox.rules import ID, Letter, Line, letter_of, line_of

MOST_SHOWN = 100
Shown = TypeVar("Shown", Line, Letter)


def own_addresses(work: Work) -> frozenset[str]:
    """Everything by which a message reaches the actor: mail address, telephone number, account."""
    account = work.session.get_one(Account, work.actor.id)
    return frozenset(one for one in (account.email, own_channels(work).phone, account.id) if one)


def messages(folder: Path, recipients: frozenset[str] | None = None) -> list[Line]:
    """The newest messages, those to these recipients only when there are any named."""
    found: list[Line] = []
    for path in sorted(folder.glob("*.eml"), reverse=True) if folder.is_dir() else ():
        line = _read(path, line_of)
        if line is not None and _is_for(line, recipients):
            found.append(line)
        if len(found) == MOST_SHOWN:
            break
    return found


def message(folder: Path, id: str, recipients: frozenset[str] | None = None) -> Letter:
    """One message. Raises NotFound, for somebody else's as for one that is not there."""
    letter = _read(folder / f"{id}.eml", letter_of) if ID.fullmatch(id) else None
    if letter is None or not _is_for(letter.line, recipients):
        raise NotFound
    return letter


def _is_for(line: Line, recipients: frozenset[str] | None) -> bool:
    return recipients is None or line.recipient in recipients


def _read(path: Path, as_what: Callable[[str, bytes], Shown]) -> Shown | None:
    """None for a file that went meanwhile: the letterbox keeps the newest only."""
    try:
        return as_what(path.stem, path.read_bytes())
    except FileNotFoundError:
        return None
