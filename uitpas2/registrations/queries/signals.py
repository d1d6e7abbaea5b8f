"""Whether a child came: for a partner, only with the family's yes, from that moment on, and for places it arranged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy import ColumnElement, select

from uitpas2.activities.models import Activity, Session
from uitpas2.cards.models import Holder
from uitpas2.database.work import Work
from uitpas2.kernel.text import TranslatedText
from uitpas2.registrations.models import RegisteredSession, Registration
from uitpas2.registrations.rules import Attendance
from uitpas2.welfare.models import Client
from uitpas2.welfare.queries import own_live
from uitpas2.welfare.rules import should_call, stayed_away

TOLD = (Attendance.ATTENDED, Attendance.ABSENT)  # who excused the child beforehand has told it already


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of a client in one activity: every time in the order of time, and whether the child came."""

    holder_id: str
    first_name: str
    activity_name: TranslatedText
    times: tuple[tuple[datetime, bool], ...]

    @property
    def came(self) -> int:
        return sum(came for _, came in self.times)

    @property
    def away_in_a_row(self) -> int:
        return stayed_away(came for _, came in self.times)

    @property
    def should_call(self) -> bool:
        return should_call(came for _, came in self.times)


def attendance_of(work: Work, holder_id: str) -> list[Seen]:
    """By activity, for a client of the actor's organisation; nothing without the family's yes to it."""
    return _seen(work, Client.holder_id == holder_id)


def whom_to_call(work: Work) -> list[Seen]:
    """The clients who did not come twice in a row."""
    return [one for one in _seen(work) if one.should_call]


def _seen(work: Work, *conditions: ColumnElement[bool]) -> list[Seen]:
    rows = work.session.execute(
        select(
            Client.holder_id,
            Holder.first_name,
            Registration.activity_id,
            Activity.name,
            Session.starts,
            RegisteredSession.attendance,
        )
        .join(Holder, Holder.id == Client.holder_id)
        .join(Registration, Registration.holder_id == Client.holder_id)
        .join(RegisteredSession, RegisteredSession.registration_id == Registration.id)
        .join(Session, Session.id == RegisteredSession.session_id)
        .join(Activity, Activity.id == Registration.activity_id)
        .where(
            own_live(work),
            Registration.entered_for == Client.partner_id,
            Session.starts >= Client.attendance_since,
            RegisteredSession.attendance.in_(TOLD),
            *conditions,
        )
        .order_by(Holder.first_name, Client.holder_id, Registration.activity_id, Session.starts)
    ).all()
    found = []
    for (holder_id, first_name, _), group in groupby(rows, key=lambda row: (row[0], row[1], row[2])):
        times = list(group)
        found.append(
            Seen(
                holder_id=holder_id,
                first_name=first_name,
                activity_name=times[0][3],
                times=tuple((row[4], row[5] is Attendance.ATTENDED) for row in times),
            )
        )
    return found
