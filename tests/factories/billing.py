"""An organiser that sends bills, a family, and what was sold to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from tests.factories.accounts import AccountFactory, AssignmentFactory, OrganisationFactory
from tests.factories.activities import ActivityFactory
from tests.factories.base import session
from tests.factories.cards import CardFactory, GuardianshipFactory, HolderFactory
from uitpas2.accounts.models import Account, Assignment, Organisation
from uitpas2.accounts.rules import Role
from uitpas2.accounts.sessions import actor_of
from uitpas2.activities.models import Activity
from uitpas2.activities.rules import ProductClass
from uitpas2.billing.models import BillingTerms
from uitpas2.cards.models import Card, Holder
from uitpas2.database.work import Work
from uitpas2.discounts.models import Sale
from uitpas2.kernel.actor import Actor
from uitpas2.kernel.clock import BRUSSELS
from uitpas2.kernel.money import Euro
from uitpas2.kernel.period import Period, PeriodKind, calendar_period

IBAN = "BE68539007547034"
OCTOBER = calendar_period(PeriodKind.MONTH, date(2026, 10, 1))


@dataclass
class Care:
    """After-school care of the Dolfijn with its office, and Noor with her mother Lotte, who lives with her."""

    organiser: Organisation
    office: Assignment
    care: Activity
    noor: Holder
    card: Card
    lotte: Assignment

    @property
    def actor(self) -> Actor:
        return actor_of(self.office)


def care(**terms: Any) -> Care:
    """`care(prepaid=["camp"])`: everything from which bills are made."""
    organiser = OrganisationFactory(name="De Dolfijn")
    office = AssignmentFactory(role=Role.ORGANISER_ADMIN, organisation=organiser)
    activity = ActivityFactory(organiser=organiser, organiser_id=organiser.id, product_class=ProductClass.CARE)
    noor = HolderFactory()
    card = CardFactory(holder=noor)
    lotte = AssignmentFactory(guardian=True, account=AccountFactory(name="Lotte Maes"))
    GuardianshipFactory(account=lotte.account, holder=noor)
    values = {
        "organiser_id": organiser.id,
        "payee": "Opvang De Dolfijn vzw",
        "iban": IBAN,
        "street": "Dok 7",
        "postal_code": "9000",
        "city": "Gent",
        "enterprise_number": "0123456749",
        "billed": ["care"],
        "prepaid": [],
        "bills_from": date(2026, 1, 1),
        "due_days": 14,
        "reminder_days": [7, 21],
        "changed_at": datetime(2026, 1, 1, tzinfo=BRUSSELS),
        "changed_by": "somebody",
    }
    session().add(BillingTerms(**{**values, **terms}))
    session().flush()
    made = Care(organiser, office, activity, noor, card, lotte)
    _ = office.account, office.organisation, lotte.account, lotte.organisation, activity.name
    return made


_COUNT = iter(range(1, 1_000_000))


def sold(made: Care, day: date, cents: int, *, holder: Holder | None = None, activity: Activity | None = None) -> Sale:
    """What was sold to Noor (or to another child) on a day, as the family pays it. Nothing of it is in the ledger."""
    what, who = activity or made.care, holder or made.noor
    sale = Sale(
        id=f"00000000-0000-4000-8000-{next(_COUNT):012d}",
        organiser_id=made.organiser.id,
        activity_id=what.id,
        holder_id=who.id,
        card_id=made.card.id,
        at=datetime.combine(day, time(16, 30), BRUSSELS),
        day=day,
        price_name=what.name,
        full_price=Euro(max(cents, 1000)),
        holder_pays=Euro(cents),
        receipt={},
        client_reference=None,
        sold_by="somebody",
        cancelled_at=None,
    )
    session().add(sale)
    session().flush()
    return sale


def other_parent(made: Care) -> tuple[Assignment, Account]:
    """Noor's father, who lives elsewhere."""
    father = AssignmentFactory(guardian=True, account=AccountFactory(name="Bram Peeters"))
    GuardianshipFactory(account=father.account, holder=made.noor, other_household="elsewhere")
    _ = father.account, father.organisation
    return father, father.account


def month(year: int, number: int) -> Period:
    return calendar_period(PeriodKind.MONTH, date(year, number, 1))


def as_actor(work: Work, assignment: Assignment) -> Work:
    """The same Work as somebody else."""
    from dataclasses import replace

    return replace(work, actor=actor_of(assignment))
