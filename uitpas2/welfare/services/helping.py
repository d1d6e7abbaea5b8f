"""What stands in the way of a client, and who does what about it. Only the partner's own people get this far."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import delete, update

from uitpas2.cards.rules import without_national_numbers
from uitpas2.database.work import Work
from uitpas2.database.writes import happened, insert_unless_there
from uitpas2.trail.services import note
from uitpas2.welfare.errors import TaskInPast, TaskUnknown, WorkerUnknown
from uitpas2.welfare.models import Barrier, Task
from uitpas2.welfare.queries import own_client, own_task, workers
from uitpas2.welfare.rules import BarrierKind


def choose_barriers(work: Work, holder_id: str, wanted: Collection[BarrierKind]) -> None:
    """What is ticked stands in the way of a client; what is not does not, or no longer. Raises ClientUnknown."""
    client = own_client(work, holder_id)
    for kind in sorted(set(wanted)):
        insert_unless_there(
            work.session,
            Barrier,
            id=work.new_id(),
            client_id=client.id,
            kind=kind,
            noted_at=work.now,
            noted_by=work.actor.id[:80],
        )
    gone = delete(Barrier).where(Barrier.client_id == client.id, Barrier.kind.not_in(list(wanted)))
    work.session.execute(gone)
    note(work, "client.barriers-noted", "client", client.id)


def add_task(
    work: Work, holder_id: str, *, what: str, due_on: date, kind: BarrierKind | None = None, for_account: str = ""
) -> Task:
    """Somebody of the partner does something for a client by a day. Without an account nobody has taken it yet.

    Raises ClientUnknown, TaskInPast, or WorkerUnknown for somebody who does not work for the partner.
    """
    client = own_client(work, holder_id)
    if due_on < work.today:
        raise TaskInPast(field="due_on")
    if for_account and for_account not in {one.account_id for one in workers(work)}:
        raise WorkerUnknown(field="for_account")
    task = Task(
        id=work.new_id(),
        client_id=client.id,
        kind=kind,
        what=without_national_numbers(what).strip()[:200],
        due_on=due_on,
        for_account=for_account or None,
        made_at=work.now,
        made_by=work.actor.id[:80],
    )
    work.session.add(task)
    work.session.flush()
    note(work, "task.added", "client", client.id, task=task.id)
    return task


def finish_task(work: Work, task_id: str) -> Task:
    """It is done; a second time changes nothing. Raises TaskUnknown outside the partner's live clients."""
    task = own_task(work, task_id)
    still_open = update(Task).where(Task.id == task.id, Task.done_at.is_(None))
    if happened(work.session, still_open.values(done_at=work.now, done_by=work.actor.id[:80])):
        note(work, "task.done", "client", task.client_id, task=task.id)
    return task


def drop_task(work: Work, task_id: str) -> Task:
    """It was a mistake, or it is no longer needed. Raises TaskUnknown."""
    task = own_task(work, task_id)
    if task.done_at is not None:
        raise TaskUnknown
    work.session.execute(delete(Task).where(Task.id == task.id))
    note(work, "task.dropped", "client", task.client_id, task=task.id)
    return task


def forget_help(work: Work, client_id: str) -> None:
    """The guidance ended: what the partner noted about this family goes with it."""
    for model in (Barrier, Task):
        work.session.execute(delete(model).where(model.client_id == client_id))
