"""What a child pays for what it wants: with its brothers and sisters of that day, by the engine."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy import bindparam, select
from sqlalchemy.orm import aliased

from uitpas2.activities import queries as activities
from uitpas2.activities.errors import SessionUnknown
from uitpas2.activities.models import Activity, Session
from uitpas2.cards.models import Guardianship
from uitpas2.database.work import Work
from uitpas2.discounts.errors import NoPrice
from uitpas2.discounts.services import Quote, quote
from uitpas2.kernel.clock import brussels_day
from uitpas2.kernel.money import Euro
from uitpas2.registrations.errors import MomentNeeded, PriceNotKnown
from uitpas2.registrations.models import RegisteredSession
from uitpas2.registrations.queries.intake import Wanted, wanted
from uitpas2.registrations.rules import Wish


def price_of(work: Work, asked: Wanted, holder_id: str, *, with_them: Collection[str] = ()) -> Quote:
    """The price now. `with_them` are children who are registered in the same go for the same day.

    Raises PriceNotKnown where the organiser gave none, or ActivityUnknown.
    """
    activity = activities.activity(work, asked.activity_id)
    there = children_there(work, activity, brussels_day(asked.first.starts), holder_id, with_them=with_them)
    try:
        return quote(
            work, activity_id=activity.id, holder_id=holder_id, session_id=asked.first.id, siblings=max(1, there)
        )
    except NoPrice:
        raise PriceNotKnown(field="session_id") from None


def children_there(
    work: Work, activity: Activity, day: date, holder_id: str, *, with_them: Collection[str] = ()
) -> int:
    """How many children of a family are there that day, this one included.

    Counted are those who have a place that day with the same organiser in the same kind of offer, and for whom the
    same person decides.
    """
    family = family_of(work, holder_id)
    if family == {holder_id}:
        return 1
    placed = work.session.scalars(
        select(RegisteredSession.holder_id)
        .join(Session, Session.id == RegisteredSession.session_id)
        .join(Activity, Activity.id == Session.activity_id)
        .where(
            RegisteredSession.holder_id.in_(family),
            RegisteredSession.holds_place,
            Session.day == day,
            Activity.product_class == activity.product_class,
            Activity.organiser_id == activity.organiser_id,
        )
    )
    return len({*placed, *(family & set(with_them)), holder_id})


_own, _shared = aliased(Guardianship), aliased(Guardianship)
# Made once: every visit at every door asks it.
_FAMILY = (
    select(_shared.holder_id)
    .join(_own, _own.account_id == _shared.account_id)
    .where(_own.holder_id == bindparam("holder"), _own.ended_at.is_(None), _shared.ended_at.is_(None))
)


def family_of(work: Work, holder_id: str) -> set[str]:
    """This holder and everybody for whom one of the same people decides."""
    return {*work.session.scalars(_FAMILY, {"holder": holder_id}), holder_id}


def asked_by(work: Work, wishes: Sequence[Wish]) -> dict[str, Wanted]:
    """What is wished for, by key and soonest first.

    Raises MomentNeeded for nothing, SessionUnknown for what does not exist or is of several activities, TakenTogether.
    """
    first_of = {wish.key: wish for wish in wishes}
    found = {key: wanted(work, session_id=wish.session_id, series_id=wish.series_id) for key, wish in first_of.items()}
    if not found:
        raise MomentNeeded(field="session_id")
    if len({one.activity_id for one in found.values()}) > 1:
        raise SessionUnknown(field="session_id")
    return dict(sorted(found.items(), key=lambda item: (item[1].first.starts, item[0])))


def prices_of(work: Work, wishes: Sequence[Wish], asked: Mapping[str, Wanted]) -> list[Quote]:
    """The price of each wish, with who else of them comes that day. Raises PriceNotKnown or ActivityUnknown."""
    days = [brussels_day(asked[wish.key].first.starts) for wish in wishes]
    return [
        price_of(
            work,
            asked[wish.key],
            wish.holder_id,
            with_them={other.holder_id for other, that_day in zip(wishes, days, strict=True) if that_day == day},
        )
        for wish, day in zip(wishes, days, strict=True)
    ]


def sum_of(prices: Sequence[Quote]) -> Euro:
    """What the holders pay together."""
    return Euro(sum(one.holder_pays.cents for one in prices))
