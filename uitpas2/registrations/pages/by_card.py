"""The organiser registers who calls or stands there: by the card that is shown, never by searching for people."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from uitpas2.accounts.rules import Permission
from uitpas2.database.work import Work
from uitpas2.kernel.errors import DomainError, NotFound
from uitpas2.kernel.money import Euro
from uitpas2.registrations import queries, services
from uitpas2.registrations.errors import CardAndBirthDate, MomentNeeded, TooLateToCancel
from uitpas2.registrations.pages.blueprint import blueprint
from uitpas2.registrations.pages.portals import add_beside_choice
from uitpas2.registrations.rules import PRIORITY_WORDS, RegistrationStatus
from uitpas2.registrations.schemas import CardOrderForm
from uitpas2.web.bodies import Form, read_form
from uitpas2.web.context import begin, reading
from uitpas2.web.guard import needs
from uitpas2.web.idempotency import once
from uitpas2.web.language import in_words
from uitpas2.web.limits import count_guess, guess_limit


@blueprint.get("/organiser/activities/<activity_id>/register")
@needs(Permission.MANAGE_ACTIVITIES)
def card_form(activity_id: str) -> ResponseReturnValue:
    return _card_page(activity_id, Form())


@blueprint.post("/organiser/activities/<activity_id>/register/check")
@needs(Permission.MANAGE_ACTIVITIES)
@guess_limit
def check_card(activity_id: str) -> ResponseReturnValue:
    """What this child would get and pay; nothing is kept yet."""
    form = _read()
    if form.is_valid:
        try:
            return _order_page(activity_id, form)
        except DomainError as error:
            _put(form, error)
    return _card_page(activity_id, form), 422


@blueprint.post("/organiser/activities/<activity_id>/register")
@needs(Permission.MANAGE_ACTIVITIES)
@guess_limit
def register_card(activity_id: str) -> ResponseReturnValue:
    form = _read()
    if not form.is_valid:
        return _card_page(activity_id, form), 422
    try:
        with begin() as work:
            answer, _, _ = once(work, lambda: (_register(work, activity_id, form.data), 201))
        flash(_told(set(answer["states"])), "yes")
        return redirect(url_for("registrations.attendees", activity_id=activity_id), 303)
    except DomainError as error:
        _put(form, error)
    try:
        return _order_page(activity_id, form), 422
    except DomainError:  # the card itself: back to where it is shown
        return _card_page(activity_id, form), 422


@blueprint.post("/organiser/activities/<activity_id>/registrations/<registration_id>/cancel")
@needs(Permission.MANAGE_ACTIVITIES)
def cancel_own(activity_id: str, registration_id: str) -> ResponseReturnValue:
    """Take a child off the list; the family hears of it."""
    try:
        with begin() as work:
            services.cancel_own(work, activity_id, registration_id)
        flash(gettext("The place is free again, and the family hears that from us."), "yes")
    except TooLateToCancel as error:
        flash(in_words(error.message), "no")
    return redirect(url_for("registrations.attendees", activity_id=activity_id), 303)


def _read() -> Form:
    form = read_form(CardOrderForm)
    if not form.data.get("what"):
        form.add(MomentNeeded(field="what"))
    return form


def _put(form: Form, error: DomainError) -> None:
    if isinstance(error, CardAndBirthDate):
        count_guess()
    elif isinstance(error, NotFound):
        raise error
    add_beside_choice(form, error)


def _shown(data: dict[str, Any]) -> dict[str, Any]:
    return {"card": data["card"], "birth_date": data["birth_date"]}


def _register(work: Work, activity_id: str, data: dict[str, Any]) -> dict[str, Any]:
    expected = data["expected_cents"]
    made = services.register_card(
        work,
        activity_id,
        data["what"],
        or_wait=data["or_wait"],
        expected=None if expected is None else Euro(expected),
        **_shown(data),
    )
    return {"states": [one.status.value for one in made]}


def _told(states: set[str]) -> str:
    if states == {RegistrationStatus.CONFIRMED}:
        return str(gettext("Registered. The family hears it from us."))
    if RegistrationStatus.REQUESTED in states:
        return str(gettext("The request is noted. You decide about it with who asks and waits."))
    return str(gettext("Noted, and on the waiting list where it is full. The family hears it from us."))


def _card_page(activity_id: str, form: Form) -> str:
    with reading() as work:
        activity, options = queries.offered_in(work, activity_id)
        return render_template("registrations/by_card.html", activity=activity, options=options, form=form)


def _order_page(activity_id: str, form: Form) -> str:
    with reading() as work:
        order = queries.order_of_card(work, activity_id, form.data["what"], **_shown(form.data))
        return render_template(
            "registrations/card_order.html", order=order, child=order.children[0], form=form, groups=PRIORITY_WORDS
        )
