"""How figures are asked for and how they look from outside."""

from __future__ import annotations

from marshmallow import fields

from uitpas2.monitoring.rules.choropleth import Measure
from uitpas2.monitoring.rules.figures import COLUMNS, SortBy, Table, long_format
from uitpas2.web.bodies import FormSchema
from uitpas2.web.exports import Sheet, as_csv


class ReadingSchema(FormSchema):
    """What a reader of the figures chooses: it selects from a release and counts nothing anew."""

    quarter = fields.String(load_default="")
    province = fields.String(load_default="")
    sort = fields.Enum(SortBy, by_value=True, load_default=SortBy.NAME)
    measure = fields.Enum(Measure, by_value=True, load_default=Measure.RATE)


def release_file(table: Table, quarter: str) -> bytes:
    """The file of a release: the same bytes for every reader."""
    return as_csv(Sheet(title=quarter, columns=COLUMNS, rows=long_format(table, quarter)))
