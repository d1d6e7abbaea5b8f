"""The register beside the models: nothing about a person is kept that was not declared."""

from __future__ import annotations

from datetime import datetime

import pytest

import uitpas2.models  # noqa: F401
from uitpas2.database.base import Base
from uitpas2.kernel.clock import BRUSSELS
from uitpas2.privacy.queries import is_of_account, is_of_holder
from uitpas2.privacy.rules import (
    COLUMN_LABELS,
    PROCESSINGS,
    REGISTER,
    RETENTIONS,
    TABLE_LABELS,
    Erasing,
    next_purge,
)
from uitpas2.privacy.rules.register import _table
from uitpas2.privacy.rules.retentions import NOT_PERSONAL
from uitpas2.privacy.services import PURGES
from uitpas2.timetable import JOBS

TABLES = Base.metadata.tables


def test_every_column_of_every_table_is_declared_and_nothing_that_is_gone() -> None:
    in_models = {f"{table.name}.{column.name}" for table in TABLES.values() for column in table.columns}
    declared = {f"{name}.{column}" for name, table in REGISTER.items() for column in table.columns}

    missing, dead = sorted(in_models - declared), sorted(declared - in_models)

    assert not missing, f"declare in uitpas2/privacy/rules/register.py what these are: {missing}"
    assert not dead, f"gone, but still in uitpas2/privacy/rules/register.py: {dead}"


def test_whatever_points_at_a_person_says_how_it_leads_there() -> None:
    pointing = {
        table.name
        for table in TABLES.values()
        for key in table.foreign_keys
        if key.column.table.name == "holders" and key.parent.table.name == table.name
    }

    assert sorted(name for name in pointing if is_of_holder(TABLES[name], "x") is None) == []
    assert is_of_holder(TABLES["right_grounds"], "x") is not None
    assert is_of_account(TABLES["outbox_messages"], "x") is not None


def test_no_column_that_names_a_person_is_left_when_its_row_stays() -> None:
    left = [
        f"{name}.{column}"
        for name, table in REGISTER.items()
        for column, retention in table.columns.items()
        if retention.names_person and table.erasing is Erasing.STAYS
    ]

    assert left == []


def test_every_term_is_carried_out_by_a_purge_and_every_purge_has_its_term() -> None:
    terms = {retention.purge for retention in RETENTIONS if retention.purge}

    assert terms - set(PURGES) <= {job.name for job in JOBS}
    assert set(PURGES) <= terms
    assert [
        retention.code for retention in RETENTIONS if (retention.months or retention.days) and not retention.purge
    ] == []


def test_everything_that_families_read_is_said_in_three_languages() -> None:
    texts = [retention.text for retention in RETENTIONS]
    texts += [
        getattr(one, part) for one in PROCESSINGS for part in ("title", "purpose", "basis", "people", "receivers")
    ]
    shown = {column for table in REGISTER.values() for column in table.shown}

    assert all(text.is_complete() for text in [*texts, *TABLE_LABELS.values(), *COLUMN_LABELS.values()])
    assert {name for name, table in REGISTER.items() if table.shown} == set(TABLE_LABELS)
    assert shown == set(COLUMN_LABELS)
    assert {table.processing for table in REGISTER.values()} == set(PROCESSINGS)


def test_a_column_cannot_be_declared_twice() -> None:
    with pytest.raises(ValueError, match="twice"):
        _table(PROCESSINGS[0], {NOT_PERSONAL: "id id"})


@pytest.mark.parametrize(
    ("now", "following"),
    [
        ((2026, 11, 25, 12, 0), (2026, 11, 26, 3, 20)),
        ((2026, 11, 25, 3, 19), (2026, 11, 25, 3, 20)),
        ((2026, 11, 25, 3, 20), (2026, 11, 26, 3, 20)),
        ((2026, 10, 24, 12, 0), (2026, 10, 25, 3, 20)),
    ],
)
def test_the_next_purge_is_the_coming_night(now, following) -> None:
    assert next_purge(datetime(*now, tzinfo=BRUSSELS)) == datetime(*following, tzinfo=BRUSSELS)
