"""A release: counted once, protected, attacked, and never changed."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select, text

from tests.factories.cards import HolderFactory
from tests.factories.monitoring import CheckInFactory, SaleFactory, people_came, small_flanders
from uitpas2.cards.rules import HolderKind
from uitpas2.database.work import Work
from uitpas2.monitoring import queries, services
from uitpas2.monitoring.errors import (
    AlreadyReleased,
    MunicipalitiesMissing,
    NotAQuarter,
    QuarterNotOver,
    ReleaseUnsafe,
    ThresholdTooLow,
)
from uitpas2.monitoring.models import Release, ReleaseCell
from uitpas2.monitoring.rules.disclosure import hide_primary

SUMMER = {"starts": date(2026, 7, 1), "ends": date(2026, 10, 1)}


def figures(work: Work, release: Release) -> dict[str, int | None]:
    return {figure.area.name: figure.persons for figure in queries.figures(work, release)}


def test_a_person_counts_once_where_they_live_by_check_in_or_ticket(work: Work) -> None:
    places = small_flanders()
    often = people_came(places["gent"], 7)
    CheckInFactory(holder=often)
    SaleFactory(holder=often)
    SaleFactory(holder=HolderFactory(municipality=places["gent"]))
    SaleFactory(holder=HolderFactory(municipality=places["gent"]), cancelled_at=datetime(2026, 8, 13, tzinfo=UTC))
    CheckInFactory(holder=HolderFactory(municipality=places["gent"], kind=HolderKind.GROUP))
    CheckInFactory(holder=HolderFactory(municipality=places["gent"]), day=date(2026, 6, 30))
    CheckInFactory(holder=HolderFactory(municipality=places["gent"]), day=date(2026, 10, 1))

    release = services.build_release(work, **SUMMER)

    assert figures(work, release) == {
        "Vlaanderen": 8,
        "Limburg": 0,
        "Oost-Vlaanderen": 8,
        "Gent": 8,
        "Merelbeke-Melle": 0,
        "Aalst": 0,
        "Genk": 0,
        "Hasselt": 0,
    }


def test_a_small_figure_is_stored_nowhere_in_the_release(work: Work) -> None:
    places = small_flanders()
    for name, number in {"gent": 9, "melle": 3, "aalst": 7, "genk": 8, "hasselt": 6}.items():
        people_came(places[name], number)

    release = services.build_release(work, **SUMMER)

    shown = figures(work, release)
    assert (shown["Merelbeke-Melle"], shown["Aalst"]) == (None, None)
    assert (shown["Gent"], shown["Oost-Vlaanderen"], shown["Vlaanderen"]) == (9, 19, 33)
    assert list(queries.leaks(work, release)) == []


def test_without_complementary_suppression_nothing_is_released(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control of the gate: a protection that does too little is stopped by the audit."""
    places = small_flanders()
    people_came(places["gent"], 9)
    people_came(places["melle"], 3)
    monkeypatch.setattr(services.releases, "protect", hide_primary)

    with pytest.raises(ReleaseUnsafe) as refused:
        services.build_release(work, **SUMMER)

    assert refused.value.details["areas"] == "44088"
    assert work.session.scalar(select(func.count()).select_from(Release)) == 0


@pytest.mark.parametrize(
    ("starts", "ends", "error"),
    [
        (date(2026, 10, 1), date(2027, 1, 1), QuarterNotOver),
        (date(2026, 7, 1), date(2026, 9, 1), NotAQuarter),
        (date(2026, 1, 1), date(2026, 10, 1), NotAQuarter),
        (date(2026, 8, 1), date(2026, 11, 1), NotAQuarter),
    ],
)
def test_only_a_quarter_that_is_over_is_released(work: Work, starts: date, ends: date, error: type[Exception]) -> None:
    small_flanders()

    with pytest.raises(error):
        services.build_release(work, starts=starts, ends=ends)


def test_a_lower_threshold_and_an_empty_map_are_refused(work: Work) -> None:
    with pytest.raises(MunicipalitiesMissing):
        services.build_release(work, **SUMMER)
    small_flanders()

    with pytest.raises(ThresholdTooLow):
        services.build_release(work, **SUMMER, threshold=4)


def test_a_release_is_never_made_again_and_late_check_ins_stay_out(work: Work) -> None:
    places = small_flanders()
    people_came(places["gent"], 9)
    release = services.build_release(work, **SUMMER)
    before = figures(work, release)
    people_came(places["gent"], 1)

    with pytest.raises(AlreadyReleased):
        services.build_release(work, **SUMMER)

    assert figures(work, release) == before


def test_the_statistics_know_no_card_no_name_and_no_birth_date(work: Work) -> None:
    places = small_flanders()
    canary = people_came(places["gent"], 9)
    canary.first_name, canary.last_name, canary.birth_date = "Kanarie", "Gelezeman", date(2017, 2, 28)
    work.session.flush()

    services.build_release(work, **SUMMER)

    columns = {column.name for table in (Release, ReleaseCell) for column in table.__table__.columns}
    everything = str(
        [work.session.execute(text(f"SELECT * FROM {table}")).all() for table in ("releases", "release_cells")]
    )
    assert not {"holder_id", "card_id", "birth_date", "name_of_holder"} & columns
    for trace in ("Kanarie", "Gelezeman", "2017-02-28", canary.id):
        assert trace not in everything


def test_fifteen_thousand_check_ins_are_released_in_under_two_seconds(work: Work) -> None:
    for place in small_flanders().values():
        people_came(place, 600, times=5)
    begun = time.perf_counter()

    release = services.build_release(work, **SUMMER)

    assert figures(work, release)["Vlaanderen"] == 3000
    assert time.perf_counter() - begun < 2
