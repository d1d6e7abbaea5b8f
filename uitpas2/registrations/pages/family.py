"""The family's screens: cards, places, purchases, and why a price is what it is."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from uitpas2.accounts.rules import Permission
from uitpas2.discounts.queries import explain
from uitpas2.registrations import queries
from uitpas2.registrations.pages import finder
from uitpas2.registrations.pages.blueprint import blueprint
from uitpas2.registrations.pages.finder import FAMILY
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


@blueprint.get("/family/children/<holder_id>/places")
@needs(Permission.SEE_OWN_FAMILY)
def child_places(holder_id: str) -> ResponseReturnValue:
    return finder.places_page(FAMILY, holder_id)


@blueprint.get("/family/children/<holder_id>/places/<activity_id>")
@needs(Permission.SEE_OWN_FAMILY)
def child_choice(holder_id: str, activity_id: str) -> ResponseReturnValue:
    return finder.choice_page(FAMILY, holder_id, activity_id)


@blueprint.post("/family/children/<holder_id>/places/<activity_id>")
@needs(Permission.SEE_OWN_FAMILY)
def register_child(holder_id: str, activity_id: str) -> ResponseReturnValue:
    return finder.take_place(FAMILY, holder_id, activity_id)


@blueprint.get("/family/children/<holder_id>/registrations/<registration_id>")
@needs(Permission.SEE_OWN_FAMILY)
def child_registration(holder_id: str, registration_id: str) -> ResponseReturnValue:
    return finder.registration_page(FAMILY, holder_id, registration_id)


@blueprint.post("/family/children/<holder_id>/registrations/<registration_id>/cancel")
@needs(Permission.SEE_OWN_FAMILY)
def cancel_of_child(holder_id: str, registration_id: str) -> ResponseReturnValue:
    return finder.cancel_place(FAMILY, holder_id, registration_id)


@blueprint.post("/family/children/<holder_id>/registrations/<registration_id>/accept")
@needs(Permission.SEE_OWN_FAMILY)
def accept_for_child(holder_id: str, registration_id: str) -> ResponseReturnValue:
    return finder.accept_place(FAMILY, holder_id, registration_id)
