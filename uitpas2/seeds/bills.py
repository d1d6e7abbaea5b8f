"""A month of bills at the demo's own organiser: some paid, one in part, one family that pays in parts."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from uitpas2.accounts.models import Account
from uitpas2.activities.models import Activity, Session
from uitpas2.activities.rules import ProductClass
from uitpas2.billing.models import Bill
from uitpas2.billing.rules import BillKind, Certifier
from uitpas2.billing.services import agree_plan, make_bills, note_payment, set_terms
from uitpas2.cards.queries import holders_of_guardian
from uitpas2.database.work import Work
from uitpas2.kernel.errors import DomainError
from uitpas2.kernel.money import Euro
from uitpas2.kernel.period import PeriodKind, calendar_period
from uitpas2.registrations.services import register
from uitpas2.seeds import people
from uitpas2.seeds.household import as_somebody

OFFICE = "kantoor@dolfijn.demo"


def make(work: Work) -> None:
    """What was sold last month, and a registration of the demo's own parent that is paid in advance."""
    office = as_somebody(work, OFFICE)
    month = calendar_period(PeriodKind.MONTH, work.today.replace(day=1) - timedelta(days=1))
    set_terms(
        office,
        payee="Zwemclub De Dolfijn vzw",
        iban="BE68539007547034",
        billed=[ProductClass.LEISURE],
        prepaid=[ProductClass.CARE, ProductClass.CAMP],
        bills_from=month.start,
        street="Waterstraat 1",
        postal_code="9000",
        city="Gent",
        enterprise_number="0123456749",
        phone="09 123 45 67",
        email=OFFICE,
        certifier=Certifier.PUBLIC_AUTHORITY,
        certifier_name="Stad Gent",
        certifier_street="Botermarkt 1",
        certifier_postal_code="9000",
        certifier_city="Gent",
        certifier_number="0207451227",
    )
    _register_in_advance(work, office.actor.organisation_id or "")
    own = select(Account.id).where(Account.email == people.PARENT)
    parent_id = work.session.scalars(own).one()
    monthly = 0
    for bill in make_bills(office, month, tells=False):
        if bill.kind is BillKind.ADVANCE or bill.account_id == parent_id:
            continue
        _pay(office, bill, monthly)
        monthly += 1


def _pay(office: Work, bill: Bill, number: int) -> None:
    """Every other family paid, one in part, one agreed to pay in parts."""
    if number % 2:
        note_payment(office, bill.id, amount=bill.total, day=office.today)
    elif number == 2:
        note_payment(office, bill.id, amount=Euro(max(1, bill.total.cents // 2)), day=office.today, note="Cash")
    elif number == 4:
        agree_plan(office, bill.id, text="Elke vijfde van de maand een deel")


def _register_in_advance(work: Work, organiser_id: str) -> None:
    """The first care or camp ahead that takes a child of the demo's parent."""
    parent = as_somebody(work, people.PARENT)
    ahead = (
        select(Session.id)
        .join(Activity, Activity.id == Session.activity_id)
        .where(
            Activity.organiser_id == organiser_id,
            Activity.product_class.in_([ProductClass.CARE, ProductClass.CAMP]),
            Session.starts > work.now,
        )
        .order_by(Session.starts, Session.id)
        .limit(4)
    )
    for session_id in work.session.scalars(ahead).all():
        for child in holders_of_guardian(parent):
            try:
                with work.session.begin_nested():
                    register(parent, session_id=session_id, holder_id=child.id)
            except DomainError:
                continue  # too young, too old, or full: the next one then
            return
