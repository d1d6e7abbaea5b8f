"""Everything that is kept about a holder, for the guardian to take along."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, Select, select

from uitpas2.accounts.models import Organisation
from uitpas2.activities.models import Activity
from uitpas2.cards import queries as cards
from uitpas2.database.base import Base
from uitpas2.database.work import Work
from uitpas2.discounts.models import Coupon
from uitpas2.kernel.money import Euro
from uitpas2.kernel.text import TranslatedText
from uitpas2.privacy.queries.persons import is_of_holder
from uitpas2.privacy.rules import COLUMN_LABELS, REGISTER, TABLE_LABELS

Value = str | int | bool | None | dict[str, str]


@dataclass(frozen=True, slots=True)
class Kept:
    """The rows of one table as plain values; amounts in cents, moments and days as ISO texts."""

    table: str
    title: TranslatedText
    columns: tuple[tuple[str, TranslatedText], ...]
    rows: tuple[dict[str, Value], ...]


def all_data(work: Work, holder_id: str) -> list[Kept]:
    """What is kept about a holder, by table; the national number as ***. Raises HolderUnknown.

    A co-parent of another household gets no address and nothing that tells of the other home.
    """
    at_home = cards.sees_home(work, holder_id)
    kept = []
    for name, title in TABLE_LABELS.items():
        declared = REGISTER[name]
        columns = [column for column in declared.shown if at_home or column not in declared.at_home_only]
        if columns:
            rows = work.session.execute(_rows(name, holder_id))
            labelled = tuple((column, COLUMN_LABELS[column]) for column in columns)
            kept.append(Kept(name, title, labelled, tuple(_plain(work, row, columns) for row in rows)))
    return kept


def _rows(name: str, holder_id: str) -> Select[*tuple[Any, ...]]:
    table = Base.metadata.tables[name]
    condition = is_of_holder(table, holder_id)
    assert condition is not None
    return select(table).where(condition).order_by(*table.primary_key.columns)


def _plain(work: Work, row: Row[*tuple[Any, ...]], columns: list[str]) -> dict[str, Value]:
    values = row._mapping
    return {column: _value(work, column, values[column]) for column in columns}


def _value(work: Work, column: str, value: Any) -> Value:
    if column == "national_number":
        return "***" if value else None
    if value is not None and column == "activity_id":
        value = work.session.get_one(Activity, value).name
    elif value is not None and column == "partner_id":
        value = work.session.get_one(Organisation, value).name
    elif value is not None and column == "coupon_id":
        value = work.session.get_one(Coupon, value).name
    match value:
        case Euro():
            return value.cents
        case TranslatedText():
            return value.as_dict()
        case StrEnum():
            return value.value
        case datetime() | date():
            return value.isoformat()
        case bytes():
            return f"data:image/jpeg;base64,{b64encode(value).decode()}"
        case None | str() | int():
            return value
        case _:
            return str(value)
