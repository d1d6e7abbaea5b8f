"""A family at the desk asks for somebody to help it along, or wants that to stop."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from uitpas2.accounts.rules import Permission
from uitpas2.cards import queries as cards
from uitpas2.counter.pages.blueprint import blueprint
from uitpas2.web.bodies import Form
from uitpas2.web.context import begin, reading
from uitpas2.web.guard import needs
from uitpas2.welfare import queries, services
from uitpas2.welfare.errors import PartnerUnknown
from uitpas2.welfare.rules import CONSENT_WORDS


@blueprint.get("/counter/holders/<holder_id>/guides")
@needs(Permission.GRANT_RIGHTS)
def guides(holder_id: str) -> ResponseReturnValue:
    return _page(holder_id, Form())


def _page(holder_id: str, form: Form) -> str:
    with reading() as work:
        holder = cards.holder(work, holder_id)
        found, partners = queries.guides_at_desk(work, holder_id)
    return render_template(
        "counter/guides.html", holder=holder, guides=found, partners=partners, form=form, how=CONSENT_WORDS
    )


@blueprint.post("/counter/holders/<holder_id>/guides")
@needs(Permission.GRANT_RIGHTS)
def refer_to_partner(holder_id: str) -> ResponseReturnValue:
    form = Form(values={"partner_id": request.form.get("partner_id", "")})
    try:
        with begin() as work:
            services.refer_to_partner(work, holder_id, form.values["partner_id"])
    except PartnerUnknown as error:
        form.add(error)
        return _page(holder_id, form), 422
    flash(gettext("The partner sees this child now. The family hears of it."), "yes")
    return redirect(url_for("counter.guides", holder_id=holder_id), 303)


@blueprint.post("/counter/guides/<client_id>/end")
@needs(Permission.GRANT_RIGHTS)
def end_guidance(client_id: str) -> ResponseReturnValue:
    with begin() as work:
        holder_id = services.end_for_family(work, client_id)
    flash(gettext("The partner no longer sees this child."), "yes")
    return redirect(url_for("counter.guides", holder_id=holder_id), 303)
