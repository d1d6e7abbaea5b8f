"""What a partner's people see of barriers and tasks: those of their own live clients, and no others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, select

from uitpas2.accounts.models import Account
from uitpas2.cards.models import Holder
from uitpas2.database.work import Work
from uitpas2.welfare.errors import TaskUnknown
from uitpas2.welfare.models import Barrier, Client, Task
from uitpas2.welfare.queries.clients import own_live
from uitpas2.welfare.rules import BarrierKind

SOON = timedelta(days=7)
MOST_DONE = 10


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task of the partner; `who` is empty while nobody has taken it."""

    id: str
    holder_id: str
    first_name: str
    kind: BarrierKind | None
    what: str
    due_on: date
    who: str
    is_late: bool
    done_at: datetime | None


def barriers_of(work: Work, holder_id: str) -> Sequence[BarrierKind]:
    """What stands in the way of a client, for whoever looked the client up before."""
    found = select(Barrier.kind).join(Client, Client.id == Barrier.client_id)
    return work.session.scalars(found.where(own_live(work), Client.holder_id == holder_id).order_by(Barrier.kind)).all()


def tasks_of(work: Work, holder_id: str) -> list[TaskLine]:
    """The tasks for a client: open ones by day, then the latest ones that were done."""
    still_open = _lines(work, Client.holder_id == holder_id, Task.done_at.is_(None))
    done = _lines(work, Client.holder_id == holder_id, Task.done_at.is_not(None))
    return still_open + sorted(done, key=lambda task: task.done_at or datetime.max, reverse=True)[:MOST_DONE]


def tasks_due(work: Work) -> list[TaskLine]:
    """Open tasks of the partner that are late or due within a week: one's own and those that nobody has taken."""
    mine = (Task.for_account == work.actor.id) | Task.for_account.is_(None)
    return _lines(work, Task.done_at.is_(None), Task.due_on <= work.today + SOON, mine)


def own_task(work: Work, task_id: str) -> Task:
    """Raises TaskUnknown outside the partner's live clients."""
    found = work.session.scalar(
        select(Task).join(Client, Client.id == Task.client_id).where(Task.id == task_id, own_live(work))
    )
    if found is None:
        raise TaskUnknown
    return found


def _lines(work: Work, *conditions: ColumnElement[bool]) -> list[TaskLine]:
    rows = work.session.execute(
        select(Task, Client.holder_id, Holder.first_name, Account.name)
        .join(Client, Client.id == Task.client_id)
        .join(Holder, Holder.id == Client.holder_id)
        .outerjoin(Account, Account.id == Task.for_account)
        .where(own_live(work), *conditions)
        .order_by(Task.due_on, Holder.first_name, Task.id)
    )
    return [
        TaskLine(
            id=task.id,
            holder_id=holder_id,
            first_name=first_name,
            kind=task.kind,
            what=task.what,
            due_on=task.due_on,
            who=who or "",
            is_late=task.done_at is None and task.due_on < work.today,
            done_at=task.done_at,
        )
        for task, holder_id, first_name, who in rows
    ]
