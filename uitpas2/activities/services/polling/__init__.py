"""Following sources of offer: reading them, taking in what changed, withdrawing what is gone, asking where much is."""

from uitpas2.activities.services.polling.reading import HttpReader, Reader, SourceSilent, reader_of
from uitpas2.activities.services.polling.running import FindReader, follow, poll, reader_from
from uitpas2.activities.services.polling.sources import add_source, forget_old_runs, switch_source
from uitpas2.activities.services.polling.withdrawing import carry_out, carry_out_decisions, decide

__all__ = [
    "FindReader",
    "HttpReader",
    "Reader",
    "SourceSilent",
    "add_source",
    "carry_out",
    "carry_out_decisions",
    "decide",
    "follow",
    "forget_old_runs",
    "poll",
    "reader_from",
    "reader_of",
    "switch_source",
]
