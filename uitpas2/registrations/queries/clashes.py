"""What a child does elsewhere at the moments that somebody is about to confirm."""

from __future__ import annotations

from sqlalchemy import select

from uitpas2.activities.models import Activity, Session
from uitpas2.database.work import Work
from uitpas2.kernel.text import TranslatedText
from uitpas2.registrations.models import RegisteredSession, Registration
from uitpas2.registrations.queries.orders import Order
from uitpas2.registrations.queries.scope import child, in_scope
from uitpas2.registrations.rules import Wish


def clashes(work: Work, order: Order) -> dict[Wish, list[TranslatedText]]:
    """By what can be confirmed: the names of other activities that take place meanwhile, each once.

    To warn, not to refuse: a child may leave care for an hour of swimming. A partner hears only of what it arranged
    itself. Raises ChildUnknown for a child outside the actor's family, clients or region.
    """
    if not order.going:
        return {}
    holders = [child(work, one.holder.id).id for one in order.children]
    sessions = [session for line in order.going for session in line.asked.sessions]
    taken = work.session.execute(
        select(RegisteredSession.holder_id, Session.starts, Session.ends, Activity.name)
        .join(Registration, Registration.id == RegisteredSession.registration_id)
        .join(Session, Session.id == RegisteredSession.session_id)
        .join(Activity, Activity.id == Session.activity_id)
        .where(
            in_scope(work),
            RegisteredSession.live,
            RegisteredSession.holder_id.in_(holders),
            RegisteredSession.session_id.not_in([session.id for session in sessions]),
            Session.starts < max(session.ends for session in sessions),
            Session.ends > min(session.starts for session in sessions),
        )
        .order_by(Session.starts, Session.id)
    ).all()
    found: dict[Wish, list[TranslatedText]] = {}
    for line in order.going:
        for holder_id, starts, ends, name in taken:
            is_meanwhile = any(starts < session.ends and session.starts < ends for session in line.asked.sessions)
            if holder_id == line.holder.id and is_meanwhile and name not in found.setdefault(line.wish, []):
                found[line.wish].append(name)
    return {wish: names for wish, names in found.items() if names}
