"""Tax certificates: what was paid for care, made once, replaced when it changes, and the books kept without names."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as Xml

import pytest
from sqlalchemy import select, update

from tests.factories.activities import ActivityFactory
from tests.factories.billing import Care, as_actor, care, month, sold
from tests.factories.cards import GuardianshipFactory, HolderFactory
from uitpas2.billing import queries, services
from uitpas2.billing.errors import AddressNeeded, CertificateUnknown, YearNotOver
from uitpas2.billing.jobs import make_ordered_certificates
from uitpas2.billing.models import Bill, BillLine, Certificate
from uitpas2.billing.rules import BatchStatus
from uitpas2.billing.rules.belcotax import faults
from uitpas2.billing.rules.certifying import Place
from uitpas2.checks.bills import bills_add_up, certificates_are_covered_by_payments, sales_are_billed_once
from uitpas2.database.work import Work, Workplace
from uitpas2.kernel.clock import FrozenClock
from uitpas2.kernel.money import ZERO, Euro, total

BILLED = month(2026, 10)


@pytest.fixture
def made(work: Work) -> Care:
    return care(billed=["care", "leisure"])


def three_months(work: Work, made: Care) -> Bill:
    """Care of two children, a swim, and a brother of fifteen; € 81,00 in all."""
    sam = HolderFactory(first_name="Sam", birth_date=date(2019, 5, 1))
    old = HolderFactory(first_name="Lars", birth_date=date(2011, 5, 1))
    for child in (sam, old):
        GuardianshipFactory(account=made.lotte.account, holder=child)
    swim = ActivityFactory(organiser=made.organiser, organiser_id=made.organiser.id)
    for day in (7, 14, 21):
        sold(made, date(2026, 9, day), 500)
        sold(made, date(2026, 9, day), 400, holder=sam)
    sold(made, date(2026, 9, 8), 3400, activity=swim)
    sold(made, date(2026, 9, 9), 2000, holder=old)
    return services.make_bills(as_actor(work, made.office), BILLED)[0]


def invariants(work: Work) -> list[str]:
    checks = (bills_add_up, sales_are_billed_once, certificates_are_covered_by_payments)
    return [finding.what for check in checks for finding in check(work)]


def test_certificates_say_per_child_what_was_paid_for_its_care_and_the_rest_is_accounted_for(
    work: Work, made: Care
) -> None:
    bill, mine = three_months(work, made), as_actor(work, made.office)
    services.note_payment(mine, bill.id, amount=Euro(8100 + 50), day=date(2026, 11, 2))

    certificates = services.make_certificates(work, made.organiser.id, 2026)

    assert bill.total == Euro(8100)
    assert sorted(one.total for one in certificates) == [Euro(1200), Euro(1500)]
    of_year = queries.year_of_care(mine, 2026)
    assert of_year.places == {
        Place.CERTIFIED: Euro(2700),
        Place.NOT_CARE: Euro(5400),
        Place.WAITING: ZERO,
        Place.OVER: Euro(50),
    }
    assert (of_year.received, of_year.certified) == (Euro(8150), Euro(2700))
    assert invariants(work) == []


def test_made_again_nothing_is_new_and_another_payment_replaces_only_what_it_changes(work: Work, made: Care) -> None:
    bill, mine = three_months(work, made), as_actor(work, made.office)
    services.note_payment(mine, bill.id, amount=Euro(900), day=date(2026, 11, 2))
    first = services.make_certificates(work, made.organiser.id, 2026)
    again = services.make_certificates(work, made.organiser.id, 2026)
    services.note_payment(mine, bill.id, amount=Euro(7200), day=date(2026, 11, 9))

    now = services.make_certificates(work, made.organiser.id, 2026)

    assert {one.id for one in first} == {one.id for one in again}
    assert total(one.total for one in now) == Euro(2700)
    assert [one.number for one in now] == [3, 4]
    assert all(one.replaced_by for one in first)
    assert len(queries.certificates_of_family(as_actor(work, made.lotte))) == 2


def test_only_its_payer_and_its_organiser_see_a_certificate(work: Work, made: Care) -> None:
    bill = three_months(work, made)
    services.note_payment(as_actor(work, made.office), bill.id, amount=Euro(8100), day=date(2026, 11, 2))
    (one, _) = services.make_certificates(work, made.organiser.id, 2026)
    stranger = care()

    assert queries.certificate(as_actor(work, made.lotte), one.id).id == one.id
    for actor in (stranger.actor, as_actor(work, stranger.lotte).actor):
        with pytest.raises(CertificateUnknown):
            queries.certificate(replace(work, actor=actor), one.id)


def test_the_file_for_the_tax_adds_up_and_holds_no_national_number(work: Work, made: Care) -> None:
    bill, mine = three_months(work, made), as_actor(work, made.office)
    services.note_payment(mine, bill.id, amount=Euro(8100), day=date(2026, 11, 2))
    services.make_certificates(work, made.organiser.id, 2026)

    content = services.belcotax_xml(mine, 2026)

    root = Xml.fromstring(content)
    assert faults(content) == []
    assert b"Not validated with the tax office" in content
    assert [one.text for one in root.iter("f86_2064_totalamount")] == ["1500", "1200"]
    assert root.findtext(".//r8012_controletotaal") == "5400"
    assert {one.text for tag in ("f2011_nationaalnr", "f86_2153_nnchild") for one in root.iter(tag)} == {None}
    assert faults(content.replace(b">1500<", b">1501<", 1)) != []


def test_a_year_is_ordered_once_it_is_over_and_the_worker_makes_it(
    workplace: Workplace, work: Work, made: Care, clock: FrozenClock
) -> None:
    mine = as_actor(work, made.office)
    with pytest.raises(YearNotOver):
        services.order_certificates(mine, 2026)
    batch = services.order_certificates(mine, 2025)
    queries.own_terms(mine).street = ""  # type: ignore[union-attr]
    work.session.flush()
    with pytest.raises(AddressNeeded):
        services.order_certificates(mine, 2025)
    work.session.commit()

    assert make_ordered_certificates(workplace) == 1
    assert make_ordered_certificates(workplace) == 0
    work.session.expire_all()
    assert queries.batch(mine, batch.id).status is BatchStatus.READY


def test_books_of_closed_years_past_seven_go_with_all_that_hangs_on_them(work: Work, made: Care) -> None:
    bill, mine = three_months(work, made), as_actor(work, made.office)
    services.note_payment(mine, bill.id, amount=Euro(8100), day=date(2026, 11, 2))
    services.make_certificates(work, made.organiser.id, 2026)
    work.session.execute(update(Bill).values(made_on=date(2018, 12, 31)))
    work.session.execute(update(Certificate).values(made_on=date(2018, 12, 31)))

    kept = services.forget_bills(work, date(2018, 12, 31))
    gone = services.forget_bills(work, date(2019, 1, 1))

    assert (kept, gone) == (0, 3)
    assert work.session.scalars(select(BillLine.id)).all() == []


def test_the_invariants_notice_a_bill_that_was_tampered_with(work: Work, made: Care) -> None:
    bill = three_months(work, made)
    services.note_payment(as_actor(work, made.office), bill.id, amount=Euro(8100), day=date(2026, 11, 2))
    services.make_certificates(work, made.organiser.id, 2026)
    line = work.session.scalars(select(BillLine).where(BillLine.bill_id == bill.id)).first()
    assert line is not None
    line.amount = line.amount + Euro(1)
    bill.number = 2
    work.session.execute(update(Certificate).values(total=Euro(99_999)))
    work.session.flush()

    found = " ".join(invariants(work))

    assert "not the sum of its lines" in found
    assert "there is a gap" in found
    assert "more is certified" in found
    assert "not what the family pays" in found
