"""A source is followed whatever it does: what is wrong ends a run, and never takes anything out of the offer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from tests.factories.polling import Followed, invented, serving
from uitpas2.activities.errors.polling import AlreadyDecided, SourceBusy
from uitpas2.activities.models import Activity, OfferListing, Place, Price, Session
from uitpas2.activities.rules import Publication
from uitpas2.activities.rules.polling import RunKind, RunStatus, StopReason
from uitpas2.activities.services.places import take_place
from uitpas2.activities.services.polling import carry_out_decisions, decide, lease
from uitpas2.activities.services.polling.simulated import Offering
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import Actor, ActorKind, system_actor

OFFER = (Activity, Place, Price, Session, OfferListing)


@pytest.fixture
def offering() -> Offering:
    return invented(12)


@pytest.fixture
def followed(workplace: Workplace, offering: Offering) -> Iterator[Followed]:
    with serving(offering) as address:
        yield Followed(workplace, offering, address)


def tables(workplace: Workplace) -> dict[str, list[Any]]:
    """Everything that stands in the tables of the offer."""
    with workplace.reading() as work:
        return {
            model.__tablename__: sorted(map(repr, work.session.execute(select(*model.__table__.columns)).all()))
            for model in OFFER
        }


def online(workplace: Workplace) -> int:
    with workplace.reading() as work:
        counted = select(func.count()).where(Activity.publication == Publication.PUBLISHED)
        return work.session.scalar(counted) or 0


def officer(followed: Followed, organisation_id: str = "") -> Actor:
    return Actor(id="officer", kind=ActorKind.PERSON, organisation_id=organisation_id or followed.owner_id)


def test_a_list_comes_in_and_a_second_reading_changes_nothing(followed: Followed, workplace: Workplace) -> None:
    first = followed.read()
    before = tables(workplace)

    second = followed.read()
    changes = followed.read(RunKind.CHANGES)

    assert (first.status, first.imported, first.listed) == (RunStatus.DONE, 12, 12)
    assert (second.imported, second.updated, second.unchanged, second.withdrawn) == (0, 0, 12, 0)
    assert (changes.kind, changes.imported, changes.updated) == (RunKind.CHANGES, 0, 0)
    assert tables(workplace) == before
    assert len(before["activities"]) == online(workplace) == 12


def test_what_vanished_goes_offline_keeps_its_places_and_comes_back(
    followed: Followed, workplace: Workplace, offering: Offering
) -> None:
    followed.read()
    first, second = (item["@id"].rsplit("/", 1)[1] for item in offering.items[:2])
    with workplace.begin(system_actor("test")) as work:
        taken = work.session.scalars(select(Session.id).join(Activity).where(Activity.uitdatabank_id == first)).one()
        assert take_place(work, taken)
    gone = [offering.items.pop(0), offering.items.pop(0)]

    run = followed.read()
    with workplace.reading() as work:
        rows = select(Activity.uitdatabank_id, Activity.publication)
        published = dict(work.session.execute(rows).all())
        places = work.session.get_one(Session, taken).taken
    offering.items += gone
    back = followed.read()

    assert (run.known, run.vanished, run.withdrawn) == (12, 2, 2)
    assert (published[first], published[second]) == (Publication.DRAFT, Publication.DELETED)
    assert places == 1
    assert (back.updated, back.withdrawn, online(workplace)) == (2, 0, 12)


def test_a_deletion_wave_withdraws_nothing_until_somebody_says_yes(
    followed: Followed, workplace: Workplace, offering: Offering
) -> None:
    followed.read()
    kept = offering.items[:]
    del offering.items[5:11]

    run = followed.read()
    with workplace.begin(officer(followed)) as work:
        untouched = online(workplace)
        decide(work, run.id, withdraw=True)
    done = carry_out_decisions(workplace)

    assert (run.status, run.stopped_because, run.known, run.vanished) == (RunStatus.WAITING, StopReason.WAVE, 12, 6)
    assert (untouched, done, online(workplace)) == (12, 6, 6)
    with workplace.begin(officer(followed)) as work, pytest.raises(AlreadyDecided):
        decide(work, run.id, withdraw=False)
    offering.items[:] = kept
    assert followed.read().updated == 6


def test_two_runs_do_not_read_a_source_together(followed: Followed, workplace: Workplace, clock: Any) -> None:
    with workplace.begin(system_actor("test")) as work:
        first = lease.start(work, followed.source_id, RunKind.SWEEP)

    with pytest.raises(SourceBusy):
        followed.read()
    clock.move(lease.HELD + timedelta(seconds=1))
    second = followed.read()

    assert (followed.run(first.run_id).stopped_because, second.status) == (StopReason.LEASE_LOST, RunStatus.DONE)
    with workplace.begin(system_actor("test")) as work, pytest.raises(lease.LeaseLost):
        lease.hold(work, followed.source_id, first.run_id)
