"""Who guides us: the family reads it, chooses, widens, narrows and ends it."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from uitpas2.accounts.rules import Permission
from uitpas2.cards import queries as cards
from uitpas2.web.bodies import Form, read_form
from uitpas2.web.context import begin, reading
from uitpas2.web.guard import needs
from uitpas2.welfare import queries, services
from uitpas2.welfare.models import Client
from uitpas2.welfare.pages.blueprint import blueprint
from uitpas2.welfare.rules import CONSENT_WORDS
from uitpas2.welfare.schemas import AttendanceForm, ChoosePartnerForm


@blueprint.get("/family/children/<holder_id>/guides")
@needs(Permission.SEE_OWN_FAMILY)
def guides(holder_id: str) -> ResponseReturnValue:
    return _page(holder_id, Form())


def _page(holder_id: str, form: Form) -> str:
    with reading() as work:
        holder = cards.holder(work, holder_id)
        found = queries.guides_of(work, holder_id)
        partners = queries.partners_to_choose(work, holder_id)
    return render_template(
        "welfare/guides.html", holder=holder, guides=found, partners=partners, form=form, how=CONSENT_WORDS
    )


@blueprint.post("/family/children/<holder_id>/guides")
@needs(Permission.SEE_OWN_FAMILY)
def choose_partner(holder_id: str) -> ResponseReturnValue:
    form = read_form(ChoosePartnerForm)
    if form.is_valid:
        with begin() as work:
            services.choose_partner(work, holder_id=holder_id, **form.data)
        flash(gettext("This organisation can help you from now on."), "yes")
        return redirect(url_for("welfare.guides", holder_id=holder_id), 303)
    return _page(holder_id, form), 422


@blueprint.post("/family/guides/<client_id>/attendance")
@needs(Permission.SEE_OWN_FAMILY)
def allow_attendance(client_id: str) -> ResponseReturnValue:
    form = read_form(AttendanceForm)
    with begin() as work:
        services.allow_attendance(work, client_id, allowed=form.data.get("allowed", False))
        holder_id = work.session.get_one(Client, client_id).holder_id
    flash(gettext("Your choice is kept."), "yes")
    return redirect(url_for("welfare.guides", holder_id=holder_id), 303)


@blueprint.post("/family/guides/<client_id>/end")
@needs(Permission.SEE_OWN_FAMILY)
def leave_partner(client_id: str) -> ResponseReturnValue:
    with begin() as work:
        services.leave_partner(work, client_id)
    flash(
        gettext("This organisation no longer sees anything of your family. What you already had, stays yours."), "yes"
    )
    return redirect(url_for("registrations.family"), 303)
