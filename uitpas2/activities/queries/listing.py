"""Lists of activities of the own organisation, and what stands in them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from uitpas2.activities.errors.listing import ListUnknown
from uitpas2.activities.models import OfferList, OfferListEntry, OfferReference
from uitpas2.activities.rules.listing import Column, EntryState, ListStatus, problem_in_words
from uitpas2.database.work import Work
from uitpas2.kernel.text import TranslatedText


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """What is wrong, in words, with its line and column."""

    line: int
    column: Column | None
    words: TranslatedText


def offer_lists(work: Work, *, limit: int = 10) -> Sequence[OfferList]:
    """The latest lists of the actor's organisation, newest first."""
    mine = select(OfferList).where(OfferList.organisation_id == work.actor.organisation_id)
    return work.session.scalars(mine.order_by(OfferList.made_at.desc(), OfferList.id).limit(limit)).all()


def offer_list(work: Work, list_id: str) -> OfferList:
    """A list of the actor's organisation. Raises ListUnknown."""
    found = work.session.scalar(
        select(OfferList).where(OfferList.id == list_id, OfferList.organisation_id == work.actor.organisation_id)
    )
    if found is None:
        raise ListUnknown
    return found


def entry_counts(work: Work, list_id: str) -> dict[EntryState, int]:
    """How many activities of each state stand in a list that was looked up before."""
    counted = select(OfferListEntry.state, func.count()).where(OfferListEntry.list_id == list_id)
    return dict(work.session.execute(counted.group_by(OfferListEntry.state)).all())


def entries(
    work: Work, list_id: str, states: Collection[EntryState], *, limit: int | None = None
) -> Sequence[OfferListEntry]:
    """The activities of these states of a list that was looked up before, in the order of its lines."""
    rows = select(OfferListEntry).where(OfferListEntry.list_id == list_id, OfferListEntry.state.in_(states))
    return work.session.scalars(rows.order_by(OfferListEntry.line).limit(limit)).all()


def problems_of(entry: OfferListEntry) -> list[ProblemLine]:
    """What is wrong with an activity of a list, in the order of its lines."""
    found = [
        ProblemLine(
            one["line"], Column(one["column"]) if one["column"] else None, problem_in_words(one["code"], one["details"])
        )
        for one in entry.problems
    ]
    return sorted(found, key=lambda one: one.line)


def references(work: Work, organisation_id: str, wanted: Collection[str]) -> Mapping[str, dict[str, Any]]:
    """What the latest list said of each of these references of an organisation."""
    rows = select(OfferReference.reference, OfferReference.item).where(
        OfferReference.organisation_id == organisation_id, OfferReference.reference.in_(wanted)
    )
    return dict(work.session.execute(rows).all())


def lists_to_carry_out(work: Work) -> Sequence[tuple[str, str, str]]:
    """The lists that were confirmed: their id, organisation and who confirmed them."""
    rows = select(OfferList.id, OfferList.organisation_id, OfferList.confirmed_by)
    waiting = rows.where(OfferList.status == ListStatus.WAITING).order_by(OfferList.confirmed_at, OfferList.id)
    return [(id, organisation, by or "") for id, organisation, by in work.session.execute(waiting)]
