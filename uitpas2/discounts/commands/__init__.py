"""`uitpas2 rules …`: check the rule book, replay schemes on it, explain what it decided, and try drafts."""

from __future__ import annotations

import click

from uitpas2.discounts.commands.bench import bench
from uitpas2.discounts.commands.checking import check
from uitpas2.discounts.commands.explaining import explain
from uitpas2.discounts.commands.opening import OPEN
from uitpas2.discounts.commands.replaying import replay
from uitpas2.discounts.commands.simulating import simulate


@click.group()
def rules() -> None:
    """The Flemish rule book."""


rules.add_command(check)
rules.add_command(replay)
rules.add_command(explain)
rules.add_command(simulate)
rules.add_command(bench)

__all__ = ["OPEN", "rules"]
