"""Files of holders as people really send them, and as nobody should."""

import io
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook

from uitpas2.cards.rules.importing import Column, cells_of, read_file, read_header
from uitpas2.kernel.text import LANGUAGES
from uitpas2.lists.errors import (
    CellTooLarge,
    ColumnsMissing,
    ColumnTwice,
    EncodingUnknown,
    FileEmpty,
    FileLocked,
    FileSuspicious,
    FileTooLarge,
    FileUnreadable,
    FileWithMacros,
    OtherWorkbook,
    QuoteLeftOpen,
    TooManyColumns,
    TooManyRows,
)

HEADER = "Voornaam;Achternaam;Geboortedatum;Postcode;Plaats"
NOOR = "Zoë;Peeters;14/03/2018;9000;Gent"
READ = {
    Column.FIRST_NAME: "Zoë",
    Column.LAST_NAME: "Peeters",
    Column.BIRTH_DATE: "14/03/2018",
    Column.POSTAL_CODE: "9000",
    Column.CITY: "Gent",
}
PLAIN = f"{HEADER}\r\n{NOOR}\r\n"


def rows_of(content: bytes) -> list[tuple[int, dict[Column, str]]]:
    table = read_file(content)
    header = read_header(table.header)
    return [(line.number, cells_of(header, line)) for line in table.lines]


def workbook(*rows, before=None) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    if before:
        before(book)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def repacked(content: bytes, *, add=None, change=lambda name, part: part) -> bytes:
    """A workbook with other parts in it than an office program would put there."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part.filename, change(part.filename, old.read(part)))
        for name, part in (add or {}).items():
            new.writestr(name, part)
    return target.getvalue()


BOOK = workbook(HEADER.split(";"), ["Zoë", "Peeters", "14/03/2018", 9000, "Gent"])

ORDINARY = {
    "utf-8": PLAIN.encode(),
    "utf-8 with a mark": PLAIN.encode("utf-8-sig"),
    "windows": PLAIN.encode("cp1252"),
    "excel's unicode text": PLAIN.replace(";", "\t").encode("utf-16"),
    "commas": PLAIN.replace(";", ",").encode(),
    "tabs": PLAIN.replace(";", "\t").encode(),
    "excel's own line": f"sep=;\r\n{PLAIN}".encode("utf-8-sig"),
    "quoted": "\r\n".join(";".join(f'"{cell}"' for cell in line.split(";")) for line in (HEADER, NOOR)).encode(),
    "no line end at the end": PLAIN.strip().encode(),
    "old line ends": PLAIN.replace("\r\n", "\r").encode(),
    "workbook": BOOK,
}


@pytest.mark.parametrize("content", ORDINARY.values(), ids=ORDINARY)
def test_a_list_is_read_however_it_was_saved(content):
    assert rows_of(content) == [(2, READ)]


def test_columns_stand_in_any_order_and_in_any_of_three_languages_and_the_others_are_named():
    header = read_header(
        ["NISS", "Lievelingskleur", "prénom", "NOM", "Date of birth", "code  postal", "woonplaats", ""]
    )

    assert list(header.columns.values()) == [
        Column.NATIONAL_NUMBER,
        Column.FIRST_NAME,
        Column.LAST_NAME,
        Column.BIRTH_DATE,
        Column.POSTAL_CODE,
        Column.CITY,
    ]
    assert header.unknown == ("Lievelingskleur",)


def test_a_header_that_may_mean_two_things_is_read_by_its_neighbours():
    names = HEADER.split(";")

    assert Column.CARD_NUMBER in read_header([*names, "Kaart"]).columns.values()
    assert Column.CARD in read_header([*names, "Kaart", "Kaartnummer"]).columns.values()
    assert Column.HOUSE_NUMBER in read_header([*names, "Straat", "Nr."]).columns.values()
    assert read_header([*names, "Nummer", "Straat"]).unknown == ("Nummer",)


def test_a_column_about_a_right_is_named_apart_and_never_read():
    names = ["Kansenstatuut", "Tarif social", "MIA", "Mia Peeters"]

    header = read_header([*HEADER.split(";"), *names])

    assert (header.about_rights, header.unknown) == (tuple(names[:3]), ("Mia Peeters",))


def test_lines_are_numbered_as_a_spreadsheet_does_and_empty_ones_are_left_out():
    text = f'{HEADER};Straat\r\n\r\n;;;;\r\n{NOOR};"Kouter 1\r\nbus 2"\r\n{NOOR};Kouter 3\r\n'

    rows = rows_of(text.encode())

    assert [(number, cells[Column.STREET]) for number, cells in rows] == [(4, "Kouter 1\r\nbus 2"), (5, "Kouter 3")]


def test_days_and_numbers_of_a_workbook_become_text_and_formulas_stay_formulas():
    row = ["Zoë", "=1+1", date(2018, 3, 14), 9000.0, "Gent"]

    (cells,) = (cells for _, cells in rows_of(workbook(HEADER.split(";"), row)))

    assert (cells[Column.BIRTH_DATE], cells[Column.POSTAL_CODE]) == ("2018-03-14", "9000")
    assert cells[Column.LAST_NAME] == "=1+1"


def test_a_hidden_sheet_is_not_read_and_what_a_workbook_says_of_its_size_is_not_believed():
    def hide_first(book):
        shown = book.create_sheet()
        shown.append(HEADER.split(";"))
        shown.append(NOOR.split(";"))
        book.worksheets[0].sheet_state = "hidden"

    book = workbook(["geheim"], before=hide_first)

    def lie(name, part):
        return part.replace(b'<dimension ref="A1:E2"', b'<dimension ref="A1:A1"')

    assert rows_of(repacked(book, change=lie)) == [(2, READ)]


def far_away(book):
    book.active["A1048576"] = "Zoë"


NASTY = [
    ("nothing", b"", FileEmpty),
    ("blanks", b"  \r\n ", FileEmpty),
    ("only a header", HEADER.encode(), FileEmpty),
    ("too large", b"a" * 4_000_001, FileTooLarge),
    ("5,001 people", f"{HEADER}\n{'x;' * 4}\n".encode() + f"{NOOR}\n".encode() * 5_000, TooManyRows),
    ("1,000 columns", ";".join(f"k{at}" for at in range(1000)).encode() + b"\nx", TooManyColumns),
    ("a NUL", f"{HEADER}\nZo\x00ë;Peeters".encode(), EncodingUnknown),
    ("no letters of any alphabet", b"\x81\x8d\x8f\x90\x9d;\xff\n", EncodingUnknown),
    ("half of a wide text", "\ufeff".encode("utf-16-le") + b"V\x00o", EncodingUnknown),
    ("an open quote", f'{HEADER}\nZoë;"Peeters;14/03/2018\n'.encode(), QuoteLeftOpen),
    ("an endless cell", f'{HEADER}\nZoë;"{"x" * 200_000}"\n'.encode(), CellTooLarge),
    ("no columns we know", b"a;b\nc;d\n", ColumnsMissing),
    ("a column twice", f"{HEADER};Familienaam\n{NOOR};X\n".encode(), ColumnTwice),
    ("a page", b"<html><table><tr><td>Voornaam</td></tr></table>", FileUnreadable),
    ("a picture", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", EncodingUnknown),
    ("an old workbook", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, OtherWorkbook),
    (
        "a password",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"),
        FileLocked,
    ),
    ("another office program", repacked(BOOK, add={}).replace(b"xl/workbook.xml", b"xl/workbook.bin"), OtherWorkbook),
    ("macros", repacked(BOOK, add={"xl/vbaProject.bin": b"x"}), FileWithMacros),
    ("a bomb", lambda: repacked(BOOK, add={"xl/media/image1.png": b"\x00" * 45_000_000}), FileSuspicious),
    ("a thousand parts", repacked(BOOK, add={f"xl/media/{at}.png": b"" for at in range(600)}), FileSuspicious),
    (
        "laughing entities",
        repacked(BOOK, add={"xl/extra.xml": b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}),
        FileSuspicious,
    ),
    (
        "laughing entities in two bytes a letter, as a picture",
        repacked(BOOK, add={"xl/media/image1.png": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'.encode("utf-16")}),
        FileSuspicious,
    ),
    ("a torn workbook", BOOK[: len(BOOK) // 2], FileSuspicious),
    ("a zip of something else", repacked(BOOK).replace(b"xl/", b"yz/"), FileUnreadable),
    ("no sheet inside", repacked(BOOK, change=lambda name, part: b"<x/>" if "sheet1" in name else part), FileEmpty),
    ("broken xml", repacked(BOOK, change=lambda name, part: b"<x" if "sheet1" in name else part), FileSuspicious),
    ("a cell at the far end", workbook(HEADER.split(";"), before=far_away), FileEmpty),
]


@pytest.mark.parametrize(("content", "problem"), [nasty[1:] for nasty in NASTY], ids=[nasty[0] for nasty in NASTY])
def test_a_file_that_cannot_be_read_says_why_and_what_helps(content, problem):
    with pytest.raises(problem) as refused:
        rows_of(content() if callable(content) else content)

    assert refused.value.field == "file"
    assert all("{" not in refused.value.message.in_language(language) for language in LANGUAGES)


def test_missing_columns_are_named_in_the_language_of_the_reader():
    with pytest.raises(ColumnsMissing) as refused:
        read_header(["Voornaam", "Naam"])

    message = refused.value.message
    assert "“Geboortedatum”, “Postcode”" in message.nl
    assert "“Date de naissance”, “Code postal”" in message.fr
