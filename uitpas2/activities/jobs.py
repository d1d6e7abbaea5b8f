"""Following the sources of offer, and saving the lists of organisers that were confirmed."""

from __future__ import annotations

from uitpas2.activities.rules.polling import RunKind
from uitpas2.activities.services import polling
from uitpas2.database.work import Workplace
from uitpas2.settings import Settings


def read_changes(workplace: Workplace) -> int:
    """Read what changed in each source; a new source is read whole. Tells how many runs there were."""
    return polling.follow(workplace, RunKind.CHANGES, polling.reader_from(Settings.from_environment()))


def read_whole_lists(workplace: Workplace) -> int:
    """Read each source that was not read whole lately; tells how many runs there were."""
    return polling.follow(workplace, RunKind.SWEEP, polling.reader_from(Settings.from_environment()))
