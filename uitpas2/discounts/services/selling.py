"""Selling and cancelling. Everything scarce is taken by one conditional update inside the sale's own transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import bindparam, select, update

from uitpas2.accounts import queries as accounts
from uitpas2.activities.errors import ActivityUnknown
from uitpas2.activities.models import Price
from uitpas2.activities.services import use_price
from uitpas2.cards.models import Holder
from uitpas2.database.work import Work
from uitpas2.database.writes import as_stored, happened, insert_many, insert_unless_there
from uitpas2.discounts.errors import BudgetUsedUp, ReferenceUsed, SaleAlreadyCancelled, SaleUnknown
from uitpas2.discounts.models import ReducedTickets, Sale, SaleShare
from uitpas2.discounts.rules import Decision, Payer, receipt_of
from uitpas2.discounts.services.measuring import Measured
from uitpas2.discounts.services.paying import payer_of
from uitpas2.discounts.services.quoting import (
    Case,
    budget_allows,
    decide_case,
    limit_reached,
    look_up,
    tickets_used,
    used_up,
)
from uitpas2.discounts.services.using import check_helps, give_back, take, with_shown
from uitpas2.kernel.actor import ActorKind
from uitpas2.kernel.money import Euro
from uitpas2.ledger import queries as ledger_queries
from uitpas2.ledger import services as ledger
from uitpas2.ledger.rules import AccountKind, Line
from uitpas2.trail import services as trail

ENTRY = "sale"


def sell(
    work: Work,
    *,
    activity_id: str,
    holder_id: str,
    card_id: str,
    price_id: str | None = None,
    client_reference: str | None = None,
    session_id: str | None = None,
    at_full_price: bool = False,
    coupon_id: str | None = None,
    voucher_id: str | None = None,
    siblings: int = 1,
    measured: Measured | None = None,
) -> Sale:
    """Sell one ticket at the price that holds for the holder now; price, shares and receipt are frozen.

    `siblings` counts the children of the family who are there that day; a `measured` price is of hours in care. The
    same client reference with the same content gives the same sale again. `at_full_price` sells at the ordinary price.
    A `coupon_id` of the holder makes its price, and `voucher_id` pays the own part as far as it goes.
    Raises ActivityUnknown (also for another organiser's), HolderUnknown, PriceUnknown, NoPrice, LimitReached,
    YearUsedUp, BudgetUsedUp, ReferenceUsed, PriceChanged, CouponUnknown or a CouponRefused.
    """
    case = look_up(work, activity_id, holder_id, price_id, session_id, siblings, measured)
    organiser_id = _organiser_who_sells(work, case)
    if case.counts_the_year or coupon_id or voucher_id:
        _one_sale_at_a_time(work, holder_id)
    shown = (coupon_id, voucher_id)
    if any(shown) and (before := _with_reference(work, organiser_id, client_reference)):
        return _if_same(before, case, shown)  # what is shown may be used up by that very sale
    case = with_shown(work, case, *shown)
    decision = _at_full_price(work, case) if at_full_price else _at_the_holders_price(work, case)
    sale_id = work.new_id()
    whose = {"id": sale_id, "organiser_id": organiser_id, "card_id": card_id}
    values = _frozen(work, case, decision, client_reference) | whose
    payers = _payers(work, case, decision)
    with work.session.begin_nested():  # a caller that catches a refusal finds nothing half sold
        if not insert_unless_there(work.session, Sale, **values):
            before = _with_reference(work, organiser_id, client_reference)
            assert before is not None
            return _if_same(before, case, shown)
        if isinstance(case.price, Price):
            use_price(work, case.price.id)
        if decision.reduced:
            _take_ticket(work, case)
            take(work, sale_id, case, decision)
            for payer_id, payer in sorted((payer_id, payer) for payer, payer_id in payers.items()):
                _take_budget(work, payer_id, decision.shares[payer])  # in one order, as what is kept is kept
        _write_shares(work, sale_id, payers | {Payer.ORGANISER: organiser_id}, decision)
    _book(work, sale_id, organiser_id, payers, decision)
    trail.note(work, "sale.recorded", "sale", sale_id, activity=activity_id)
    return as_stored(work.session, Sale, **values)


def cancel_sale(work: Work, sale_id: str) -> Sale:
    """Take a sale back: a reversing entry, the ticket and the budget free again.

    Raises SaleUnknown (also for another organiser's) or SaleAlreadyCancelled.
    """
    sale = work.session.get(Sale, sale_id)
    if sale is None or not _sells_for(work, sale.organiser_id):
        raise SaleUnknown
    cancelled = happened(
        work.session,
        update(Sale).where(Sale.id == sale_id, Sale.cancelled_at.is_(None)).values(cancelled_at=work.now),
    )
    if not cancelled:
        raise SaleAlreadyCancelled
    _give_ticket_back(work, sale)
    give_back(work, sale_id)
    _give_budget_back(work, sale)
    entry = ledger_queries.entry_of(work, ENTRY, sale_id)
    if entry is not None:
        ledger.reverse(work, entry.id, reference=sale_id)
    trail.note(work, "sale.cancelled", "sale", sale_id)
    work.session.refresh(sale)
    return sale


def _at_the_holders_price(work: Work, case: Case) -> Decision:
    decision = decide_case(work, case)
    if refused := used_up(decision):
        raise refused
    check_helps(work, case, decision)
    return decision


def _payers(work: Work, case: Case, decision: Decision) -> dict[Payer, str]:
    """The governments that bear a part. A partner fund has no account here: the rule book keeps its part at nothing."""
    if not decision.reduced:
        return {}
    payers = {Payer.MUNICIPALITY: payer_of(work, case.payer_nis).id}
    if Payer.FLANDERS in decision.shares:
        flanders = accounts.flemish_administration(work)
        assert flanders is not None, "Flanders bears a part, so it has an administration on the platform"
        payers[Payer.FLANDERS] = flanders.id
    assert Payer.FUND not in decision.shares
    return payers


def _at_full_price(work: Work, case: Case) -> Decision:
    """The ordinary price, with the condition that stands in the way of the reduced one, if there is one."""
    return decide_case(
        work,
        case,
        tickets_used=tickets_used(work, case),
        budget_allows=budget_allows(work, case, decide_case(work, case)),
        reduction_wanted=False,
    )


def _one_sale_at_a_time(work: Work, holder_id: str) -> None:
    """Hold on to the holder's row, so that a yearly ceiling is not passed by two sales that do not know each other.

    SQLite lets one writer in at a time anyway.
    """
    work.session.execute(select(Holder.id).where(Holder.id == holder_id).with_for_update(key_share=True))


def _sells_for(work: Work, organiser_id: str | None) -> bool:
    return work.actor.kind is ActorKind.SYSTEM or organiser_id == work.actor.organisation_id


def _organiser_who_sells(work: Work, case: Case) -> str:
    organiser_id = case.activity.organiser_id
    if organiser_id is None or not _sells_for(work, organiser_id):
        raise ActivityUnknown
    return organiser_id


def _frozen(work: Work, case: Case, decision: Decision, client_reference: str | None) -> dict[str, Any]:
    """What stays on the sale for good."""
    receipt = receipt_of(decision, known_on=work.now)
    receipt["price_id"] = case.price.id
    for name, held in (("coupon", case.coupon), ("voucher", case.voucher)):
        if held is not None:
            receipt[name] = {"id": held.coupon.id, "name": held.coupon.name.as_dict()}
    receipt["limit_period"] = case.limit_period.start.isoformat() if decision.reduced and case.is_limited else None
    return {
        "activity_id": case.activity.id,
        "holder_id": case.holder_id,
        "at": work.now,
        "day": work.today,
        "price_name": case.price.name,
        "full_price": decision.full_price,
        "holder_pays": decision.holder_pays,
        "receipt": receipt,
        "client_reference": client_reference,
        "sold_by": work.actor.id[:80],
        "cancelled_at": None,
    }


def _with_reference(work: Work, organiser_id: str, client_reference: str | None) -> Sale | None:
    """The organiser's sale that already has this reference of its own."""
    if client_reference is None:
        return None
    return work.session.scalars(
        select(Sale).where(Sale.organiser_id == organiser_id, Sale.client_reference == client_reference)
    ).one_or_none()


def _if_same(sale: Sale, case: Case, shown: tuple[str | None, str | None]) -> Sale:
    """A sale of before, if it is of the same ticket. Raises ReferenceUsed."""
    receipt = sale.receipt
    before = (sale.activity_id, sale.holder_id, receipt["price_id"])
    shown_before = tuple((receipt.get(name) or {}).get("id") for name in ("coupon", "voucher"))
    if before != (case.activity.id, case.holder_id, case.price.id) or shown_before != shown:
        raise ReferenceUsed(field="client_reference")
    return sale


def _take_ticket(work: Work, case: Case) -> None:
    """The last ticket of a period is decided here, in one write. Raises LimitReached."""
    if case.is_limited and not take_reduced_ticket(
        work,
        holder_id=case.holder_id,
        activity_id=case.activity.id,
        period_start=case.limit_period.start,
        limit=case.activity.ticket_limit,
    ):
        raise limit_reached(case)


_TAKE_TICKET = (
    update(ReducedTickets)
    .where(
        ReducedTickets.holder_id == bindparam("holder"),
        ReducedTickets.activity_id == bindparam("activity"),
        ReducedTickets.period_start == bindparam("start"),
        ReducedTickets.used < bindparam("limit"),
    )
    .values(used=ReducedTickets.used + 1)
)


def take_reduced_ticket(work: Work, *, holder_id: str, activity_id: str, period_start: date, limit: int) -> bool:
    """Take one of a holder's reduced tickets; False when none is left."""
    key = {"holder_id": holder_id, "activity_id": activity_id, "period_start": period_start}
    if limit >= 1 and insert_unless_there(work.session, ReducedTickets, **key, used=1):
        return True
    return happened(work.session, _TAKE_TICKET, holder=holder_id, activity=activity_id, start=period_start, limit=limit)


def _take_budget(work: Work, payer_id: str, amount: Euro) -> None:
    """Take the municipality's part from its budget of this year. Raises BudgetUsedUp where it chose to stop."""
    year = work.today.year
    if ledger.spend(work, organisation_id=payer_id, year=year, amount=amount):
        return
    ledger.keep_count(work, organisation_id=payer_id, year=year)
    if not ledger.spend(work, organisation_id=payer_id, year=year, amount=amount):
        raise BudgetUsedUp


def _write_shares(work: Work, sale_id: str, organisations: Mapping[Payer, str], decision: Decision) -> None:
    rows = [
        {"sale_id": sale_id, "payer": payer, "organisation_id": organisations.get(payer), "amount": amount}
        for payer, amount in decision.shares.items()
        if amount or payer is Payer.HOLDER
    ]
    insert_many(work.session, SaleShare, rows)


def _book(work: Work, sale_id: str, organiser_id: str, payers: Mapping[Payer, str], decision: Decision) -> None:
    """What was sold, what came in, what is still owed; and the budget of each government that pays a part."""
    if not decision.full_price:
        return
    shares, year = decision.shares, work.today.year
    lines = [
        Line(AccountKind.SALES, organiser_id, -decision.full_price),
        Line(AccountKind.TILL, organiser_id, shares[Payer.HOLDER]),
    ]
    if decision.reduced:
        lines.append(Line(AccountKind.OWN_SHARE, organiser_id, shares[Payer.ORGANISER]))
    for payer, payer_id in payers.items():
        owed = shares[payer]
        lines += [
            Line(AccountKind.CLAIM, organiser_id, owed, counterparty_id=payer_id),
            Line(AccountKind.BUDGET, payer_id, owed, year=year),
            Line(AccountKind.SPENT, payer_id, -owed, year=year),
        ]
    ledger.book(work, kind=ENTRY, reference=sale_id, lines=lines)


def _give_ticket_back(work: Work, sale: Sale) -> None:
    if start := sale.receipt["limit_period"]:
        happened(
            work.session,
            update(ReducedTickets)
            .filter_by(holder_id=sale.holder_id, activity_id=sale.activity_id, period_start=date.fromisoformat(start))
            .where(ReducedTickets.used > 0)
            .values(used=ReducedTickets.used - 1),
        )


def _give_budget_back(work: Work, sale: Sale) -> None:
    for share in sorted(sale.shares, key=lambda one: one.organisation_id or ""):
        if share.payer in (Payer.MUNICIPALITY, Payer.FLANDERS) and share.organisation_id:
            ledger.unspend(work, organisation_id=share.organisation_id, year=sale.day.year, amount=share.amount)
