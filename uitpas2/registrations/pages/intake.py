"""The organiser's screens for how an activity takes registrations, and for who asks or waits."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from uitpas2.accounts.rules import Permission
from uitpas2.activities import queries as activities
from uitpas2.database.work import Work
from uitpas2.kernel.clock import BRUSSELS, brussels_moment
from uitpas2.kernel.errors import DomainError
from uitpas2.registrations import queries, services
from uitpas2.registrations.errors import DrawDecides, NotRequested, PriceNotKnown
from uitpas2.registrations.pages.blueprint import blueprint
from uitpas2.registrations.rules import ORGANISER_WORDS, PRIORITY_WORDS, Priority, RegistrationStatus, Terms
from uitpas2.registrations.schemas import ORDERS, DrawForm, IntakeForm
from uitpas2.web.bodies import Form, read_form
from uitpas2.web.context import begin, reading
from uitpas2.web.guard import needs
from uitpas2.web.idempotency import once
from uitpas2.web.language import in_words

CUT_OFFS = (0, 60, 120, 240, 720, 1440, 2880, 10080)  # minutes
ANSWERS = (4, 12, 24, 48, 72, 168)  # hours


@blueprint.get("/organiser/activities/<activity_id>/intake")
@needs(Permission.MANAGE_ACTIVITIES)
def intake(activity_id: str) -> ResponseReturnValue:
    return _intake_page(activity_id, Form(), Form())


@blueprint.post("/organiser/activities/<activity_id>/intake")
@needs(Permission.MANAGE_ACTIVITIES)
def set_intake(activity_id: str) -> ResponseReturnValue:
    form = read_form(IntakeForm)
    if form.is_valid:
        try:
            with begin() as work:
                services.set_terms(work, activity_id, **_terms(form.data))
            flash(gettext("Kept. This holds from now on."), "yes")
            return redirect(url_for("registrations.intake", activity_id=activity_id), 303)
        except DomainError as error:
            form.add(error)
    return _intake_page(activity_id, form, Form()), 422


@blueprint.post("/organiser/activities/<activity_id>/draw")
@needs(Permission.MANAGE_ACTIVITIES)
def announce_draw(activity_id: str) -> ResponseReturnValue:
    form = read_form(DrawForm)
    if form.is_valid:
        at = _moment(form.data["draw_at"], form.data["draw_time"])
        try:
            with begin() as work:
                once(work, lambda: ({"at": services.announce_draw(work, activity_id, at=at).activity_id}, 201))
            flash(gettext("The draw is announced. Families read it with the activity."), "yes")
            return redirect(url_for("registrations.intake", activity_id=activity_id), 303)
        except DomainError as error:
            form.add(error)
    return _intake_page(activity_id, Form(), form), 422


@blueprint.get("/organiser/activities/<activity_id>/waiting")
@needs(Permission.SEE_REGISTRATIONS)
def waiting(activity_id: str) -> ResponseReturnValue:
    with reading() as work:
        activity = activities.own_activity(work, activity_id)
        line = queries.line_of_activity(work, activity_id)
        published = queries.published_terms(work, activity_id)
        return render_template(
            "registrations/waiting.html",
            activity=activity,
            line=line,
            terms=published.terms,
            draw_decides=published.terms.draw_at is not None and published.terms.drawn_at is None,
            outcomes=ORGANISER_WORDS,
            groups=PRIORITY_WORDS,
        )


@blueprint.post("/organiser/activities/<activity_id>/waiting/<registration_id>/grant")
@needs(Permission.MANAGE_ACTIVITIES)
def grant(activity_id: str, registration_id: str) -> ResponseReturnValue:
    try:
        with begin() as work:
            activities.own_activity(work, activity_id)
            answer, _, _ = once(work, lambda: ({"status": services.grant(work, registration_id).status.value}, 200))
        if answer["status"] == RegistrationStatus.WAITING:
            flash(
                gettext("No place is free now: this child waits in its turn, and the family hears that from us."), "yes"
            )
        else:
            flash(gettext("This child has a place, and the family hears that from us."), "yes")
    except (DrawDecides, NotRequested, PriceNotKnown) as error:
        flash(in_words(error.message), "no")
    return redirect(url_for("registrations.waiting", activity_id=activity_id), 303)


@blueprint.post("/organiser/activities/<activity_id>/waiting/<registration_id>/refuse")
@needs(Permission.MANAGE_ACTIVITIES)
def refuse(activity_id: str, registration_id: str) -> ResponseReturnValue:
    try:
        with begin() as work:
            activities.own_activity(work, activity_id)
            once(work, lambda: _refused(work, registration_id))
        flash(gettext("You said no to this request, and the family hears that from us."), "yes")
    except (DrawDecides, NotRequested) as error:
        flash(in_words(error.message), "no")
    return redirect(url_for("registrations.waiting", activity_id=activity_id), 303)


def _refused(work: Work, registration_id: str) -> tuple[dict[str, Any], int]:
    services.refuse(work, registration_id)
    return {}, 200


def _intake_page(activity_id: str, form: Form, draw_form: Form) -> str:
    with reading() as work:
        activity = activities.own_activity(work, activity_id)
        published = queries.published_terms(work, activity_id)
        terms = published.terms
        return render_template(
            "registrations/intake.html",
            activity=activity,
            form=form,
            draw_form=draw_form,
            published=published,
            now=work.now,
            groups=PRIORITY_WORDS,
            order=",".join(terms.priorities),
            orders=[(value, _order_in_words(order)) for value, order in ORDERS.items()],
            cut_offs=_lengths(CUT_OFFS, terms.cut_off),
            answers=[
                (minutes // 60, text) for minutes, text in _lengths([h * 60 for h in ANSWERS], terms.answer_within)
            ],
            **_as_typed(terms),
        )


def _as_typed(terms: Terms) -> dict[str, Any]:
    """The terms as the fields of the form hold them."""
    opens = terms.opens_at.astimezone(BRUSSELS) if terms.opens_at else None
    return {
        "opens_on": opens.date().isoformat() if opens else "",
        "opens_time": f"{opens:%H:%M}" if opens else "",
        "cut_off": int(terms.cut_off.total_seconds() // 60),
        "answer": int(terms.answer_within.total_seconds() // 3600),
        "approval": "true" if terms.needs_approval else "false",
    }


def _terms(data: dict[str, Any]) -> dict[str, Any]:
    day = data["opens_on"]
    return {
        "opens_at": _moment(day, data["opens_time"]) if day else None,
        "cut_off_minutes": data["cut_off_minutes"],
        "answer_hours": data["answer_hours"],
        "needs_approval": data["needs_approval"],
        "priorities": ORDERS[data["priorities"]],
    }


def _moment(day: date, hour: time | None) -> Any:
    return brussels_moment(day, hour.hour, hour.minute) if hour else brussels_moment(day)


def _lengths(minutes: Any, own: timedelta) -> list[tuple[int, str]]:
    """Lengths of time to choose from, the present one among them."""
    return [(one, _in_words(one)) for one in sorted({*minutes, int(own.total_seconds() // 60)})]


def _in_words(minutes: int) -> str:
    if minutes == 0:
        return str(gettext("until it begins"))
    if minutes % 1440 == 0:
        return str(ngettext("%(num)d day", "%(num)d days", minutes // 1440))
    if minutes % 60 == 0:
        return str(ngettext("%(num)d hour", "%(num)d hours", minutes // 60))
    return str(ngettext("%(num)d minute", "%(num)d minutes", minutes))


def _order_in_words(order: tuple[Priority, ...]) -> str:
    if not order:
        return str(gettext("Nobody: who asks first, goes first"))
    first, *others = (in_words(PRIORITY_WORDS[group]) for group in order)
    if not others:
        return str(gettext("First %(first)s", first=first))
    return str(gettext("First %(first)s, then %(second)s", first=first, second=others[0]))
