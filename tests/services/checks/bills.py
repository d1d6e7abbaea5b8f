"""What breaks the invariants of bills: rows that no service would write."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select

from tests.factories.discounts import Scene
from uitpas2.billing.models import Bill, BillCounter, BillLine, Certificate, CertificatePeriod
from uitpas2.billing.rules import BillKind, LineKind, communication_of
from uitpas2.database.work import Work
from uitpas2.discounts.models import Sale
from uitpas2.kernel.money import Euro

DAY = date(2026, 10, 7)


def bill_of_nothing(work: Work, scene: Scene) -> None:
    _bill(work, scene, Euro(100))


def sale_at_another_amount(work: Work, scene: Scene) -> None:
    _bill(work, scene, Euro(1))
    sale = work.session.scalars(select(Sale).order_by(Sale.id).limit(1)).one()
    values: dict[str, Any] = {
        "id": "line",
        "bill_id": "bill",
        "position": 1,
        "kind": LineKind.SALE,
        "subject": f"sale/{sale.id}",
        "holder_id": scene.holder.id,
        "activity_id": scene.activity.id,
        "activity_name": sale.price_name,
        "is_care": False,
        "day": DAY,
        "until": DAY,
        "days": 1,
        "amount": Euro(1),
        "sale_id": sale.id,
    }
    work.session.add(BillLine(**values))
    work.session.flush()


def certificate_of_what_nobody_paid(work: Work, scene: Scene) -> None:
    certificate = Certificate(
        id="certificate",
        organiser_id=scene.organiser_id,
        year=2025,
        number=1,
        holder_id=scene.holder.id,
        total=Euro(100),
        made_on=DAY,
        made_by="test",
    )
    work.session.add(certificate)
    work.session.flush()
    period = {"starts": DAY, "ends": DAY, "days": 1, "tariff": None, "amount": Euro(100)}
    work.session.add(CertificatePeriod(certificate_id="certificate", position=1, **period))
    work.session.flush()


def _bill(work: Work, scene: Scene, total: Euro) -> None:
    work.session.add(BillCounter(organiser_id=scene.organiser_id, year=2026, last=1))
    values: dict[str, Any] = {
        "id": "bill",
        "organiser_id": scene.organiser_id,
        "year": 2026,
        "number": 1,
        "communication": communication_of(7),
        "kind": BillKind.ADVANCE,
        "holder_id": scene.holder.id,
        "made_on": DAY,
        "due_on": DAY,
        "total": total,
        "payee": "Dolfijn",
        "iban": "BE68539007547034",
        "made_by": "test",
    }
    work.session.add(Bill(**values))
    work.session.flush()
