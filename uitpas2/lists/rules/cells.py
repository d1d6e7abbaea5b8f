"""What one cell says: a text on one line, a day."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

from uitpas2.lists.errors import CellFormula, CellTooLong, CellUnreadable, DateUnreadable

_NUMBER_AS_TEXT = re.compile(r'="([^"]*)"')  # how people keep a spreadsheet from dropping a zero in front
_OWN_APOSTROPHE = re.compile(r"'(?=[=+\-@])")  # put there by our own file of errors
_DAY_FIRST = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})(?:[ T][\d:.]+)?")
_YEAR_FIRST = re.compile(r"(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})(?:[ T][\d:.]+)?")
_SERIAL = re.compile(r"[1-9]\d{4}")  # Excel's count of days; from 18 May 1927 on, so that no year is taken for one
_EXCELS_FIRST_DAY = date(1899, 12, 30)


def plain_text(text: str, most: int) -> str:
    """A text on one line. Raises CellFormula, CellUnreadable or CellTooLong."""
    text = _OWN_APOSTROPHE.sub("", text.strip(), count=1) if text.strip().startswith("'") else text.strip()
    if told := _NUMBER_AS_TEXT.fullmatch(text):
        text = told[1]
    elif text.startswith("="):
        raise CellFormula
    plain = " ".join(text.split())
    if any(unicodedata.category(letter) in {"Cc", "Cs", "Co", "Cn"} for letter in plain) or "\ufffd" in plain:
        raise CellUnreadable
    if len(plain) > most:
        raise CellTooLong(most=most)
    return unicodedata.normalize("NFC", plain)


def day(text: str) -> date:
    """A day as people and spreadsheets write it. Raises DateUnreadable."""
    try:
        if told := _DAY_FIRST.fullmatch(text):
            return date(int(told[3]), int(told[2]), int(told[1]))
        if told := _YEAR_FIRST.fullmatch(text):
            return date(int(told[1]), int(told[2]), int(told[3]))
    except ValueError:
        raise DateUnreadable from None
    if _SERIAL.fullmatch(text):
        return _EXCELS_FIRST_DAY + timedelta(days=int(text))
    raise DateUnreadable
