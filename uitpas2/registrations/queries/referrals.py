"""Referrals as the partner that made them sees them, and as whoever holds the letter does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, exists, select

from uitpas2.accounts.models import Organisation
from uitpas2.activities import queries as activities
from uitpas2.activities.models import Activity, Session
from uitpas2.cards.models import Holder
from uitpas2.database.work import Work
from uitpas2.kernel.text import TranslatedText
from uitpas2.registrations.errors import ReferralUnknown
from uitpas2.registrations.models import Referral
from uitpas2.registrations.queries.choosing import choice
from uitpas2.registrations.queries.scope import child
from uitpas2.registrations.rules.referring import REFERRAL_WORDS, ReferralState
from uitpas2.welfare.models import Client
from uitpas2.welfare.queries import own_live


@dataclass(frozen=True, slots=True)
class ReferralLine:
    """A referral; `session` is empty while any moment will do, and `keeps_place` while a place is kept for it."""

    id: str
    holder_id: str
    first_name: str
    activity_id: str
    activity_name: TranslatedText
    organiser_name: str
    session: Session | None
    state: ReferralState
    ends_at: datetime
    keeps_place: bool
    registration_id: str | None

    @property
    def state_words(self) -> TranslatedText:
        return REFERRAL_WORDS[self.state]


@dataclass(frozen=True, slots=True)
class Invitation:
    """What the holder of a letter sees: for which child, what, and the moments to choose from where none is fixed.

    Nothing about who made it.
    """

    line: ReferralLine
    activity: Activity
    sessions: Sequence[Session]


def referrals_of_client(work: Work, holder_id: str) -> list[ReferralLine]:
    """The referrals that the actor's organisation made for a client, newest first. Raises ChildUnknown."""
    child(work, holder_id)
    own = Referral.partner_id == work.actor.organisation_id
    return _lines(work, Referral.holder_id == holder_id, own)


def referral_line(work: Work, referral_id: str) -> ReferralLine:
    """One of them, of a client of the actor's organisation. Raises ReferralUnknown."""
    own_referral(work, referral_id)
    return _lines(work, Referral.id == referral_id)[0]


def own_referral(work: Work, referral_id: str) -> Referral:
    """Raises ReferralUnknown outside the live clients of the partner that made it."""
    guided = exists().where(Client.holder_id == Referral.holder_id, own_live(work))
    found = work.session.scalar(
        select(Referral).where(Referral.id == referral_id, Referral.partner_id == work.actor.organisation_id, guided)
    )
    if found is None:
        raise ReferralUnknown
    return found


def invitation(work: Work, referral: Referral) -> Invitation:
    """What whoever holds the letter may know."""
    line = _lines(work, Referral.id == referral.id)[0]
    activity = activities.activity(work, referral.activity_id)
    sessions: Sequence[Session] = []
    if line.session is None:
        holder = work.session.get_one(Holder, referral.holder_id)
        sessions = choice(work, holder, referral.activity_id).sessions
    return Invitation(line, activity, sessions)


def _lines(work: Work, *conditions: ColumnElement[bool]) -> list[ReferralLine]:
    rows = work.session.execute(
        select(Referral, Holder.first_name, Activity.name, Organisation.name, Session)
        .join(Holder, Holder.id == Referral.holder_id)
        .join(Activity, Activity.id == Referral.activity_id)
        .outerjoin(Organisation, Organisation.id == Activity.organiser_id)
        .outerjoin(Session, Session.id == Referral.session_id)
        .where(*conditions)
        .order_by(Referral.made_at.desc(), Referral.id)
    )
    return [
        ReferralLine(
            id=found.id,
            holder_id=found.holder_id,
            first_name=first_name,
            activity_id=found.activity_id,
            activity_name=activity_name,
            organiser_name=organiser_name or "",
            session=session,
            state=_state(found, work.now),
            ends_at=found.ends_at,
            keeps_place=found.registration_id is not None and _state(found, work.now) is ReferralState.OPEN,
            registration_id=found.registration_id,
        )
        for found, first_name, activity_name, organiser_name, session in rows
    ]


def _state(referral: Referral, now: datetime) -> ReferralState:
    """As it is at this moment: the job that ends them comes by now and then."""
    is_over = referral.state is ReferralState.OPEN and referral.ends_at <= now
    return ReferralState.EXPIRED if is_over else referral.state
