"""A draw as everybody may read it: by codes that name nobody. And which of them are one's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select

from uitpas2.accounts.rules import Permission
from uitpas2.cards.models import Holder
from uitpas2.cards.queries import holders_of_guardian
from uitpas2.database.work import Work
from uitpas2.kernel.errors import NotFound
from uitpas2.registrations.models import Intake, Registration
from uitpas2.registrations.rules import Entry, ticket


@dataclass(frozen=True, slots=True)
class DrawLine:
    """Who took part. `turn` counts from one; those who only come together share it. `placed`: with a place at once,
    or on the list; None where the organiser decides.
    """

    turn: int
    entry: Entry
    ticket: str
    placed: bool | None


@dataclass(frozen=True, slots=True)
class Draw:
    """`seed` and `lines` are there once it is done."""

    at: datetime
    done_at: datetime | None
    commitment: str
    seed: str
    lines: Sequence[DrawLine]


@dataclass(frozen=True, slots=True)
class OwnDraw:
    """The part that one's own child, or a child that one guides, took in a draw."""

    first_name: str
    line: DrawLine


def entry_of(registration: Registration) -> Entry:
    """What a registration brings into a draw."""
    together = registration.bundle_id if registration.together and registration.bundle_id else ""
    return Entry(registration.id, registration.rank, together)


def draw_of(work: Work, activity_id: str) -> Draw:
    """For an activity that the caller has looked up. Raises NotFound when no draw was announced."""
    intake = work.session.get(Intake, activity_id)
    if intake is None or intake.draw_at is None:
        raise NotFound
    seed = (intake.draw_seed or "") if intake.drawn_at else ""
    took_part = select(Registration).where(Registration.activity_id == activity_id, Registration.drawn.is_not(None))
    rows = work.session.scalars(took_part.order_by(Registration.drawn, Registration.id)).all() if seed else []
    lines = [DrawLine(one.drawn or 0, entry_of(one), ticket(seed, one.id), one.placed_by_draw) for one in rows]
    return Draw(intake.draw_at, intake.drawn_at, intake.draw_commitment or "", seed, lines)


def own_draws(work: Work, activity_id: str, draw: Draw) -> list[OwnDraw]:
    """The lines of a draw that are of the actor's own children, or of those the actor's own partner brought."""
    actor = work.actor
    if actor.may(Permission.SEE_OWN_FAMILY):
        mine: ColumnElement[bool] = Registration.holder_id.in_([one.id for one in holders_of_guardian(work)])
    elif actor.may(Permission.REGISTER_CLIENTS) and actor.organisation_id:
        mine = Registration.entered_for == actor.organisation_id
    else:
        return []
    rows = work.session.execute(
        select(Registration.id, Holder.first_name)
        .join(Holder, Holder.id == Registration.holder_id)
        .where(Registration.activity_id == activity_id, Registration.drawn.is_not(None), mine)
    )
    names: dict[str, str] = dict(rows.all())
    return [OwnDraw(names[line.entry.code], line) for line in draw.lines if line.entry.code in names]
