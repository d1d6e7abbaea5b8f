"""Following a source, following it no longer, and forgetting how its readings went."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, select

from uitpas2.accounts.queries import organisation
from uitpas2.activities.errors.polling import KeyVariableUnfit, SourceExists
from uitpas2.activities.models import OfferFault, OfferRun, OfferSource, OfferVanished
from uitpas2.activities.queries.polling import own_source
from uitpas2.activities.rules.polling import KEY_HEADERS, KEY_VARIABLE, RunStatus, source_address
from uitpas2.database.work import Work
from uitpas2.database.writes import insert_unless_there
from uitpas2.trail.services import note

KEPT = timedelta(days=90)
_MOST_AT_ONCE = 500  # runs forgotten in one go: every five minutes brings one


def add_source(
    work: Work,
    *,
    organisation_id: str,
    name: str,
    address: str,
    key_variable: str = "",
    key_header: str = KEY_HEADERS[0],
    page_size: int = 100,
    local: bool = False,
) -> OfferSource:
    """Follow a search address for an organisation, which answers for it. `local` allows an address without https.

    Raises OrganisationNotFound, AddressUnsafe, AddressTaken, KeyVariableUnfit or SourceExists.
    """
    owner = organisation(work, organisation_id)
    if key_variable and not KEY_VARIABLE.fullmatch(key_variable):
        raise KeyVariableUnfit(field="key_variable")
    id = work.new_id()
    is_new = insert_unless_there(
        work.session,
        OfferSource,
        id=id,
        organisation_id=owner.id,
        name=name.strip()[:120],
        address=source_address(address, local=local),
        key_variable=key_variable,
        key_header=key_header if key_header in KEY_HEADERS else KEY_HEADERS[0],
        page_size=max(1, min(page_size, 500)),
        active=True,
        made_by=work.actor.id[:80],
        made_at=work.now,
    )
    if not is_new:
        raise SourceExists(name=name.strip())
    note(work, "offer.source-added", "offer-source", id, organisation=owner.id)
    return work.session.get_one(OfferSource, id)


def switch_source(work: Work, source_id: str, *, on: bool) -> OfferSource:
    """Follow it or not; what came in through it stays either way. Raises SourceUnknown."""
    source = own_source(work, source_id)
    if source.active != on:
        source.active = on
        work.session.flush()
        note(work, "offer.source-switched", "offer-source", source_id, on=on)
    return source


def forget_old_runs(work: Work) -> int:
    """Forget readings of three months ago, unless somebody still decides about one; tells how many."""
    old = select(OfferRun.id).where(
        OfferRun.started_at < work.now - KEPT,
        OfferRun.status.not_in([RunStatus.RUNNING, RunStatus.WAITING, RunStatus.AGREED]),
    )
    ids = work.session.scalars(old.order_by(OfferRun.started_at).limit(_MOST_AT_ONCE)).all()
    for table in (OfferFault, OfferVanished):
        work.session.execute(delete(table).where(table.run_id.in_(ids)).execution_options(synchronize_session=False))
    work.session.execute(delete(OfferRun).where(OfferRun.id.in_(ids)).execution_options(synchronize_session=False))
    return len(ids)
