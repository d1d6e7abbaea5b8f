"""What stands in a child's way, and who does what about it. The page itself stands in `registrations`."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from uitpas2.accounts.rules import Permission
from uitpas2.web.bodies import read_form
from uitpas2.web.context import begin
from uitpas2.web.guard import needs
from uitpas2.welfare import services
from uitpas2.welfare.pages.blueprint import blueprint
from uitpas2.welfare.schemas import BarriersForm


def _back(holder_id: str) -> ResponseReturnValue:
    return redirect(url_for("registrations.client", holder_id=holder_id) + "#help-heading", 303)


@blueprint.post("/partner/clients/<holder_id>/barriers")
@needs(Permission.REGISTER_CLIENTS)
def choose_barriers(holder_id: str) -> ResponseReturnValue:
    form = read_form(BarriersForm)
    with begin() as work:
        services.choose_barriers(work, holder_id, form.data.get("kinds", []))
    flash(gettext("Kept. Only your own team sees this."), "yes")
    return _back(holder_id)


@blueprint.post("/partner/tasks/<task_id>/done")
@needs(Permission.REGISTER_CLIENTS)
def finish_task(task_id: str) -> ResponseReturnValue:
    with begin() as work:
        services.finish_task(work, task_id)
    flash(gettext("Done. Well arranged."), "yes")
    return redirect(url_for("registrations.clients"), 303)


@blueprint.post("/partner/tasks/<task_id>/drop")
@needs(Permission.REGISTER_CLIENTS)
def drop_task(task_id: str) -> ResponseReturnValue:
    with begin() as work:
        services.drop_task(work, task_id)
    flash(gettext("The task is off the list."), "yes")
    return redirect(url_for("registrations.clients"), 303)
