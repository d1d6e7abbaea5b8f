"""Somebody moves: within the region or out of it, or comes to live here with a card of another region."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from uitpas2.accounts.rules import Permission
from uitpas2.cards import queries as cards
from uitpas2.cards.errors import HolderUnknown
from uitpas2.cards.rules import LookedAt
from uitpas2.cards.services import note_look
from uitpas2.counter import queries
from uitpas2.counter.pages.blueprint import blueprint
from uitpas2.counter.schemas import AddressForm, ArrivalForm
from uitpas2.database.work import Work
from uitpas2.kernel.errors import DomainError
from uitpas2.web.bodies import Form, read_form
from uitpas2.web.context import begin, reading
from uitpas2.web.guard import needs
from uitpas2.web.idempotency import once
from uitpas2.web.language import day_in_words, in_words
from uitpas2.web.limits import LOOK_UP, count_guess, guess_limit, limiter
from uitpas2.welfare import services
from uitpas2.welfare.services import AfterMove


@blueprint.get("/counter/holders/<holder_id>/move")
@needs(Permission.REGISTER_HOLDERS)
def move_form(holder_id: str) -> ResponseReturnValue:
    return _move_page(holder_id, Form())


@blueprint.post("/counter/holders/<holder_id>/move")
@needs(Permission.REGISTER_HOLDERS)
def move(holder_id: str) -> ResponseReturnValue:
    form = read_form(AddressForm)
    if form.is_valid:
        try:
            with begin() as work:
                answer, _, _ = once(work, lambda: _told(work, holder_id, services.move(work, holder_id, **form.data)))
            return _next_page(answer)
        except DomainError as error:
            form.add(error)
    return _move_page(holder_id, form), 422


@blueprint.get("/counter/arrivals")
@needs(Permission.REGISTER_HOLDERS)
def arrival_form() -> ResponseReturnValue:
    return _arrival_page(Form())


@blueprint.post("/counter/arrivals")
@needs(Permission.REGISTER_HOLDERS)
@limiter.limit(LOOK_UP)
@guess_limit
def arrive() -> ResponseReturnValue:
    form = read_form(ArrivalForm)
    if form.is_valid:
        try:
            with begin() as work:
                answer, _, _ = once(work, lambda: _received(work, form.data))
            return _next_page(answer)
        except HolderUnknown as error:
            count_guess()
            error.field = "card_number"
            form.add(error)
        except DomainError as error:
            form.add(error)
    return _arrival_page(form), 422


def _received(work: Work, wanted: dict[str, Any]) -> tuple[dict[str, Any], int]:
    holder_id, after = services.receive(work, **wanted)
    return _told(work, holder_id, after)


def _next_page(answer: dict[str, Any]) -> ResponseReturnValue:
    """Whoever moved out of the region is no longer seen here."""
    if answer["still_here"]:
        return redirect(url_for("counter.holder", holder_id=answer["holder_id"]), 303)
    return redirect(url_for("counter.desk"), 303)


def _told(work: Work, holder_id: str, after: AfterMove) -> tuple[dict[str, Any], int]:
    """What the clerk reads on the next page: the address, and what became of the right."""
    still_here = cards.sees_holder(work, holder_id)
    if after.ended:
        note_look(work, holder_id, LookedAt.RECORD)
    flash(gettext("The new address is kept. Card, points and history stay. The family is told."), "yes")
    if not still_here:
        flash(gettext("From now on another region looks after this family; you no longer see it."), "info")
    for right in after.taken_over:
        last_day = day_in_words(right.ends - timedelta(days=1))
        flash(
            gettext(
                "The right to the reduced price goes on without a day between, up to and including %(day)s.",
                day=last_day,
            ),
            "yes",
        )
    if after.ended and not after.taken_over:
        flash(gettext("The right to the reduced price of the other municipality ends today."), "attention")
    if after.why_not is not None:
        flash(in_words(after.why_not), "attention")
    return {"holder_id": holder_id, "still_here": still_here}, 200


def _move_page(holder_id: str, form: Form) -> str:
    with reading() as work:
        holder = cards.holder(work, holder_id)
    return render_template("counter/move.html", form=form, holder=holder, places=None)


def _arrival_page(form: Form) -> str:
    with reading() as work:
        places = queries.places(work)
    return render_template("counter/move.html", form=form, holder=None, places=places)
