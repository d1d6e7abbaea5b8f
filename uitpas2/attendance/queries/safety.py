"""Who may take a child along, and what those on duty must know: only today, only at this child's session."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from uitpas2.accounts.models import Account
from uitpas2.attendance.errors import NotExpected, NotToday
from uitpas2.attendance.models import CareNeed, Collector
from uitpas2.attendance.queries.rolls import Child, Notes, WhoCollects, child_on_list
from uitpas2.attendance.queries.scope import is_today, own_session
from uitpas2.attendance.rules import KEY_PURPOSE, Needs, opened
from uitpas2.cards.errors import HolderUnknown
from uitpas2.cards.models import Guardianship
from uitpas2.cards.queries import has_consent, is_guardian_of
from uitpas2.cards.rules import Purpose
from uitpas2.database.work import Work


def notes_for_duty(work: Work, session_id: str, holder_id: str) -> Notes:
    """What those on duty must know about a child of today's list, and who may take it along.

    The caller writes down that somebody looked. Raises SessionUnknown, NotToday or NotExpected.
    """
    session = own_session(work, session_id)
    child = child_on_list(work, session, holder_id)
    if child is None:
        raise NotExpected
    if not is_today(work, session):
        raise NotToday
    return Notes(child, _needs(work, holder_id), who_collects(work, holder_id))


def who_collects(work: Work, holder_id: str) -> list[WhoCollects]:
    """The guardians, then who they put on the list; for services, no scope is asked."""
    guardians = work.session.execute(
        select(Account.id, Account.name)
        .join(Guardianship, Guardianship.account_id == Account.id)
        .where(Guardianship.holder_id == holder_id, Guardianship.ended_at.is_(None))
        .order_by(Account.name, Account.id)
    )
    listed = work.session.scalars(
        select(Collector).where(Collector.holder_id == holder_id).order_by(Collector.name, Collector.id)
    )
    return [
        *(WhoCollects(id, name, "", is_guardian=True) for id, name in guardians),
        *(WhoCollects(one.id, one.name, one.phone, is_guardian=False) for one in listed),
    ]


def own_needs(work: Work, holder_id: str) -> tuple[Needs, bool]:
    """What the acting guardian's family wrote, and whether its yes stands. Raises HolderUnknown."""
    _must_be_guardian(work, holder_id)
    return _kept(work, holder_id), has_consent(work, holder_id, Purpose.CARE_NEEDS)


def own_collectors(work: Work, holder_id: str) -> Sequence[Collector]:
    """The acting guardian's list of who may take the child along. Raises HolderUnknown."""
    _must_be_guardian(work, holder_id)
    return work.session.scalars(
        select(Collector).where(Collector.holder_id == holder_id).order_by(Collector.name, Collector.id)
    ).all()


def _must_be_guardian(work: Work, holder_id: str) -> None:
    if not is_guardian_of(work, holder_id):
        raise HolderUnknown


def _needs(work: Work, holder_id: str) -> Needs:
    return _kept(work, holder_id) if has_consent(work, holder_id, Purpose.CARE_NEEDS) else Needs()


def _kept(work: Work, holder_id: str) -> Needs:
    row = work.session.get(CareNeed, holder_id)
    return opened(row.sealed, work.keys.derive(KEY_PURPOSE), holder_id) if row else Needs()


__all__ = ["Child", "notes_for_duty", "own_collectors", "own_needs", "who_collects"]
