"""The Flemish administration: which municipality chose what, and what changed between two days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from uitpas2.accounts.rules import Permission
from uitpas2.discounts import queries
from uitpas2.discounts.engine.ruleset import Rule
from uitpas2.discounts.pages.blueprint import blueprint
from uitpas2.discounts.pages.changes import ChangesOn, differences
from uitpas2.discounts.pages.coloured import coloured
from uitpas2.discounts.rules import ChoicesInForce, Chooser, Parameter, rule_book
from uitpas2.discounts.schemas import ChoicesQuery, VersionsQuery
from uitpas2.discounts.values.parameters import DatedValue
from uitpas2.web.bodies import read_query
from uitpas2.web.context import reading
from uitpas2.web.guard import needs

A_PAGE = 25


@dataclass(frozen=True)
class Overview:
    """How many municipalities chose a parameter themselves, and the values they chose, each with how often."""

    parameter: Parameter
    own: int
    values: list[tuple[int, int]]


@blueprint.get("/flanders/choices")
@needs(Permission.SEE_CHOICES_OF_ALL)
def choices_of_all() -> ResponseReturnValue:
    query = read_query(ChoicesQuery)
    parameters = [one for one in rule_book().chosen_by(Chooser.MUNICIPALITY) if not one.is_fixed]
    wanted = next((one for one in parameters if one.key == query.data.get("parameter")), None)
    with reading() as work:
        everywhere = queries.choices_of_all(work, work.today)
        today = work.today
    if wanted is not None:
        return render_template(
            "discounts/choices_of_one.html",
            parameter=wanted,
            parameters=parameters,
            own=[one for one in everywhere if one.held[wanted.key].choice is not None],
            everywhere=len(everywhere),
            map=coloured(wanted, everywhere),
            today=today,
        )
    if query.values.get("parameter"):
        abort(404)
    return render_template(
        "discounts/choices_of_all.html",
        overview=[_overview(parameter, everywhere) for parameter in parameters],
        parameters=parameters,
        own=sum(bool(one.chosen) for one in everywhere),
        everywhere=len(everywhere),
        today=today,
    )


def _overview(parameter: Parameter, everywhere: list[ChoicesInForce]) -> Overview:
    values: dict[int, int] = {}
    for one in everywhere:
        held = one.held[parameter.key]
        if held.choice is not None:
            values[held.value] = values.get(held.value, 0) + 1
    return Overview(parameter, sum(values.values()), sorted(values.items()))


@dataclass(frozen=True)
class ChangedValue:
    """A parameter whose default or bounds Flanders changed between two days."""

    parameter: Parameter
    before: DatedValue
    after: DatedValue


@blueprint.get("/flanders/versions")
@needs(Permission.SEE_CHOICES_OF_ALL)
def versions() -> ResponseReturnValue:
    query = read_query(VersionsQuery)
    book = rule_book()
    with reading() as work:
        until: date = query.data.get("until", work.today)
        since: date = query.data.get("since", max(book.starts, until - timedelta(days=365)))
        changed = [
            (one, ChangesOn(until, found))
            for one, before in zip(
                queries.choices_of_all(work, until), queries.choices_of_all(work, since), strict=True
            )
            if (found := list(differences(before, one)))
        ]
    page = min(query.data.get("page", 1), max(1, -(-len(changed) // A_PAGE)))
    return render_template(
        "discounts/versions.html",
        form=query,
        book=book,
        since=since,
        until=until,
        values=_changed_values(since, until),
        rules=_changed_rules(since, until),
        changed=changed[(page - 1) * A_PAGE : page * A_PAGE],
        municipalities=len(changed),
        page=page,
        pages=max(1, -(-len(changed) // A_PAGE)),
    ), 200 if query.is_valid else 422


def _changed_values(since: date, until: date) -> list[ChangedValue]:
    found = []
    for parameter in rule_book().parameters.values():
        before, after = parameter.on(since), parameter.on(until)
        if before.starts != after.starts:
            found.append(ChangedValue(parameter, before, after))
    return found


def _changed_rules(since: date, until: date) -> list[Rule]:
    """The paragraphs that came into force or ended between two days."""
    return [
        one
        for one in rule_book().rules().values()
        if since < one.starts <= until or (one.ends is not None and since < one.ends <= until)
    ]
