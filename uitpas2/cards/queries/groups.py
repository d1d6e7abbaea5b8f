"""Groups with a pass of their own."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from uitpas2.cards.errors import HolderUnknown
from uitpas2.cards.models import Holder
from uitpas2.cards.queries.people import holder, scope
from uitpas2.cards.rules import HolderKind, is_same_name
from uitpas2.database.work import Work

MOST_GROUPS = 300


def groups(work: Work) -> Sequence[Holder]:
    """The groups in the actor's scope, by name."""
    mine = select(Holder).where(Holder.kind == HolderKind.GROUP, scope(work))
    return work.session.scalars(mine.order_by(Holder.first_name, Holder.id).limit(MOST_GROUPS)).all()


def group(work: Work, holder_id: str) -> Holder:
    """A group in the actor's scope. Raises HolderUnknown, also for a person."""
    found = holder(work, holder_id)
    if found.kind is not HolderKind.GROUP:
        raise HolderUnknown
    return found


def group_named(work: Work, name: str) -> Holder | None:
    """A group in the actor's scope with this name, however it is written."""
    return next((one for one in groups(work) if is_same_name(one.first_name, "", name, "")), None)
