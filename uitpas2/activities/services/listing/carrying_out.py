"""Saving what a confirmed list says: some activities in each transaction, each one whole or not at all."""

from __future__ import annotations

from sqlalchemy import update

from uitpas2.accounts.rules import Permission
from uitpas2.activities.models import OfferList, OfferListEntry, OfferReference
from uitpas2.activities.queries.listing import entries, entry_counts, lists_to_carry_out, offer_list
from uitpas2.activities.rules import Origin
from uitpas2.activities.rules.listing import TO_DO, EntryState, ListStatus, Problem, entry_from_plain
from uitpas2.activities.services.entering import edit_activity, enter_activity
from uitpas2.activities.services.places import one_at_a_time
from uitpas2.database.work import Work, Workplace
from uitpas2.database.writes import happened
from uitpas2.kernel.actor import Actor, ActorKind, system_actor
from uitpas2.kernel.errors import DomainError
from uitpas2.trail.services import attempt, note

AT_ONCE = 20  # activities in one transaction


def carry_out_lists(workplace: Workplace) -> int:
    """Save what all confirmed lists say; tells how many activities."""
    with workplace.reading(system_actor("offer-lists")) as work:
        waiting = lists_to_carry_out(work)
    return sum(
        carry_out_list(workplace, _for(organisation_id, confirmed_by), list_id)
        for list_id, organisation_id, confirmed_by in waiting
    )


def _for(organisation_id: str, confirmed_by: str) -> Actor:
    """Whoever said yes, doing no more than that."""
    may = frozenset({Permission.MANAGE_ACTIVITIES.value})
    return Actor(confirmed_by, ActorKind.PERSON, organisation_id=organisation_id, permissions=may)


def carry_out_list(workplace: Workplace, actor: Actor, list_id: str, *, at_most: int | None = None) -> int:
    """Save what a confirmed list says; tells how many activities. After `at_most` the rest is left to the worker.

    An activity that cannot be saved any more is named as wrong, and the others go on. Raises ListUnknown.
    """
    done = 0
    while at_most is None or done < at_most:
        with workplace.begin(actor) as work:
            found = offer_list(work, list_id)
            some = entries(work, list_id, TO_DO, limit=AT_ONCE)
            if found.status is not ListStatus.WAITING or not some:
                _finish(work, found)
                break
            _take_turns(work, found.organisation_id, [one.reference for one in some])
            for entry in some:
                _save(work, found, entry)
            done += len(some)
    return done


def _take_turns(work: Work, organisation_id: str, wanted: list[str]) -> None:
    """All activities of this part at once and in one order."""
    rows = (work.session.get(OfferReference, (organisation_id, reference)) for reference in wanted)
    known = [row.activity_id for row in rows if row is not None]
    if known:
        one_at_a_time(work, *known)


def _save(work: Work, found: OfferList, entry: OfferListEntry) -> None:
    """One activity: new, or the one that has this reference by now."""
    try:
        with attempt(work):
            entry.state = _saved(work, found, entry)
            work.session.flush()
    except DomainError as error:
        work.session.refresh(entry)
        entry.state = EntryState.WRONG
        problem = Problem.of(entry.line, None, error)
        entry.problems = [
            {"line": problem.line, "column": None, "code": problem.code, "details": dict(problem.details)}
        ]
        work.session.flush()


def _saved(work: Work, found: OfferList, entry: OfferListEntry) -> EntryState:
    wanted = entry_from_plain(entry.item)
    known = work.session.get(OfferReference, (found.organisation_id, entry.reference), with_for_update=True)
    if known is not None:
        edit_activity(work, known.activity_id, wanted)
        known.item = entry.item
        return EntryState.UPDATED
    made = enter_activity(work, wanted, publish=found.publishes, origin=Origin.LISTED)
    work.session.add(
        OfferReference(
            organisation_id=found.organisation_id, reference=entry.reference, activity_id=made.id, item=entry.item
        )
    )
    return EntryState.ADDED


def _finish(work: Work, found: OfferList) -> None:
    figures = {state.value: number for state, number in sorted(entry_counts(work, found.id).items())}
    finishing = update(OfferList).where(OfferList.id == found.id, OfferList.status == ListStatus.WAITING)
    if happened(work.session, finishing.values(status=ListStatus.DONE, figures=figures)):
        note(work, "offer.list-saved", "offer-list", found.id, **figures)
