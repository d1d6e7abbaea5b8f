"""A source is followed whatever it does: what is wrong ends a run, and never takes anything out of the offer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from tests.factories.polling import Followed, invented, serving
from uitpas2.activities.errors.polling import AlreadyDecided, RunUnknown, SourceBusy
from uitpas2.activities.models import Activity, OfferListing, OfferSource, Place, Price, Session
from uitpas2.activities.queries.polling import run_faults
from uitpas2.activities.rules import Publication
from uitpas2.activities.rules.polling import RunKind, RunStatus, StopReason
from uitpas2.activities.services.places import take_place
from uitpas2.activities.services.polling import carry_out_decisions, decide, lease, withdrawing
from uitpas2.activities.services.polling.simulated import Mishap, Offering
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import Actor, ActorKind, system_actor

OFFER = (Activity, Place, Price, Session, OfferListing)


@pytest.fixture
def offering() -> Offering:
    return invented(20)


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

    assert (first.status, first.imported, first.listed) == (RunStatus.DONE, 20, 20)
    assert (second.imported, second.updated, second.unchanged, second.withdrawn) == (0, 0, 20, 0)
    assert (changes.kind, changes.imported, changes.updated) == (RunKind.CHANGES, 0, 0)
    assert tables(workplace) == before
    assert len(before["activities"]) == online(workplace) == 20


def test_a_change_comes_in_by_itself_and_an_older_version_never_comes_back(
    followed: Followed, workplace: Workplace, offering: Offering
) -> None:
    followed.read()
    old = dict(offering.items[7])
    offering.items[7] |= {"modified": "2026-06-01T08:00:00+00:00", "name": {"nl": "Zwemmen in de zomer"}}

    changed = followed.read(RunKind.CHANGES)
    offering.items[7] = old
    stale = followed.read()

    assert (changed.updated, changed.imported) == (1, 0)
    assert (stale.older, stale.updated) == (1, 0)
    with workplace.reading() as work:
        assert "Zwemmen in de zomer" in {activity.name.nl for activity in work.session.scalars(select(Activity))}


@pytest.mark.parametrize(
    "mishaps",
    [
        [Mishap.TIME_OUT, Mishap.OUT_OF_ORDER],
        [None, Mishap.CUT_OFF, Mishap.HALF_PAGE, None],
        [None, None, Mishap.BROKEN],
    ],
)
def test_what_goes_wrong_for_a_moment_is_asked_again(
    followed: Followed, workplace: Workplace, offering: Offering, mishaps: list[Mishap | None]
) -> None:
    offering.mishaps.extend(mishaps)

    run = followed.read()

    assert (run.status, run.imported, run.stopped_because) == (RunStatus.DONE, 20, None)
    assert run.retries == len(followed.waits) == sum(one is not None for one in mishaps)
    assert online(workplace) == 20


@pytest.mark.parametrize(
    ("mishap", "reason"),
    [
        (Mishap.HALF_PAGE, StopReason.HALF_PAGE),
        (Mishap.CUT_OFF, StopReason.HALF_PAGE),
        (Mishap.BROKEN, StopReason.BROKEN),
        (Mishap.OUT_OF_ORDER, StopReason.OUT_OF_ORDER),
        (Mishap.ELSEWHERE, StopReason.ELSEWHERE),
        (Mishap.ENDLESS, StopReason.TOO_LARGE),
    ],
)
def test_what_stays_wrong_ends_the_run_and_withdraws_nothing(
    followed: Followed, workplace: Workplace, offering: Offering, mishap: Mishap, reason: StopReason
) -> None:
    followed.read()
    del offering.items[:3]
    offering.mishaps.extend([None, None, *[mishap] * 9])

    run = followed.read()

    assert (run.status, run.stopped_because) == (RunStatus.FAILED, reason)
    assert (run.vanished, run.withdrawn, online(workplace)) == (0, 0, 20)
    with workplace.reading() as work:
        assert work.session.get_one(OfferSource, followed.source_id).busy_until is None


def test_doubles_and_another_order_on_each_page_do_no_harm(
    followed: Followed, workplace: Workplace, offering: Offering
) -> None:
    followed.read()
    before = tables(workplace)
    offering.doubled = offering.reordered = True

    run = followed.read()

    assert (run.status, run.listed, run.imported, run.updated, run.withdrawn) == (RunStatus.DONE, 20, 0, 0, 0)
    assert tables(workplace) == before


def test_what_leaves_the_list_while_it_is_read_takes_nothing_else_along(
    followed: Followed, workplace: Workplace, offering: Offering
) -> None:
    followed.read()
    offering.between = lambda asked: offering.items.pop(0) and None if asked in {7, 8} else None

    run = followed.read()

    assert run.status is RunStatus.DONE
    assert run.withdrawn == 20 - len(offering.items) - len(_missed(workplace, offering))
    assert online(workplace) >= len(offering.items)


def _missed(workplace: Workplace, offering: Offering) -> set[str]:
    """What is online though the source does not list it any more: found by the next reading."""
    there = {item["@id"].rsplit("/", 1)[1] for item in offering.items}
    with workplace.reading() as work:
        return (
            set(
                work.session.scalars(
                    select(Activity.uitdatabank_id).where(Activity.publication == Publication.PUBLISHED)
                )
            )
            - there
        )


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

    assert (run.known, run.vanished, run.withdrawn) == (20, 2, 2)
    assert (published[first], published[second]) == (Publication.DRAFT, Publication.DELETED)
    assert places == 1
    assert (back.updated, back.withdrawn, online(workplace)) == (2, 0, 20)


def test_what_ran_out_by_itself_did_not_vanish(
    followed: Followed, workplace: Workplace, offering: Offering, clock: Any
) -> None:
    followed.read()
    clock.move(timedelta(days=15))
    offering.items = [item for item in offering.items if item["availableTo"] > clock.now().isoformat()]

    run = followed.read()

    assert len(offering.items) < 12
    assert (run.status, run.vanished, online(workplace)) == (RunStatus.DONE, 0, 20)


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

    assert (run.status, run.stopped_because, run.known, run.vanished) == (RunStatus.WAITING, StopReason.WAVE, 20, 6)
    assert (untouched, done, online(workplace)) == (20, 6, 14)
    with workplace.begin(officer(followed)) as work, pytest.raises(AlreadyDecided):
        decide(work, run.id, withdraw=False)
    offering.items[:] = kept
    assert followed.read().updated == 6


def test_without_the_guard_the_wave_would_be_believed(
    followed: Followed, workplace: Workplace, offering: Offering, monkeypatch: pytest.MonkeyPatch
) -> None:
    followed.read()
    del offering.items[5:11]
    monkeypatch.setattr(withdrawing, "is_wave", lambda **_: False)

    run = followed.read()

    assert (run.status, run.withdrawn, online(workplace)) == (RunStatus.DONE, 6, 14)


def test_after_a_no_what_vanished_stays_and_is_not_asked_about_again(
    followed: Followed, workplace: Workplace, offering: Offering
) -> None:
    followed.read()
    del offering.items[5:11]
    run = followed.read()

    with workplace.begin(officer(followed)) as work:
        decide(work, run.id, withdraw=False)
    again = followed.read()

    assert followed.run(run.id).status is RunStatus.REFUSED
    assert (again.status, again.vanished, online(workplace)) == (RunStatus.DONE, 0, 20)


def test_a_wave_among_the_changes_is_stopped_as_well_and_asked_about_once(
    followed: Followed, workplace: Workplace, offering: Offering
) -> None:
    followed.read()
    for item in offering.items[:6]:
        item |= {"workflowStatus": "DELETED", "modified": "2026-11-20T08:00:00+00:00"}

    wave, next_one = followed.read(RunKind.CHANGES), followed.read(RunKind.CHANGES)
    nightly = followed.read()

    assert (wave.status, wave.vanished) == (RunStatus.WAITING, 6)
    assert (next_one.status, next_one.vanished) == (RunStatus.DONE, 0)
    assert (followed.run(wave.id).status, nightly.status) == (RunStatus.OVERTAKEN, RunStatus.WAITING)
    assert online(workplace) == 20


def test_what_is_listed_again_before_somebody_decided_stays(
    followed: Followed, workplace: Workplace, offering: Offering
) -> None:
    followed.read()
    back = offering.items[5:11]
    del offering.items[5:11]
    run = followed.read()
    for item in back[:4]:
        item["modified"] = "2026-11-20T08:00:00+00:00"
    offering.items += back[:4]
    followed.read(RunKind.CHANGES)

    with workplace.begin(officer(followed)) as work:
        decide(work, run.id, withdraw=True)

    assert (carry_out_decisions(workplace), online(workplace)) == (2, 18)


def test_nobody_else_decides(followed: Followed, workplace: Workplace, offering: Offering) -> None:
    followed.read()
    del offering.items[5:11]
    run = followed.read()

    with workplace.begin(officer(followed, "another-city")) as work, pytest.raises(RunUnknown):
        decide(work, run.id, withdraw=True)

    assert followed.run(run.id).status is RunStatus.WAITING


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


def test_what_is_wrong_is_named_and_stays_listed(followed: Followed, workplace: Workplace, offering: Offering) -> None:
    followed.read()
    offering.items[3] |= {"calendarType": "sometimes", "modified": "2026-06-01T08:00:00+00:00"}

    run = followed.read()

    assert (run.status, run.rejected, run.withdrawn, online(workplace)) == (RunStatus.DONE, 1, 0, 20)
    with workplace.reading() as work:
        ((id, faults),) = run_faults(work, run.id)
    assert offering.items[3]["@id"].endswith(id)
    assert [pointer for pointer, _ in faults] == ["/calendarType"]


def test_an_item_without_a_name_of_its_own_makes_that_nothing_is_withdrawn(
    followed: Followed, workplace: Workplace, offering: Offering
) -> None:
    followed.read()
    offering.items[3] = {**offering.items[3], "@id": 17}

    run = followed.read()

    assert (run.stopped_because, run.withdrawn, online(workplace)) == (StopReason.NAMELESS, 0, 20)
