"""The preview of a file of holders: how many lines of each state, and a screen of lines with what helps to decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from uitpas2.cards import queries as cards
from uitpas2.cards.models import HolderImport
from uitpas2.cards.queries import ImportLine
from uitpas2.cards.rules.importing import CHOICES, UNDER_WAY, ImportStatus, RowChoice, RowState
from uitpas2.counter.queries.searching import PersonLine, person_line
from uitpas2.database.work import Work

LINES_ON_SCREEN = 25
SHOWN_FIRST = (RowState.WRONG, RowState.PERHAPS, RowState.CHANGED, RowState.NEW, RowState.KNOWN)


@dataclass(frozen=True, slots=True)
class ImportOnDesk:
    """An import as the clerk sees it. `lines` are those of the state that is shown, of one screen.

    `people` are the holders whom these lines name. `done` counts the lines that were dealt with.
    """

    found: HolderImport
    counts: Mapping[RowState, int]
    chosen: Mapping[tuple[RowState, RowChoice], int]
    all_lines: int
    done: int
    shown: RowState
    screen: int
    screens: int
    lines: Sequence[ImportLine]
    people: Mapping[str, PersonLine]

    @property
    def is_preview(self) -> bool:
        return self.found.status is ImportStatus.READ

    @property
    def is_under_way(self) -> bool:
        return self.found.status in UNDER_WAY

    @property
    def has_choices(self) -> bool:
        return self.shown in CHOICES

    @property
    def taken_over(self) -> int:
        return self.chosen.get((RowState.CHANGED, RowChoice.TAKE_OVER), 0)

    @property
    def told_apart(self) -> int:
        """Lines that look like somebody known, and are somebody else."""
        return sum(number for (_, choice), number in self.chosen.items() if choice is RowChoice.SOMEBODY_ELSE)

    @property
    def left_out(self) -> int:
        return self.counts.get(RowState.WRONG, 0) + self.counts.get(RowState.PERHAPS, 0)


def import_on_desk(work: Work, import_id: str, *, shown: RowState | None = None, screen: int = 1) -> ImportOnDesk:
    """Without `shown` the first state that has lines, what needs somebody first. Raises ImportUnknown."""
    found = cards.holder_import(work, import_id)
    counts = cards.import_counts(work, import_id)
    shown = shown or next((state for state in SHOWN_FIRST if counts.get(state)), RowState.NEW)
    screens = max(1, -(-counts.get(shown, 0) // LINES_ON_SCREEN))
    screen = min(max(screen, 1), screens)
    lines: Sequence[ImportLine] = ()
    if found.status is ImportStatus.READ:
        offset = (screen - 1) * LINES_ON_SCREEN
        lines = cards.import_lines(work, found, [shown], limit=LINES_ON_SCREEN, offset=offset)
    named = {id for line in lines for id in (line.kept.judgement.holder_id, *line.kept.judgement.alike) if id}
    return ImportOnDesk(
        found=found,
        counts=counts,
        chosen=cards.import_choices(work, import_id),
        all_lines=sum(counts.values()),
        done=cards.import_progress(work, import_id),
        shown=shown,
        screen=screen,
        screens=screens,
        lines=lines,
        people={holder.id: person_line(holder) for holder in cards.holders_in_scope(work, named)},
    )
