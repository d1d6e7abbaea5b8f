"""The partner's screens: whom it guides, one child, and a place for that child."""

from __future__ import annotations

from datetime import timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from uitpas2.accounts.rules import Permission
from uitpas2.activities.rules.searching import folded
from uitpas2.cards.rules import LookedAt
from uitpas2.cards.services import note_look, note_looks
from uitpas2.database.work import Work
from uitpas2.kernel.errors import Rejected
from uitpas2.registrations import queries
from uitpas2.registrations.pages.blueprint import blueprint
from uitpas2.registrations.pages.portals import PARTNER
from uitpas2.registrations.schemas import TaskForm
from uitpas2.web.bodies import Form, read_form
from uitpas2.web.context import begin
from uitpas2.web.guard import needs
from uitpas2.web.idempotency import once
from uitpas2.welfare import queries as welfare
from uitpas2.welfare.rules import BARRIER_WORDS, BarrierKind, too_early_to_renew
from uitpas2.welfare.services import add_task as add_task_for_client


@blueprint.get("/partner")
@needs(Permission.REGISTER_CLIENTS)
def clients() -> ResponseReturnValue:
    """The list says until when each one's right holds: each family can read that it was seen."""
    name = request.args.get("name", "").strip()[:80]
    with begin() as work:
        everybody = welfare.clients(work)
        lines = [line for line in everybody if folded(name) in folded(f"{line.first_name} {line.last_name}")]
        note_looks(work, (line.holder_id for line in lines), LookedAt.GUIDED)
        coming = queries.next_of_clients(work, [line.holder_id for line in lines])
        shown = {
            "recognitions": welfare.own_recognitions(work),
            "tasks": welfare.tasks_due(work),
            "to_call": queries.whom_to_call(work),
        }
    return render_template(
        "registrations/clients.html", clients=lines, total=len(everybody), name=name, coming=coming, **shown
    )


@blueprint.get("/partner/clients/<holder_id>")
@needs(Permission.REGISTER_CLIENTS)
def client(holder_id: str) -> ResponseReturnValue:
    with begin() as work:
        return _client_page(work, holder_id, None)


@blueprint.post("/partner/clients/<holder_id>/tasks")
@needs(Permission.REGISTER_CLIENTS)
def add_task(holder_id: str) -> ResponseReturnValue:
    """Somebody does something for this child; what was typed stays when a field is wrong."""
    form = read_form(TaskForm)
    if form.is_valid:
        kind = BarrierKind(form.data["kind"]) if form.data["kind"] else None
        data = {**form.data, "kind": kind}
        try:
            with begin() as work:
                once(work, lambda: ({"id": add_task_for_client(work, holder_id, **data).id}, 201))
            flash(gettext("The task is on the list."), "yes")
            return redirect(url_for("registrations.client", holder_id=holder_id) + "#help-heading", 303)
        except Rejected as error:
            form.add(error)
    with begin() as work:
        return _client_page(work, holder_id, form), 422


def _client_page(work: Work, holder_id: str, form: Form | None) -> str:
    """One child; `form` is a task that could not be kept as it was typed."""
    line = welfare.client(work, holder_id)
    note_look(work, holder_id, LookedAt.GUIDED)
    latest = welfare.latest_right(work, holder_id)
    can_renew = latest is None or too_early_to_renew(latest, work.today) is None
    shown = {
        "planned": queries.planned(queries.registrations_of_holder(work, holder_id)),
        "referrals": queries.referrals_of_client(work, holder_id),
        "sees_attendance": welfare.own_client(work, holder_id).attendance_since is not None,
        "attendance": queries.attendance_of(work, holder_id),
        "barriers": welfare.barriers_of(work, holder_id),
        "tasks": welfare.tasks_of(work, holder_id),
        "team": welfare.workers(work),
        "letters": welfare.vouched_rights(work, holder_id),
        "in_a_week": work.today + timedelta(days=7),
    }
    return render_template(
        "registrations/client.html",
        client=line,
        can_renew=can_renew,
        kinds=BARRIER_WORDS,
        portal=PARTNER,
        task_form=form,
        **shown,
    )
