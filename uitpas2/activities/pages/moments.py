"""The organiser's page of one activity: its moments, its places, and putting it online or calling it off."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from marshmallow import fields, validate

from uitpas2.accounts.rules import Permission
from uitpas2.activities import queries, services
from uitpas2.activities.errors import SessionUnknown
from uitpas2.activities.errors.entering import NotEnteredHere, StillRegistered
from uitpas2.activities.models import Session
from uitpas2.activities.pages.blueprint import blueprint
from uitpas2.activities.pages.entry.forms import MOST_PLACES
from uitpas2.activities.rules import Origin, Publication
from uitpas2.activities.schemas import MomentsQuery
from uitpas2.database.work import Work
from uitpas2.kernel.clock import BRUSSELS, brussels_day, brussels_moment
from uitpas2.kernel.errors import DomainError
from uitpas2.web.bodies import Form, FormSchema, read_form, read_query
from uitpas2.web.context import begin, reading
from uitpas2.web.guard import needs
from uitpas2.web.language import in_words

PAGE = 40


class MomentForm(FormSchema):
    """The day and hours of one moment in Belgium, and its places; no number of places is no limit."""

    day = fields.Date(required=True)
    opens = fields.Time(required=True)
    closes = fields.Time(required=True)
    capacity = fields.Integer(load_default=None, validate=validate.Range(min=0, max=MOST_PLACES))


class PartnersForm(FormSchema):
    places = fields.Integer(required=True, validate=validate.Range(min=0, max=MOST_PLACES))
    until = fields.Date(load_default=None)


class BecauseForm(FormSchema):
    because = fields.String(required=True, validate=validate.Length(max=300))


@blueprint.get("/organiser/activities/<activity_id>/moments")
@needs(Permission.MANAGE_ACTIVITIES)
def moments(activity_id: str) -> ResponseReturnValue:
    return _overview(activity_id, Form())


@blueprint.post("/organiser/activities/<activity_id>/publish")
@needs(Permission.MANAGE_ACTIVITIES)
def publish(activity_id: str) -> ResponseReturnValue:
    with begin() as work:
        services.publish_activity(work, activity_id)
    flash(gettext("It is online: families find it now."), "yes")
    return redirect(url_for("activities.moments", activity_id=activity_id), 303)


@blueprint.post("/organiser/activities/<activity_id>/withdraw")
@needs(Permission.MANAGE_ACTIVITIES)
def withdraw(activity_id: str) -> ResponseReturnValue:
    try:
        with begin() as work:
            services.withdraw_activity(work, activity_id)
        flash(gettext("It is offline: only you see it now."), "yes")
    except (NotEnteredHere, StillRegistered) as error:
        flash(in_words(error.message), "no")
    return redirect(url_for("activities.moments", activity_id=activity_id), 303)


@blueprint.post("/organiser/activities/<activity_id>/discard")
@needs(Permission.MANAGE_ACTIVITIES)
def discard(activity_id: str) -> ResponseReturnValue:
    try:
        with begin() as work:
            services.discard_draft(work, activity_id)
    except (NotEnteredHere, StillRegistered) as error:
        flash(in_words(error.message), "no")
        return redirect(url_for("activities.moments", activity_id=activity_id), 303)
    flash(gettext("The draft is gone."), "yes")
    return redirect("/organiser/activities", 303)


@blueprint.post("/organiser/activities/<activity_id>/call-off")
@needs(Permission.MANAGE_ACTIVITIES)
def call_off(activity_id: str) -> ResponseReturnValue:
    form = read_form(BecauseForm)
    if form.is_valid:
        try:
            with begin() as work:
                services.call_off_activity(work, activity_id, because=form.data["because"])
            flash(gettext("Called off. Who is registered hears it from us, with your reason."), "yes")
            return redirect(url_for("activities.moments", activity_id=activity_id), 303)
        except DomainError as error:
            form.add(error)
    return _overview(activity_id, form), 422


@blueprint.get("/organiser/activities/<activity_id>/moments/<session_id>")
@needs(Permission.MANAGE_ACTIVITIES)
def moment(activity_id: str, session_id: str) -> ResponseReturnValue:
    return _one(activity_id, session_id, Form(), Form(), Form())


@blueprint.post("/organiser/activities/<activity_id>/moments/<session_id>")
@needs(Permission.MANAGE_ACTIVITIES)
def change_moment(activity_id: str, session_id: str) -> ResponseReturnValue:
    form = read_form(MomentForm)
    if form.is_valid:
        try:
            with begin() as work:
                services.change_moment(work, activity_id, session_id, **_times(form.data))
            flash(gettext("Kept. Who is registered hears from us when the time changed."), "yes")
            return redirect(url_for("activities.moments", activity_id=activity_id), 303)
        except DomainError as error:
            form.add(error)
    return _one(activity_id, session_id, form, Form(), Form()), 422


@blueprint.post("/organiser/activities/<activity_id>/moments/<session_id>/partners")
@needs(Permission.MANAGE_ACTIVITIES)
def keep_for_partners(activity_id: str, session_id: str) -> ResponseReturnValue:
    form = read_form(PartnersForm)
    if form.is_valid and form.data["places"] and form.data["until"] is None:
        form.errors["until"] = [gettext("Say until when: after that day the places are for everybody.")]
    if form.is_valid:
        day = form.data["until"]
        try:
            with begin() as work:
                until = brussels_moment(day) if day else None
                services.keep_for_partners(work, activity_id, session_id, places=form.data["places"], until=until)
            flash(gettext("Kept. Partners see these places; from that day on everybody does."), "yes")
            return redirect(url_for("activities.moments", activity_id=activity_id), 303)
        except DomainError as error:
            form.add(error)
    return _one(activity_id, session_id, Form(), form, Form()), 422


@blueprint.post("/organiser/activities/<activity_id>/moments/<session_id>/call-off")
@needs(Permission.MANAGE_ACTIVITIES)
def call_off_moment(activity_id: str, session_id: str) -> ResponseReturnValue:
    form = read_form(BecauseForm)
    if form.is_valid:
        try:
            with begin() as work:
                services.call_off_moment(work, activity_id, session_id, because=form.data["because"])
            flash(gettext("Called off. Who is registered hears it from us, with your reason."), "yes")
            return redirect(url_for("activities.moments", activity_id=activity_id), 303)
        except DomainError as error:
            form.add(error)
    return _one(activity_id, session_id, Form(), Form(), form), 422


def _times(data: dict[str, Any]) -> dict[str, Any]:
    day, opens, closes = data["day"], data["opens"], data["closes"]
    return {
        "starts": brussels_moment(day, opens.hour, opens.minute),
        "ends": brussels_moment(day, closes.hour, closes.minute),
        "capacity": data["capacity"],
    }


def _overview(activity_id: str, form: Form) -> str:
    number = read_query(MomentsQuery).data.get("page", 1)
    with reading() as work:
        activity = queries.own_activity(work, activity_id)
        total = queries.count_sessions(work, activity.id, from_moment=work.now)
        sessions = queries.sessions(work, activity.id, from_moment=work.now, limit=PAGE, offset=(number - 1) * PAGE)
        return render_template(
            "activities/moments.html",
            activity=activity,
            form=form,
            sessions=sessions,
            total=total,
            taken=sum(session.taken for session in sessions),
            own_prices=queries.own_prices(work, activity.id),
            now=work.now,
            page_number=number,
            pages=max(1, -(-total // PAGE)),
            is_draft=activity.publication is Publication.DRAFT,
            is_imported=activity.origin is Origin.IMPORTED,
        )


def _one(activity_id: str, session_id: str, form: Form, partners: Form, because: Form) -> str:
    with reading() as work:
        activity = queries.own_activity(work, activity_id)
        session = _session(work, activity.id, session_id)
        return render_template(
            "activities/moment.html",
            activity=activity,
            session=session,
            form=form,
            partners_form=partners,
            because_form=because,
            is_imported=activity.origin is Origin.IMPORTED,
            is_over=session.starts <= work.now,
            opens=_clock(session.starts),
            closes=_clock(session.ends),
            until=brussels_day(session.kept_until).isoformat() if session.kept_until else "",
        )


def _session(work: Work, activity_id: str, session_id: str) -> Session:
    session = work.session.get(Session, session_id)
    if session is None or session.activity_id != activity_id:
        raise SessionUnknown
    return session


def _clock(moment: datetime) -> str:
    return f"{moment.astimezone(BRUSSELS):%H:%M}"
