"""The steps of entering: what is it, fill in, check the dates, keep. Without script too; nothing typed is lost."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from uitpas2.accounts.rules import Permission
from uitpas2.activities import queries, services
from uitpas2.activities.errors.planning import SchoolYearUnknown
from uitpas2.activities.models import Activity
from uitpas2.activities.pages.blueprint import blueprint
from uitpas2.activities.pages.entry.forms import ROWS, add_error, entry_of, read_entry, rhythm_asked, row_count
from uitpas2.activities.pages.entry.typed import typed_of
from uitpas2.activities.pages.entry.words import choices_of
from uitpas2.activities.queries.entries import own_entry
from uitpas2.activities.queries.previewing import preview_of
from uitpas2.activities.rules import Origin, Publication
from uitpas2.activities.rules.entering import Entry, check
from uitpas2.activities.rules.planning import Rhythm, next_year, sessions_of
from uitpas2.database.work import Work
from uitpas2.kernel.errors import DomainError
from uitpas2.web.bodies import Form
from uitpas2.web.context import begin, reading
from uitpas2.web.guard import needs
from uitpas2.web.idempotency import FIELD, once
from uitpas2.web.language import in_words

KEEPS, MORE, BACK = {"keep", "publish"}, "more", "back"
NOT_CARRIED = {"csrf_token", FIELD, "do"}


@blueprint.get("/organiser/activities/new")
@needs(Permission.MANAGE_ACTIVITIES)
def new_activity() -> ResponseReturnValue:
    rhythm = rhythm_asked()
    if rhythm is None:
        return render_template("activities/entry_rhythm.html", rhythms=choices_of()["rhythms"])
    values: dict[str, Any] = {"rhythm": rhythm.value}
    if rhythm is Rhythm.CAMP:
        values["weekdays-0"] = [str(day) for day in range(5)]  # as nearly every camp goes
    return _fill_in(Form(values=values), rhythm)


@blueprint.post("/organiser/activities/new")
@needs(Permission.MANAGE_ACTIVITIES)
def enter() -> ResponseReturnValue:
    rhythm = rhythm_asked()
    if rhythm is None:
        return redirect(url_for("activities.new_activity"), 303)
    return _step(rhythm, None)


@blueprint.get("/organiser/activities/<activity_id>/edit")
@needs(Permission.MANAGE_ACTIVITIES)
def edit(activity_id: str) -> ResponseReturnValue:
    with reading() as work:
        activity = queries.own_activity(work, activity_id)
        entry = own_entry(work, activity_id)
    if activity.origin is Origin.IMPORTED:
        return redirect(url_for("activities.moments", activity_id=activity_id), 303)
    return _fill_in(Form(values=typed_of(entry)), entry.plan.rhythm, activity)


@blueprint.post("/organiser/activities/<activity_id>/edit")
@needs(Permission.MANAGE_ACTIVITIES)
def change(activity_id: str) -> ResponseReturnValue:
    with reading() as work:
        activity = queries.own_activity(work, activity_id)
        rhythm = rhythm_asked(own_entry(work, activity_id).plan.rhythm)
    assert rhythm is not None
    return _step(rhythm, activity)


@blueprint.get("/organiser/activities/<activity_id>/copy")
@needs(Permission.MANAGE_ACTIVITIES)
def copy(activity_id: str) -> ResponseReturnValue:
    with reading() as work:
        activity = queries.own_activity(work, activity_id)
        entry = own_entry(work, activity_id)
    values = typed_of(entry)
    not_known = ""
    try:
        values |= {"first": "", "last": ""} | typed_of(_a_year_later(entry))
    except SchoolYearUnknown as error:
        not_known = in_words(error.message)
    form = Form(values=values | {"copied_from": activity_id})
    return _fill_in(form, entry.plan.rhythm, copied=activity, not_known=not_known)


def _a_year_later(entry: Entry) -> Entry:
    """The entry with its days, and the birth dates it is for, one school year later. Raises SchoolYearUnknown."""

    def later(day: Any) -> Any:
        return day and day.replace(year=day.year + 1, day=min(day.day, 28) if day.month == 2 else day.day)

    plan = next_year(entry.plan)
    return replace(entry, plan=plan, born_from=later(entry.born_from), born_to=later(entry.born_to))


def _step(rhythm: Rhythm, activity: Activity | None) -> ResponseReturnValue:
    """One step on from what was typed: more rows, back, the dates to check, or kept."""
    form = read_entry(rhythm)
    do = request.form.get("do", "")
    if do in {MORE, BACK}:
        form.errors = {}
        return _fill_in(form, rhythm, activity, more=do == MORE)
    if form.is_valid:
        try:
            entry = entry_of(form)
            check(entry)
            planned = sessions_of(entry.plan)
            if do not in KEEPS:
                with reading() as work:
                    preview = preview_of(work, entry.plan, planned, activity)
                carried = [(name, value) for name, value in request.form.items(multi=True) if name not in NOT_CARRIED]
                return render_template(
                    "activities/entry_check.html",
                    entry=entry,
                    preview=preview,
                    activity=activity,
                    carried=carried,
                    is_draft=activity is None or activity.publication is Publication.DRAFT,
                    words=choices_of(),
                )
            return _kept(entry, activity, form.data["copied_from"], publish=do == "publish")
        except DomainError as error:
            add_error(form, error)
    return _fill_in(form, rhythm, activity), 422


def _kept(entry: Entry, activity: Activity | None, copied_from: str | None, *, publish: bool) -> ResponseReturnValue:
    with begin() as work:
        answer, _, _ = once(work, lambda: _keep(work, entry, activity, copied_from, publish=publish))
    if answer["price_ended"]:
        flash(gettext("Kept. Who is registered already keeps the old price; the new one is for who comes now."), "yes")
    elif activity is not None:
        flash(gettext("Kept. Who is registered hears from us about times that changed."), "yes")
    elif publish:
        flash(gettext("It is online: families find it now."), "yes")
    else:
        flash(gettext("Kept as a draft: only you see it."), "yes")
    return redirect(url_for("activities.moments", activity_id=answer["id"]), 303)


def _keep(
    work: Work, entry: Entry, activity: Activity | None, copied_from: str | None, *, publish: bool
) -> tuple[dict[str, Any], int]:
    if activity is None:
        made = services.enter_activity(work, entry, publish=publish, copied_from=copied_from)
        return {"id": made.id, "price_ended": False}, 201
    edited = services.edit_activity(work, activity.id, entry, publish=publish)
    return {"id": activity.id, "price_ended": edited.price_ended}, 200


def _fill_in(
    form: Form,
    rhythm: Rhythm,
    activity: Activity | None = None,
    *,
    copied: Activity | None = None,
    more: bool = False,
    not_known: str = "",
) -> str:
    with reading() as work:
        themes = queries.themes(work)
    return render_template(
        "activities/entry.html",
        form=form,
        rhythm=rhythm,
        activity=activity,
        copied=copied,
        not_known=not_known,
        words=choices_of(themes, form.values.get("theme", "")),
        rows={kind: row_count(form.values, kind) for kind in ROWS},
        more=4 if more else 0,
    )
