"""The organiser's office: lists to close, hours and sales to mend, and what time in care costs."""

from __future__ import annotations

from datetime import datetime, time

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from uitpas2.accounts.rules import Permission
from uitpas2.activities import queries as activities
from uitpas2.activities.rules import ProductClass
from uitpas2.attendance import queries, services
from uitpas2.attendance.pages.blueprint import blueprint
from uitpas2.attendance.queries.office import own_stay
from uitpas2.attendance.rules import CLOSED_WORDS, UNIT_WORDS, Tariff
from uitpas2.attendance.rules.mending import why_refused
from uitpas2.attendance.schemas import HoursForm, MendForm, TariffForm
from uitpas2.kernel.clock import BRUSSELS
from uitpas2.kernel.errors import DomainError
from uitpas2.web.bodies import Form, read_form
from uitpas2.web.context import begin, reading
from uitpas2.web.guard import needs
from uitpas2.web.language import in_words


@blueprint.get("/organiser/attendance")
@needs(Permission.SEE_REGISTRATIONS)
def office() -> ResponseReturnValue:
    with reading() as work:
        to_mend = queries.to_mend(work)
        to_close = queries.rolls_to_close(work)
        own = activities.activities_of_organiser(work)
    care = [one for one in own if one.product_class is ProductClass.CARE]
    return render_template(
        "attendance/office.html", to_mend=to_mend, to_close=to_close, care=care, why_refused=why_refused
    )


@blueprint.post("/organiser/attendance/places/<registration_id>")
@needs(Permission.SEE_REGISTRATIONS)
def mend_place(registration_id: str) -> ResponseReturnValue:
    form = read_form(MendForm)
    if form.is_valid:
        with begin() as work:
            state = services.mend_place(work, registration_id, form.data["how"])
        _tell(state.value)
    return redirect(url_for("attendance.office"), 303)


@blueprint.post("/organiser/attendance/days/<session_id>/<holder_id>")
@needs(Permission.SEE_REGISTRATIONS)
def mend_day(session_id: str, holder_id: str) -> ResponseReturnValue:
    form = read_form(MendForm)
    if form.is_valid:
        with begin() as work:
            state = services.mend_day(work, session_id, holder_id, form.data["how"])
        _tell(state.value)
    return redirect(url_for("attendance.office"), 303)


def _tell(state: str) -> None:
    if state == "refused":
        flash(gettext("It still does not work at that price. Choose another way."), "attention")
    else:
        flash(gettext("That is in order now."), "yes")


@blueprint.get("/organiser/stays/<stay_id>")
@needs(Permission.SEE_REGISTRATIONS)
def stay(stay_id: str) -> ResponseReturnValue:
    return _stay_page(stay_id, Form())


@blueprint.post("/organiser/stays/<stay_id>")
@needs(Permission.SEE_REGISTRATIONS)
def put_right(stay_id: str) -> ResponseReturnValue:
    form = read_form(HoursForm)
    if form.is_valid:
        try:
            with begin() as work:
                found = own_stay(work, stay_id)
                came, gone = (_on(found.day, form.data[name]) for name in ("came", "gone"))
                services.put_right(work, stay_id, came_at=came, gone_at=gone)
                session_id = found.session_id
            return redirect(url_for("attendance.roll", session_id=session_id), 303)
        except DomainError as error:
            form.add(error)
    return _stay_page(stay_id, form, 422)


@blueprint.post("/organiser/stays/<stay_id>/dropped")
@needs(Permission.SEE_REGISTRATIONS)
def drop_stay(stay_id: str) -> ResponseReturnValue:
    with begin() as work:
        session_id = own_stay(work, stay_id).session_id
        services.drop_stay(work, stay_id)
    return redirect(url_for("attendance.roll", session_id=session_id), 303)


def _on(day: object, clock: time) -> datetime:
    return datetime.combine(day, clock, tzinfo=BRUSSELS)  # type: ignore[arg-type]


def _stay_page(stay_id: str, form: Form, status: int = 200) -> ResponseReturnValue:
    with reading() as work:
        found = own_stay(work, stay_id)
        roll = queries.roll_call(work, found.session_id)
    child = next(one for one in roll.children if one.holder_id == found.holder_id)
    page = render_template("attendance/stay.html", stay=found, child=child, roll=roll, form=form, remarks=CLOSED_WORDS)
    return page, status


@blueprint.get("/organiser/activities/<activity_id>/tariffs")
@needs(Permission.MANAGE_ACTIVITIES)
def tariffs(activity_id: str) -> ResponseReturnValue:
    return _tariffs_page(activity_id, Form())


@blueprint.post("/organiser/activities/<activity_id>/tariffs")
@needs(Permission.MANAGE_ACTIVITIES)
def set_tariff(activity_id: str) -> ResponseReturnValue:
    form = read_form(TariffForm)
    if form.is_valid:
        hours = form.data["half_day_hours"]
        terms = Tariff(
            form.data["unit"], form.data["price"], form.data["half_day_price"], 60 * hours if hours else None
        )
        try:
            with begin() as work:
                services.set_tariff(
                    work,
                    activity_id,
                    starts=form.data["starts"],
                    terms=terms,
                    decision=form.data["decision"],
                )
            flash(gettext("The tariff is noted. It counts from that day on."), "yes")
            return redirect(url_for("attendance.tariffs", activity_id=activity_id), 303)
        except DomainError as error:
            form.add(error)
    return _tariffs_page(activity_id, form, 422)


def _tariffs_page(activity_id: str, form: Form, status: int = 200) -> ResponseReturnValue:
    with reading() as work:
        activity = activities.own_activity(work, activity_id)
        found = queries.tariffs(work, activity_id)
        today = work.today
    units = [(unit.value, in_words(words)) for unit, words in UNIT_WORDS.items()]
    page = render_template(
        "attendance/tariffs.html",
        activity=activity,
        tariffs=found,
        form=form,
        units=units,
        unit_words=UNIT_WORDS,
        today=today,
    )
    return page, status
