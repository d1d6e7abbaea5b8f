"""The register of what is kept, how long, and what becomes of it; the words around requests."""

from uitpas2.privacy.rules.declaring import Erasing, Table
from uitpas2.privacy.rules.processings import PROCESSINGS, Processing
from uitpas2.privacy.rules.register import REGISTER
from uitpas2.privacy.rules.retentions import RETENTIONS, Retention
from uitpas2.privacy.rules.schedule import PURGE_CRON, next_purge
from uitpas2.privacy.rules.words import COLUMN_LABELS, TABLE_LABELS, VALUE_LABELS, RequestKind, RequestStatus

__all__ = [
    "COLUMN_LABELS",
    "PROCESSINGS",
    "PURGE_CRON",
    "REGISTER",
    "RETENTIONS",
    "TABLE_LABELS",
    "VALUE_LABELS",
    "Erasing",
    "Processing",
    "RequestKind",
    "RequestStatus",
    "Retention",
    "Table",
    "next_purge",
]
