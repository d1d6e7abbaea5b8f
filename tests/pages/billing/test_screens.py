"""The organiser's and the family's screens of bills, from the first terms to a paid bill."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient

from tests.factories.base import use
from tests.factories.billing import IBAN, Care, care, other_parent, sold
from tests.pages.html import Visitor
from tests.unit.billing.bank import Coda
from uitpas2.accounts.models import Assignment
from uitpas2.billing.models import Bill, BillingTerms
from uitpas2.database.work import Workplace

SignIn = Callable[[Assignment], FlaskClient]
WORDS = ("kansentarief", "korting", "volle prijs", "sociaal tarief")


@pytest.fixture
def made(workplace: Workplace) -> Care:
    with workplace.begin() as work:
        use(work)
        found = care()
        sold(found, date(2026, 10, 7), 200)
        sold(found, date(2026, 10, 14), 350)
        return found


def as_somebody(sign_in: SignIn, who: Assignment) -> Visitor:
    return Visitor(sign_in(who))


def a_bill(sign_in: SignIn, made: Care, workplace: Workplace) -> Bill:
    """Made on the screen, as the office does."""
    preview = as_somebody(sign_in, made.office).visit("/organiser/bills/new?month=2026-10")
    preview.submit({"idempotency_key": "make-a-bill-1"})
    with workplace.reading() as work:
        found = work.session.query(Bill).one()
        work.session.expunge(found)
        return found


def test_a_month_is_looked_at_then_made_then_stands_in_the_list(
    made: Care, sign_in: SignIn, workplace: Workplace
) -> None:
    office = as_somebody(sign_in, made.office)
    empty = office.visit("/organiser/bills")
    preview = office.visit("/organiser/bills/new?month=2026-10")

    listed = preview.submit({"idempotency_key": "make-the-bills-1"})

    assert "Hier zijn geen rekeningen" in empty.text
    assert "Lotte Maes" in preview.text
    assert "5,50" in preview.text
    assert "2026-0001" in listed.text
    assert "Nog te betalen" in office.visit("/organiser/bills?state=open&text=lotte").text
    again = {"month": "2026-10", "idempotency_key": "make-the-bills-2"}
    assert "niets (meer)" in office.send("/organiser/bills/new", again, status=422).text


def test_the_family_sees_its_own_price_a_code_and_the_communication_and_what_it_paid(
    made: Care, sign_in: SignIn, workplace: Workplace
) -> None:
    bill = a_bill(sign_in, made, workplace)
    lotte = as_somebody(sign_in, made.lotte)
    page = lotte.visit(f"/family/bills/{bill.id}")
    file = lotte.client.get(f"/family/bills/{bill.id}/file")
    forbidden = lotte.client.get(f"/organiser/bills/{bill.id}")

    digits = bill.communication
    assert f"+++{digits[:3]}/{digits[3:7]}/{digits[7:]}+++" in page.text
    assert 'aria-label="Betaalcode"' in page.html
    assert "Jouw prijs" in page.text
    assert not [word for word in WORDS if word in page.text.lower()]
    assert (file.mimetype, forbidden.status_code) == ("application/pdf", 403)

    office = as_somebody(sign_in, made.office).visit(f"/organiser/bills/{bill.id}")
    assert "Teruggenomen" not in office.text
    paid = office.submit({"amount": "5,50", "day": "2026-11-20"})
    assert "Betaald" in paid.text
    assert "Alles is betaald" in as_somebody(sign_in, made.lotte).visit(f"/family/bills/{bill.id}").text


def test_the_other_parent_and_another_organiser_get_what_does_not_exist(
    made: Care, sign_in: SignIn, workplace: Workplace
) -> None:
    bill = a_bill(sign_in, made, workplace)
    with workplace.begin() as work:
        use(work)
        father, _ = other_parent(made)
        stranger = care().office

    at_fathers = as_somebody(sign_in, father)
    statuses = [at_fathers.client.get(f"/family/bills/{bill.id}{rest}").status_code for rest in ("", "/file")]
    own = at_fathers.visit("/family/bills").text
    elsewhere = as_somebody(sign_in, stranger)
    statuses.append(elsewhere.client.get(f"/organiser/bills/{bill.id}").status_code)
    form = {"amount": "1", "day": "2026-11-20", "idempotency_key": "not-my-bill-1"}
    statuses.append(elsewhere.client.post(f"/organiser/bills/{bill.id}/payments", data=form).status_code)

    assert statuses == [404] * 4
    assert "Je hebt geen rekeningen" in own


def test_a_statement_is_shown_before_it_counts_and_a_wrong_one_says_its_line(
    made: Care, sign_in: SignIn, workplace: Workplace
) -> None:
    bill = a_bill(sign_in, made, workplace)
    office = as_somebody(sign_in, made.office)
    content = Coda().credit(550, f"101{bill.communication}").move(100, "?").text()
    broken = content.replace("0000000000005500", "00000000000055x0", 1)

    def read(text: str, status: int) -> object:
        file = {"file": (io.BytesIO(text.encode()), "x.cod")}
        return office.send("/organiser/bills/bank", file, status=status)

    wrong, shown = read(broken, 422), read(content, 200)
    still_open = office.visit(f"/organiser/bills/{bill.id}").text
    counted = shown.submit({"idempotency_key": "book-it-1"}, action=f"{shown.response.request.path}/book")

    assert "Regel 3" in wrong.error_beside("file")
    assert "1 betaling noemt haar rekening" in shown.text
    assert "Nog te betalen" in still_open
    assert "Betalingen zonder rekening" in counted.text
    assert "Betaald" in office.visit(f"/organiser/bills/{bill.id}").text


def test_terms_with_a_mistyped_account_come_back_with_everything_typed(
    made: Care, sign_in: SignIn, workplace: Workplace
) -> None:
    office = as_somebody(sign_in, made.office)
    form = office.visit("/organiser/bills/terms")

    wrong = form.submit({"iban": "BE68 5390 0754 7035", "due_days": "21"}, status=422)
    impossible = wrong.submit({"iban": "be68 5390 0754 7034", "reminder_days": "1, 2"}, status=422)
    impossible.submit({"reminder_days": "7 14"})

    assert "klopt net niet" in wrong.error_beside("iban")
    assert (wrong.value_of("iban"), wrong.value_of("due_days")) == ("BE68 5390 0754 7035", "21")
    assert "herinneringen" in impossible.error_beside("reminder_days")
    with workplace.reading() as work:
        kept = work.session.get_one(BillingTerms, made.organiser.id)
        assert (kept.iban, kept.due_days, kept.reminder_days) == (IBAN, 21, [7, 14])


def test_certificates_are_asked_for_once_the_year_is_over(made: Care, sign_in: SignIn) -> None:
    office = as_somebody(sign_in, made.office)

    this_year = office.visit("/organiser/certificates?year=2026")
    ordered = office.visit("/organiser/certificates?year=2025").submit({"year": "2025"})

    assert "2026 is nog niet voorbij" in this_year.text
    assert "Ze wachten op hun beurt" in ordered.text
    too_soon = {"year": "2026", "idempotency_key": "too-soon-1"}
    assert "nog niet voorbij" in office.send("/organiser/certificates", too_soon, status=422).text


def test_the_file_of_what_is_no_year_is_not_there(made: Care, sign_in: SignIn) -> None:
    office = sign_in(made.office)

    statuses = [office.get(f"/organiser/certificates/{year}/belcotax.xml").status_code for year in (2025, 0, 10**20)]

    assert statuses == [200, 404, 404]
