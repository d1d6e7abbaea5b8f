"""A draw for what more want than can come: announced with the fingerprint of its seed, done on its day, repeatable."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import exists, select

from uitpas2.activities.queries import own_activity, sessions
from uitpas2.activities.services import one_at_a_time
from uitpas2.database.work import Work
from uitpas2.registrations.errors import DrawNotPossible, DrawOutOfPlace
from uitpas2.registrations.models import Intake, Registration
from uitpas2.registrations.queries.draws import entry_of
from uitpas2.registrations.rules import LIVE, RegistrationStatus, commitment, drawn_turns
from uitpas2.registrations.services.granting import place_or_queue, queue
from uitpas2.registrations.services.turns import in_turn
from uitpas2.trail.services import note


def announce_draw(work: Work, activity_id: str, *, at: datetime) -> Intake:
    """Whoever registers for an activity of the actor's organisation before that moment takes part in a draw.

    Raises ActivityUnknown, DrawNotPossible for a moment that is over or once somebody is registered, or DrawOutOfPlace
    for one before registering opens or after the first coming session begins.
    """
    own_activity(work, activity_id)
    one_at_a_time(work, activity_id)
    live = exists().where(Registration.activity_id == activity_id, Registration.status.in_(LIVE))
    if at <= work.now or work.session.scalar(select(live)):
        raise DrawNotPossible(field="draw_at")
    intake = work.session.get(Intake, activity_id, populate_existing=True)
    coming = sessions(work, activity_id, from_moment=work.now)
    opens_at = intake.opens_at if intake else None
    if (coming and at >= coming[0].starts) or (opens_at and at <= opens_at):
        raise DrawOutOfPlace(field="draw_at")
    seed = secrets.token_hex(32)
    if intake is None:
        intake = Intake(activity_id=activity_id)
        work.session.add(intake)
    intake.draw_at, intake.draw_seed, intake.draw_commitment = at, seed, commitment(seed)
    intake.drawn_at, intake.changed_at = None, work.now
    work.session.flush()
    note(work, "draw.announced", "activity", activity_id, at=at.isoformat(), commitment=intake.draw_commitment)
    return intake


def draw(work: Work, activity_id: str) -> int:
    """Draw: everybody who asked gets a place or a turn, in the order of priority group and draw; tells how many.

    Brothers and sisters who only come together go by the lowest of their numbers. Done once, and not before its
    moment: it may have been put off since somebody saw that it was due.
    """
    in_turn(work, activity_id)
    intake = work.session.get(Intake, activity_id, populate_existing=True)
    if intake is None or intake.draw_seed is None or intake.drawn_at is not None:
        return 0
    if intake.draw_at is None or intake.draw_at > work.now:
        return 0
    asked = select(Registration).where(
        Registration.activity_id == activity_id, Registration.status == RegistrationStatus.REQUESTED
    )
    drawn = in_drawn_order(intake.draw_seed, work.session.scalars(asked).all())
    for place, together in enumerate(drawn, start=1):
        for one in together:
            one.drawn = place
    intake.drawn_at = work.now
    work.session.flush()
    if not intake.needs_approval:
        for together in drawn:
            if not place_or_queue(work, together):
                queue(work, together)  # without a price nobody is left as if the draw were still to come
            for one in together:
                one.placed_by_draw = one.status is RegistrationStatus.CONFIRMED
        work.session.flush()
    note(work, "draw.done", "activity", activity_id, registrations=sum(map(len, drawn)))
    return sum(map(len, drawn))


def in_drawn_order(seed: str, asked: Sequence[Registration]) -> list[list[Registration]]:
    """Who goes together as one, by priority group and then by the lowest number drawn."""
    by_code = {one.id: one for one in asked}
    return [[by_code[code] for code in turn] for turn in drawn_turns(seed, map(entry_of, asked))]
