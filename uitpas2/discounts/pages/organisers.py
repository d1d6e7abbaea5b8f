"""What a municipality says about the organisers it knows: rules and exceptions ask for it."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from uitpas2.accounts.rules import Permission
from uitpas2.database.work import Work
from uitpas2.discounts import services
from uitpas2.discounts.pages.blueprint import blueprint
from uitpas2.discounts.queries import organisers as queries
from uitpas2.discounts.schemas import OrganiserForm
from uitpas2.kernel.errors import DomainError
from uitpas2.web.bodies import Form, read_form
from uitpas2.web.context import begin, reading
from uitpas2.web.guard import needs
from uitpas2.web.problems import status_of


@blueprint.get("/municipality/organisers")
@needs(Permission.PROPOSE_CHOICES)
def organisers() -> ResponseReturnValue:
    with reading() as work:
        return render_template("discounts/organisers.html", organisers=queries.organisers_here(work))


@blueprint.get("/municipality/organisers/<organiser_id>")
@needs(Permission.PROPOSE_CHOICES)
def organiser(organiser_id: str) -> ResponseReturnValue:
    with reading() as work:
        return _page(work, organiser_id, Form())


@blueprint.post("/municipality/organisers/<organiser_id>")
@needs(Permission.PROPOSE_CHOICES)
def describe_organiser(organiser_id: str) -> ResponseReturnValue:
    form = read_form(OrganiserForm)
    status = 422
    if form.is_valid:
        try:
            with begin() as work:
                services.describe_organiser(work, organiser_id, **form.data)
            flash(_("Kept. From now on every price is worked out with it; what was sold stays as it was."), "yes")
            return redirect(url_for("discounts.organisers"), 303)
        except DomainError as error:
            form.add(error)
            status = status_of(type(error))
    with reading() as work:
        return _page(work, organiser_id, form), status


def _page(work: Work, organiser_id: str, form: Form) -> str:
    return render_template("discounts/organiser.html", known=queries.organiser_here(work, organiser_id), form=form)
