"""Booking entries. They are never changed: a correction is a reversing entry."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select, tuple_

from uitpas2.database.work import Work
from uitpas2.database.writes import as_stored, insert_many, insert_unless_there
from uitpas2.kernel.money import Euro
from uitpas2.ledger.errors import AlreadyReversed, EntryUnknown, UnbalancedEntry
from uitpas2.ledger.models import Entry, LedgerAccount, Posting
from uitpas2.ledger.rules import AccountKey, Line, imbalance

_KNOWN = "ledger accounts of this work"


def book(work: Work, *, kind: str, reference: str, lines: Sequence[Line]) -> Entry:
    """Write down one entry; lines of nothing are left out. `kind` and `reference` together occur once.

    Raises UnbalancedEntry when the lines do not add up to zero.
    """
    if off := imbalance(lines):
        raise UnbalancedEntry(f"entry {kind} {reference} is off by {off}")
    moving = [line for line in lines if line.amount]
    accounts = _account_ids(work, [line.account for line in moving])
    entry_id = work.new_id()
    entry = {
        "id": entry_id,
        "kind": kind,
        "reference": reference,
        "day": work.today,
        "at": work.now,
        "reverses_id": None,
    }
    insert_many(work.session, Entry, [entry])
    _write_postings(work, entry_id, [(accounts[line.account], line.amount) for line in moving])
    return as_stored(work.session, Entry, **entry)


def reverse(work: Work, entry_id: str, *, reference: str) -> Entry:
    """Take an entry back by a new one with every line the other way round.

    Raises EntryUnknown, or AlreadyReversed when that was done before.
    """
    original = work.session.get(Entry, entry_id)
    if original is None:
        raise EntryUnknown
    reversal_id = work.new_id()
    entry = {
        "id": reversal_id,
        "kind": f"{original.kind}-reversed",
        "reference": reference,
        "day": work.today,
        "at": work.now,
        "reverses_id": original.id,
    }
    if not insert_unless_there(work.session, Entry, **entry):
        raise AlreadyReversed
    postings = work.session.execute(
        select(Posting.account_id, Posting.amount).where(Posting.entry_id == original.id).order_by(Posting.id)
    )
    _write_postings(work, reversal_id, [(account_id, -amount) for account_id, amount in postings])
    return as_stored(work.session, Entry, **entry)


def _write_postings(work: Work, entry_id: str, amounts: Iterable[tuple[str, Euro]]) -> None:
    rows = [
        {"id": work.new_id(), "entry_id": entry_id, "account_id": account_id, "amount": amount}
        for account_id, amount in amounts
    ]
    insert_many(work.session, Posting, rows)


def _account_ids(work: Work, keys: Iterable[AccountKey]) -> dict[AccountKey, str]:
    """The ids of accounts, made where they are not there yet; asked of the database once per work."""
    known: dict[AccountKey, str] = work.session.info.setdefault(_KNOWN, {})
    wanted = [key for key in dict.fromkeys(keys) if key not in known]
    if wanted:
        known |= _stored_accounts(work, wanted)
    missing = [key for key in wanted if key not in known]
    for kind, organisation_id, counterparty_id, year in missing:
        insert_unless_there(
            work.session,
            LedgerAccount,
            id=work.new_id(),
            kind=kind,
            organisation_id=organisation_id,
            counterparty_id=counterparty_id,
            year=year,
        )
    if missing:
        known |= _stored_accounts(work, missing)
    return known


def _stored_accounts(work: Work, keys: Sequence[AccountKey]) -> dict[AccountKey, str]:
    columns = (
        LedgerAccount.kind,
        LedgerAccount.organisation_id,
        LedgerAccount.counterparty_id,
        LedgerAccount.year,
    )
    plain = [(str(kind), *rest) for kind, *rest in keys]
    rows = work.session.execute(select(*columns, LedgerAccount.id).where(tuple_(*columns).in_(plain)))
    return {(kind, organisation, counterparty, year): id_ for kind, organisation, counterparty, year, id_ in rows}
