"""Carrying out a confirmed import, some lines per transaction: others write in between, and nothing is done twice."""

from __future__ import annotations

from collections import Counter

import structlog
from sqlalchemy import delete, select, update

from uitpas2.accounts.models import Organisation
from uitpas2.accounts.rules import Permission, Role
from uitpas2.cards.models import HolderImport, HolderImportRow
from uitpas2.cards.rules.importing import (
    NOT_DONE,
    UNDER_WAY,
    ImportStatus,
)
from uitpas2.cards.services.import_lines import Batch
from uitpas2.database.work import Work, Workplace
from uitpas2.database.writes import happened
from uitpas2.kernel.actor import Actor, ActorKind, system_actor
from uitpas2.kernel.errors import Unavailable
from uitpas2.trail.services import note

log = structlog.get_logger()
AT_ONCE = 200  # lines in a transaction: a counter that writes meanwhile waits for half a second at most


def clerk_of(work: Work, import_id: str) -> Actor:
    """Whoever confirmed an import, at their own counter: it is carried out with their eyes, not with the platform's."""
    row = work.session.execute(
        select(HolderImport.confirmed_by, Organisation.id, Organisation.municipality_nis)
        .join(Organisation, Organisation.id == HolderImport.organisation_id)
        .where(HolderImport.id == import_id)
    ).one()
    return counter_actor(row.confirmed_by or "", row.id, row.municipality_nis)


def counter_actor(id: str, organisation_id: str, municipality_nis: str | None) -> Actor:
    """Somebody at the counter of a municipality who imports: a clerk, or a command in that counter's name."""
    permissions = {Permission.REGISTER_HOLDERS, Permission.ISSUE_CARDS, Permission.FIND_BY_NATIONAL_NUMBER}
    return Actor(
        id=id,
        kind=ActorKind.PERSON,
        role=Role.COUNTER_CLERK.value,
        organisation_id=organisation_id,
        municipality_nis=municipality_nis,
        permissions=frozenset(str(permission) for permission in permissions),
    )


def import_some(work: Work, import_id: str, *, at_once: int) -> bool:
    """Deal with the next lines of a confirmed import; tells whether there may be more. `work` is the clerk's.

    Two at once wait for each other here, and never do a line twice.
    """
    under_way = update(HolderImport).where(HolderImport.id == import_id, HolderImport.status.in_(UNDER_WAY))
    if not happened(work.session, under_way.values(status=ImportStatus.IMPORTING, moved_at=work.now)):
        return False
    to_do = select(HolderImportRow).where(HolderImportRow.import_id == import_id, HolderImportRow.done.is_(False))
    rows = work.session.scalars(to_do.order_by(HolderImportRow.line).limit(at_once)).all()
    if rows:
        Batch(work, work.session.get_one(HolderImport, import_id, populate_existing=True), rows).carry_out()
    if work.session.scalar(select(to_do.exists())):
        return True
    _finish(work, import_id)
    return False


def carry_out_import(workplace: Workplace, import_id: str, *, at_most: int | None = None) -> bool:
    """Deal with an import, or with so many of its lines; tells whether there may be more.

    A mistake of ours stops this import, and no other one.
    """
    with workplace.reading(system_actor("import-holders")) as work:
        clerk = clerk_of(work, import_id)
    begun = 0
    try:
        while at_most is None or begun < at_most:
            with workplace.begin(clerk) as work:
                if not import_some(work, import_id, at_once=AT_ONCE):
                    return False
            begun += AT_ONCE
    except Unavailable:
        raise
    except Exception:
        log.exception("import of holders failed", holder_import=import_id)
        with workplace.begin(clerk) as work:
            fail_import(work, import_id)
        return False
    return True


def _finish(work: Work, import_id: str) -> None:
    """What was imported is forgotten with the last line; what was left out waits a day to be fetched and corrected."""
    states = work.session.scalars(select(HolderImportRow.state).where(HolderImportRow.import_id == import_id))
    figures = {state.value: number for state, number in sorted(Counter(states).items())}
    work.session.execute(
        update(HolderImport)
        .where(HolderImport.id == import_id)
        .values(status=ImportStatus.DONE, finished_at=work.now, figures=figures)
    )
    done_with = HolderImportRow.state.not_in(NOT_DONE)
    work.session.execute(delete(HolderImportRow).where(HolderImportRow.import_id == import_id, done_with))
    work.session.expire_all()
    note(work, "holders.imported", "holder-import", import_id, **figures)


def fail_import(work: Work, import_id: str) -> None:
    """A mistake of ours: what was done stays done, and the rest is told not to have been."""
    under_way = update(HolderImport).where(HolderImport.id == import_id, HolderImport.status.in_(UNDER_WAY))
    happened(work.session, under_way.values(status=ImportStatus.FAILED, finished_at=work.now))
