"""The Flemish administration: which municipality chose what."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from uitpas2.accounts.rules import Permission
from uitpas2.discounts import queries
from uitpas2.discounts.pages.blueprint import blueprint
from uitpas2.discounts.rules import Chooser, rule_book
from uitpas2.discounts.schemas import ChoicesQuery
from uitpas2.web.bodies import read_query
from uitpas2.web.context import reading
from uitpas2.web.guard import needs


@blueprint.get("/flanders/choices")
@needs(Permission.SEE_CHOICES_OF_ALL)
def choices_of_all() -> ResponseReturnValue:
    query = read_query(ChoicesQuery)
    wanted = query.data.get("show", "all")
    with reading() as work:
        everywhere = queries.choices_of_all(work, work.today)
        today = work.today
    own = [one for one in everywhere if one.proposal_id]
    shown = {"all": everywhere, "chosen": own}.get(wanted, [one for one in everywhere if not one.proposal_id])
    return render_template(
        "discounts/choices_of_all.html",
        shown=shown,
        own=len(own),
        everywhere=len(everywhere),
        wanted=wanted,
        parameters=rule_book().chosen_by(Chooser.MUNICIPALITY),
        today=today,
    )
