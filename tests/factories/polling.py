"""A simulated search service that is up, and a source that follows it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from tests.factories.accounts import MunicipalityFactory, OrganisationFactory
from tests.factories.base import use
from uitpas2.activities.models import OfferRun
from uitpas2.activities.rules.polling import RunKind
from uitpas2.activities.services.polling import HttpReader, add_source, poll
from uitpas2.activities.services.polling.invented import invented_items
from uitpas2.activities.services.polling.simulated import Offering, simulated_search
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.clock import BRUSSELS

FIRST_DAY = datetime(2026, 12, 1, tzinfo=BRUSSELS)


@contextmanager
def serving(offering: Offering) -> Iterator[str]:
    """The address of the service while it is up."""
    server = simulated_search(offering=offering)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.005}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/events"
    finally:
        server.shutdown()
        server.server_close()


class Followed:
    """A source of a city, with the service it follows."""

    def __init__(self, workplace: Workplace, offering: Offering, address: str, *, page_size: int = 5) -> None:
        self.workplace, self.offering, self.address = workplace, offering, address
        self.waits: list[float] = []
        with workplace.begin(system_actor("test")) as work:
            use(work)
            MunicipalityFactory()
            owner = OrganisationFactory(of_municipality=True)
            self.owner_id = owner.id
            self.source_id = add_source(
                work, organisation_id=owner.id, name="Gent", address=address, page_size=page_size, local=True
            ).id

    def reader(self, timeout: float = 0.25) -> HttpReader:
        return HttpReader(self.address, local=True, timeout=timeout, most_bytes=150_000)

    def read(self, kind: RunKind = RunKind.SWEEP) -> OfferRun:
        """One run, without the waits between."""
        run_id = poll(self.workplace, self.source_id, kind, lambda _: self.reader(), pause=self.waits.append)
        return self.run(run_id)

    def run(self, run_id: str) -> OfferRun:
        with self.workplace.reading() as work:
            return work.session.get_one(OfferRun, run_id)


def invented(number: int) -> Offering:
    return Offering(items=invented_items(number, first_day=FIRST_DAY))
