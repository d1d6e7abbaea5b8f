"""A source of offer that Gent follows in the demo: much vanished from it, and somebody has to say yes or no."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import update

from uitpas2.accounts.queries import administration_of
from uitpas2.activities.models import OfferSource
from uitpas2.activities.rules.polling import RunKind
from uitpas2.activities.services.polling import add_source, poll
from uitpas2.activities.services.polling.invented import invented_items
from uitpas2.activities.services.polling.simulated import DirectReader, Offering
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import system_actor

NAME, GENT = "UiTdatabank: buurthuizen in Gent", "44021"
ITEMS, LEFT = 10, 3
ORGANISER = "Buurtwerking De Linde"


def offering(now: datetime) -> Offering:
    """What the source lists now: much less than it did."""
    return Offering(invented_items(ITEMS, first_day=now + timedelta(days=10), organiser=ORGANISER)[:LEFT])


def make(workplace: Workplace) -> None:
    """The source, a reading that brought all, and one that found most of it gone and one item wrong."""
    actor = system_actor("demo")
    with workplace.begin(actor) as work:
        gent = administration_of(work, GENT)
        assert gent is not None
        source = add_source(
            work, organisation_id=gent.id, name=NAME, address="http://127.0.0.1:8091/events", local=True
        )
        now = work.now
    items = invented_items(ITEMS, first_day=now + timedelta(days=10), organiser=ORGANISER)
    for listed in (items, [*items[: LEFT - 1], items[LEFT - 1] | {"endDate": "morgen", "modified": now.isoformat()}]):
        reader = DirectReader(Offering(listed))
        poll(workplace, source.id, RunKind.SWEEP, lambda _, reader=reader: reader)  # type: ignore[misc]


def point_at(workplace: Workplace, address: str) -> None:
    """Where the made-up service answers now."""
    with workplace.begin(system_actor("demo")) as work:
        work.session.execute(update(OfferSource).where(OfferSource.name == NAME).values(address=address))
