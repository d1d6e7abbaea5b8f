"""`uitpas2 rules simulate`: what choices would have meant for what was sold in the last twelve whole months."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import click
from sqlalchemy.exc import SQLAlchemyError

from uitpas2.accounts import queries as accounts
from uitpas2.database.work import Work
from uitpas2.discounts.commands.opening import workplace_of
from uitpas2.discounts.queries.simulating import simulate_all, simulate_municipality
from uitpas2.discounts.rules.loading import Place, RuleBookFault, keys, parse
from uitpas2.discounts.rules.rulebook import RuleBook, rule_book
from uitpas2.discounts.rules.scheme_files import content_of
from uitpas2.discounts.rules.schemes import Scheme, read_choices, refused_today
from uitpas2.discounts.rules.simulated import Part, Simulation
from uitpas2.discounts.rules.simulating import Draft, with_default
from uitpas2.discounts.values.choosing import Choice
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.errors import NotFound
from uitpas2.kernel.money import Euro


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--municipality", "nis", metavar="NIS", help="Try the choices in one municipality.")
@click.option("--all", "everywhere", is_flag=True, help="Try them in every municipality.")
@click.option("--as-default", is_flag=True, help="Try the values as new Flemish defaults, with the bounds these need.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
@click.pass_context
def simulate(
    context: click.Context, file: Path, nis: str | None, *, everywhere: bool, as_default: bool, as_json: bool
) -> None:
    """Lay choices beside a year of sales: who would have paid what, before and after.

    FILE holds a list of choices, or a scheme with such a list under `choices`. They are tried as if they had held all
    year. Figures are rounded and about no fewer than five people. Exits with 1 for a file that is not valid and for
    choices that today's bounds refuse.
    """
    if (nis is None) == (not (everywhere or as_default)):
        raise click.UsageError("say where: --municipality NIS, or --all, or --as-default")
    book = rule_book()
    try:
        choices = _read(book, file)
        with workplace_of(context).reporting(system_actor("command")) as work:
            if as_default:
                _hold_to_plain_values(file, choices)
            else:
                _hold_to_bounds(book, file, choices, work.today)
            found = _tried(work, book, choices, nis, as_default=as_default)
            names = {one.nis: one.name for one in accounts.municipalities(work)}
    except RuleBookFault as fault:
        click.echo(fault, err=True)
        raise SystemExit(1) from None
    except NotFound:
        click.echo(f"{nis}: no Flemish municipality has this NIS code", err=True)
        raise SystemExit(1) from None
    except SQLAlchemyError as error:
        click.echo(f"the database cannot be read: {type(error).__name__}", err=True)
        raise SystemExit(1) from None
    if as_json:
        click.echo(json.dumps(None if found is None else _as_json(found), ensure_ascii=False))
    else:
        click.echo("in these months nothing was sold" if found is None else "\n".join(_in_words(found, names)))


def _read(book: RuleBook, path: Path) -> tuple[Choice, ...]:
    """The choices of a file. Raises RuleBookFault with the place of the first thing that is not in order."""
    place = Place(path.name)
    item = parse(content_of(path, place), place)
    keys(item, {"choices"}, place, may=set(item))
    choices = read_choices(book, item["choices"], place.below("choices"), book.vocabulary.facts)
    if not choices:
        raise place.below("choices").fault("holds no choice")
    return choices


def _hold_to_bounds(book: RuleBook, path: Path, choices: tuple[Choice, ...], today: date) -> None:
    scheme = Scheme(path.name, "", choices, (), book.vocabulary.facts)
    for choice, why in refused_today(book, scheme, today):
        raise Place(path.name, "choices", choice.id, choice.key).fault(why)


def _hold_to_plain_values(path: Path, choices: tuple[Choice, ...]) -> None:
    """A default of Flanders is one value for all cases and days: what else a choice says would be lost unseen."""
    for choice in choices:
        if choice.lines or choice.starts != date.min or choice.ends is not None:
            place = Place(path.name, "choices", choice.id, choice.key)
            raise place.fault("a default has no exceptions and no days: leave out except, from and to")


def _tried(
    work: Work, book: RuleBook, choices: Sequence[Choice], nis: str | None, *, as_default: bool
) -> Simulation | None:
    if nis is not None:
        return simulate_municipality(work, accounts.municipality(work, nis).nis, choices)
    if not as_default:
        return simulate_all(work, Draft(everywhere=choices))
    for choice in choices:
        book = with_default(book, choice.key, choice.value)
    return simulate_all(work, Draft(book=book))


def _in_words(found: Simulation, names: dict[str, str]) -> Iterator[str]:
    yield f"sold from {found.period.start} to {_last(found)}: {found.total.tickets} tickets"
    yield ""
    yield f"{'':<14}{'before':>14}{'after':>14}{'difference':>14}"
    for payer, one in found.total.payers.items():
        yield f"{payer.value:<14}{_whole(one.before):>14}{_whole(one.after):>14}{_whole(one.difference, sign='+'):>14}"
    yield ""
    people = found.total.people
    if people is None:
        yield "fewer than twenty people, or one with most of it: nothing is shown about people"
    else:
        yield f"of {people.total} people {people.winners} pay less and {people.losers} pay more"
        yield f"together € {_whole(found.less)} less and € {_whole(found.more)} more"
        yield f"reached at a reduced price: {people.reached_before} before, {people.reached_after} after"
        yield f"of these younger than 18: {people.children_before} before, {people.children_after} after"
    if len(found.municipalities) > 1:
        yield ""
        for part in found.municipalities:
            name = names[part.names[0]] if len(part.names) == 1 else f"{len(part.names)} others together"
            yield f"{name:<40}{_whole(part.change, sign='+'):>14}"
    if found.idle:
        yield ""
        yield f"sales cannot show what these would do: {', '.join(found.idle)}"
    yield ""
    yield f"amounts are rounded to € {_whole(found.rounded_to)} and numbers to fives, so that nobody can be recognised"


def _last(found: Simulation) -> date:
    assert found.period.end is not None
    return found.period.end - timedelta(days=1)


def _whole(amount: Euro, sign: str = "") -> str:
    return f"{amount.cents // 100:{sign}}" if amount else "0"


def _as_json(found: Simulation) -> dict[str, Any]:
    return {
        "rule_book": rule_book().version,
        "first_day": found.period.start.isoformat(),
        "last_day": _last(found).isoformat(),
        "rounded_to_cents": found.rounded_to.cents,
        "total": _part(found.total),
        "less_cents": found.less.cents,
        "more_cents": found.more.cents,
        "municipalities": [_part(one) for one in found.municipalities],
        "classes": [_part(one) for one in found.classes],
        "not_shown_by_sales": list(found.idle),
        "too_rare_pct": found.frozen_pct,
    }


def _part(part: Part) -> dict[str, Any]:
    people = part.people
    return {
        "names": list(part.names),
        "payers": {
            payer.value: {"before_cents": one.before.cents, "after_cents": one.after.cents}
            for payer, one in part.payers.items()
        },
        "tickets": part.tickets,
        "reduced_before": part.reduced_before,
        "reduced_after": part.reduced_after,
        "people": None if people is None else vars(people) | {"same": people.same},
    }
