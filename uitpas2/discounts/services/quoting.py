"""What a holder pays for an activity, and who pays the rest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, select

from uitpas2.accounts import queries as accounts
from uitpas2.activities import queries as activities
from uitpas2.activities.models import Activity, Price, Session
from uitpas2.activities.rules import ProductClass
from uitpas2.cards import queries as cards
from uitpas2.cards.errors import HolderUnknown
from uitpas2.cards.models import Holder
from uitpas2.cards.rules import HolderKind
from uitpas2.database.work import Work
from uitpas2.discounts import queries
from uitpas2.discounts.errors import (
    BudgetUsedUp,
    LimitReached,
    NoPrice,
    PriceUnknown,
    ReducedRateRefused,
    YearUsedUp,
)
from uitpas2.discounts.models import ReducedTickets
from uitpas2.discounts.queries.coupons import HeldCoupon
from uitpas2.discounts.queries.organisers import facts_of_organiser
from uitpas2.discounts.rulebook.codes import PLACE_FLANDERS, PLACE_MUNICIPALITY, PLACE_REGION
from uitpas2.discounts.rules import ChoicesInForce, Decision, Facts, Payer, decide
from uitpas2.discounts.rules.coupons import facts_of
from uitpas2.discounts.services.measuring import Measured
from uitpas2.discounts.values.numbers import NOTHING
from uitpas2.kernel.clock import brussels_day
from uitpas2.kernel.money import ZERO, Euro
from uitpas2.kernel.period import Period, PeriodKind, age_on, calendar_period
from uitpas2.ledger import queries as ledger


@dataclass(frozen=True)
class Case:
    """Everything looked up about one holder, one activity and one price, before anything is decided."""

    activity: Activity
    price: Price | Measured
    holder_id: str
    municipality_nis: str
    day: date  # whose rules and rights hold
    limit_period: Period
    has_right: bool
    choices: ChoicesInForce
    age: int
    is_group: bool
    siblings: int = 1  # children of the family who are there that day, this one included
    coupon: HeldCoupon | None = None  # what the holder shows, if anything
    voucher: HeldCoupon | None = None

    @property
    def is_limited(self) -> bool:
        """Care is never limited per week (rule book, article 5); a group has its own tickets per year (article 21)."""
        return self.activity.product_class is not ProductClass.CARE and not self.is_group

    @property
    def payer_nis(self) -> str:
        """The municipality that pays the rest: of a coupon the one that gave it, else where the holder lives."""
        return self.coupon.coupon.municipality_nis if self.coupon else self.municipality_nis

    @property
    def counts_the_year(self) -> bool:
        """Whether what was bought earlier this year plays a part: a group, or a ceiling of the municipality."""
        return self.is_group or any(
            value < NOTHING
            for key in ("own_part_cap", "intervention_cap")
            for value in self.choices.held[key].used.values()  # a ceiling may stand in an exception only
        )


@dataclass(frozen=True)
class Quote:
    """What somebody pays now. `remaining` counts the tickets left at the reduced price; None where no limit plays.

    `refused` says why the reduced price cannot be had although the holder has the right to it: then `holder_pays` is
    the full price, and that can be sold.
    """

    activity_id: str
    organiser_id: str | None
    price_id: str
    decision: Decision
    remaining: int | None
    refused: ReducedRateRefused | None = None

    @property
    def full_price(self) -> Euro:
        return self.decision.full_price

    @property
    def holder_pays(self) -> Euro:
        return self.decision.holder_pays

    @property
    def shares(self) -> dict[Payer, Euro]:
        return self.decision.shares

    @property
    def reduced(self) -> bool:
        return self.decision.reduced


def quote(
    work: Work,
    *,
    activity_id: str,
    holder_id: str,
    price_id: str | None = None,
    session_id: str | None = None,
    siblings: int = 1,
    measured: Measured | None = None,
) -> Quote:
    """The price of an activity for a holder now. Changes nothing; the sale decides for itself again.

    `session_id` matters for out-of-school care, where the day of the care counts, and where a session or its series has
    a price of its own. `siblings` is how many children of
    the family are there that day, this one included. A `measured` price stands in the place of a listed one.
    Raises ActivityUnknown, HolderUnknown, PriceUnknown or NoPrice.
    """
    case = look_up(work, activity_id, holder_id, price_id, session_id, siblings, measured)
    decision = decide_case(work, case)
    if not decision.reduced:
        return Quote(activity_id, case.activity.organiser_id, case.price.id, decision, None, used_up(decision))
    used = tickets_used(work, case)
    refused: ReducedRateRefused | None = None
    if case.is_limited and used >= case.activity.ticket_limit:
        refused = limit_reached(case)
        decision = decide_case(work, case, tickets_used=used)
    elif not budget_allows(work, case, decision):
        refused = BudgetUsedUp()
        decision = decide_case(work, case, budget_allows=False)
    return Quote(
        activity_id, case.activity.organiser_id, case.price.id, decision, remaining(case, used, decision), refused
    )


_HOME = select(Holder.municipality_nis, Holder.birth_date, Holder.kind).where(Holder.id == bindparam("holder"))


def look_up(
    work: Work,
    activity_id: str,
    holder_id: str,
    price_id: str | None,
    session_id: str | None = None,
    siblings: int = 1,
    measured: Measured | None = None,
) -> Case:
    """Gather the facts of a case. Raises ActivityUnknown, HolderUnknown, PriceUnknown or NoPrice."""
    activity = _activity(work, activity_id)
    price = measured or _price(work, activity, price_id, session_id)
    home = work.session.execute(_HOME, {"holder": holder_id}).one_or_none()
    if home is None:
        raise HolderUnknown
    day = work.today
    if activity.product_class is ProductClass.CARE and session_id is not None:
        day = _day_of_session(work, activity_id, session_id) or day
    return Case(
        activity=activity,
        price=price,
        holder_id=holder_id,
        municipality_nis=home.municipality_nis,
        day=day,
        limit_period=calendar_period(activity.ticket_period, work.today),
        has_right=cards.has_right_on(work, holder_id, day),
        choices=queries.choices_in_force(work, home.municipality_nis, day),
        age=age_on(home.birth_date, day) if home.birth_date else 0,
        is_group=home.kind is HolderKind.GROUP,
        siblings=siblings,
    )


def decide_case(
    work: Work,
    case: Case,
    *,
    tickets_used: int = 0,
    budget_allows: bool = True,
    reduction_wanted: bool = True,
) -> Decision:
    """Who pays what. Without the named conditions everything the limit and the budget could refuse is granted."""
    facts = Facts(
        product_class=case.activity.product_class,
        full_price=case.price.amount,
        day=case.day,
        has_right=case.has_right,
        tickets_used=tickets_used,
        ticket_limit=case.activity.ticket_limit if case.is_limited else None,
        budget_allows=budget_allows,
        reduction_wanted=reduction_wanted,
        more=_more(work, case),
    )
    return decide(facts, case.choices)


def _more(work: Work, case: Case) -> dict[str, int]:
    """Facts that play a part for some only: where and what the organiser is, and what was bought earlier this year."""
    more = {"age": case.age, "is_group": case.is_group, "siblings": case.siblings, "organiser_in": _organiser_in(case)}
    said_by = [nis for nis in (case.payer_nis, case.activity.municipality_nis) if nis]
    if isinstance(case.price, Measured):
        more |= case.price.facts
    more |= facts_of_organiser(work, case.activity.organiser_id, said_by)
    if case.coupon is not None:
        more |= facts_of(case.coupon.coupon.kind, case.coupon.coupon.value)
        more["lives"] = PLACE_MUNICIPALITY if case.payer_nis == case.municipality_nis else PLACE_REGION
    if case.voucher is not None:
        more["voucher_left"] = case.voucher.left.cents
    if case.counts_the_year and (case.has_right or case.coupon is not None):
        year = queries.reduced_this_year(work, case.holder_id)
        more |= {
            "group_tickets_used": year.tickets if case.is_group else 0,
            "own_part_used": year.own_part.cents,
            "intervention_used": year.intervention.cents,
        }
    return more


def _organiser_in(case: Case) -> int:
    """Whether the activity is in the holder's own municipality. Regions are not told apart here."""
    return PLACE_MUNICIPALITY if case.activity.municipality_nis in (None, case.municipality_nis) else PLACE_FLANDERS


# Conditions that fail because of what was bought earlier this year.
_OF_THE_YEAR = {"group_tickets_left", "own_part_left", "intervention_left"}


def used_up(decision: Decision) -> YearUsedUp | None:
    """The refusal of a reduced price by what was bought earlier this year, if that is what stands in the way."""
    return YearUsedUp() if decision.failed in _OF_THE_YEAR else None


def limit_reached(case: Case) -> LimitReached:
    kind = case.activity.ticket_period
    again = None if kind is PeriodKind.ABSOLUTE else case.limit_period.end
    return LimitReached(limit=case.activity.ticket_limit, period=kind, again_from=again)


def _activity(work: Work, activity_id: str) -> Activity:
    known: dict[str, Activity] = work.session.info.setdefault("activities of this work", {})
    if activity_id not in known:
        known[activity_id] = activities.activity(work, activity_id)
    return known[activity_id]


def _price(work: Work, activity: Activity, price_id: str | None, session_id: str | None) -> Price:
    found = activities.price_for(work, activity, session_id, price_id)
    if found is None:
        raise NoPrice if price_id is None else PriceUnknown(field="price_id")
    return found


def _day_of_session(work: Work, activity_id: str, session_id: str) -> date | None:
    starts = work.session.scalar(
        select(Session.starts).where(Session.id == session_id, Session.activity_id == activity_id)
    )
    return brussels_day(starts) if starts else None


def tickets_used(work: Work, case: Case) -> int:
    """How many tickets at the reduced price were taken in this period; 0 where there is no limit.

    To tell, not to decide by: the sale takes its ticket in one write.
    """
    if not case.is_limited:
        return 0
    key = (case.holder_id, case.activity.id, case.limit_period.start)
    counter = work.session.get(ReducedTickets, key, populate_existing=True)
    return counter.used if counter else 0


def remaining(case: Case, used: int, decision: Decision) -> int | None:
    """How many tickets at the reduced price are left: for this activity, or for a group this year."""
    if case.is_group:
        return decision.outcome.outputs["remaining"]
    return max(0, case.activity.ticket_limit - used) if case.is_limited else None


def budget_allows(work: Work, case: Case, decision: Decision) -> bool:
    """Whether the municipality's budget has room for its part. To tell, not to decide by."""
    payer = accounts.administration_of(work, case.payer_nis)
    budget = ledger.budget(work, payer.id, work.today.year) if payer else None
    if budget is None or not budget.stops_when_empty:
        return True
    return decision.shares.get(Payer.MUNICIPALITY, ZERO) <= budget.left
