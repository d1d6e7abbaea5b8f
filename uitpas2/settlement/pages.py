"""The organiser's office: its month of sales. The municipality: what it spent."""

from __future__ import annotations

from datetime import date
from math import ceil

from babel.dates import format_date
from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from uitpas2.accounts.rules import Permission
from uitpas2.database.work import Work
from uitpas2.kernel.period import Period
from uitpas2.kernel.text import TranslatedText
from uitpas2.settlement import queries
from uitpas2.settlement.errors import MonthUnreadable
from uitpas2.settlement.rules import Statement, month_before, month_name, month_of, sale_number
from uitpas2.settlement.schemas import SpendingQuery, StatementQuery, statement_sheet
from uitpas2.web.bodies import read_query
from uitpas2.web.context import reading
from uitpas2.web.exports import CSV_TYPE, XLSX_TYPE, as_csv, as_xlsx, download
from uitpas2.web.guard import needs
from uitpas2.web.language import reader_language
from uitpas2.web.navigation import MenuItem

LINES_PER_PAGE = 100

blueprint = Blueprint("settlement", __name__, template_folder="templates")

MENU = [
    MenuItem(
        TranslatedText(nl="Afrekening", fr="Décompte", en="Statement"),
        "settlement.organiser",
        Permission.SEE_SALES,
        order=10,
    ),
    MenuItem(
        TranslatedText(nl="Uitgaven", fr="Dépenses", en="Spending"),
        "settlement.spending",
        Permission.SEE_BUDGET,
        order=40,
    ),
]


@blueprint.app_template_filter("month")
def month_in_words(day: date) -> str:
    """november 2026"""
    return format_date(day, "MMMM y", locale=reader_language())


@blueprint.get("/organiser")
@needs(Permission.SEE_SALES)
def organiser() -> ResponseReturnValue:
    query = read_query(StatementQuery)
    with reading() as work:
        statement = queries.statement(work, query.data.get("month") or month_of(work.today))
        following = _month_after(work, statement.month)
    page, pages = _page(statement, query.data.get("page", 1))
    return render_template(
        "settlement/statement.html",
        query=query,
        statement=statement,
        lines=statement.lines[(page - 1) * LINES_PER_PAGE : page * LINES_PER_PAGE],
        page=page,
        pages=pages,
        this_month=month_name(statement.month),
        previous=month_before(statement.month),
        following=following,
    )


@blueprint.get("/organiser/statement.csv")
@needs(Permission.SEE_SALES)
def statement_csv() -> ResponseReturnValue:
    with reading() as work:
        statement = queries.statement(work, _wanted_month(work))
    return download(as_csv(statement_sheet(statement)), _filename(statement, "csv"), CSV_TYPE)


@blueprint.get("/organiser/statement.xlsx")
@needs(Permission.SEE_SALES)
def statement_xlsx() -> ResponseReturnValue:
    with reading() as work:
        statement, made_at = queries.statement(work, _wanted_month(work)), work.now
    return download(as_xlsx(statement_sheet(statement), made_at), _filename(statement, "xlsx"), XLSX_TYPE)


@blueprint.get("/organiser/sales/<sale_id>")
@needs(Permission.SEE_SALES)
def sale(sale_id: str) -> ResponseReturnValue:
    with reading() as work:
        lines = queries.lines_of_sale(work, sale_id)
    return render_template(
        "settlement/sale.html",
        booked=lines[0],
        reversal=lines[1] if len(lines) > 1 else None,
        number=sale_number(sale_id),
        month=month_name(month_of(lines[0].day)),
    )


@blueprint.get("/municipality/spending")
@needs(Permission.SEE_BUDGET)
def spending() -> ResponseReturnValue:
    query = read_query(SpendingQuery)
    with reading() as work:
        this_year = work.today.year
        found = queries.spending(work, query.data.get("year") or this_year)
    return render_template("settlement/spending.html", spending=found, this_year=this_year)


def _wanted_month(work: Work) -> Period:
    """The month of a download. Raises MonthUnreadable: a file of another month than was asked for misleads."""
    query = read_query(StatementQuery)
    if not query.is_valid:
        raise MonthUnreadable(field="month")
    return query.data["month"] or month_of(work.today)


def _month_after(work: Work, month: Period) -> Period | None:
    """The month that follows, unless it has not begun."""
    return month_of(month.end) if month.end and month.end <= work.today else None


def _page(statement: Statement, wanted: int) -> tuple[int, int]:
    pages = max(1, ceil(len(statement.lines) / LINES_PER_PAGE))
    return min(wanted, pages), pages


def _filename(statement: Statement, kind: str) -> str:
    return f"uitpas-{month_name(statement.month)}.{kind}"
