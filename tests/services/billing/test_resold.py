"""What was paid in advance, sold, taken back and sold anew: the family pays what the child came to, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.factories.activities import ActivityFactory
from tests.factories.billing import OCTOBER, Care, care, sold
from tests.factories.registrations import RegistrationFactory
from uitpas2.activities.models import Activity
from uitpas2.activities.rules import ProductClass
from uitpas2.attendance.models import PlacePaid
from uitpas2.attendance.rules import CareUnit, Paid, Tariff
from uitpas2.attendance.services import set_tariff
from uitpas2.billing import services
from uitpas2.billing.errors import NothingToBill
from uitpas2.database.work import Work
from uitpas2.discounts.models import Sale
from uitpas2.kernel.money import Euro
from uitpas2.registrations.models import Registration
from uitpas2.registrations.rules import EndReason, RegistrationStatus

ADVANCE = 4000


class Camp:
    """Noor is registered for a camp, and its bill in advance is made."""

    def __init__(self, work: Work) -> None:
        self.work, self.made = work, care(prepaid=["camp"])
        self.camp: Activity = ActivityFactory(
            organiser=self.made.organiser, organiser_id=self.made.organiser.id, product_class=ProductClass.CAMP
        )
        self.registration: Registration = RegistrationFactory(
            session=self.camp.sessions[0], holder=self.made.noor, price_shown=Euro(ADVANCE), at=work.now
        )
        self.billed = 0
        self.bill()

    def bill(self) -> int:
        """Everything that stood on bills once they are made anew."""
        office: Care = self.made
        try:
            bills = services.make_bills(replace(self.work, actor=office.actor), OCTOBER, tells=False)
        except NothingToBill:
            return self.billed
        self.billed += sum(bill.total.cents for bill in bills)
        return self.billed

    def comes(self, cents: int, *, turn: int = 1) -> Sale:
        sale = sold(self.made, date(2026, 10, 26), cents, activity=self.camp)
        values = {"state": Paid.SOLD, "turn": turn, "sale_id": sale.id, "refused": None, "at": self.work.now}
        paid = self.work.session.get(PlacePaid, self.registration.id)
        if paid is None:
            whose = {"registration_id": self.registration.id, "holder_id": self.made.noor.id}
            self.work.session.add(PlacePaid(**whose, **values))
        else:
            for name, value in values.items():
                setattr(paid, name, value)
        self.work.session.flush()
        return sale

    def takes_back(self, sale: Sale) -> None:
        sale.cancelled_at = self.work.now
        paid = self.work.session.get_one(PlacePaid, self.registration.id)
        paid.state = Paid.UNDONE
        self.work.session.flush()


@pytest.mark.parametrize("other_lines", [0, 300])
@pytest.mark.parametrize("first_price", [ADVANCE, 3500])
def test_a_sale_that_is_taken_back_and_made_anew_settles_its_advance_once(
    work: Work, first_price: int, other_lines: int
) -> None:
    here = Camp(work)
    first = here.comes(first_price)
    if other_lines:
        sold(here.made, date(2026, 10, 7), other_lines)
    assert here.bill() == first_price + other_lines
    here.takes_back(first)

    here.comes(3500, turn=2)

    assert here.bill() == here.bill() == 3500 + other_lines


@pytest.mark.parametrize("first_price", [ADVANCE, 3500])
def test_what_was_taken_back_and_billed_can_be_sold_anew_later(work: Work, first_price: int) -> None:
    here = Camp(work)
    first = here.comes(first_price)
    sold(here.made, date(2026, 10, 7), 300)
    here.bill()
    here.takes_back(first)
    assert here.bill() == ADVANCE + 300

    here.comes(3000, turn=2)

    assert here.bill() == here.bill() == 3000 + 300


def test_of_a_series_that_ended_after_the_child_came_only_the_difference_is_given_back(work: Work) -> None:
    here = Camp(work)
    here.comes(3500)
    here.registration.status, here.registration.cancelled_at = RegistrationStatus.CANCELLED, work.now
    here.registration.end_reason = EndReason.NOT_TAKING_PLACE

    assert here.bill() == here.bill() == 3500


def test_care_by_the_hour_is_not_billed_in_advance_as_well(work: Work) -> None:
    made = care(billed=["camp"], prepaid=["care"])
    tariff = Tariff(CareUnit.QUARTER, Euro(50))
    set_tariff(work, made.care.id, starts=date(2026, 9, 1), terms=tariff, decision="Besluit van 22 juni 2026")
    RegistrationFactory(session=made.care.sessions[0], holder=made.noor, price_shown=Euro(1000), at=work.now)

    with pytest.raises(NothingToBill):
        services.make_bills(replace(work, actor=made.actor), OCTOBER, tells=False)


def test_an_advance_whose_sale_of_nothing_more_was_taken_back_is_given_back_whole(work: Work) -> None:
    here = Camp(work)
    first = here.comes(ADVANCE)
    sold(here.made, date(2026, 10, 7), 300)
    here.bill()
    here.takes_back(first)
    here.registration.status, here.registration.cancelled_at = RegistrationStatus.CANCELLED, work.now
    here.registration.end_reason = EndReason.BY_ORGANISER

    assert here.bill() == here.bill() == 300
