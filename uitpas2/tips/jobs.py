"""Tips in the first days of a season."""

from __future__ import annotations

from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.tips.services import send_tips


def send_all_tips(workplace: Workplace) -> int:
    """Send tips to everybody who wants them and got none this season; tells to how many families."""
    families, last = 0, ""
    while True:
        with workplace.begin(system_actor("tips")) as work:
            sent = send_tips(work, last)
        families, last = families + sent.families, sent.last
        if not last:
            return families
