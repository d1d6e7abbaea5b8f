"""All data of a person as pages to read. Loaded when somebody asks, not when the web application starts."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from uitpas2.discounts.rules import rule_book
from uitpas2.kernel.clock import BRUSSELS
from uitpas2.kernel.text import TranslatedText
from uitpas2.privacy.queries import Kept
from uitpas2.privacy.rules import VALUE_LABELS

if TYPE_CHECKING:
    from uitpas2.cards.services.paper import Paper

TITLE = TranslatedText(
    nl="Wat we over {name} bewaren", fr="Ce que nous conservons sur {name}", en="What we keep about {name}"
)
MADE = TranslatedText(nl="Gemaakt op {day}.", fr="Établi le {day}.", en="Made on {day}.")
NOTHING = TranslatedText(nl="Niets.", fr="Rien.", en="Nothing.")
PICTURE = "data:image/jpeg;base64,"
PICTURE_MM = 35
AMOUNTS = frozenset({"price_shown", "full_price", "holder_pays"})


def data_pdf(kept: Sequence[Kept], *, name: str, language: str, made_at: datetime) -> bytes:
    """The same as the JSON, for people: a heading for each kind, a paragraph for each row."""
    from uitpas2.cards.services.paper import Paper

    paper = Paper(TITLE.fill(name=name).in_language(language), language, made_at)
    paper.set_margin(20)
    paper.set_auto_page_break(True, 20)
    paper.add_page()
    paper.write_below(TITLE.fill(name=name).in_language(language), 16, bold=True)
    paper.write_below(MADE.fill(day=_day(made_at.astimezone(BRUSSELS).date())).in_language(language), 10)
    for table in kept:
        paper.write_below(table.title.in_language(language), 12, bold=True, gap=0)
        if not table.rows:
            paper.write_below(NOTHING.in_language(language), 10, gap=0)
        for row in table.rows:
            paper.write_below(_sentence(table, row, language), 10, gap=0)
            for value in row.values():
                _draw(paper, value)
    return bytes(paper.output())


def _is_picture(value: object) -> bool:
    return isinstance(value, str) and value.startswith(PICTURE)


def _draw(paper: Paper, value: object) -> None:
    if isinstance(value, str) and _is_picture(value):
        paper.image(BytesIO(b64decode(value.removeprefix(PICTURE))), w=PICTURE_MM)


def _sentence(table: Kept, row: Mapping[str, object], language: str) -> str:
    said = (
        f"{label.in_language(language)}: {_shown(column, row[column], language)}"
        for column, label in table.columns
        if row[column] not in (None, "") and not _is_picture(row[column])
    )
    return " · ".join(said)


def _shown(column: str, value: object, language: str) -> str:
    match value:
        case dict():
            return TranslatedText.from_dict(value).in_language(language)
        case int() if column in AMOUNTS:
            return f"{value // 100},{value % 100:02d} EUR"
        case str() if column == "ground":
            return _ground(value).in_language(language)
        case str() if value in VALUE_LABELS:
            return VALUE_LABELS[value].in_language(language)
        case str():
            return _day_or_text(value)
        case _:
            return str(value)


def _ground(code: str) -> TranslatedText:
    """In the words of the rule book; a municipality's own ground has none there."""
    return rule_book().vocabulary.codes["grounds"].get(code, TranslatedText(nl=code))


def _day_or_text(text: str) -> str:
    if len(text) < 10 or text[4:5] != "-" or text[7:8] != "-":
        return text
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    if len(text) == 10:
        return _day(moment.date())
    local = moment.astimezone(BRUSSELS)
    return f"{_day(local.date())} {local:%H:%M}"


def _day(day: date) -> str:
    """A date that reads the same in our three languages."""
    return f"{day:%d/%m/%Y}"
