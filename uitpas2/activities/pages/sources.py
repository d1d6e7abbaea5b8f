"""Sources of offer that are followed: how the latest readings went, and the yes or no where much vanished."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from uitpas2.accounts.rules import Permission
from uitpas2.activities.pages.blueprint import blueprint
from uitpas2.activities.queries import polling as queries
from uitpas2.activities.rules.polling import KIND_WORDS, MOST_PERCENT, STATUS_WORDS, STOP_WORDS, RunStatus
from uitpas2.activities.schemas import VanishedForm
from uitpas2.activities.services import polling as services
from uitpas2.database.work import Work
from uitpas2.kernel.errors import Conflict
from uitpas2.web.bodies import Form, read_form
from uitpas2.web.context import begin, platform, reading
from uitpas2.web.guard import needs
from uitpas2.web.idempotency import once
from uitpas2.web.language import in_words

AT_ONCE = 150  # activities that are withdrawn before the next page is shown; the worker does the others
WORDS = {"kinds": KIND_WORDS, "statuses": STATUS_WORDS, "stops": STOP_WORDS}


@blueprint.get("/offer-sources")
@needs(Permission.KEEP_OFFER)
def sources() -> ResponseReturnValue:
    with reading() as work:
        lines = queries.sources(work)
    return render_template("activities/sources.html", lines=lines, **WORDS)


@blueprint.get("/offer-sources/<offer_source_id>")
@needs(Permission.KEEP_OFFER)
def source(offer_source_id: str) -> ResponseReturnValue:
    with reading() as work:
        found = queries.own_source(work, offer_source_id)
        runs = queries.runs(work, found.id, eventful=True)
    return render_template("activities/source.html", source=found, runs=runs, **WORDS)


@blueprint.get("/offer-runs/<offer_run_id>")
@needs(Permission.KEEP_OFFER)
def source_run(offer_run_id: str) -> ResponseReturnValue:
    return _run_page(offer_run_id, Form())


@blueprint.post("/offer-runs/<offer_run_id>/decision")
@needs(Permission.KEEP_OFFER)
def decide_about_run(offer_run_id: str) -> ResponseReturnValue:
    """The yes or no of whoever answers for the source, to what a run found gone."""
    form = read_form(VanishedForm)
    if not form.is_valid:
        return _run_page(offer_run_id, form), 422
    withdraw = form.data["decision"] == "withdraw"
    try:
        with begin() as work:
            once(work, lambda: _decided(work, offer_run_id, withdraw))
    except Conflict as error:
        flash(in_words(error.message), "attention")
        return redirect(url_for("activities.source_run", offer_run_id=offer_run_id), 303)
    if withdraw:
        services.carry_out_decisions(platform().workplace, only=offer_run_id, at_most=AT_ONCE)
        flash(gettext("What vanished goes out of the offer. Who is registered keeps the place."), "yes")
    else:
        flash(gettext("Everything stays in the offer. We do not ask about these again."), "yes")
    return redirect(url_for("activities.source_run", offer_run_id=offer_run_id), 303)


def _decided(work: Work, run_id: str, withdraw: bool) -> tuple[dict[str, str], int]:
    return {"status": services.decide(work, run_id, withdraw=withdraw).status.value}, 200


def _run_page(run_id: str, form: Form) -> str:
    with reading() as work:
        run = queries.own_run(work, run_id)
        source = queries.own_source(work, run.source_id)
        faults = queries.run_faults(work, run.id)
        vanished = queries.run_vanished(work, run)
    return render_template(
        "activities/source_run.html",
        form=form,
        run=run,
        source=source,
        faults=faults,
        vanished=vanished,
        waits=run.status is RunStatus.WAITING,
        most_percent=MOST_PERCENT,
        **WORDS,
    )
