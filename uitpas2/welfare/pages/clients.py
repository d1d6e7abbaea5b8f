"""A partner vouches for a family it guides, and stops guiding. Its list of families stands in `registrations`."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from uitpas2.accounts.rules import Permission
from uitpas2.cards.models import Holder
from uitpas2.cards.rules import LookedAt
from uitpas2.cards.services import note_look
from uitpas2.kernel.errors import DomainError
from uitpas2.web.bodies import Form, read_form
from uitpas2.web.context import begin
from uitpas2.web.exports import download
from uitpas2.web.guard import needs
from uitpas2.web.idempotency import once
from uitpas2.web.language import in_words, short_day
from uitpas2.welfare import queries, rules, services
from uitpas2.welfare.pages.blueprint import blueprint
from uitpas2.welfare.schemas import VouchForm


@blueprint.get("/partner/clients/<holder_id>/vouch")
@needs(Permission.VOUCH)
def vouch_form(holder_id: str) -> ResponseReturnValue:
    return _vouch_page(holder_id, Form())


@blueprint.post("/partner/clients/<holder_id>/vouch")
@needs(Permission.VOUCH)
def vouch(holder_id: str) -> ResponseReturnValue:
    form = read_form(VouchForm)
    if form.is_valid:
        try:
            with begin() as work:
                once(work, lambda: ({"right_id": services.vouch(work, holder_id=holder_id, **form.data).id}, 201))
            flash(gettext("The right to the reduced price is confirmed."), "yes")
            return redirect(url_for("registrations.client", holder_id=holder_id), 303)
        except DomainError as error:
            form.add(error)
    return _vouch_page(holder_id, form), 422


@blueprint.post("/partner/clients/<holder_id>/end")
@needs(Permission.VOUCH)
def end_client(holder_id: str) -> ResponseReturnValue:
    with begin() as work:
        services.end_client(work, holder_id)
    flash(gettext("You no longer guide this family. What they already had, stays theirs."), "yes")
    return redirect(url_for("registrations.clients"), 303)


@blueprint.get("/partner/rights/<right_id>/letter.pdf")
@needs(Permission.VOUCH)
def own_decision_letter(right_id: str) -> ResponseReturnValue:
    """For a family without an account: what was decided, why, and what they can do about it."""
    with begin() as work:
        content = services.decision_letter_pdf(work, right_id)
    return download(content, "decision.pdf", "application/pdf")


def _vouch_page(holder_id: str, form: Form) -> str:
    with begin() as work:
        client = queries.client(work, holder_id)
        note_look(work, holder_id, LookedAt.GUIDED)
        latest = queries.latest_right(work, holder_id)
        holder = work.session.get_one(Holder, holder_id)
        offered = queries.grounds_offered(work, client.municipality_nis)
        ends = queries.possible_ends(work, holder)
        today = work.today
    return render_template(
        "welfare/vouch.html",
        form=form,
        client=client,
        still_runs=rules.too_early_to_renew(latest, today) if latest else None,
        grounds=[
            (code, in_words(offered.grounds[code]), in_words(rules.seen_in(code)))
            for code in rules.as_partners_meet_them(list(offered.grounds))
        ],
        least=rules.LEAST_NOTE,
        months=[(months, _months_in_words(months, short_day(last))) for months, last in ends],
    )


def _months_in_words(months: int, last_day: str) -> str:
    text: str = ngettext(
        "1 month: up to and including %(last_day)s",
        "%(num)d months: up to and including %(last_day)s",
        months,
        last_day=last_day,
    )
    return text
