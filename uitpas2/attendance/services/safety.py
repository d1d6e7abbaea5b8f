"""What a guardian writes down for a child's safety, and the note that somebody on duty read it."""

from __future__ import annotations

from dataclasses import astuple

from sqlalchemy import func, select

from uitpas2.attendance.errors.care import CollectorUnknown, PhoneWrong, TooManyCollectors, YesNeeded
from uitpas2.attendance.models import CareNeed, Collector
from uitpas2.attendance.queries.rolls import Notes
from uitpas2.attendance.queries.safety import notes_for_duty
from uitpas2.attendance.rules import KEY_PURPOSE, LONGEST, MOST_COLLECTORS, Needs, sealed, tidy_phone
from uitpas2.cards.errors import HolderUnknown
from uitpas2.cards.models import Holder
from uitpas2.cards.queries import is_guardian_of
from uitpas2.cards.rules import LookedAt, Purpose, without_national_numbers
from uitpas2.cards.services import give_consent, note_look, withdraw_consent
from uitpas2.database.work import Work
from uitpas2.trail.services import note


def write_needs(work: Work, holder_id: str, needs: Needs, *, agreed: bool) -> None:
    """Keep what those on duty must know, with the guardian's yes; nothing written takes both away.

    Raises HolderUnknown, or YesNeeded when something is written and nobody may read it.
    """
    _own_child(work, holder_id)
    row = work.session.get(CareNeed, holder_id)
    if not needs:
        if row is not None:
            work.session.delete(row)
            work.session.flush()
            note(work, "care-needs.removed", "holder", holder_id)
        withdraw_consent(work, holder_id, Purpose.CARE_NEEDS)
        return
    if not agreed:
        raise YesNeeded(field="agreed")
    give_consent(work, holder_id, Purpose.CARE_NEEDS)
    needs = Needs(*(without_national_numbers(text.strip())[:LONGEST] for text in astuple(needs)))
    kept = sealed(needs, work.keys.derive(KEY_PURPOSE), holder_id)
    work.session.merge(CareNeed(holder_id=holder_id, sealed=kept, written_at=work.now, written_by=work.actor.id[:80]))
    work.session.flush()
    note(work, "care-needs.written", "holder", holder_id)


def add_collector(work: Work, holder_id: str, *, name: str, phone: str = "") -> Collector:
    """Somebody may take this child along from now on. Raises HolderUnknown, PhoneWrong or TooManyCollectors."""
    _own_child(work, holder_id)
    number = tidy_phone(phone)
    if number is None:
        raise PhoneWrong(field="phone")
    there = select(func.count()).select_from(Collector).where(Collector.holder_id == holder_id)
    if (work.session.scalar(there) or 0) >= MOST_COLLECTORS:
        raise TooManyCollectors(field="name", most=MOST_COLLECTORS)
    made = Collector(
        id=work.new_id(),
        holder_id=holder_id,
        name=without_national_numbers(name.strip())[:80],
        phone=number,
        added_by=work.actor.id[:80],
        added_at=work.now,
    )
    work.session.add(made)
    work.session.flush()
    note(work, "collector.added", "holder", holder_id)
    return made


def remove_collector(work: Work, holder_id: str, collector_id: str) -> None:
    """Take somebody off the list, from this moment on. Raises HolderUnknown or CollectorUnknown."""
    _own_child(work, holder_id)
    row = work.session.get(Collector, collector_id)
    if row is None or row.holder_id != holder_id:
        raise CollectorUnknown
    work.session.delete(row)
    work.session.flush()
    note(work, "collector.removed", "holder", holder_id)


def read_notes(work: Work, session_id: str, holder_id: str) -> Notes:
    """What those on duty must know about a child, and the note that they looked, for the family to read.

    Raises SessionUnknown, NotToday or NotExpected.
    """
    notes = notes_for_duty(work, session_id, holder_id)
    note_look(work, holder_id, LookedAt.CARE_NEEDS)
    return notes


def _own_child(work: Work, holder_id: str) -> None:
    """A guardian's own child, held on to, so that two who write wait for each other. Raises HolderUnknown."""
    if not is_guardian_of(work, holder_id):
        raise HolderUnknown
    work.session.execute(select(Holder.id).where(Holder.id == holder_id).with_for_update(key_share=True))
