"""Importing items in UiTdatabank's read format: what is right comes in, what is wrong is named."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.orm import selectinload

from uitpas2.activities.models import Activity
from uitpas2.activities.rules.reading import Fault, ItemFaulty, ItemRead, read_item
from uitpas2.activities.services.keeping import Outcome, keep
from uitpas2.activities.services.referring import References
from uitpas2.database.work import Work
from uitpas2.kernel.text import TranslatedText
from uitpas2.trail.services import note

REFUSED = TranslatedText(
    nl="Deze activiteit veranderde net terwijl ze ingevoerd werd. Voer het bestand nog eens in.",
    fr="Cette activité a changé pendant son importation. Importez le fichier encore une fois.",
    en="This activity changed just while it was being imported. Import the file once more.",
)


@dataclass(frozen=True, slots=True)
class RejectedItem:
    """An item that did not come in: where it stands, its first fault, and all of them."""

    index: int
    pointer: str
    reason: TranslatedText
    faults: tuple[Fault, ...] = ()


@dataclass
class ImportReport:
    """How many items were new, changed or the same, and which were refused."""

    imported: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: list[RejectedItem] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        return not self.rejected


def import_events(work: Work, items: Iterable[Any], *, root: str = "", again: Collection[str] = ()) -> ImportReport:
    """Bring in each item that is right, in a savepoint of its own; an item that came before is brought up to date.

    `root` is the JSON pointer of the list in its file. The item itself is kept whole, so that nothing is lost.
    The items with their UiTdatabank id in `again` went out of the offer since: they come in even if nothing changed.
    """
    report = ImportReport()
    references = References(work)
    for index, item in enumerate(items):
        try:
            _take_in(work, references, item, f"{root}/{index}", report, again)
        except ItemFaulty as error:
            first = error.faults[0]
            report.rejected.append(RejectedItem(index, first.pointer, first.reason, error.faults))
    return report


def _take_in(
    work: Work, references: References, item: Any, pointer: str, report: ImportReport, again: Collection[str]
) -> None:
    read = read_item(item, pointer)
    known = work.session.scalar(
        select(Activity)
        .where(Activity.uitdatabank_id == read.uitdatabank_id)
        .options(selectinload(Activity.prices), selectinload(Activity.place))
    )
    if known is not None and read.uitdatabank_id not in again and _is_unchanged(references, known, read, item):
        report.unchanged += 1
        return
    organiser = references.organiser_of(read.organiser)
    try:
        with work.session.begin_nested():
            place = references.place_of(read.place)
            outcome, activity_id = keep(work, known, read, item, place, organiser)
    except (IntegrityError, DataError):
        raise ItemFaulty((Fault(pointer, REFUSED),)) from None
    if outcome is Outcome.IMPORTED:
        report.imported += 1
    else:
        report.updated += 1
    note(work, f"activity.{outcome}", "activity", activity_id, uitdatabank_id=read.uitdatabank_id)


def _is_unchanged(references: References, known: Activity, read: ItemRead, item: Any) -> bool:
    """The very same item came before; it comes in again only when its municipality can be told by now."""
    if known.source != item:
        return False
    address = read.place.address if read.place else None
    return known.municipality_nis is not None or address is None or references.municipality_of(address) is None
