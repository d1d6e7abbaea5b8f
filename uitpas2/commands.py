"""The command line assembled from each feature's commands: `uitpas2 --help`."""

from __future__ import annotations

import sys
from typing import Any

import click

from uitpas2 import __version__
from uitpas2.app import make_workplace
from uitpas2.database.work import Workplace
from uitpas2.kernel.errors import DomainError
from uitpas2.settings import Settings, UnsafeSettings
from uitpas2.trail.commands import trail


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
    if context.invoked_subcommand and not isinstance(context.obj, Workplace):
        context.obj = make_workplace(Settings.from_environment())


main.add_command(trail)
