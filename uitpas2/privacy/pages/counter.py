"""The counter answers what families ask about their data."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from uitpas2.accounts.rules import Permission
from uitpas2.cards import queries as cards
from uitpas2.cards.errors import GuardianConsentNeeded
from uitpas2.cards.rules import PURPOSE_LABELS, PURPOSE_TEXTS
from uitpas2.cards.services import choose_consents
from uitpas2.kernel.errors import DomainError
from uitpas2.privacy import queries, services
from uitpas2.privacy.pages.blueprint import blueprint
from uitpas2.privacy.rules import RequestStatus
from uitpas2.privacy.schemas import AnswerForm, ConsentAtCounterForm, ErasureForm
from uitpas2.web.bodies import Form, read_form
from uitpas2.web.context import begin, reading
from uitpas2.web.guard import needs
from uitpas2.web.language import in_words


@blueprint.get("/counter/requests")
@needs(Permission.REGISTER_HOLDERS)
def open_requests() -> ResponseReturnValue:
    with reading() as work:
        waiting = queries.open_requests(work)
    return render_template("privacy/requests.html", waiting=waiting)


@blueprint.get("/counter/holders/<holder_id>/data")
@needs(Permission.REGISTER_HOLDERS)
def holder_data(holder_id: str) -> ResponseReturnValue:
    return _page(holder_id, Form())


def _page(holder_id: str, form: Form) -> str:
    with reading() as work:
        holder = cards.holder(work, holder_id)
        given = cards.consents_of(work, holder_id)
        waiting = [one for one in queries.requests_of(work, holder_id) if one.status is RequestStatus.OPEN]
    return render_template(
        "privacy/holder_data.html",
        holder=holder,
        waiting=waiting,
        form=form,
        purposes=[(one.value, in_words(PURPOSE_LABELS[one]), in_words(PURPOSE_TEXTS[one])) for one in PURPOSE_LABELS],
        chosen=[purpose.value for purpose in given],
    )


@blueprint.post("/counter/holders/<holder_id>/consents")
@needs(Permission.REGISTER_HOLDERS)
def record_consents(holder_id: str) -> ResponseReturnValue:
    form = read_form(ConsentAtCounterForm)
    if form.is_valid:
        try:
            with begin() as work:
                choose_consents(work, holder_id, set(form.data["purposes"]), giver=form.data["giver"])
            flash(gettext("The choices are kept."), "yes")
            return redirect(url_for("privacy.holder_data", holder_id=holder_id), 303)
        except GuardianConsentNeeded as error:
            form.add(error)
    return _page(holder_id, form), 422


@blueprint.post("/counter/holders/<holder_id>/answer")
@needs(Permission.REGISTER_HOLDERS)
def answer(holder_id: str) -> ResponseReturnValue:
    form = read_form(AnswerForm)
    if form.is_valid:
        with begin() as work:
            done = form.data["outcome"] == "done"
            services.answer(work, holder_id, form.data["request_id"], is_done=done)
        flash(gettext("The answer is kept. The family sees it on its own page."), "yes")
        return redirect(url_for("privacy.open_requests"), 303)
    return _page(holder_id, form), 422


@blueprint.post("/counter/holders/<holder_id>/erase")
@needs(Permission.REGISTER_HOLDERS)
def erase(holder_id: str) -> ResponseReturnValue:
    form = read_form(ErasureForm)
    if form.is_valid:
        try:
            with begin() as work:
                services.erase_at_counter(work, holder_id, **form.data)
            flash(gettext("Erased. What the books need stays, and leads to nobody."), "yes")
            return redirect(url_for("counter.desk"), 303)
        except DomainError as error:
            if error.field is None:
                raise
            form.add(error)
    return _page(holder_id, form), 422
