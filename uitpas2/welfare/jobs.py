"""Telling families that something runs out, and asking the government again what it did not answer."""

from __future__ import annotations

from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.settings import Settings
from uitpas2.welfare import services


def remind_of_renewals(workplace: Workplace) -> int:
    """Tell everybody who has reached a milestone; returns how many families. Some hundreds in each transaction."""
    told, last = 0, ""
    while True:
        with workplace.begin(system_actor("renewals")) as work:
            done = services.remind(work, last)
        told, last = told + done.told, done.last
        if not last:
            return told


def ask_again(workplace: Workplace) -> int:
    """Ask the government source what is due; returns how many questions were settled."""
    source = services.source_of(Settings.from_environment().entitlement_source)
    return services.settle(workplace, source)
