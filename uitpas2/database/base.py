"""The base of all tables."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Date, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase

from uitpas2.database.types import EuroCents, Translated, UtcInstant
from uitpas2.kernel.money import Euro
from uitpas2.kernel.text import TranslatedText

Id = String(36)
Nis = String(5)
LongText = Text()

# Named constraints: migrations can refer to them and an error can say which one spoke.
NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {
        datetime: UtcInstant,
        date: Date,
        Euro: EuroCents,
        TranslatedText: Translated,
        dict[str, Any]: JSON,
        list[Any]: JSON,
        str: String(255),
    }
