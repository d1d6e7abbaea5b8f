"""Sending tips to who said yes, once a season."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import or_, select, update

from uitpas2.accounts.queries import municipality
from uitpas2.activities.queries import OfferLine, find_offer
from uitpas2.cards.models import Consent, Holder
from uitpas2.cards.rules import Purpose
from uitpas2.cards.services import tell_family
from uitpas2.database.work import Work
from uitpas2.database.writes import happened
from uitpas2.discounts.rules.telling import day_in_words
from uitpas2.kernel.clock import brussels_day, brussels_moment
from uitpas2.kernel.period import age_on
from uitpas2.kernel.text import LANGUAGES, TranslatedText
from uitpas2.tips.rules import MOST_TIPS, TIPS, season_start

AT_ONCE = 200


class Sent(NamedTuple):
    """How many families got tips, and the last consent looked at; empty when there are no more."""

    families: int
    last: str


def send_tips(work: Work, after: str = "") -> Sent:
    """Tips for the next holders, by the id of their consent, who got none this season. Run again it repeats none."""
    since = brussels_moment(season_start(work.today))
    not_yet = or_(Consent.used_at.is_(None), Consent.used_at < since)
    wanting = (
        select(Consent.id, Holder)
        .join(Holder, Holder.id == Consent.holder_id)
        .where(
            Consent.purpose == Purpose.NEWS,
            Consent.withdrawn_at.is_(None),
            not_yet,
            Consent.id > after,
            Holder.erased_at.is_(None),
        )
        .order_by(Consent.id)
        .limit(AT_ONCE)
    )
    rows = work.session.execute(wanting).all()
    offers: dict[tuple[str, int], TranslatedText | None] = {}
    families = 0
    for consent_id, holder in rows:
        wish = holder.municipality_nis, age_on(holder.birth_date, work.today) if holder.birth_date else 0
        if wish not in offers:
            offers[wish] = _in_lines(work, *wish)
        found = offers[wish]
        mine = update(Consent).where(Consent.id == consent_id, Consent.withdrawn_at.is_(None), not_yet)
        if found is not None and happened(work.session, mine.values(used_at=work.now)):
            place = municipality(work, holder.municipality_nis).name
            families += bool(tell_family(work, TIPS, holder, place=place, activities=found))
    return Sent(families, rows[-1][0] if len(rows) == AT_ONCE else "")


def _in_lines(work: Work, nis: str, age: int) -> TranslatedText | None:
    """What there is to do, one a line; None when there is nothing."""
    offer = find_offer(work, municipality_nis=nis, age=age or None, with_places=True, not_begun=True, limit=MOST_TIPS)
    if not offer.items:
        return None
    return TranslatedText(*("\n".join(_line(tip, language) for tip in offer.items) for language in LANGUAGES))


def _line(tip: OfferLine, language: str) -> str:
    name = tip.activity.name.in_language(language)
    if tip.next_session is None:
        return f"- {name}"
    return f"- {name}, {day_in_words(brussels_day(tip.next_session.starts), language)}"
