"""The list on a telephone. The same addresses answer a plain form with a page, and the script with JSON."""

from __future__ import annotations

from typing import Any

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from uitpas2.accounts.rules import Permission
from uitpas2.attendance import queries, services
from uitpas2.attendance.errors import NotExpected
from uitpas2.attendance.pages.blueprint import blueprint
from uitpas2.attendance.queries.rolls import child_on_list
from uitpas2.attendance.rules import CLOSED_WORDS
from uitpas2.attendance.schemas import CardForm, MarkForm, Tap, as_json, state_of
from uitpas2.cards.errors import CardUnknown, NumberMistyped
from uitpas2.database.work import Work
from uitpas2.kernel.errors import DomainError
from uitpas2.registrations.rules import Attendance
from uitpas2.web.bodies import Form, read_form
from uitpas2.web.context import begin, reading
from uitpas2.web.guard import needs
from uitpas2.web.headers import allow_camera
from uitpas2.web.idempotency import request_key
from uitpas2.web.limits import count_guess, guess_limit, limiter
from uitpas2.web.problems import InvalidBody

SCANS = "180 per minute"  # as at the door


@blueprint.get("/attendance")
@needs(Permission.SCAN)
def today() -> ResponseReturnValue:
    with reading() as work:
        duties = queries.rolls_of_today(work)
        is_office = queries.is_office(work)
        day = work.today
    return render_template("attendance/today.html", duties=duties, is_office=is_office, today=day)


@blueprint.get("/attendance/<session_id>")
@needs(Permission.SCAN)
def roll(session_id: str) -> ResponseReturnValue:
    return _roll_page(session_id, Form())


@blueprint.post("/attendance/<session_id>/marks")
@needs(Permission.SCAN)
def mark(session_id: str) -> ResponseReturnValue:
    form = read_form(MarkForm)
    if not form.is_valid:
        return _refused(session_id, form)
    try:
        with begin() as work:
            heard = _mark(work, session_id, form.data)
            child = _child(work, session_id, form.data["child"])
    except DomainError as error:
        if _is_script():
            raise
        form.add(error)
        return _roll_page(session_id, form, 422)
    if _is_script():
        return jsonify(as_json(child, heard))
    return redirect(url_for("attendance.roll", session_id=session_id, _anchor=f"child-{child.holder_id}"), 303)


@blueprint.post("/attendance/<session_id>/cards")
@needs(Permission.SCAN)
@limiter.limit(SCANS)
@guess_limit
def card(session_id: str) -> ResponseReturnValue:
    form = read_form(CardForm)
    if not form.is_valid:
        return _refused(session_id, form)
    try:
        with begin() as work:
            read = {"scanned": form.data["scanned"], "made_at": form.data["at"]}
            child = services.mark_by_card(work, session_id=session_id, key=request_key(), **read)
            said = state_of(child)
    except DomainError as error:
        if isinstance(error, CardUnknown | NumberMistyped | NotExpected):
            count_guess()
        if _is_script():
            raise
        error.field = "scanned"
        form.add(error)
        return _roll_page(session_id, form, 422)
    if _is_script():
        return jsonify(as_json(child, "taken"))
    flash(f"{child.short_name}: {said}", "yes")
    return redirect(url_for("attendance.roll", session_id=session_id), 303)


@blueprint.get("/attendance/<session_id>/children/<holder_id>")
@needs(Permission.SCAN)
def notes(session_id: str, holder_id: str) -> ResponseReturnValue:
    """What those on duty must know. That somebody looked is written down before it is shown."""
    with begin() as work:
        found = services.read_notes(work, session_id, holder_id)
        roll_call = queries.roll_call(work, session_id)
    return render_template("attendance/notes.html", notes=found, roll=roll_call, state=state_of(found.child))


@blueprint.post("/attendance/<session_id>/closing")
@needs(Permission.SEE_REGISTRATIONS)
def close(session_id: str) -> ResponseReturnValue:
    try:
        with begin() as work:
            services.close(work, session_id)
    except DomainError as error:
        form = Form()
        form.add(error)
        return _roll_page(session_id, form, 422)
    flash(gettext("The list is closed. Hours in care are on the bill now."), "yes")
    return redirect(url_for("attendance.roll", session_id=session_id), 303)


def _mark(work: Work, session_id: str, typed: dict[str, Any]) -> str:
    """The one service that a button stands for; tells what became of it."""
    which = {"session_id": session_id, "holder_id": typed["child"], "key": request_key(), "made_at": typed["at"]}
    match typed["what"]:
        case Tap.COMES_IN:
            services.take_in(work, **which)
        case Tap.GOES:
            whom = {"collector_id": typed["collector"], "somebody_else": typed["somebody_else"]}
            services.hand_over(work, **which, **whom)
        case tap:
            return services.mark(work, **which, to=Attendance(tap.value)).heard.value
    return "taken"


def _child(work: Work, session_id: str, holder_id: str) -> queries.Child:
    child = child_on_list(work, queries.own_session(work, session_id), holder_id)
    if child is None:
        raise NotExpected
    return child


def _is_script() -> bool:
    return request.accept_mimetypes.best == "application/json"


def _refused(session_id: str, form: Form) -> ResponseReturnValue:
    if _is_script():
        raise InvalidBody(form.errors)
    return _roll_page(session_id, form, 422)


def _roll_page(session_id: str, form: Form, status: int = 200) -> ResponseReturnValue:
    allow_camera()
    with reading() as work:
        found = queries.roll_call(work, session_id)
        page = render_template(
            "attendance/roll.html",
            roll=found,
            form=form,
            states={child.holder_id: state_of(child) for child in found.children},
            is_office=queries.is_office(work),
            may_note=not found.closed and (found.today or queries.is_office(work)),
            is_over=found.session.ends <= work.now,
            remarks=CLOSED_WORDS,
        )
    return page, status
