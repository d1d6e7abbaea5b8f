"""Reading the CSV that people fetch from their bank: every bank calls its columns otherwise."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from uitpas2.billing.errors import BankFileBroken, ColumnsUnknown
from uitpas2.billing.rules.statements import PAYER_MOST, TEXT_MOST, Incoming, Statement, clipped
from uitpas2.billing.rules.words import PaymentSource
from uitpas2.kernel.money import ZERO, Euro
from uitpas2.kernel.text import TranslatedText

# What the large banks of Belgium call their columns, in lower case.
KNOWN: dict[str, tuple[str, ...]] = {
    "day": (
        "boekingsdatum",
        "boekdatum",
        "uitvoeringsdatum",
        "datum",
        "date de comptabilisation",
        "date",
        "booking date",
    ),
    "amount": ("bedrag", "credit", "montant", "amount", "bedrag (eur)"),
    "communication": (
        "gestructureerde mededeling",
        "mededelingen",
        "mededeling",
        "vrije mededeling",
        "omschrijving",
        "communications",
        "communication",
        "communication structurée",
        "description",
    ),
    "payer": ("naam tegenpartij", "naam tegenpartij bevat", "tegenpartij", "nom contrepartie", "counterparty", "naam"),
    "reference": ("afschriftnummer", "volgnummer", "referentie", "numéro de séquence", "transactienummer", "reference"),
    "account": ("rekeningnummer", "rekening", "numéro de compte", "compte", "account"),
}
NEEDED = ("day", "amount", "communication")
SEPARATORS = ";,\t"
_DAYS = ("%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d", "%d.%m.%Y", "%d/%m/%y")


@dataclass(frozen=True, slots=True)
class _Table:
    names: list[str]
    rows: list[tuple[int, list[str]]]  # with the line in the file


def read_bank_csv(text: str, named: Mapping[str, str] | None = None) -> Statement:
    """`named` says what this bank calls its columns; what is not named is recognised.

    Raises ColumnsUnknown or BankFileBroken.
    """
    table = _table(text)
    places = _places(table, named or {})
    lines, outgoing, account = [], 0, ""
    for number, row in table.rows:
        cells = {name: row[place].strip() if place < len(row) else "" for name, place in places.items()}
        amount = _amount(number, cells["amount"])
        account = account or re.sub(r"\s", "", cells.get("account", "")).upper()
        if amount <= ZERO:
            outgoing += 1
            continue
        texts = [row[place] for place in _texts(table, places) if place < len(row)]
        lines.append(
            Incoming(
                number=number,
                day=_day(number, cells["day"]),
                amount=amount,
                communication=re.sub(r"[+/*\s]", "", cells["communication"])[:12],
                text=clipped(" ".join(texts), TEXT_MOST),
                payer=clipped(cells.get("payer", ""), PAYER_MOST),
                mark=cells.get("reference") or clipped(" ".join((*texts, cells.get("payer", ""))), 200),
            )
        )
    return Statement(
        PaymentSource.CSV, account if re.fullmatch(r"[A-Z]{2}\d{2}\w{11,30}", account) else "", tuple(lines), outgoing
    )


def _table(text: str) -> _Table:
    """The header is the first line with as many cells as the rest: some banks write about the account first."""
    separator = max(SEPARATORS, key=text[:4000].count)
    reader = csv.reader(io.StringIO(text), delimiter=separator)
    found: list[tuple[int, list[str]]] = []
    try:
        found = [(reader.line_num, row) for row in reader]
    except csv.Error:
        raise BankFileBroken(
            reader.line_num,
            TranslatedText(nl="deze regel is stuk", fr="cette ligne est abîmée", en="this line is broken"),
        ) from None
    found = [(number, row) for number, row in found if any(cell.strip() for cell in row)]
    widest = max((len(row) for _, row in found), default=0)
    for place, (_, row) in enumerate(found):
        names = [cell.strip().strip("\ufeff") for cell in row]
        if len(row) >= max(3, widest - 1) and not any(_reads_as_day(name) for name in names):
            return _Table(names, found[place + 1 :])
    raise ColumnsUnknown(field="file", columns=", ".join(cell.strip() for cell in found[0][1][:12]) if found else "–")


def _places(table: _Table, named: Mapping[str, str]) -> dict[str, int]:
    lower = [name.lower() for name in table.names]
    places = {}
    for what, known in KNOWN.items():
        wanted = [named[what].strip().lower()] if named.get(what, "").strip() else list(known)
        for name in wanted:
            if name in lower:
                places[what] = lower.index(name)
                break
    if any(what not in places for what in NEEDED):
        raise ColumnsUnknown(field="file", columns=", ".join(name for name in table.names if name)[:300])
    return places


def _texts(table: _Table, places: Mapping[str, int]) -> Sequence[int]:
    """Every column in which a communication may stand: some banks have one for structured ones and one for words."""
    known = set(KNOWN["communication"]) - {"omschrijving", "description"}
    return sorted({places["communication"], *(n for n, name in enumerate(table.names) if name.lower() in known)})


def _amount(number: int, text: str) -> Euro:
    try:
        return Euro.parse(text.lstrip("+") or "0")
    except ValueError:
        raise BankFileBroken(
            number,
            TranslatedText(
                nl=f"«{text[:40]}» is geen bedrag",
                fr=f"« {text[:40]} » n’est pas un montant",
                en=f"“{text[:40]}” is no amount",
            ),
        ) from None


def _day(number: int, text: str) -> date:
    for shape in _DAYS:
        try:
            return datetime.strptime(text, shape).date()  # noqa: DTZ007  a calendar day has no time zone
        except ValueError:
            continue
    raise BankFileBroken(
        number,
        TranslatedText(
            nl=f"«{text[:40]}» is geen bestaande dag",
            fr=f"« {text[:40]} » n’est pas un jour existant",
            en=f"“{text[:40]}” is no day that exists",
        ),
    )


def _reads_as_day(text: str) -> bool:
    return re.fullmatch(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}", text) is not None
