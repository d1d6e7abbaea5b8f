"""A source in all its moods: what is wrong ends a run, and never takes anything out of the offer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine, func, select

from tests.databases import empty
from tests.factories.polling import Followed, invented, serving
from uitpas2.activities.errors.polling import RunUnknown
from uitpas2.activities.models import Activity, OfferListing, OfferSource, Place, Price, Session
from uitpas2.activities.queries.polling import run_faults
from uitpas2.activities.rules import Publication
from uitpas2.activities.rules.polling import RunKind, RunStatus, StopReason
from uitpas2.activities.services.polling import carry_out_decisions, decide, withdrawing
from uitpas2.activities.services.polling.simulated import Mishap, Offering
from uitpas2.commands import main
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import Actor, ActorKind

OFFER = (Activity, Place, Price, Session, OfferListing)


@pytest.fixture
def database(_sqlite: Engine) -> Engine:
    """What a source does has nothing to do with the database: one will do."""
    empty(_sqlite)
    return _sqlite


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

    assert (run.status, run.imported, run.stopped_because) == (RunStatus.DONE, 12, None)
    assert run.retries == len(followed.waits) == sum(one is not None for one in mishaps)
    assert online(workplace) == 12


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
def test_what_stays_wrong_ends_the_run(
    followed: Followed, workplace: Workplace, offering: Offering, mishap: Mishap, reason: StopReason
) -> None:
    offering.mishaps.extend([None, *[mishap] * 9])

    run = followed.read()

    assert (run.status, run.stopped_because, run.imported) == (RunStatus.FAILED, reason, 5)
    with workplace.reading() as work:
        assert work.session.get_one(OfferSource, followed.source_id).busy_until is None


def test_a_run_that_did_not_see_everything_withdraws_nothing(
    followed: Followed, workplace: Workplace, offering: Offering
) -> None:
    followed.read()
    del offering.items[:3]
    offering.mishaps.extend([None, *[Mishap.HALF_PAGE] * 9])

    run = followed.read()

    assert (run.status, run.vanished, run.withdrawn, online(workplace)) == (RunStatus.FAILED, 0, 0, 12)


def test_doubles_and_another_order_on_each_page_do_no_harm(
    followed: Followed, workplace: Workplace, offering: Offering
) -> None:
    followed.read()
    before = tables(workplace)
    offering.doubled = offering.reordered = True

    run = followed.read()

    assert (run.status, run.listed, run.imported, run.updated, run.withdrawn) == (RunStatus.DONE, 12, 0, 0, 0)
    assert tables(workplace) == before


def test_what_leaves_the_list_while_it_is_read_takes_nothing_else_along(
    followed: Followed, workplace: Workplace, offering: Offering
) -> None:
    followed.read()
    offering.between = lambda asked: offering.items.pop(0) and None if asked in {5, 6} else None

    run = followed.read()

    assert run.status is RunStatus.DONE
    assert run.withdrawn == 12 - len(offering.items) - len(_missed(workplace, offering))
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


def test_what_ran_out_by_itself_did_not_vanish(
    followed: Followed, workplace: Workplace, offering: Offering, clock: Any
) -> None:
    followed.read()
    clock.move(timedelta(days=15))
    offering.items = [item for item in offering.items if item["availableTo"] > clock.now().isoformat()]

    run = followed.read()

    assert len(offering.items) < 4
    assert (run.status, run.vanished, online(workplace)) == (RunStatus.DONE, 0, 12)


def test_without_the_guard_the_wave_would_be_believed(
    followed: Followed, workplace: Workplace, offering: Offering, monkeypatch: pytest.MonkeyPatch
) -> None:
    followed.read()
    del offering.items[5:11]
    monkeypatch.setattr(withdrawing, "is_wave", lambda **_: False)

    run = followed.read()

    assert (run.status, run.withdrawn, online(workplace)) == (RunStatus.DONE, 6, 6)


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
    assert (again.status, again.vanished, online(workplace)) == (RunStatus.DONE, 0, 12)


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
    assert online(workplace) == 12


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

    assert (carry_out_decisions(workplace), online(workplace)) == (2, 10)


def test_nobody_else_decides(followed: Followed, workplace: Workplace, offering: Offering) -> None:
    followed.read()
    del offering.items[5:11]
    run = followed.read()

    with workplace.begin(officer(followed, "another-city")) as work, pytest.raises(RunUnknown):
        decide(work, run.id, withdraw=True)

    assert followed.run(run.id).status is RunStatus.WAITING


def test_what_is_wrong_is_named_and_stays_listed(followed: Followed, workplace: Workplace, offering: Offering) -> None:
    followed.read()
    offering.items[3] |= {"calendarType": "sometimes", "modified": "2026-06-01T08:00:00+00:00"}

    run = followed.read()

    assert (run.status, run.rejected, run.withdrawn, online(workplace)) == (RunStatus.DONE, 1, 0, 12)
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

    assert (run.stopped_because, run.withdrawn, online(workplace)) == (StopReason.NAMELESS, 0, 12)


@pytest.mark.parametrize(("local", "ends", "because"), [("on", 0, None), ("off", 1, "elsewhere")])
def test_the_command_tells_what_a_reading_brought(
    followed: Followed,
    workplace: Workplace,
    monkeypatch: pytest.MonkeyPatch,
    local: str,
    ends: int,
    because: str | None,
) -> None:
    monkeypatch.setenv("UITPAS2_SECRET_KEY", "x" * 40)
    monkeypatch.setenv("UITPAS2_LOCAL_SOURCES", local)

    result = CliRunner().invoke(main, ["activities", "poll", "--source", "Gent", "--json"], obj=workplace)

    (told,) = json.loads(result.stdout)
    assert (result.exit_code, told["because"], told["kind"]) == (ends, because, "sweep")
    assert told["imported"] == online(workplace) == (0 if because else 12)
