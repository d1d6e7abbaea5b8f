"""Column types that keep their meaning on both databases."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import JSON, BigInteger, DateTime, String
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

from uitpas2.kernel.money import Euro
from uitpas2.kernel.text import TranslatedText


class UtcInstant(TypeDecorator[datetime]):
    """An aware UTC instant. SQLite forgets time zones, so it gets the UTC wall time and gives it back aware."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant without a time zone cannot be stored")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class EuroCents(TypeDecorator[Euro]):
    """An amount of money as whole cents; sums of it are Euro again."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Euro | int | None, dialect: Dialect) -> int | None:
        return value.cents if isinstance(value, Euro) else value

    def process_result_value(self, value: Any, dialect: Dialect) -> Euro | None:
        # PostgreSQL answers a sum of integers as a big integer or Decimal; both are whole.
        return None if value is None else Euro(int(value))


class Translated(TypeDecorator[TranslatedText]):
    """A text in three languages, kept as a JSON object."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: TranslatedText | None, dialect: Dialect) -> dict[str, str] | None:
        return None if value is None else value.as_dict()

    def process_result_value(self, value: dict[str, str] | None, dialect: Dialect) -> TranslatedText | None:
        return None if value is None else TranslatedText.from_dict(value)


E = TypeVar("E", bound=StrEnum)


class Choice(TypeDecorator[E]):
    """One of an enumeration, kept as its text: a new member needs no change of the table."""

    impl = String(40)
    cache_ok = True

    def __init__(self, enumeration: type[E]) -> None:
        super().__init__()
        self.enumeration = enumeration

    def process_bind_param(self, value: E | None, dialect: Dialect) -> str | None:
        return None if value is None else self.enumeration(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> E | None:
        return None if value is None else self.enumeration(value)

    def coerce_compared_value(self, op: Any, value: Any) -> TypeEngine[Any]:
        return self
