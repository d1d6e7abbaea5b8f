"""What must be true of the whole platform, whoever did what: `uitpas2 check invariants`.

Each invariant looks at the data as they stand and knows nothing of the code that keeps them so; a fault in a service
cannot hide itself here.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime

import click
from sqlalchemy import ColumnElement, Row, func, select

from uitpas2.checks.attendance import comings_are_paid, days_in_care_are_billed, nothing_is_kept_for_who_came
from uitpas2.checks.bills import bills_add_up, certificates_are_covered_by_payments, sales_are_billed_once
from uitpas2.checks.cards import holders_are_found_by_name, one_active_card, revoked_cards_are_listed
from uitpas2.checks.coupons import coupons_equal_sales, vouchers_are_claimed
from uitpas2.checks.finding import Finding, Invariant
from uitpas2.checks.places import budgets_reserve_what_is_kept, places_follow_the_registration, seats_are_kept
from uitpas2.database.work import Work, Workplace
from uitpas2.discounts.models import ReducedTickets, Sale, SaleShare
from uitpas2.discounts.rules import Payer, replay
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.money import ZERO, Euro
from uitpas2.ledger import queries as ledger
from uitpas2.ledger.models import Entry, LedgerAccount, Posting
from uitpas2.ledger.rules import AccountKind
from uitpas2.monitoring import queries as monitoring
from uitpas2.monitoring.rules.quarters import quarter_name
from uitpas2.scanning.models import CheckIn, CheckInCount
from uitpas2.trail import queries as trail


def entries_add_up(work: Work) -> Iterator[Finding]:
    """Each entry of the ledger is zero, and so is everything together."""
    for entry_id in ledger.unbalanced_entries(work):
        yield Finding(entry_id, "this entry does not add up to zero")
    if off := ledger.grand_total(work):
        yield Finding("ledger", f"all accounts together are {off}, not zero")


def budgets_follow_the_ledger(work: Work) -> Iterator[Finding]:
    """What a budget says was spent is what the ledger has as spent."""
    for budget_id in ledger.budgets_out_of_step(work):
        yield Finding(budget_id, "this budget says another amount was spent than the ledger")


def claims_equal_spending(work: Work) -> Iterator[Finding]:
    """What organisers get back from a government is what that government spent."""
    amount = func.sum(Posting.amount, type_=Posting.amount.type)
    rows = work.session.execute(
        select(LedgerAccount.kind, LedgerAccount.organisation_id, LedgerAccount.counterparty_id, amount)
        .join(Posting, Posting.account_id == LedgerAccount.id)
        .where(LedgerAccount.kind.in_([AccountKind.CLAIM, AccountKind.SPENT]))
        .group_by(LedgerAccount.kind, LedgerAccount.organisation_id, LedgerAccount.counterparty_id)
    )
    owed: dict[str, Euro] = {}
    for kind, organisation_id, counterparty_id, booked in rows:
        government = counterparty_id if kind is AccountKind.CLAIM else organisation_id
        owed[government] = owed.get(government, ZERO) + booked
    for government, off in sorted(owed.items()):
        if off:
            yield Finding(government, f"what organisers get back from it and what it spent differ by {off}")


def shares_add_up(work: Work) -> Iterator[Finding]:
    """The shares of a sale add up to its full price, and the holder's is what the holder pays."""
    borne: Counter[str] = Counter()
    paid: Counter[str] = Counter()
    shares = select(SaleShare.sale_id, SaleShare.payer, SaleShare.amount)
    for sale_id, payer, amount in work.session.execute(shares.execution_options(yield_per=5000)):
        borne[sale_id] += amount.cents
        if payer is Payer.HOLDER:
            paid[sale_id] += amount.cents
    for sale_id, full_price, holder_pays, _ in _sales(work):
        if (borne[sale_id], paid[sale_id]) != (full_price.cents, holder_pays.cents):
            yield Finding(sale_id, "the shares of this sale do not add up to its price")


def receipts_decide_the_same(work: Work) -> Iterator[Finding]:
    """Deciding a sale again from its receipt gives the prices that stand on the sale."""
    rows = work.session.execute(
        select(Sale.id, Sale.holder_pays, Sale.receipt).order_by(Sale.id).execution_options(yield_per=1000)
    )
    for sale_id, holder_pays, receipt in rows:
        again = replay(receipt)
        if not again.agrees or again.after["holder_pays"] != holder_pays.cents:
            yield Finding(sale_id, "decided again from its receipt, this sale has another outcome")


def sales_are_booked(work: Work) -> Iterator[Finding]:
    """The ledger has each sale's full price as sold, and nothing of it any more once it is cancelled."""
    booked = select(Entry.reference, func.sum(Posting.amount, type_=Posting.amount.type))
    rows = work.session.execute(
        booked.join(Posting, Posting.entry_id == Entry.id)
        .join(LedgerAccount, LedgerAccount.id == Posting.account_id)
        .where(LedgerAccount.kind == AccountKind.SALES)
        .group_by(Entry.reference)
    )
    sold = {reference: -amount for reference, amount in rows}
    for sale_id, full_price, _, cancelled_at in _sales(work):
        if sold.get(sale_id, ZERO) != (ZERO if cancelled_at else full_price):
            yield Finding(sale_id, "the ledger has another amount as sold than this sale's price")


def _sales(work: Work) -> Iterator[Row[str, Euro, Euro, datetime | None]]:
    sales = select(Sale.id, Sale.full_price, Sale.holder_pays, Sale.cancelled_at).order_by(Sale.id)
    yield from work.session.execute(sales.execution_options(yield_per=5000))


def reduced_tickets_equal_sales(work: Work) -> Iterator[Finding]:
    """A holder's counter of reduced tickets for an activity and a period is the number of such sales."""
    sold: Counter[tuple[str, str, date]] = Counter()
    sales = select(Sale.id, Sale.holder_id, Sale.activity_id, Sale.receipt).where(Sale.cancelled_at.is_(None))
    for _, holder_id, activity_id, receipt in work.session.execute(sales.execution_options(yield_per=2000)):
        if start := receipt.get("limit_period"):
            sold[holder_id, activity_id, date.fromisoformat(start)] += 1
    counters = select(
        ReducedTickets.holder_id, ReducedTickets.activity_id, ReducedTickets.period_start, ReducedTickets.used
    )
    counted = {(holder, activity, start): used for holder, activity, start, used in work.session.execute(counters)}
    for key in sorted(sold.keys() | counted.keys()):
        if sold[key] != counted.get(key, 0):
            what = f"{counted.get(key, 0)} reduced tickets are counted from {key[2]}, {sold[key]} were sold"
            yield Finding(f"{key[0]}/{key[1]}", what)


def checkin_counts_equal_checkins(work: Work) -> Iterator[Finding]:
    """A holder's counters for an activity hold as many check-ins as there are."""
    came = _per_holder_and_activity(work, func.count(), CheckIn)
    counted = _per_holder_and_activity(work, func.sum(CheckInCount.used), CheckInCount)
    for key in sorted(came.keys() | counted.keys()):
        if came.get(key, 0) != counted.get(key, 0):
            what = f"{counted.get(key, 0)} check-ins are counted, {came.get(key, 0)} there are"
            yield Finding(f"{key[0]}/{key[1]}", what)


def _per_holder_and_activity(
    work: Work, number: ColumnElement[int], model: type[CheckIn] | type[CheckInCount]
) -> dict[tuple[str, str], int]:
    rows = work.session.execute(
        select(model.holder_id, model.activity_id, number).group_by(model.holder_id, model.activity_id)
    )
    return {(holder_id, activity_id): int(count) for holder_id, activity_id, count in rows}


def trail_is_whole(work: Work) -> Iterator[Finding]:
    """No line of the trail was changed, removed or cut off."""
    for fault in trail.find_faults(work):
        yield Finding(f"line {fault.number}", fault.what)


def releases_pass_the_audit(work: Work) -> Iterator[Finding]:
    """No hidden figure of a release can be worked out."""
    for release in monitoring.releases(work):
        for leak in monitoring.leaks(work, release):
            yield Finding(f"{quarter_name(release.starts)}/{leak.area}", f"this figure {leak.what}")


INVARIANTS: tuple[Invariant, ...] = (
    entries_add_up,
    budgets_follow_the_ledger,
    budgets_reserve_what_is_kept,
    claims_equal_spending,
    shares_add_up,
    receipts_decide_the_same,
    sales_are_booked,
    seats_are_kept,
    places_follow_the_registration,
    comings_are_paid,
    nothing_is_kept_for_who_came,
    days_in_care_are_billed,
    one_active_card,
    revoked_cards_are_listed,
    holders_are_found_by_name,
    reduced_tickets_equal_sales,
    coupons_equal_sales,
    vouchers_are_claimed,
    checkin_counts_equal_checkins,
    bills_add_up,
    sales_are_billed_once,
    certificates_are_covered_by_payments,
    trail_is_whole,
    releases_pass_the_audit,
)


def name_of(invariant: Invariant) -> str:
    """entries-add-up"""
    return invariant.__name__.replace("_", "-")


def check_all(work: Work) -> dict[str, list[Finding]]:
    """Every invariant by name, with what was found; all lists are empty when all is well."""
    return {name_of(invariant): list(invariant(work)) for invariant in INVARIANTS}


@click.group()
def check() -> None:
    """Is everything as it must be?"""


@check.command()
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
@click.pass_obj
def invariants(workplace: Workplace, as_json: bool) -> None:
    """Check ledger, budgets, sales, seats, cards, counters, trail and releases; one line per fault."""
    with workplace.snapshot(system_actor("check")) as work:
        found = check_all(work)
    count = sum(len(findings) for findings in found.values())
    if as_json:
        told = [{"name": name, "findings": [_as_dict(one) for one in findings]} for name, findings in found.items()]
        click.echo(json.dumps({"holds": count == 0, "invariants": told}))
    for name, findings in found.items():
        for finding in findings:
            click.echo(f"{name}: {finding.id}: {finding.what}", err=True)
    if count:
        raise SystemExit(1)
    if not as_json:
        click.echo(f"everything holds: {len(found)} invariants checked")


def _as_dict(finding: Finding) -> dict[str, str]:
    return {"id": finding.id, "what": finding.what}
