"""The family's screens: cards, places, purchases, and why a price is what it is."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from uitpas2.accounts.rules import Permission
from uitpas2.discounts.queries import explain
from uitpas2.registrations import queries
from uitpas2.registrations.pages.blueprint import blueprint
from uitpas2.registrations.pages.portals import FAMILY
from uitpas2.web.context import reading
from uitpas2.web.guard import needs
from uitpas2.web.language import reader_language


@blueprint.get("/family")
@needs(Permission.SEE_OWN_FAMILY)
def family() -> ResponseReturnValue:
    with reading() as work:
        members = queries.family(work)
    return render_template("registrations/family.html", members=members, portal=FAMILY)


@blueprint.get("/family/purchases/<sale_id>")
@needs(Permission.SEE_OWN_FAMILY)
def purchase(sale_id: str) -> ResponseReturnValue:
    with reading() as work:
        line = queries.purchase(work, sale_id)
    return render_template("registrations/purchase.html", line=line, steps=explain(line.sale, reader_language()))
