"""Push messages on a telephone or in a browser, where something brings them.

What is handed over is what a push service asks for: whose devices, and one sentence. Which devices those are, and with
what keys, is the business of what stands behind this door; there is no such thing yet but the demo's folder.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from uitpas2.kernel.clock import Clock
from uitpas2.outbox.rules import FOLDER, PushMessage
from uitpas2.outbox.services.folders import keep_push

Pushing = Callable[[PushMessage], None]


def pushing_of(address: str, *, folder: Path, clock: Clock) -> Pushing | None:
    """`folder` for the demo, nothing where push messages are not sent. Raises ValueError for anything else."""
    if not address:
        return None
    if address == FOLDER:
        return partial(keep_push, folder, clock)
    raise ValueError("UITPAS2_PUSH takes folder, in the demo only; leave it empty elsewhere")
