"""What a partner may know: its own clients, and whether a municipality recognises it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlalchemy.orm import aliased

from uitpas2.accounts.models import Municipality
from uitpas2.cards.errors import RightUnknown
from uitpas2.cards.models import Card, Holder, Membership, SocialRight
from uitpas2.cards.queries import covers
from uitpas2.cards.rules import CardStatus
from uitpas2.database.work import Work
from uitpas2.kernel.period import Period, age_on
from uitpas2.welfare.errors import ClientUnknown
from uitpas2.welfare.models import Client, ClientRequest, Recognition, Vouching
from uitpas2.welfare.rules import last_day


@dataclass(frozen=True, slots=True)
class ClientLine:
    """A client as the partner sees them; `right_until` is the last day of the right to the reduced price.

    Of a right that is suspended no day is told: it does not count.
    """

    holder_id: str
    first_name: str
    last_name: str
    age: int | None
    birth_date: date | None
    municipality_nis: str
    card_number: str | None
    right_until: date | None


@dataclass(frozen=True, slots=True)
class RecognitionLine:
    """A municipality that recognises the partner, up to and including a day."""

    municipality: str
    last_day: date


def clients(work: Work) -> list[ClientLine]:
    """The live clients of the actor's organisation, by name."""
    return _lines(work, own_live(work))


def client(work: Work, holder_id: str) -> ClientLine:
    """One of them. Raises ClientUnknown for everybody else's clients and for former ones."""
    found = _lines(work, own_live(work), Client.holder_id == holder_id)
    if not found:
        raise ClientUnknown
    return found[0]


def own_client(work: Work, holder_id: str) -> Client:
    """The live tie between the actor's organisation and a holder. Raises ClientUnknown when there is none."""
    found = work.session.scalar(select(Client).where(own_live(work), Client.holder_id == holder_id))
    if found is None:
        raise ClientUnknown
    return found


def live_client(work: Work, partner_id: str, holder_id: str) -> Client | None:
    """The tie between a partner and a holder, for services: no scope is asked."""
    found = select(Client).where(
        Client.partner_id == partner_id, Client.holder_id == holder_id, Client.ended_at.is_(None)
    )
    return work.session.scalar(found.execution_options(populate_existing=True))


def open_client_request(work: Work) -> ClientRequest | None:
    """The actor's latest request for a family's yes, when its code may still be filled in."""
    found = work.session.scalar(
        select(ClientRequest)
        .where(ClientRequest.asked_by == work.actor.id, ClientRequest.partner_id == work.actor.organisation_id)
        .order_by(ClientRequest.asked_at.desc(), ClientRequest.id)
        .limit(1)
    )
    return found if found and found.used_at is None and found.valid_until > work.now else None


def is_recognised(work: Work, *, partner_id: str | None, municipality_nis: str, on: date) -> bool:
    """Whether a municipality recognises a partner on a day."""
    found = select(Recognition.id).where(
        Recognition.partner_id == partner_id,
        Recognition.municipality_nis == municipality_nis,
        running(on),
    )
    return work.session.scalars(found).first() is not None


def has_client(work: Work, holder_id: str) -> bool:
    """Whether the actor's organisation guides a holder now."""
    found = select(Client.id).where(own_live(work), Client.holder_id == holder_id)
    return work.session.scalars(found).first() is not None


def own_recognitions(work: Work) -> list[RecognitionLine]:
    """Which municipalities recognise the actor's organisation today, by name."""
    rows = work.session.execute(
        select(Municipality.name, func.max(Recognition.ends).label("ends"))
        .join(Municipality, Municipality.nis == Recognition.municipality_nis)
        .where(
            Recognition.partner_id == work.actor.organisation_id,
            running(work.today),
        )
        .group_by(Municipality.name)
        .order_by(Municipality.name)
    )
    return [RecognitionLine(row.name, row.ends - timedelta(days=1)) for row in rows]


def own_vouched_right(work: Work, right_id: str) -> tuple[SocialRight, Holder]:
    """A right that the actor's organisation gave to somebody it guides now. Raises RightUnknown for all others."""
    row = work.session.execute(
        select(SocialRight, Holder)
        .join(Vouching, Vouching.right_id == SocialRight.id)
        .join(Holder, Holder.id == SocialRight.holder_id)
        .join(Client, (Client.holder_id == Holder.id) & (Client.partner_id == Vouching.partner_id))
        .where(SocialRight.id == right_id, own_live(work))
    ).first()
    if row is None:
        raise RightUnknown
    return row.SocialRight, row.Holder


def vouched_rights(work: Work, holder_id: str) -> list[tuple[str, date]]:
    """Id and last day of what the actor's organisation vouched for and still runs, for somebody it guides."""
    rows = work.session.execute(
        select(SocialRight.id, SocialRight.ends)
        .join(Vouching, Vouching.right_id == SocialRight.id)
        .join(Client, (Client.holder_id == SocialRight.holder_id) & (Client.partner_id == Vouching.partner_id))
        .where(SocialRight.holder_id == holder_id, SocialRight.ends > work.today, own_live(work))
        .order_by(SocialRight.ends.desc())
    )
    return [(row.id, row.ends - timedelta(days=1)) for row in rows]


def latest_right(work: Work, holder_id: str) -> Period | None:
    """The right that ends last, whoever granted it, if it reaches into this month or further."""
    return _latest_rights(work, [holder_id], work.today.replace(day=1)).get(holder_id)


def running(on: date) -> ColumnElement[bool]:
    """The condition on recognitions that they hold on a day and were not ended."""
    return and_(Recognition.starts <= on, Recognition.ends > on, Recognition.ended_at.is_(None))


def own_live(work: Work) -> ColumnElement[bool]:
    """The condition on clients that says whom the actor's organisation guides and may see now; the only place that
    decides it. A partner that is not recognised any more where a family lives sees nothing of it from that moment on.
    """
    return and_(Client.partner_id == work.actor.organisation_id, Client.ended_at.is_(None), recognised_at_home(work))


def recognised_at_home(work: Work) -> ColumnElement[bool]:
    """The condition on clients that their municipality recognises the partner today."""
    home = aliased(Holder)
    return exists().where(
        home.id == Client.holder_id,
        Recognition.partner_id == Client.partner_id,
        Recognition.municipality_nis == home.municipality_nis,
        running(work.today),
    )


def _lines(work: Work, *conditions: ColumnElement[bool]) -> list[ClientLine]:
    holders = work.session.scalars(
        select(Holder)
        .join(Client, Client.holder_id == Holder.id)
        .where(*conditions)
        .order_by(Holder.first_name, Holder.last_name, Holder.id)
    ).all()
    ids = [holder.id for holder in holders]
    numbers = _card_numbers(work, ids)
    rights = _latest_rights(work, ids, work.today, covers(work.today) | (SocialRight.starts > work.today))
    return [
        ClientLine(
            holder_id=holder.id,
            first_name=holder.first_name,
            last_name=holder.last_name,
            age=age_on(holder.birth_date, work.today) if holder.birth_date else None,
            birth_date=holder.birth_date,
            municipality_nis=holder.municipality_nis,
            card_number=numbers.get(holder.id),
            right_until=last_day(rights[holder.id]) if holder.id in rights else None,
        )
        for holder in holders
    ]


def _card_numbers(work: Work, holder_ids: Iterable[str]) -> dict[str, str]:
    rows = work.session.execute(
        select(Membership.holder_id, Card.number)
        .join(Card, Card.membership_id == Membership.id)
        .where(Membership.holder_id.in_(list(holder_ids)), Card.status == CardStatus.ACTIVE)
        .order_by(Card.issued_at)
    )
    return {row.holder_id: row.number for row in rows}


def _latest_rights(work: Work, holder_ids: Iterable[str], after: date, *more: ColumnElement[bool]) -> dict[str, Period]:
    """By holder, the period of the right that ends last, if that is later than a day."""
    rights = work.session.scalars(
        select(SocialRight).where(SocialRight.holder_id.in_(list(holder_ids)), SocialRight.ends > after, *more)
    )
    periods = sorted(((right.holder_id, right.period) for right in rights), key=lambda pair: pair[1].end or date.max)
    return {holder_id: period for holder_id, period in periods if period.end and period.end > after}
