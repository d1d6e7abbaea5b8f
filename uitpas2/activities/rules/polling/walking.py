"""Walking through a list that may change meanwhile: which page comes next, and whether all of it was seen."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from uitpas2.activities.rules.polling.addresses import Ask
from uitpas2.activities.rules.polling.pages import Listed, PageRead
from uitpas2.activities.rules.polling.words import RunKind, StopReason

FURTHEST_START = 10_000  # further than this the search interface does not skip
MOST_PAGES = 2_000
MOST_PASSES = 3
OVERLAP = 10  # items that a page shares with the one before: what moves up a few places is not missed
LOOK_BACK = timedelta(minutes=10)  # a change is found in the list some time after it was made


class WalkStopped(Exception):
    """The list cannot be walked any further."""

    def __init__(self, reason: StopReason) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass
class Walk:
    """One reading of a list, in as many passes as it takes to see all of it while it holds still.

    `seen` are the ids of all passes together; whatever is not among them was never listed meanwhile.
    """

    kind: RunKind
    page_size: int
    since: datetime | None = None
    seen: set[str] = field(default_factory=set)
    has_nameless: bool = False
    is_over: bool = False
    is_complete: bool = False
    _start: int = 0
    _limit: int = 0
    _window: datetime | None = None
    _pass: set[str] = field(default_factory=set)
    _passes: int = 1
    _pages: int = 0
    _total_of_pass: int | None = None
    _total_of_window: int | None = None
    _has_moved: bool = False

    def __post_init__(self) -> None:
        self._window, self._limit = self.since, self.page_size

    def ask(self) -> Ask:
        """The next page. Raises WalkStopped when there were far too many."""
        if self._pages >= MOST_PAGES:
            raise WalkStopped(StopReason.TOO_LONG_A_LIST)
        return Ask(self.kind, self._start, self._limit, self._window)

    def is_half(self, page: PageRead) -> bool:
        """Whether a page holds fewer items than the source itself says there are here."""
        return len(page.members) < min(self._length(page), page.total - self._start)

    def took(self, page: PageRead, items: list[Listed]) -> None:
        """Go on after a whole page. Raises WalkStopped when there is no way on."""
        self._pages += 1
        if self._total_of_pass is None:
            self._total_of_pass = page.total
        if self._total_of_window is not None and self._total_of_window != page.total:
            self._has_moved = True
        self._total_of_window = page.total
        ids = {one.uitdatabank_id for one in items if one.uitdatabank_id}
        self.has_nameless = self.has_nameless or any(not one.uitdatabank_id for one in items)
        self._pass |= ids
        self.seen |= ids
        # By its length and not by what stands on it: a page may list items of the page before once more.
        length = self._length(page)
        if self._start + length >= page.total:
            self._end_pass()
            return
        self._start += max(1, length - min(OVERLAP, length // 4))
        if self._start > FURTHEST_START:
            self._open_window(items)

    def _length(self, page: PageRead) -> int:
        """How many items a page holds: a source may put fewer on it than were asked."""
        return min(self._limit, page.per_page or self._limit)

    def _open_window(self, items: list[Listed]) -> None:
        """Go on from the moment of the last item, skipping none: so a list has no end that cannot be reached."""
        moments = [one.created if self.kind is RunKind.SWEEP else one.modified for one in items]
        known = [moment for moment in moments if moment is not None]
        last = max(known, default=None)
        if last is None or len(known) < len(moments) or (self._window is not None and last <= self._window):
            raise WalkStopped(StopReason.TOO_LONG_A_LIST)
        self._window, self._start, self._total_of_window = last, 0, None

    def _end_pass(self) -> None:
        self.is_complete = not self._has_moved and len(self._pass) == self._total_of_pass
        if self.is_complete or self.kind is RunKind.CHANGES or self._passes >= MOST_PASSES or self.has_nameless:
            self.is_over = True
            return
        self._passes += 1
        self._start, self._window, self._pass = 0, self.since, set()
        self._total_of_pass = self._total_of_window = None
        self._has_moved = False
