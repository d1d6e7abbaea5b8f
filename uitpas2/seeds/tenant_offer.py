"""A tenant's offer as it comes in: a source from which much vanished, and a list that was read and not yet saved."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import Select, select

from uitpas2.activities.models import OfferList, OfferRun, OfferSource
from uitpas2.activities.rules.polling import RunKind, RunStatus
from uitpas2.activities.services.listing import read_list
from uitpas2.activities.services.polling import add_source, poll
from uitpas2.activities.services.polling.invented import invented_items
from uitpas2.activities.services.polling.simulated import DirectReader, Offering
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import Actor

ITEMS = 7


def make(workplace: Workplace, officer: Actor, organiser: Actor, *, place: tuple[str, str], canary: str) -> None:
    """Both once, at a postal code and town.

    What the source lists is online only next century: the seed's own activities stay the only ones.
    """
    assert officer.organisation_id is not None
    with workplace.begin(officer) as work:
        source = add_source(
            work,
            organisation_id=officer.organisation_id,
            name=f"Bron {canary}",
            address=f"https://search.example/events?q={canary}",
        )
        next_month, today = work.now + timedelta(days=30), work.today
    items = invented_items(ITEMS, first_day=next_month, organiser=f"Bron {canary}")
    here = {"availableFrom": "2100-01-01T00:00:00+00:00", "location": _place(*place, canary)}
    offering = Offering([item | here for item in items])
    for _ in range(2):
        poll(workplace, source.id, RunKind.SWEEP, lambda _: DirectReader(offering))
        offering.items = [offering.items[0] | {"calendarType": f"never {canary}"}]
    lines = [
        "Eigen nummer;Naam;Dag;Van;Tot;Prijs",
        f"{canary}-1;Schaken {canary};{today + timedelta(days=40):%d/%m/%Y};14:00;16:00;4",
        f"{canary}-2;Dammen {canary};31/02/2027;14:00;16:00;4",
    ]
    read_list(workplace, organiser, "\n".join(lines).encode(), file_name=f"{canary}.csv")


def _place(postal_code: str, town: str, canary: str) -> dict[str, Any]:
    return {
        "@id": f"https://io.uitdatabank.be/places/plaats-{canary}",
        "mainLanguage": "nl",
        "name": {"nl": f"Buurthuis {canary}"},
        "address": {"nl": {"streetAddress": "", "postalCode": postal_code, "addressLocality": town}},
    }


def wanted(municipality_id: str, organiser_id: str) -> dict[str, Select[Any]]:
    """How to find their ids again."""
    source = select(OfferSource.id).where(OfferSource.organisation_id == municipality_id)
    waiting = OfferRun.status == RunStatus.WAITING
    return {
        "offer_source_id": source,
        "offer_run_id": select(OfferRun.id).where(OfferRun.source_id.in_(source), waiting),
        "offer_list_id": select(OfferList.id).where(OfferList.organisation_id == organiser_id),
    }
