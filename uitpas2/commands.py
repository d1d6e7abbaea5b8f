"""The command line assembled from each feature's commands: `uitpas2 --help`."""

from __future__ import annotations

import os
import sys
from typing import Any

import click

from uitpas2 import __version__
from uitpas2.accounts.commands import user
from uitpas2.activities.commands import activities, simulate_search
from uitpas2.app import make_workplace
from uitpas2.cards.commands import cards
from uitpas2.checks import check
from uitpas2.database.work import Workplace
from uitpas2.discounts.commands import OPEN, rules
from uitpas2.inspection import openapi, routes
from uitpas2.kernel.errors import DomainError
from uitpas2.ledger.commands import ledger
from uitpas2.monitoring.commands import monitoring
from uitpas2.privacy.commands import privacy
from uitpas2.registrations.commands import draw
from uitpas2.running import backup, db, demo, restore, serve, worker
from uitpas2.seeds.commands import seed
from uitpas2.settings import DEMO_DATABASE, Settings, UnsafeSettings
from uitpas2.trail.commands import trail
from uitpas2.welfare.commands import simulate_source

WITHOUT_DATABASE = {"draw", "openapi", "routes", "rules", "simulate-search", "simulate-source"}


class OneLineErrors(click.Group):
    """A command that fails says so in one clear line on stderr and exits non-zero."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().main(*args, **kwargs)
        except UnsafeSettings as error:
            click.echo(f"uitpas2: {error}", err=True)
        except DomainError as error:
            click.echo(f"uitpas2: {error.message.en}", err=True)
        sys.exit(1)


@click.group(cls=OneLineErrors)
@click.version_option(__version__)
@click.pass_context
def main(context: click.Context) -> None:
    """One participation card and discount platform for leisure and after-school activities."""
    if context.invoked_subcommand == "demo":
        os.environ.setdefault("UITPAS2_DEMO", "on")
        os.environ.setdefault("UITPAS2_DATABASE_URL", DEMO_DATABASE)
    context.meta[OPEN] = lambda: make_workplace(Settings.from_environment())
    needs_database = context.invoked_subcommand not in {None, *WITHOUT_DATABASE}
    if needs_database and not isinstance(context.obj, Workplace):
        context.obj = make_workplace(Settings.from_environment())


main.add_command(trail)
main.add_command(draw)
main.add_command(cards)
main.add_command(ledger)
main.add_command(rules)
main.add_command(activities)
main.add_command(seed)
for command in (demo, serve, worker, db, backup, restore):
    main.add_command(command)
main.add_command(user)
main.add_command(routes)
main.add_command(openapi)
main.add_command(monitoring)
main.add_command(privacy)
main.add_command(check)
main.add_command(simulate_search)
main.add_command(simulate_source)
