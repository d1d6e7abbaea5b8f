"""Files around an import: an example to fill in, and the lines that were left out with the reason of each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask import Response
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from uitpas2.accounts.rules import Permission
from uitpas2.cards import queries as cards
from uitpas2.cards.queries import ImportLine
from uitpas2.cards.rules import check_digit, without_national_numbers
from uitpas2.cards.rules.importing import (
    LABELS,
    LINE_LABEL,
    NOT_DONE,
    REASON_LABEL,
    Column,
    RowState,
    problem_in_words,
)
from uitpas2.counter.pages.blueprint import blueprint
from uitpas2.database.work import Work
from uitpas2.web.context import reading
from uitpas2.web.exports import CSV_TYPE, XLSX_TYPE, Cell, Sheet, as_csv, as_xlsx, download
from uitpas2.web.guard import needs
from uitpas2.web.language import in_words

_OLD_CARD = "090000009590"
_EXAMPLES: Sequence[dict[Column, Cell]] = (
    {
        Column.REFERENCE: "GZ-0412",
        Column.FIRST_NAME: "Noor",
        Column.LAST_NAME: "Voorbeeld",
        Column.BIRTH_DATE: date(2018, 3, 14),
        Column.STREET: "Kouter 1",
        Column.POSTAL_CODE: "9000",
        Column.CITY: "Gent",
        Column.GUARDIAN_NAME: "Lotte Voorbeeld",
        Column.GUARDIAN_EMAIL: "lotte@voorbeeld.be",
        Column.CARD_NUMBER: _OLD_CARD + check_digit(_OLD_CARD),
    },
    {
        Column.REFERENCE: "GZ-0413",
        Column.FIRST_NAME: "Sam",
        Column.LAST_NAME: "Voorbeeld",
        Column.BIRTH_DATE: date(2020, 9, 2),
        Column.STREET: "Kouter 1",
        Column.POSTAL_CODE: "9000",
        Column.CITY: "Gent",
        Column.GUARDIAN_NAME: "Lotte Voorbeeld",
        Column.GUARDIAN_EMAIL: "lotte@voorbeeld.be",
    },
)
# Columns that are read, but that the example does without: most lists have them in one.
_NOT_IN_EXAMPLE = {Column.HOUSE_NUMBER, Column.BOX}


@blueprint.get("/counter/imports/example.csv")
@needs(Permission.REGISTER_HOLDERS)
def example_csv() -> ResponseReturnValue:
    return _as_csv(_example(), gettext("example"))


@blueprint.get("/counter/imports/example.xlsx")
@needs(Permission.REGISTER_HOLDERS)
def example_xlsx() -> ResponseReturnValue:
    with reading() as work:
        return _as_xlsx(work, _example(), gettext("example"))


@blueprint.get("/counter/imports/<import_id>/left-out.csv")
@needs(Permission.REGISTER_HOLDERS)
def left_out_csv(import_id: str) -> ResponseReturnValue:
    with reading() as work:
        return _as_csv(_left_out(work, import_id), gettext("left-out"))


@blueprint.get("/counter/imports/<import_id>/left-out.xlsx")
@needs(Permission.REGISTER_HOLDERS)
def left_out_xlsx(import_id: str) -> ResponseReturnValue:
    with reading() as work:
        return _as_xlsx(work, _left_out(work, import_id), gettext("left-out"))


def _as_csv(sheet: Sheet, name: str) -> Response:
    return download(as_csv(sheet, for_office=True), f"{name}.csv", CSV_TYPE)


def _as_xlsx(work: Work, sheet: Sheet, name: str) -> Response:
    return download(as_xlsx(sheet, work.now), f"{name}.xlsx", XLSX_TYPE)


def _example() -> Sheet:
    columns = [column for column in Column if column not in _NOT_IN_EXAMPLE]
    wish = {Column.CARD: gettext("digital")}
    rows = [_EXAMPLES[0], _EXAMPLES[1] | wish]
    return Sheet(
        gettext("Holders"),
        [in_words(LABELS[column]) for column in columns],
        [[row.get(column, "") for column in columns] for row in rows],
    )


def _left_out(work: Work, import_id: str) -> Sheet:
    """Each line as it was typed, without its national number, to be corrected and read again."""
    found = cards.holder_import(work, import_id)
    lines = cards.import_lines(work, found, NOT_DONE)
    columns = [column for column in Column if any(column in line.kept.cells for line in lines)]
    return Sheet(
        gettext("Holders"),
        [in_words(LINE_LABEL), in_words(REASON_LABEL), *(in_words(LABELS[column]) for column in columns)],
        [[line.line, _reasons(line), *(_typed(line, column) for column in columns)] for line in lines],
    )


def _typed(line: ImportLine, column: Column) -> str:
    return "" if column is Column.NATIONAL_NUMBER else without_national_numbers(line.kept.cells.get(column, ""))


def _reasons(line: ImportLine) -> str:
    judgement = line.kept.judgement
    said = [
        f"{in_words(LABELS[problem.column])}: {in_words(problem_in_words(problem.code, problem.details))}"
        for problem in judgement.problems
    ]
    if line.state is RowState.PERHAPS and judgement.alike_line is not None:
        said.append(gettext("The same name and birth date as on line %(line)s.", line=judgement.alike_line))
    elif line.state is RowState.PERHAPS:
        said.append(gettext("Somebody who looks like this person is registered already."))
    if Column.NATIONAL_NUMBER in line.kept.cells:
        said.append(gettext("We do not repeat the national number: fill it in again, or leave it empty."))
    return " ".join(said)
