"""What somebody of the family did with the card."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from uitpas2.accounts.rules import Permission
from uitpas2.mypass import queries
from uitpas2.mypass.pages.blueprint import blueprint
from uitpas2.mypass.schemas import HistoryQuery
from uitpas2.web.bodies import read_query
from uitpas2.web.context import reading
from uitpas2.web.guard import needs


@blueprint.get("/family/children/<holder_id>/history")
@needs(Permission.SEE_OWN_FAMILY)
def history(holder_id: str) -> ResponseReturnValue:
    form = read_query(HistoryQuery)
    page = form.data.get("page", 1)
    with reading() as work:
        found = queries.history(work, holder_id, page=page)
    return render_template("mypass/history.html", found=found, holder=found.holder, page_number=page)
