"""Bills and certificates on paper: what stands on them, and above all what does not."""

from __future__ import annotations

import io
import re
from datetime import date

import pytest
from pypdf import PdfReader

from tests.factories.billing import OCTOBER, Care, as_actor, care, other_parent, sold
from uitpas2.billing import services
from uitpas2.billing.models import Certificate
from uitpas2.database.work import Work
from uitpas2.kernel.money import Euro

FORBIDDEN = re.compile(
    r"kansen|kansarm|armoede|sociaal tarief|\bMIA\b|korting|volle prijs|basistarief|tarif social|plein tarif",
    re.IGNORECASE,
)


def text_of(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


@pytest.fixture
def made(work: Work) -> Care:
    return care()


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_a_bill_tells_what_the_family_pays_and_how_and_nothing_of_why(work: Work, made: Care, language: str) -> None:
    made.lotte.account.language = language
    for day in range(1, 31):
        sold(made, date(2026, 10, day), 200)
    mine = as_actor(work, made.office)
    (bill,) = services.make_bills(mine, OCTOBER)
    services.note_payment(mine, bill.id, amount=Euro(1000), day=work.today)

    number, content = services.bill_pdf(as_actor(work, made.lotte), bill.id)

    text = text_of(content)
    assert number == "2026-0001"
    assert {"nl": "Rekening", "fr": "Facture", "en": "Bill"}[language] in text
    assert "Noor" in text
    assert "Lotte Maes" in text
    assert "BE68 5390 0754 7034" in text
    digits = bill.communication
    assert f"+++{digits[:3]}/{digits[3:7]}/{digits[7:]}+++" in text
    assert "60" in text
    assert "50" in text
    assert not FORBIDDEN.search(text)
    assert not re.search(r"(300|240)[,.]00", text)  # the ordinary prices together, or what others bear of them


def test_a_certificate_leaves_the_national_number_to_be_filled_in_by_hand(work: Work, made: Care) -> None:
    for day in (4, 5):
        sold(made, date(2026, 3, day), 450)
    mine = as_actor(work, made.office)
    (bill,) = services.make_bills(mine, OCTOBER)
    services.note_payment(mine, bill.id, amount=Euro(900), day=date(2026, 4, 2))
    (certificate,) = services.make_certificates(work, made.organiser.id, 2026)

    _, content = services.certificate_pdf(as_actor(work, made.lotte), certificate.id)

    text = text_of(content)
    assert text.count("***") == 2
    assert "281.86" in text
    assert "Kouter 1" in text
    assert "9,00" in text
    assert not re.search(r"\b\d{11}\b|\d{2}\.\d{2}\.\d{2}-\d{3}", text)
    assert not FORBIDDEN.search(text)


def test_a_payer_who_lives_elsewhere_does_not_read_the_childs_other_address(work: Work, made: Care) -> None:
    _, account = other_parent(made)
    sold(made, date(2026, 3, 4), 450)
    (bill,) = services.make_bills(as_actor(work, made.office), OCTOBER)
    bill.account_id = account.id
    work.session.flush()
    services.note_payment(as_actor(work, made.office), bill.id, amount=Euro(450), day=date(2026, 4, 2))
    (certificate,) = services.make_certificates(work, made.organiser.id, 2026)

    papers = [services.bill_pdf(work, bill.id)[1], services.certificate_pdf(work, certificate.id)[1]]

    assert isinstance(certificate, Certificate)
    assert all("Kouter" not in text_of(content) for content in papers)
    assert all("Bram Peeters" in text_of(content) for content in papers)
