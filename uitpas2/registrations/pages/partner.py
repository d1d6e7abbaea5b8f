"""The partner's screens: whom it guides, one child, and a place for that child."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from uitpas2.accounts.rules import Permission
from uitpas2.cards.rules import LookedAt
from uitpas2.cards.services import note_look, note_looks
from uitpas2.registrations import queries
from uitpas2.registrations.pages.blueprint import blueprint
from uitpas2.registrations.pages.portals import PARTNER
from uitpas2.web.context import begin
from uitpas2.web.guard import needs
from uitpas2.welfare import queries as welfare
from uitpas2.welfare.rules import BARRIER_WORDS, too_early_to_renew


@blueprint.get("/partner")
@needs(Permission.REGISTER_CLIENTS)
def clients() -> ResponseReturnValue:
    """The list says until when each one's right holds: each family can read that it was seen."""
    with begin() as work:
        lines = welfare.clients(work)
        note_looks(work, (line.holder_id for line in lines), LookedAt.GUIDED)
        coming = queries.next_of_clients(work, [line.holder_id for line in lines])
        shown = {
            "recognitions": welfare.own_recognitions(work),
            "tasks": welfare.tasks_due(work),
            "to_call": queries.whom_to_call(work),
        }
    return render_template("registrations/clients.html", clients=lines, coming=coming, **shown)


@blueprint.get("/partner/clients/<holder_id>")
@needs(Permission.REGISTER_CLIENTS)
def client(holder_id: str) -> ResponseReturnValue:
    with begin() as work:
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
            "today": work.today,
        }
    return render_template(
        "registrations/client.html", client=line, can_renew=can_renew, kinds=BARRIER_WORDS, portal=PARTNER, **shown
    )
