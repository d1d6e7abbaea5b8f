"""The figures for whoever makes policy: one question, one answer, a map and the table behind it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from babel.dates import format_date
from babel.numbers import format_decimal
from flask import render_template
from flask.typing import ResponseReturnValue

from uitpas2.accounts.rules import Permission
from uitpas2.database.work import Work
from uitpas2.kernel.outlines import CREDIT, outlines
from uitpas2.kernel.text import TranslatedText
from uitpas2.monitoring import queries
from uitpas2.monitoring.errors import ReleaseUnknown
from uitpas2.monitoring.models import Release
from uitpas2.monitoring.pages.blueprint import blueprint
from uitpas2.monitoring.rules.choropleth import Measure, draw
from uitpas2.monitoring.rules.figures import SortBy, Table, sort_figures
from uitpas2.monitoring.rules.quarters import quarter_name, read_quarter
from uitpas2.monitoring.schemas import ReadingSchema, release_file
from uitpas2.web.bodies import read_query
from uitpas2.web.context import reporting
from uitpas2.web.exports import CSV_TYPE, download
from uitpas2.web.guard import needs
from uitpas2.web.language import reader_language
from uitpas2.web.navigation import MenuItem

MENU = [
    MenuItem(
        TranslatedText(nl="Cijfers", fr="Chiffres", en="Figures"),
        "monitoring.policy",
        Permission.SEE_POLICY,
        order=60,
    ),
]


@blueprint.app_template_filter("quarter")
def quarter_in_words(starts: date) -> str:
    """3e kwartaal 2026"""
    return format_date(starts, "QQQQ y", locale=reader_language())


@blueprint.app_template_filter("figure")
def figure_in_words(value: int | Decimal) -> str:
    """2.345 or 4,52"""
    language = reader_language()
    return format_decimal(
        value,
        format="#,##0.00" if isinstance(value, Decimal) else "#,##0",
        locale="nl_BE" if language == "nl" else language,
    )


@blueprint.get("/policy")
@needs(Permission.SEE_POLICY)
def policy() -> ResponseReturnValue:
    query = read_query(ReadingSchema)
    with reporting() as work:
        releases = queries.releases(work)
        if not releases:
            return render_template("monitoring/nothing_yet.html", credit=CREDIT)
        release = _chosen(work, query.data.get("quarter", ""), releases)
        table = queries.table_of(work, release)
    return render_template(
        "monitoring/policy.html",
        release=release,
        quarter=quarter_name(release.starts),
        quarters=[(quarter_name(found.starts), quarter_in_words(found.starts)) for found in releases],
        fingerprint=hashlib.sha256(release_file(table, quarter_name(release.starts))).hexdigest(),
        credit=CREDIT,
        **_shown(table, query.data),
    )


@blueprint.get("/policy/figures.csv")
@needs(Permission.SEE_POLICY)
def figures_file() -> ResponseReturnValue:
    query = read_query(ReadingSchema)
    with reporting() as work:
        release = _chosen(work, query.data.get("quarter", ""), queries.releases(work))
        quarter = quarter_name(release.starts)
        content = release_file(queries.table_of(work, release), quarter)
    return download(content, f"uitpas-participation-{quarter}.csv", CSV_TYPE)


def _chosen(work: Work, quarter: str, releases: Sequence[Release]) -> Release:
    """The release a reader asks for, or the latest. Raises NotAQuarter or ReleaseUnknown."""
    if quarter:
        return queries.release_of(work, read_quarter(quarter))
    if not releases:
        raise ReleaseUnknown
    return releases[0]


def _shown(table: Table, choices: dict[str, Any]) -> dict[str, Any]:
    """The part of a release that a reader selected; a province that does not exist selects everything."""
    province = next((row for row in table.provinces if row.area.code == choices.get("province")), None)
    code = province.area.code if province else ""
    measure = choices.get("measure", Measure.RATE)
    municipalities = [row for row in table.municipalities if not code or row.area.within == code]
    return {
        "flanders": table.flanders,
        "provinces": sort_figures(table.provinces, choices.get("sort", SortBy.NAME)),
        "province": province,
        "province_options": [(row.area.code, row.area.name) for row in table.provinces],
        "municipalities": sort_figures(municipalities, choices.get("sort", SortBy.NAME)),
        "sort": choices.get("sort", SortBy.NAME),
        "measure": measure,
        "map": draw(table.municipalities, measure, outlines(), code),
    }
