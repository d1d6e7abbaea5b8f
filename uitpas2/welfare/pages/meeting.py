"""A partner meets a family: a code that the family reads out, or a paper that it signed."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from uitpas2.accounts.rules import Permission
from uitpas2.database.work import Work
from uitpas2.kernel.errors import DomainError
from uitpas2.web.bodies import Form, read_form
from uitpas2.web.context import begin, reading
from uitpas2.web.guard import needs
from uitpas2.web.idempotency import once
from uitpas2.web.limits import count_guess, guess_limit, limiter
from uitpas2.welfare import queries, services
from uitpas2.welfare.errors import ClientCodeWrong, FamilyUnknown
from uitpas2.welfare.pages.blueprint import blueprint
from uitpas2.welfare.rules import LEAST_NOTE, MOST_ATTEMPTS_AT_CODE
from uitpas2.welfare.schemas import ClientCodeForm, NewClientForm

# A card number and a birth date can be guessed; nobody meets twenty families in a minute.
MEETINGS = "20 per minute; 100 per hour"
ON_PAPER = "paper"


@blueprint.get("/partner/clients/new")
@needs(Permission.VOUCH)
def new_client() -> ResponseReturnValue:
    return _page(Form(), Form())


def _page(form: Form, code_form: Form) -> str:
    with reading() as work:
        asked = queries.open_client_request(work)
        tries_left = MOST_ATTEMPTS_AT_CODE - asked.attempts if asked else 0
    return render_template(
        "welfare/new_client.html",
        form=form,
        code_form=code_form,
        waits=tries_left > 0,
        tries_left=tries_left,
        least=LEAST_NOTE,
    )


@blueprint.post("/partner/clients/new")
@needs(Permission.VOUCH)
@limiter.limit(MEETINGS)
@guess_limit
def meet() -> ResponseReturnValue:
    """A code is asked for with the same answer whether or not there is such a card."""
    form = read_form(NewClientForm)
    if form.is_valid:
        way, why = form.data.pop("way"), form.data.pop("why")
        try:
            if way == ON_PAPER:
                return _signed(form, why)
            with begin() as work:
                once(work, lambda: (_asked(work, form), 201))
            flash(gettext("If this card is there, the family has a code now. Ask them to read it out."), "info")
            return redirect(url_for("welfare.new_client") + "#code-heading", 303)
        except DomainError as error:
            if isinstance(error, FamilyUnknown):
                count_guess()
            form.add(error)
    return _page(form, Form()), 422


def _asked(work: Work, form: Form) -> dict[str, Any]:
    """A second click sends no second code, which would undo the first."""
    services.ask_family(work, **form.data)
    return {}


def _signed(form: Form, why: str) -> ResponseReturnValue:
    with begin() as work:
        answer, _, _ = once(
            work, lambda: ({"holder_id": services.accept_on_paper(work, **form.data, why=why).holder_id}, 201)
        )
    return redirect(url_for("registrations.client", holder_id=answer["holder_id"]), 303)


@blueprint.post("/partner/clients/code")
@needs(Permission.VOUCH)
@limiter.limit(MEETINGS)
def accept_with_code() -> ResponseReturnValue:
    form = read_form(ClientCodeForm)
    if form.is_valid:
        with begin() as work:
            client = services.accept_with_code(work, form.data["code"])
        if client is not None:
            return redirect(url_for("registrations.client", holder_id=client.holder_id), 303)
        form.add(ClientCodeWrong(field="code"))
    return _page(Form(), form), 422
