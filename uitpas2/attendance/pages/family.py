"""What a family writes down for those who are with its child: who picks up, and what to watch for."""

from __future__ import annotations

from dataclasses import asdict

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from uitpas2.accounts.rules import Permission
from uitpas2.attendance import queries, services
from uitpas2.attendance.pages.blueprint import blueprint
from uitpas2.attendance.rules import Needs
from uitpas2.attendance.schemas import CollectorForm, NeedsForm
from uitpas2.cards import queries as cards
from uitpas2.kernel.errors import DomainError
from uitpas2.web.bodies import Form, read_form
from uitpas2.web.context import begin, reading
from uitpas2.web.guard import needs
from uitpas2.web.idempotency import once


@blueprint.get("/family/children/<holder_id>/safety")
@needs(Permission.SEE_OWN_FAMILY)
def safety(holder_id: str) -> ResponseReturnValue:
    return _page(holder_id)


@blueprint.post("/family/children/<holder_id>/safety/needs")
@needs(Permission.SEE_OWN_FAMILY)
def write_needs(holder_id: str) -> ResponseReturnValue:
    form = read_form(NeedsForm)
    if form.is_valid:
        typed = dict(form.data)
        agreed = typed.pop("agreed")
        try:
            with begin() as work:
                services.write_needs(work, holder_id, Needs(**typed), agreed=agreed)
            flash(gettext("That is kept. You see here who read it, and you can take it away at any time."), "yes")
            return redirect(url_for("attendance.safety", holder_id=holder_id), 303)
        except DomainError as error:
            form.add(error)
    return _page(holder_id, needs_form=form), 422


@blueprint.post("/family/children/<holder_id>/safety/collectors")
@needs(Permission.SEE_OWN_FAMILY)
def add_collector(holder_id: str) -> ResponseReturnValue:
    form = read_form(CollectorForm)
    if form.is_valid:
        try:
            with begin() as work:
                once(work, lambda: ({"id": services.add_collector(work, holder_id, **form.data).id}, 201))
            return redirect(url_for("attendance.safety", holder_id=holder_id), 303)
        except DomainError as error:
            form.add(error)
    return _page(holder_id, collector_form=form), 422


@blueprint.post("/family/children/<holder_id>/safety/collectors/<collector_id>/removed")
@needs(Permission.SEE_OWN_FAMILY)
def remove_collector(holder_id: str, collector_id: str) -> ResponseReturnValue:
    with begin() as work:
        services.remove_collector(work, holder_id, collector_id)
    flash(gettext("Taken off the list: from now on your child does not go along with them."), "yes")
    return redirect(url_for("attendance.safety", holder_id=holder_id), 303)


def _page(holder_id: str, *, needs_form: Form | None = None, collector_form: Form | None = None) -> str:
    with reading() as work:
        holder = cards.holder(work, holder_id)
        kept, agreed = queries.own_needs(work, holder_id)
        collectors = queries.own_collectors(work, holder_id)
        looks = cards.looks_at(work, holder_id)
    return render_template(
        "attendance/safety.html",
        holder=holder,
        kept=asdict(kept),
        agreed=agreed,
        collectors=collectors,
        looks=[look for look in looks if look.looked_at.value == "care-needs"],
        needs_form=needs_form or Form(),
        collector_form=collector_form or Form(),
        failed=needs_form or collector_form or Form(),
    )
