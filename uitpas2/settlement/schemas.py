"""How statements are asked for, and the file that goes to the accounts."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from marshmallow import ValidationError, fields, validate

from uitpas2.kernel.period import Period
from uitpas2.settlement.errors import MonthUnreadable
from uitpas2.settlement.rules import Statement, month_name, read_month
from uitpas2.web.bodies import FormSchema
from uitpas2.web.exports import Sheet
from uitpas2.web.language import in_words


class MonthField(fields.Field[Period]):
    """A calendar month written as 2026-11."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Period:
        try:
            return read_month(str(value))
        except MonthUnreadable as error:
            raise ValidationError(in_words(error.message)) from None


class StatementQuery(FormSchema):
    month = MonthField(load_default=None)
    page = fields.Integer(load_default=1, validate=validate.Range(1, 10_000))


class SpendingQuery(FormSchema):
    year = fields.Integer(load_default=None, validate=validate.Range(2020, 2100))


def statement_sheet(statement: Statement) -> Sheet:
    """A statement as a table: one row per line, amounts as numbers. Holds no more than the screen does."""
    columns = (
        gettext("Date"),
        gettext("Sale"),
        gettext("Activity"),
        gettext("Price"),
        gettext("Ordinary price"),
        gettext("Paid at the door"),
        gettext("Own share"),
        gettext("To get back"),
        gettext("From whom"),
    )
    rows = [
        (
            line.day,
            line.number,
            in_words(line.activity),
            in_words(line.price_name),
            line.full_price,
            line.paid,
            line.own_share,
            line.claimed,
            ", ".join(claim.name for claim in line.claims),
        )
        for line in statement.lines
    ]
    return Sheet(title=month_name(statement.month), columns=columns, rows=rows)
