"""Each invariant is broken once, in a Work that is rolled back, and must be named."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from click.testing import CliRunner
from sqlalchemy import delete, insert, select, text, update

from tests.factories.base import use
from tests.factories.cards import CardFactory
from tests.factories.coupons import VoucherFactory
from tests.factories.discounts import Scene
from tests.factories.monitoring import small_flanders
from tests.factories.scanning import at_door
from tests.services.checks import bills, comings
from uitpas2.activities.models import Session
from uitpas2.cards.models import Card, Holder
from uitpas2.cards.rules import CardStatus
from uitpas2.checks import INVARIANTS, check, check_all, name_of
from uitpas2.database.append_only import unguard_statements
from uitpas2.database.work import Work, Workplace
from uitpas2.database.writes import insert_many
from uitpas2.discounts.models import CouponCount, CouponUse, ReducedTickets, Sale, SaleShare
from uitpas2.discounts.rules import Payer
from uitpas2.discounts.services import cancel_sale, sell
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.money import Euro
from uitpas2.ledger.models import Budget, Entry, LedgerAccount, Posting
from uitpas2.ledger.rules import AccountKind
from uitpas2.monitoring import services as monitoring
from uitpas2.monitoring.models import Release, ReleaseCell
from uitpas2.registrations.models import RegisteredSession
from uitpas2.registrations.services import register
from uitpas2.scanning.models import CheckInCount
from uitpas2.scanning.services import admit
from uitpas2.trail.models import TrailEntry

Break = Callable[[Work, Scene], object]


@pytest.fixture
def made(workplace: Workplace) -> Scene:
    """A little of everything: a scan with its sale, one cancelled, one paid by voucher, a registration, a release."""
    with workplace.begin(system_actor("test")) as work:
        use(work)
        door = at_door(work, ticket_limit=3, session__capacity=5)
        small_flanders()
        monitoring.build_release(work, starts=date(2026, 7, 1), ends=date(2026, 10, 1))
        scene = door.scene
        register(work, session_id=scene.activity.sessions[0].id, holder_id=scene.holder.id)
        cancel_sale(work, sell(work, **scene.ticket).id)
        sell(work, **scene.ticket, voucher_id=VoucherFactory().id)
    with workplace.begin(door.actor) as work:
        admit(work, **door.scan, key="scan-0001")
    return scene


@contextmanager
def rolled_back(workplace: Workplace) -> Iterator[Work]:
    class Enough(Exception):
        pass

    with pytest.raises(Enough), workplace.begin(system_actor("test")) as work:
        use(work)
        try:
            yield work
        finally:
            if work.session.get_bind().dialect.name == "sqlite":
                work.session.execute(text("PRAGMA ignore_check_constraints = OFF"))
        raise Enough


def broken(work: Work) -> dict[str, list[str]]:
    return {name: [finding.id for finding in found] for name, found in check_all(work).items() if found}


def test_everything_holds_after_a_little_of_everything(workplace: Workplace, made: Scene) -> None:
    with workplace.snapshot(system_actor("test")) as work:
        assert broken(work) == {}


def posting(work: Work, kind: AccountKind) -> Posting:
    account = select(Posting).join(LedgerAccount).where(LedgerAccount.kind == kind).order_by(Posting.id).limit(1)
    return work.session.scalars(account).one()


def post_again(kind: AccountKind) -> Break:
    """One more posting on an account, as a fault in the books would leave it."""

    def act(work: Work, _: Scene) -> None:
        first = posting(work, kind)
        extra = {"id": "extra", "entry_id": first.entry_id, "account_id": first.account_id, "amount": Euro(1)}
        work.session.execute(insert(Posting).values(extra))

    return act


def lose_a_check_constraint(work: Work, name: str) -> None:
    if work.session.get_bind().dialect.name == "sqlite":
        work.session.execute(text("PRAGMA ignore_check_constraints = ON"))
    else:
        work.session.execute(text(f"ALTER TABLE sessions DROP CONSTRAINT {name}"))


def overfill(work: Work, scene: Scene) -> None:
    lose_a_check_constraint(work, "ck_sessions_seats")
    work.session.execute(update(Session).where(Session.activity_id == scene.activity.id).values(capacity=0))


def second_card(work: Work, scene: Scene) -> None:
    work.session.execute(text("DROP INDEX uq_cards_one_active"))
    CardFactory(holder=scene.holder, membership_id=scene.card.membership_id)


def edit_the_trail(work: Work, _: Scene) -> None:
    for statement in unguard_statements(work.session.get_bind().dialect.name, "trail_entries"):
        work.session.execute(text(statement))
    work.session.execute(update(TrailEntry).where(TrailEntry.number == 1).values(actor_role="somebody-else"))


def publish_a_hole(work: Work, _: Scene) -> None:
    """A release made around the protection: one small figure hidden, everything beside it shown."""
    of = {"table_name": "participation", "starts": date(2026, 4, 1), "ends": date(2026, 7, 1), "threshold": 5}
    work.session.execute(insert(Release).values(id="leaky", method="none", made_at=work.now, **of))
    area = {"release_id": "leaky", "inhabitants": 9000}
    rows = [
        {**area, "area": "02000", "level": "flanders", "name": "Vlaanderen", "within": "", "persons": 23},
        {**area, "area": "40000", "level": "province", "name": "Oost-Vlaanderen", "within": "02000", "persons": 23},
        {**area, "area": "44021", "level": "municipality", "name": "Gent", "within": "40000", "persons": 20},
        {**area, "area": "44088", "level": "municipality", "name": "Merelbeke", "within": "40000", "persons": None},
    ]
    insert_many(work.session, ReleaseCell, rows)


def another_price_on_the_receipt(work: Work, _: Scene) -> None:
    """Somebody changed one fact of a receipt: the price it was decided from."""
    for sale in work.session.scalars(select(Sale)):
        sale.receipt = sale.receipt | {"facts": sale.receipt["facts"] | {"price": 1001}}
    work.session.flush()


BREAKS: dict[str, tuple[Break, set[str]]] = {
    "entries-add-up": (post_again(AccountKind.TILL), {"entries-add-up"}),
    "budgets-follow-the-ledger": (
        lambda work, _: work.session.execute(update(Budget).values(spent=Euro(1))),
        {"budgets-follow-the-ledger"},
    ),
    "claims-equal-spending": (post_again(AccountKind.CLAIM), {"claims-equal-spending", "entries-add-up"}),
    "shares-add-up": (
        lambda work, _: work.session.execute(delete(SaleShare).where(SaleShare.payer == Payer.ORGANISER)),
        {"shares-add-up"},
    ),
    "receipts-decide-the-same": (another_price_on_the_receipt, {"receipts-decide-the-same"}),
    "sales-are-booked": (post_again(AccountKind.SALES), {"sales-are-booked", "entries-add-up"}),
    "seats-are-kept": (overfill, {"seats-are-kept"}),
    "places-follow-the-registration": (
        lambda work, _: work.session.execute(update(RegisteredSession).values(live=False, holds_place=False)),
        {"places-follow-the-registration", "seats-are-kept"},
    ),
    "budgets-reserve-what-is-kept": (
        lambda work, _: work.session.execute(update(Budget).values(reserved=Euro(1))),
        {"budgets-reserve-what-is-kept"},
    ),
    "one-active-card": (second_card, {"one-active-card"}),
    "revoked-cards-are-listed": (
        lambda work, scene: work.session.execute(
            update(Card).where(Card.id == scene.card.id).values(status=CardStatus.BLOCKED)
        ),
        {"revoked-cards-are-listed"},
    ),
    "holders-are-found-by-name": (
        lambda work, _: work.session.execute(update(Holder).values(last_name="Maes")),
        {"holders-are-found-by-name"},
    ),
    "reduced-tickets-equal-sales": (
        lambda work, _: work.session.execute(update(ReducedTickets).values(used=7)),
        {"reduced-tickets-equal-sales"},
    ),
    "coupons-equal-sales": (
        lambda work, _: work.session.execute(update(CouponCount).values(spent=Euro(501))),
        {"coupons-equal-sales"},
    ),
    "vouchers-are-claimed": (
        lambda work, _: work.session.execute(update(CouponUse).values(spent=Euro(601))),
        {"vouchers-are-claimed", "coupons-equal-sales"},
    ),
    "checkin-counts-equal-checkins": (
        lambda work, _: work.session.execute(update(CheckInCount).values(used=7)),
        {"checkin-counts-equal-checkins"},
    ),
    "comings-are-paid": (comings.came_without_a_word_on_the_price, {"comings-are-paid"}),
    "nothing-is-kept-for-who-came": (
        comings.came_while_a_part_is_kept,
        {"nothing-is-kept-for-who-came", "budgets-reserve-what-is-kept"},
    ),
    "days-in-care-are-billed": (comings.closed_with_somebody_inside, {"days-in-care-are-billed"}),
    "bills-add-up": (bills.bill_of_nothing, {"bills-add-up"}),
    "sales-are-billed-once": (bills.sale_at_another_amount, {"sales-are-billed-once"}),
    "certificates-are-covered-by-payments": (
        bills.certificate_of_what_nobody_paid,
        {"certificates-are-covered-by-payments"},
    ),
    "trail-is-whole": (edit_the_trail, {"trail-is-whole"}),
    "releases-pass-the-audit": (publish_a_hole, {"releases-pass-the-audit"}),
}


@pytest.mark.parametrize("name", BREAKS)
def test_what_breaks_an_invariant_is_named(workplace: Workplace, made: Scene, name: str) -> None:
    act, expected = BREAKS[name]

    with rolled_back(workplace) as work:
        act(work, made)
        found = broken(work)

    assert set(found) == expected


def test_every_invariant_has_something_that_breaks_it() -> None:
    assert set(BREAKS) == {name_of(invariant) for invariant in INVARIANTS}


def test_a_place_taken_by_nobody_is_named_too(workplace: Workplace, made: Scene) -> None:
    with rolled_back(workplace) as work:
        work.session.execute(update(Session).where(Session.activity_id == made.activity.id).values(taken=3))

        session_id = work.session.scalars(select(Session.id).where(Session.activity_id == made.activity.id)).one()
        assert broken(work) == {"seats-are-kept": [session_id]}


def test_the_command_is_silent_about_faults_only_when_there_are_none(workplace: Workplace, made: Scene) -> None:
    well = CliRunner().invoke(check, ["invariants"], obj=workplace)
    with workplace.begin(system_actor("test")) as work:
        budget_id = work.session.scalars(select(Budget.id)).one()
        work.session.execute(update(Budget).values(spent=Euro(1)))

    ill = CliRunner().invoke(check, ["invariants"], obj=workplace)
    machine = CliRunner().invoke(check, ["invariants", "--json"], obj=workplace)

    assert (well.exit_code, ill.exit_code, machine.exit_code) == (0, 1, 1)
    assert f"budgets-follow-the-ledger: {budget_id}:" in ill.stderr
    told = json.loads(machine.stdout)
    assert told["holds"] is False
    assert [one["name"] for one in told["invariants"] if one["findings"]] == ["budgets-follow-the-ledger"]
    assert Entry.__tablename__ not in ill.stderr
