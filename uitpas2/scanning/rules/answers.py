"""Which verdict belongs to what was found at the door, in fixed words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from uitpas2.cards.errors import CardBlocked, CardExpired, CardUnknown, NumberMistyped
from uitpas2.kernel.clock import brussels_day
from uitpas2.kernel.errors import DomainError
from uitpas2.kernel.money import Euro
from uitpas2.kernel.text import TranslatedText
from uitpas2.scanning.errors import AlreadyCheckedIn, GroupsDoNotCheckIn, NotOpenNow
from uitpas2.scanning.rules import words
from uitpas2.scanning.rules.verdict import Action, Person, PriceOption, Situation, Verdict, VerdictKind


def welcome(person: Person, prices: Sequence[PriceOption], *, is_paid: bool, is_expected: bool) -> Verdict:
    """Somebody may come in: what is to be paid, if anything, and the one button."""
    shown = prices[0] if not is_paid and any(option.to_pay for option in prices) else None
    must_choose = shown is not None and len(prices) > 1
    return Verdict(
        VerdictKind.YES,
        Situation.WELCOME,
        headline=words.WELCOME.fill(name=person.short_name),
        text=words.joined(
            words.EXPECTED if is_expected else None,
            words.PAID if is_paid else None,
            words.FREE if prices and shown is None and not is_paid else None,
            words.CHOOSE if must_choose else None,
        ),
        person=person,
        full_price=shown.full_price if shown else None,
        to_pay=shown.to_pay if shown else None,
        remaining=shown.remaining if shown else None,
        price_options=tuple(prices) if must_choose else (),
        action=Action.PAY if shown else Action.LET_IN,
    )


def admitted(person: Person, *, paid: Euro | None, points: int) -> Verdict:
    """Somebody came in. The same tap sent again gets this same answer."""
    return Verdict(
        VerdictKind.YES,
        Situation.ADMITTED,
        headline=words.ADMITTED.fill(name=person.short_name),
        text=words.joined(words.RECEIVED if paid else None, words.points(points)),
        person=person,
        to_pay=paid,
    )


def not_now(error: DomainError, person: Person, today: date) -> Verdict:
    """The card is in order, but there is nothing to record: a group, a closed door, or already scanned."""
    match error:
        case AlreadyCheckedIn():
            return _already(error, person, today)
        case NotOpenNow():
            return closed(error.opens_at)
        case GroupsDoNotCheckIn():
            return Verdict(VerdictKind.ATTENTION, Situation.GROUP, words.GROUP, words.GROUP_ADVICE)
        case _:
            return refused(error)


def refused(error: DomainError) -> Verdict:
    """What an error looks like at the door. An unknown card and a foreign one are the same."""
    if isinstance(error, CardBlocked):
        return Verdict(VerdictKind.NO, Situation.REFUSED, error.heading, error.advice)
    headline, text = words.first_sentence_and_rest(error.message)
    if isinstance(error, CardUnknown | CardExpired):
        return Verdict(VerdictKind.NO, Situation.REFUSED, headline, text)
    situation = Situation.MISTYPED if isinstance(error, NumberMistyped) else Situation.TRY_AGAIN
    return Verdict(VerdictKind.ATTENTION, situation, headline, text)


def _already(error: AlreadyCheckedIn, person: Person, today: date) -> Verdict:
    """As often as counts in this period. After another day it says from when it can be again."""
    day, until = brussels_day(error.at), error.period.end
    if day == today:
        headline, text = words.at_time(words.ALREADY_TODAY, error.at), words.NOTHING_EXTRA
    else:
        headline = words.on_day(words.ALREADY_BEFORE, day)
        text = words.on_day(words.AGAIN_FROM, until) if until else words.ONCE_ONLY
    return Verdict(
        VerdictKind.ATTENTION,
        Situation.ALREADY_CHECKED_IN,
        headline=headline,
        text=text.fill(name=person.short_name),
        person=person,
    )


def closed(opens_at: datetime | None) -> Verdict:
    """Too early, too late, or not on this day."""
    if opens_at is None:
        return Verdict(VerdictKind.ATTENTION, Situation.NOT_OPEN, words.CLOSED, words.RIGHT_ACTIVITY)
    opens = words.at_time(words.on_day(words.OPENS, brussels_day(opens_at)), opens_at)
    return Verdict(VerdictKind.ATTENTION, Situation.NOT_OPEN, words.TOO_EARLY, opens)


def with_remark(verdict: Verdict, remark: TranslatedText) -> Verdict:
    """The same verdict with something that has to be said first."""
    return replace(verdict, text=words.joined(remark, verdict.text))
