"""Reading a list into a preview: what each activity in it is, before anything is written in the offer."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import select

from uitpas2.accounts.queries import own_organisation
from uitpas2.activities.errors.listing import TooManyOffered
from uitpas2.activities.models import OfferList, OfferListEntry
from uitpas2.activities.queries.listing import references
from uitpas2.activities.rules.listing import (
    EntryState,
    Header,
    ListStatus,
    Offered,
    activities_in,
    differing,
    entry_as_plain,
    read_file,
    read_header,
)
from uitpas2.activities.services.listing.deciding import forget
from uitpas2.database.work import Work, Workplace
from uitpas2.database.writes import insert_many
from uitpas2.kernel.actor import Actor
from uitpas2.trail.services import note

MOST_LINES = 1000
_NAME_SHOWN = 120


def read_list(workplace: Workplace, actor: Actor, content: bytes, *, file_name: str) -> str:
    """Read a file for an organiser and keep a preview of it; nothing comes in the offer. Tells the list's id.

    The file is read before the database is asked for anything: a large workbook takes seconds. A second reading of the
    same file takes the place of its first preview. Raises what `read_file` and `read_header` raise, or TooManyOffered,
    for the form's field `file`; OrganisationNotFound.
    """
    table = read_file(content)
    header = read_header(table.header)
    if len(table.lines) > MOST_LINES:
        raise TooManyOffered(field="file", most=MOST_LINES)
    offered = activities_in((line.number, header.cells(line)) for line in table.lines)
    digest = hashlib.sha256(content).hexdigest()
    with workplace.begin(actor) as work:
        return _keep(work, header, offered, digest=digest, file_name=file_name)


def _keep(work: Work, header: Header, offered: Sequence[Offered], *, digest: str, file_name: str) -> str:
    organisation_id = own_organisation(work).id
    earlier = select(OfferList).where(
        OfferList.organisation_id == organisation_id, OfferList.digest == digest, OfferList.status == ListStatus.READ
    )
    for one in work.session.scalars(earlier).all():
        forget(work, one)
    known = references(work, organisation_id, [one.reference for one in offered])
    id = work.new_id()
    rows = [_row(id, one, known) for one in offered]
    figures = Counter(row["state"].value for row in rows)
    work.session.add(
        OfferList(
            id=id,
            organisation_id=organisation_id,
            made_by=work.actor.id[:80],
            made_at=work.now,
            file_name=file_name.strip()[:120],
            digest=digest,
            unknown_columns=list(header.unknown),
            status=ListStatus.READ,
            figures=dict(sorted(figures.items())),
        )
    )
    work.session.flush()
    insert_many(work.session, OfferListEntry, rows)
    note(work, "offer.list-read", "offer-list", id, **figures)
    return id


def _row(list_id: str, one: Offered, known: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    """What an activity of the list is, beside what the latest list said of it."""
    item = entry_as_plain(one.entry) if one.entry else {"name": one.name[:_NAME_SHOWN]}
    before = known.get(one.reference)
    changed = differing(before, item) if one.entry and before is not None else []
    state = EntryState.WRONG
    if one.entry is not None:
        state = EntryState.NEW if before is None else EntryState.CHANGED if changed else EntryState.SAME
    return {
        "list_id": list_id,
        "line": one.line,
        "reference": one.reference,
        "state": state,
        "item": item,
        "changed": [column.value for column in changed],
        "problems": [asdict(problem) for problem in one.problems],
    }
