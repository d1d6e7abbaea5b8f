"""publiq's published UiTPAS test dataset, as far as the platform has a place for it.

The file is read from outside the repository. Ids are kept; a second run changes nothing.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from uitpas2.accounts.models import Municipality, Organisation
from uitpas2.accounts.queries import administration_of, municipality_by_postal_code
from uitpas2.accounts.rules import OrganisationKind
from uitpas2.accounts.services import create_organisation, load_municipalities
from uitpas2.activities.models import Activity
from uitpas2.activities.rules import CalendarType, Limits, Origin, ProductClass
from uitpas2.activities.services import NewPlace, add_activity
from uitpas2.cards.models import Card, CardSystemMunicipality, Holder, Membership, SocialRight
from uitpas2.cards.rules import CardKind, CardStatus, HolderKind
from uitpas2.cards.services import (
    block_card,
    ensure_card_systems,
    issue_card,
    next_serial,
    record_right,
    register_holder,
)
from uitpas2.database.work import Work, Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.ids import random_ids
from uitpas2.kernel.money import Euro
from uitpas2.kernel.period import PeriodKind
from uitpas2.kernel.text import TranslatedText
from uitpas2.loyalty.services import earn
from uitpas2.seeds.relative_days import DatasetUnreadable, day_of
from uitpas2.seeds.uitpas_test_coupons import give_coupons, make_coupon

__all__ = ["DatasetUnreadable", "default_path", "seed"]

FILE = "uitpas-test-dataset.json"
BRUSSELS = {
    "nis": "04000",
    "name": "Brussel (VGC)",
    "province_nis": "04000",
    "province": "Brussels Hoofdstedelijk Gewest",
    "population": 1_218_255,
    "postal_codes": ["1000"],
    "longitude": 4.35,
    "latitude": 50.85,
}
PASPARTOE = 3
CARE_ALL_DAY = [
    {
        "opens": "00:00",
        "closes": "23:59",
        "dayOfWeek": ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
    }
]
# The file says that a right exists, not on what it rests.
UNKNOWN_GROUND = "increased_reimbursement"
STARTING_POINTS = "test-dataset"


def default_path() -> Path:
    return Path(os.environ.get("UITPAS2_SHARED", "../shared/data")) / FILE


def seed(workplace: Workplace, path: Path) -> dict[str, Any]:
    """Load the dataset; tells per kind how many were made now and how many are there.

    Raises DatasetUnreadable.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        kinds = {
            kind: data[kind]
            for kind in ("organizers", "events", "passholders", "groupPasses", "unregisteredCards", "coupons")
        }
    except FileNotFoundError:
        raise DatasetUnreadable(f"there is no {path}; give its place with --file or UITPAS2_SHARED") from None
    except (ValueError, KeyError, TypeError):
        raise DatasetUnreadable(f"{path} is not the UiTPAS test dataset") from None
    makers: dict[str, Callable[[Work, dict[str, Any]], bool]] = {
        "organizers": _organiser,
        "events": _event,
        "passholders": _passholder,
        "groupPasses": _group_pass,
        "unregisteredCards": _stock_card,
        "coupons": _coupon,
    }
    counts: dict[str, Any] = {}
    with workplace.begin(system_actor("seed")) as work:
        load_municipalities(work)
        ensure_card_systems(work)
        _brussels(work)
        for kind, items in kinds.items():
            made = sum(makers[kind](work, item) for item in items)
            counts[kind] = {"in_file": len(items), "made_now": made}
        give_coupons(work, [*kinds["passholders"], *kinds["groupPasses"]])
    counts["not_loaded"] = {kind: len(data[kind]) for kind in ("rewards", "distributionKeys", "families")}
    return counts


def _brussels(work: Work) -> None:
    """Residents of Brussels belong to the Flemish Community Commission, as if it were one municipality."""
    if work.session.get(Municipality, BRUSSELS["nis"]) is None:
        work.session.add(Municipality(**BRUSSELS))
        work.session.flush()
        work.session.add(CardSystemMunicipality(municipality_nis=BRUSSELS["nis"], card_system_id=PASPARTOE))
        work.session.flush()


def _nis(work: Work, item: dict[str, Any]) -> str:
    found = municipality_by_postal_code(work, item["postalCode"], item.get("city", ""))
    return found.nis if found else str(BRUSSELS["nis"])


def _organiser(work: Work, item: dict[str, Any]) -> bool:
    if work.session.scalars(select(Organisation).where(Organisation.uitdatabank_id == item["id"])).first():
        return False
    create_organisation(
        work,
        kind=OrganisationKind.ORGANISER,
        name=item["name"],
        municipality_nis=_nis(work, item["address"]),
        uitdatabank_id=item["id"],
    )
    return True


def _event(work: Work, item: dict[str, Any]) -> bool:
    if work.session.scalars(select(Activity).where(Activity.uitdatabank_id == item["id"])).first():
        return False
    organiser = work.session.scalars(
        select(Organisation).where(Organisation.uitdatabank_id == item["organizerId"])
    ).one()
    tickets, checkins = item["passholderTicketLimit"], item["checkinLimit"]
    place = item["location"]
    activity = add_activity(
        work,
        organiser_id=organiser.id,
        name=TranslatedText(nl=item["name"]),
        product_class=ProductClass.LEISURE,
        price=Euro.from_json_number(item["priceInfo"][0]["price"]),
        place=NewPlace(place["name"], "", place["postalCode"], place["city"], _nis(work, place)),
        calendar_type=CalendarType(item["calendarType"]),
        opening_hours=CARE_ALL_DAY,
        limits=Limits(
            tickets=tickets["volume"],
            ticket_period=PeriodKind(tickets["periodType"].lower()),
            checkins=checkins["volume"],
            checkin_period=PeriodKind(checkins["periodType"].lower()),
        ),
    )
    activity.uitdatabank_id, activity.origin = item["id"], Origin.IMPORTED
    activity.checkin_points = item["checkinPoints"]
    activity.source = item
    return True


def _passholder(work: Work, item: dict[str, Any]) -> bool:
    """The holder under the file's own id, with its card, right and points."""
    if work.session.get(Holder, item["id"]) is not None:
        return False
    address = item["address"]
    holder = _with_id(
        work,
        item["id"],
        lambda: register_holder(
            work,
            first_name=item["firstName"],
            last_name=item["name"],
            birth_date=date.fromisoformat(item["dateOfBirth"]),
            street=address["street"],
            postal_code=address["postalCode"],
            city=address["city"],
            municipality_nis=_nis(work, address),
            national_number=item.get("inszNumber"),
        ),
    )
    card = issue_card(work, holder.id, number=item["uitpasNumber"])
    for membership in item["memberships"]:
        _further_membership(work, holder, membership["cardSystemId"])
        if right := membership.get("socialTariff"):
            _right(work, holder.id, day_of(work.now, right["endDate"]))
    if item["cardStatus"] == "BLOCKED":
        block_card(work, card.id)
    if item["points"]:
        earn(work, holder_id=holder.id, points=item["points"], reason=STARTING_POINTS, reference=holder.id)
    return True


def _with_id(work: Work, id: str, make: Callable[[], Holder]) -> Holder:
    """Let the next thing made have this id: clients of the dataset know its holders by it."""
    ids = iter([id])
    work.new_id = lambda: next(ids, None) or random_ids()
    try:
        return make()
    finally:
        work.new_id = random_ids


def _further_membership(work: Work, holder: Holder, card_system_id: int) -> None:
    known = select(Membership.id).where(Membership.holder_id == holder.id, Membership.card_system_id == card_system_id)
    if work.session.scalar(known) is None:
        work.session.add(
            Membership(id=work.new_id(), holder_id=holder.id, card_system_id=card_system_id, since=work.now)
        )


def _right(work: Work, holder_id: str, last_day: date) -> SocialRight:
    holder = work.session.get_one(Holder, holder_id)
    administration = administration_of(work, holder.municipality_nis) or create_organisation(
        work,
        kind=OrganisationKind.MUNICIPALITY,
        name=work.session.get_one(Municipality, holder.municipality_nis).name,
        municipality_nis=holder.municipality_nis,
    )
    ends = last_day + timedelta(days=1)
    return record_right(
        work,
        holder_id=holder_id,
        starts=ends - timedelta(days=365),
        ends=ends,
        ground=UNKNOWN_GROUND,
        granted_by=administration.id,
    )


def _group_pass(work: Work, item: dict[str, Any]) -> bool:
    if work.session.get(Holder, item["id"]) is not None:
        return False
    address = item["address"]
    group = _with_id(
        work,
        item["id"],
        lambda: register_holder(
            work,
            first_name=item["name"],
            last_name="",
            birth_date=None,
            street=address["street"],
            postal_code=address["postalCode"],
            city=address["city"],
            municipality_nis=_nis(work, address),
            kind=HolderKind.GROUP,
        ),
    )
    issue_card(work, group.id, number=item["uitpasNumber"])
    if right := item.get("socialTariff"):
        _right(work, group.id, day_of(work.now, right["endDate"]))
    return True


def _coupon(work: Work, item: dict[str, Any]) -> bool:
    valid = item["validityPeriod"]
    return make_coupon(work, item, day_of(work.now, valid["begin"]), day_of(work.now, valid["end"]) + timedelta(days=1))


def _stock_card(work: Work, item: dict[str, Any]) -> bool:
    if work.session.scalars(select(Card).where(Card.number == item["uitpasNumber"])).first():
        return False
    work.session.add(
        Card(
            id=work.new_id(),
            serial=next_serial(work),
            number=item["uitpasNumber"],
            kind=CardKind.PHYSICAL,
            status=CardStatus.STOCK,
            card_system_id=item["cardSystemId"],
        )
    )
    return True
