"""What is left of a person: every table as text, every export, every mail."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable
from typing import Any

from flask import Flask
from sqlalchemy import select

from tests.together.tenants import text_of
from uitpas2.accounts.models import Assignment
from uitpas2.accounts.sessions import session_id
from uitpas2.database.base import Base
from uitpas2.database.work import Workplace
from uitpas2.web.guard import routes

_BETWEEN_DIGITS = re.compile(r"(?<=[0-9])[\s.\-/]+(?=[0-9])")


FILES = (".csv", ".json", ".xlsx", ".pdf", "/print")


def dump(workplace: Workplace) -> str:
    """Every row of every table; bytes as their letters, so that what stands in them in the clear is seen."""
    lines = []
    with workplace.reading() as work:
        for table in Base.metadata.sorted_tables:
            for row in work.session.execute(select(table)):
                lines.append(f"{table.name}: {[_text(value) for value in row]}")
    return "\n".join(lines)


def _text(value: Any) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("latin-1")
    return str(value)


def exports(app: Flask, assignments: Iterable[Assignment], **gaps: str) -> str:
    """Every file to take along that these people can get, as text."""
    found = []
    for assignment in assignments:
        client = app.test_client()
        with client.session_transaction() as session:
            session["_user_id"] = session_id(assignment)
        for route in routes(app):
            if route.method == "GET" and route.path.endswith(FILES) and not route.path.startswith("/api"):
                path = route.path
                for name, value in gaps.items():
                    path = path.replace(f"<{name}>", value)
                if "<" not in path:
                    answer = client.get(path)
                    found.append(f"{path} {answer.status_code} {text_of(answer)}")
    return "\n".join(found)


def traces(text: str, words: Iterable[str]) -> list[str]:
    """Which of the words stand in a text, whatever their capitals."""
    lower = text.lower()
    return [word for word in words if word.lower() in lower]


def national_numbers_in(text: str, numbers: Iterable[str]) -> list[str]:
    """Which of the numbers stand in a text, also with dots, dashes or spaces between, in base64 or in hexadecimal."""
    squeezed = _BETWEEN_DIGITS.sub("", text)
    return [number for number in numbers if number in squeezed or any(one in text for one in _encoded(number))]


def _encoded(number: str) -> tuple[str, str]:
    data = number.encode()
    return base64.b64encode(data).decode()[:13], data.hex()
