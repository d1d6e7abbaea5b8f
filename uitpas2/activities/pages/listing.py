"""An organiser's list of activities: read into a preview, confirmed or thrown away. Nothing is saved before the yes."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from uitpas2.accounts.rules import Permission
from uitpas2.activities.pages.blueprint import blueprint
from uitpas2.activities.queries import listing as queries
from uitpas2.activities.rules.listing import LABELS, NEEDED, TO_DO, Column, EntryState, ListStatus
from uitpas2.activities.schemas import ConfirmListForm, ListForm
from uitpas2.activities.services import listing as services
from uitpas2.database.work import Work
from uitpas2.kernel.errors import Conflict, DomainError, Unavailable
from uitpas2.kernel.money import Euro
from uitpas2.lists.errors import FileMissing
from uitpas2.lists.rules import MOST_BYTES
from uitpas2.web.bodies import Form, read_form
from uitpas2.web.context import begin, current_actor, platform, reading
from uitpas2.web.exports import CSV_TYPE, XLSX_TYPE, Cell, Sheet, as_csv, as_xlsx, download
from uitpas2.web.guard import needs
from uitpas2.web.idempotency import once
from uitpas2.web.language import in_words
from uitpas2.web.limits import limiter
from uitpas2.web.uploads import takes_file

FILES = "30 per hour"
AT_ONCE = 100  # activities saved before the next page is shown; the worker does the others
SHOWN = 200  # activities of one state on a page


@blueprint.get("/organiser/activities/import")
@needs(Permission.MANAGE_ACTIVITIES)
def offer_lists() -> ResponseReturnValue:
    return _upload_page(Form())


@blueprint.post("/organiser/activities/import")
@needs(Permission.MANAGE_ACTIVITIES)
@takes_file(3 * MOST_BYTES)  # what is somewhat too large hears so in a sentence
@limiter.limit(FILES)
def read_offer_list() -> ResponseReturnValue:
    """Sent twice, a file takes the place of its own first preview: no key is needed."""
    form = read_form(ListForm)
    file = request.files.get("file")
    try:
        if not file:
            raise FileMissing(field="file")
        with file.stream as stream:
            content = stream.read()
        list_id = services.read_list(platform().workplace, current_actor(), content, file_name=file.filename or "")
        return redirect(url_for("activities.offer_list", offer_list_id=list_id), 303)
    except DomainError as error:
        if error.field is None:
            raise
        form.add(error)
    return _upload_page(form), 422


@blueprint.get("/organiser/activities/import/example.csv")
@needs(Permission.MANAGE_ACTIVITIES)
def offer_example_csv() -> ResponseReturnValue:
    with reading() as work:
        return download(as_csv(_example(work.today), for_office=True), f"{gettext('example')}.csv", CSV_TYPE)


@blueprint.get("/organiser/activities/import/example.xlsx")
@needs(Permission.MANAGE_ACTIVITIES)
def offer_example_xlsx() -> ResponseReturnValue:
    with reading() as work:
        return _workbook(work)


def _workbook(work: Work) -> Response:
    return download(as_xlsx(_example(work.today), work.now), f"{gettext('example')}.xlsx", XLSX_TYPE)


@blueprint.get("/organiser/activities/import/<offer_list_id>")
@needs(Permission.MANAGE_ACTIVITIES)
def offer_list(offer_list_id: str) -> ResponseReturnValue:
    return _list_page(offer_list_id, Form())


@blueprint.post("/organiser/activities/import/<offer_list_id>/confirm")
@needs(Permission.MANAGE_ACTIVITIES)
def confirm_offer_list(offer_list_id: str) -> ResponseReturnValue:
    form = read_form(ConfirmListForm)
    if not form.is_valid:
        return _list_page(offer_list_id, form), 422
    try:
        with begin() as work:
            once(work, lambda: _confirmed(work, offer_list_id, form.data))
    except Conflict as error:
        flash(in_words(error.message), "attention")
        return redirect(url_for("activities.offer_list", offer_list_id=offer_list_id), 303)
    except DomainError as error:
        if error.field is None:
            raise
        form.add(error)
        return _list_page(offer_list_id, form), 422
    with suppress(Unavailable):  # it is very busy: the worker does all of it
        services.carry_out_list(platform().workplace, current_actor(), offer_list_id, at_most=AT_ONCE)
    return redirect(url_for("activities.offer_list", offer_list_id=offer_list_id), 303)


def _confirmed(work: Work, list_id: str, wanted: dict[str, Any]) -> tuple[dict[str, Any], int]:
    publish = wanted["publish"] == "online"
    services.confirm_list(work, list_id, publish=publish, leave_out=wanted["leave_out"])
    return {"list_id": list_id}, 202


@blueprint.post("/organiser/activities/import/<offer_list_id>/drop")
@needs(Permission.MANAGE_ACTIVITIES)
def drop_offer_list(offer_list_id: str) -> ResponseReturnValue:
    try:
        with begin() as work:
            services.drop_list(work, offer_list_id)
        flash(gettext("The list is thrown away. Nothing of it was saved."), "yes")
    except Conflict as error:
        flash(in_words(error.message), "attention")
    return redirect(url_for("activities.offer_lists"), 303)


def _upload_page(form: Form) -> str:
    with reading() as work:
        made = queries.offer_lists(work)
    return render_template(
        "activities/offer_lists.html",
        form=form,
        lists=made,
        columns=[(in_words(LABELS[column]), column in NEEDED) for column in Column],
        most_lines=services.MOST_LINES,
        most_megabytes=MOST_BYTES // 1_000_000,
    )


def _list_page(list_id: str, form: Form) -> str:
    with reading() as work:
        found = queries.offer_list(work, list_id)
        counts = queries.entry_counts(work, found.id)
        wrong = queries.entries(work, found.id, [EntryState.WRONG], limit=SHOWN)
        to_do = queries.entries(work, found.id, TO_DO, limit=SHOWN)
    return render_template(
        "activities/offer_list.html",
        form=form,
        found=found,
        counts={state.value: number for state, number in counts.items()},
        wrong=[(entry, queries.problems_of(entry)) for entry in wrong],
        to_do=to_do,
        labels=LABELS,
        is_preview=found.status is ListStatus.READ,
        is_under_way=found.status is ListStatus.WAITING,
        Euro=Euro,
    )


def _example(today: date) -> Sheet:
    """Three activities: separate afternoons, a course, and a camp."""
    wednesday = today + timedelta(days=(2 - today.weekday()) % 7 + 14)
    summer = date(today.year + (today.month > 6), 7, 6)
    monday = summer + timedelta(days=-summer.weekday() % 7)
    where: dict[Column, Cell] = {
        Column.PLACE: "Buurthuis De Linde",
        Column.STREET: "Lindelaan 12",
        Column.POSTAL_CODE: "9000",
        Column.CITY: "Gent",
    }
    crafts: dict[Column, Cell] = {
        Column.REFERENCE: "KN-1",
        Column.NAME: gettext("Crafts on Wednesday"),
        Column.OPENS: "14:00",
        Column.CLOSES: "16:00",
        Column.PRICE: Euro(400),
        Column.CAPACITY: 12,
        Column.AGE_FROM: 6,
        Column.AGE_TO: 12,
        **where,
    }
    rows: list[dict[Column, Cell]] = [
        crafts | {Column.DAY: wednesday},
        {name: crafts[name] for name in (Column.REFERENCE, Column.OPENS, Column.CLOSES)}
        | {Column.PRICE: Euro(400), Column.DAY: wednesday + timedelta(days=7)},
        crafts
        | {
            Column.REFERENCE: "KN-2",
            Column.NAME: gettext("Judo for beginners"),
            Column.DAY: wednesday,
            Column.LESSONS: 10,
            Column.PRICE: Euro(5000),
        },
        crafts
        | {
            Column.REFERENCE: "KN-3",
            Column.NAME: gettext("Summer camp"),
            Column.KIND: gettext("camp"),
            Column.DAY: monday,
            Column.LAST_DAY: monday + timedelta(days=4),
            Column.OPENS: "09:00",
            Column.PRICE: Euro(8500),
            Column.KEPT: 2,
        },
    ]
    return Sheet(
        gettext("Activities"),
        [in_words(LABELS[column]) for column in Column],
        [[row.get(column, "") for column in Column] for row in rows],
    )
