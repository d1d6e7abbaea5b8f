"""Files to take along: numbers are numbers, and no text is ever a formula."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from uitpas2.kernel.money import Euro
from uitpas2.web.exports import Sheet, as_csv, as_xlsx

MADE_AT = datetime(2026, 11, 25, tzinfo=UTC)
TRICKS = ["=1+1", "+32 9 123", "-2", "@SUM(A1)", " =1", "\t=1", "\r=1", "＝1"]


def one_cell(value: str) -> Sheet:
    return Sheet(title="Kas", columns=("Naam",), rows=[(value,)])


@pytest.mark.parametrize("trick", TRICKS)
def test_a_text_that_looks_like_a_formula_is_disarmed_in_both_formats(trick: str) -> None:
    in_csv = as_csv(one_cell(trick)).decode()
    in_xlsx = load_workbook(io.BytesIO(as_xlsx(one_cell(trick), MADE_AT))).active["A2"]

    assert in_csv.removeprefix("Naam\r\n").lstrip('"').startswith("'")
    assert in_xlsx.data_type == "s"


@pytest.mark.parametrize(("made_for", "opened_with"), [(False, ";"), (True, ",")])
@pytest.mark.parametrize("trick", ["Jan;=1+1", "Jan,=1+1", "Jan\n=1+1", "Jan;-1,+1"])
def test_a_text_holds_no_formula_either_where_another_sign_stands_between_cells(
    trick: str, made_for: bool, opened_with: str
) -> None:
    content = as_csv(Sheet("Kas", ("Getal", "Naam"), [(1, trick)]), for_office=made_for).decode("utf-8-sig")

    cells = [cell for line in content.splitlines() for cell in line.split(opened_with)]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []


def test_ordinary_texts_and_amounts_below_zero_stay_as_they_are() -> None:
    sheet = Sheet(
        title="Kas/november",
        columns=("Dag", "Naam", "Bedrag", "Aantal", "Niets"),
        rows=[(date(2026, 11, 25), 'Zwemmen, "Strop" - 50-plus', Euro(-400), 3, None)],
    )

    csv = as_csv(sheet).decode()
    row = load_workbook(io.BytesIO(as_xlsx(sheet, MADE_AT))).active[2]

    assert csv == 'Dag,Naam,Bedrag,Aantal,Niets\r\n2026-11-25,"Zwemmen, ""Strop"" - 50-plus",-4.00,3,\r\n'
    assert [cell.value for cell in row[:4]] == [datetime(2026, 11, 25), 'Zwemmen, "Strop" - 50-plus', -4, 3]  # noqa: DTZ001
    assert row[2].number_format == "#,##0.00"


def test_the_same_sheet_is_the_same_bytes() -> None:
    sheet = Sheet(title="Kas", columns=("Getal",), rows=[(Decimal("0.10"),)])

    assert as_csv(sheet) == as_csv(sheet) == b"Getal\r\n0.10\r\n"
