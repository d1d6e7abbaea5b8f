"""What breaks the invariants of coming and of time in care: rows that no service would leave so."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, select, update

from tests.factories.discounts import Scene
from uitpas2.activities.models import Session
from uitpas2.attendance.models import CareStay, PlacePaid, SessionClosing
from uitpas2.database.work import Work
from uitpas2.ledger.models import BudgetHold


def came_without_a_word_on_the_price(work: Work, _: Scene) -> None:
    work.session.execute(delete(PlacePaid))


def came_while_a_part_is_kept(work: Work, _: Scene) -> None:
    work.session.execute(update(BudgetHold).values(ended_at=None))


def closed_with_somebody_inside(work: Work, scene: Scene) -> None:
    session = work.session.scalars(select(Session).where(Session.activity_id == scene.activity.id)).one()
    stay: dict[str, Any] = {"session_id": session.id, "activity_id": scene.activity.id, "day": session.day}
    came: dict[str, Any] = {"came_at": session.starts, "came_key": "in", "came_by": "test"}
    work.session.add(CareStay(id="stay", organiser_id=scene.organiser_id, holder_id=scene.holder.id, **stay, **came))
    work.session.add(SessionClosing(session_id=session.id, at=work.now, by="test"))
    work.session.flush()
