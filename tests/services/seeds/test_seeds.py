"""Seeds obey the rules because they go through the services, and doing them twice leaves one of everything."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import func, select

from uitpas2.cards.models import Card, Holder, SocialRight
from uitpas2.cards.rules import CardStatus
from uitpas2.checks import Finding, check_all
from uitpas2.database.base import Base
from uitpas2.database.work import Workplace
from uitpas2.discounts.models import Sale
from uitpas2.discounts.queries.coupons import coupons_held
from uitpas2.scanning.models import CheckIn
from uitpas2.seeds import demo, families, offer, participation, two_tenants, uitpas_test

DATASET = uitpas_test.default_path()


def rows(workplace: Workplace) -> dict[str, int]:
    """How many rows each table has, but for the trail, where looking again may leave a line."""
    with workplace.reading() as work:
        return {
            table.name: work.session.scalar(select(func.count()).select_from(table)) or 0
            for table in Base.metadata.sorted_tables
            if not table.name.startswith("trail")
        }


def findings(workplace: Workplace) -> list[Finding]:
    with workplace.reading() as work:
        return [finding for found in check_all(work).values() for finding in found]


def test_two_tenants_are_made_once_and_told_alike_each_time(workplace: Workplace) -> None:
    first = two_tenants.seed(workplace)
    before = rows(workplace)

    second = two_tenants.seed(workplace)

    assert json.dumps(first) == json.dumps(second)
    assert rows(workplace) == before
    assert findings(workplace) == []


def test_each_tenant_has_one_of_everything_with_its_own_canary(workplace: Workplace) -> None:
    made = two_tenants.seed(workplace)

    a, b = made["tenants"]
    assert a["canaries"] != b["canaries"]
    assert {
        "officer",
        "second-officer",
        "clerk",
        "organiser",
        "volunteer",
        "partner",
        "responsible",
        "guardian",
    } == set(a["sign_ins"])
    with workplace.reading() as work:
        for tenant in (a, b):
            holder = work.session.get_one(Holder, tenant["holder_id"])
            sale = work.session.get_one(Sale, tenant["sale_id"])
            assert tenant["canaries"][0] in holder.first_name
            assert sale.holder_pays < sale.full_price


@pytest.mark.skipif(not DATASET.exists(), reason=f"{DATASET} is not on this machine")
def test_the_uitpas_test_dataset_loads_and_a_second_time_changes_nothing(workplace: Workplace) -> None:
    first = uitpas_test.seed(workplace, DATASET)
    before = rows(workplace)

    second = uitpas_test.seed(workplace, DATASET)

    assert first["passholders"] == {"in_file": 12, "made_now": 12}
    assert second["passholders"] == {"in_file": 12, "made_now": 0}
    assert first["coupons"] == {"in_file": 3, "made_now": 3}
    assert rows(workplace) == before
    assert findings(workplace) == []


@pytest.mark.skipif(not DATASET.exists(), reason=f"{DATASET} is not on this machine")
def test_the_dataset_keeps_its_ids_numbers_and_states(workplace: Workplace) -> None:
    uitpas_test.seed(workplace, DATASET)

    with workplace.reading() as work:
        blocked = work.session.scalars(select(Card).where(Card.number == "0900000002312")).one()
        assert blocked.status is CardStatus.BLOCKED
        assert work.session.get_one(Holder, "2ef13d6e-1476-5814-88a6-45590cefa4a2").first_name == "Els"
        expired = work.session.scalars(select(SocialRight).where(SocialRight.ends < work.today)).all()
        assert len(expired) == 2
        lotte = work.session.scalars(select(Holder.id).where(Holder.first_name == "Lotte")).one()
        assert [held.coupon.name.nl for held in coupons_held(work, lotte)] == [
            "[TEST] Cultuurbon andere regio A",
            "[TEST] Cultuurbon andere regio B",
        ]


def test_a_file_that_is_not_the_dataset_is_refused_in_one_line(workplace: Workplace, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text("[]")

    with pytest.raises(uitpas_test.DatasetUnreadable, match="not the UiTPAS test dataset"):
        uitpas_test.seed(workplace, wrong)
    with pytest.raises(uitpas_test.DatasetUnreadable, match="there is no"):
        uitpas_test.seed(workplace, tmp_path / "nothing.json")


def test_a_small_demo_year_obeys_every_invariant(workplace: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(families, "HOLDERS", 60)
    monkeypatch.setattr(offer, "ORGANISER_COUNT", 5)
    monkeypatch.setattr(participation, "VISITS", 80)

    demo.fill(workplace)

    assert findings(workplace) == []
    with workplace.reading() as work:
        assert demo.is_complete(work)
        assert (work.session.scalar(select(func.count()).select_from(CheckIn)) or 0) > 30
        in_gent = select(Card.status, func.count()).where(Card.card_system_id == 5, Card.batch_id.is_not(None))
        counted = work.session.execute(in_gent.group_by(Card.status).order_by(Card.status)).all()
        assert counted == [(CardStatus.PROVISIONED, 50), (CardStatus.SHIPPED, 50), (CardStatus.STOCK, 50)]
