"""A municipality's budget: what it set aside, what is left, and where the year is heading."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from uitpas2.accounts.rules import Permission
from uitpas2.database.work import Work
from uitpas2.kernel.errors import DomainError
from uitpas2.kernel.money import ZERO, Euro
from uitpas2.kernel.text import TranslatedText
from uitpas2.ledger import queries, services
from uitpas2.ledger.rules import AccountKind, year_at_this_pace
from uitpas2.ledger.schemas import BudgetForm, YearQuery
from uitpas2.web.bodies import Form, read_form, read_query
from uitpas2.web.context import begin, current_actor, reading
from uitpas2.web.guard import needs
from uitpas2.web.language import euro
from uitpas2.web.navigation import MenuItem

blueprint = Blueprint("ledger", __name__, template_folder="templates")

MENU = [
    MenuItem(TranslatedText(nl="Budget", fr="Budget", en="Budget"), "ledger.budget", Permission.SEE_BUDGET, order=20)
]


@blueprint.app_template_global()
def typed_amount(amount: Euro) -> str:
    """An amount as somebody would type it, in the reader's language: 25.000,00."""
    return euro(amount).strip("€\u00a0")


@blueprint.get("/municipality/budget")
@needs(Permission.SEE_BUDGET)
def budget() -> ResponseReturnValue:
    query = read_query(YearQuery)
    return _budget_page(query.data.get("year"), None)


@blueprint.post("/municipality/budget")
@needs(Permission.SET_BUDGET)
def set_budget() -> ResponseReturnValue:
    form = read_form(BudgetForm)
    if form.is_valid:
        try:
            with begin() as work:
                services.set_budget(
                    work,
                    organisation_id=_organisation_id(),
                    year=form.data["year"],
                    total=form.data["total"],
                    stops_when_empty=form.data["when_empty"] == "stops",
                )
            flash(_("The budget has been set."), "yes")
            return redirect(url_for("ledger.budget", year=form.data["year"]), 303)
        except DomainError as error:
            form.add(error)
    return _budget_page(form.data.get("year"), form), 422


def _organisation_id() -> str:
    organisation_id = current_actor().organisation_id
    assert organisation_id is not None  # an officer works for a municipality
    return organisation_id


def _budget_page(year: int | None, form: Form | None) -> str:
    with reading() as work:
        shown = year or work.today.year
        return render_template("ledger/budget.html", form=form, year=shown, **_figures(work, shown))


def _figures(work: Work, year: int) -> dict[str, Any]:
    organisation_id = _organisation_id()
    found = queries.budget(work, organisation_id, year)
    spent = found.spent if found else ZERO
    is_this_year = year == work.today.year
    return {
        "today": work.today,
        "budget": found,
        "spent": spent,
        "pace": year_at_this_pace(spent, work.today) if is_this_year and spent else None,
        "booked": queries.balance(work, AccountKind.SPENT, organisation_id, year=year),
        "left_in_books": -queries.balance(work, AccountKind.BUDGET, organisation_id, year=year),
    }
