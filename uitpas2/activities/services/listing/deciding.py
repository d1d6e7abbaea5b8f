"""Saying yes to a list, or throwing it away; what nobody decided about is forgotten after a day."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, select, update

from uitpas2.activities.errors.listing import ListStarted, NothingInList, WrongLinesLeft
from uitpas2.activities.models import OfferList, OfferListEntry
from uitpas2.activities.queries.listing import entry_counts, offer_list
from uitpas2.activities.rules.listing import TO_DO, EntryState, ListStatus
from uitpas2.database.work import Work
from uitpas2.database.writes import happened
from uitpas2.trail.services import note

KEPT = timedelta(days=1)


def confirm_list(work: Work, list_id: str, *, publish: bool, leave_out: bool = False) -> OfferList:
    """From now on what the list says is saved; `publish` puts new activities online at once, else they are drafts.

    Confirming twice does it once. Raises ListUnknown, ListStarted, NothingInList, or WrongLinesLeft for the form's
    field `leave_out`.
    """
    found = offer_list(work, list_id)
    counts = entry_counts(work, list_id)
    wrong = counts.get(EntryState.WRONG, 0)
    if found.status is ListStatus.READ and not any(counts.get(state) for state in TO_DO):
        raise NothingInList
    if found.status is ListStatus.READ and wrong and not leave_out:
        raise WrongLinesLeft(field="leave_out", count=wrong)
    confirming = update(OfferList).where(OfferList.id == list_id, OfferList.status == ListStatus.READ)
    values = {"confirmed_by": work.actor.id[:80], "confirmed_at": work.now, "publishes": publish}
    if not happened(work.session, confirming.values(status=ListStatus.WAITING, **values)):
        raise ListStarted
    work.session.refresh(found)
    note(work, "offer.list-confirmed", "offer-list", list_id, publishes=publish)
    return found


def drop_list(work: Work, list_id: str) -> None:
    """Throw a preview away: nothing of it stays but figures. Raises ListUnknown or ListStarted."""
    found = offer_list(work, list_id)
    if found.status is not ListStatus.READ or not forget(work, found):
        raise ListStarted
    note(work, "offer.list-dropped", "offer-list", list_id)


def forget(work: Work, found: OfferList) -> bool:
    """Erase what stands in a list that still has this status; False when somebody was first."""
    ends_as = ListStatus.DONE if found.status is ListStatus.DONE else ListStatus.FORGOTTEN
    going = update(OfferList).where(OfferList.id == found.id, OfferList.status == found.status)
    if not happened(work.session, going.values(status=ends_as, digest="", file_name="", unknown_columns=[])):
        return False
    work.session.execute(
        delete(OfferListEntry).where(OfferListEntry.list_id == found.id).execution_options(synchronize_session=False)
    )
    work.session.refresh(found)
    return True


def forget_old_lists(work: Work) -> int:
    """Forget lists a day after they were read; tells how many."""
    old = select(OfferList).where(
        OfferList.made_at < work.now - KEPT,
        OfferList.status.in_([ListStatus.READ, ListStatus.DONE]),
        OfferList.digest != "",
    )
    return sum(forget(work, found) for found in work.session.scalars(old).all())
