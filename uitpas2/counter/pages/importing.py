"""A file of holders at the counter: read into a preview, decided on line by line, confirmed, watched, thrown away."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from uitpas2.accounts.rules import Permission
from uitpas2.cards import queries as cards
from uitpas2.cards import services
from uitpas2.cards.rules.importing import (
    CHOICES,
    LABELS,
    MOST_BYTES,
    MOST_ROWS,
    NEEDED,
    Column,
    RowChoice,
    RowState,
    problem_in_words,
)
from uitpas2.counter import queries
from uitpas2.counter.pages.blueprint import blueprint
from uitpas2.counter.schemas import ConfirmImportForm, UploadForm
from uitpas2.database.work import Work
from uitpas2.kernel.errors import Conflict, DomainError, Unavailable
from uitpas2.lists.errors import FileMissing
from uitpas2.web.bodies import Form, read_form
from uitpas2.web.context import begin, current_actor, platform, reading
from uitpas2.web.guard import needs
from uitpas2.web.idempotency import once
from uitpas2.web.language import in_words
from uitpas2.web.limits import limiter
from uitpas2.web.uploads import takes_file

FILES = "30 per hour"  # each may ask after thousands of people
AT_ONCE = 600  # lines that are done before the next page is shown, in a second or two; the worker does the others
_LINE = re.compile(r"line_(\d{1,7})")


@blueprint.get("/counter/imports")
@needs(Permission.REGISTER_HOLDERS)
def imports() -> ResponseReturnValue:
    return _upload_page(Form())


@blueprint.post("/counter/imports")
@needs(Permission.REGISTER_HOLDERS)
@takes_file(3 * MOST_BYTES)  # what is somewhat too large hears so in a sentence
@limiter.limit(FILES)
def read_holders() -> ResponseReturnValue:
    """Sent twice, a file takes the place of its own first preview: no key is needed."""
    form = read_form(UploadForm)
    file = request.files.get("file")
    try:
        if not file:
            raise FileMissing(field="file")
        with file.stream as stream:
            content = stream.read()
        import_id = services.read_list(platform().workplace, current_actor(), content, file_name=file.filename or "")
        return redirect(url_for("counter.holder_import", import_id=import_id), 303)
    except DomainError as error:
        if error.field is None:
            raise
        form.add(error)
    return _upload_page(form), 422


@blueprint.get("/counter/imports/<import_id>")
@needs(Permission.REGISTER_HOLDERS)
def holder_import(import_id: str) -> ResponseReturnValue:
    return _import_page(import_id, Form())


@blueprint.post("/counter/imports/<import_id>/choices")
@needs(Permission.REGISTER_HOLDERS)
def choose_lines(import_id: str) -> ResponseReturnValue:
    """Keep what is chosen on this screen, or the same for all lines of its kind."""
    for_all, shown = _one_of(RowChoice, request.form.get("all")), _one_of(RowState, request.form.get("show"))
    try:
        with begin() as work:
            if for_all and shown:
                services.choose_for_all_lines(work, import_id, shown, for_all)
            else:
                services.choose_lines(work, import_id, _chosen())
        flash(gettext("Your choices are kept. Nobody has been registered yet."), "yes")
    except Conflict as error:
        flash(in_words(error.message), "attention")
    screen = request.form.get("screen")
    return redirect(url_for("counter.holder_import", import_id=import_id, show=shown, screen=screen), 303)


@blueprint.post("/counter/imports/<import_id>/confirm")
@needs(Permission.REGISTER_HOLDERS)
def confirm_import(import_id: str) -> ResponseReturnValue:
    """What is chosen on the screen counts too, and stays when something else is not right yet."""
    form = read_form(ConfirmImportForm)
    try:
        with begin() as work:
            once(work, lambda: _confirmed(work, import_id, form.data))
    except Conflict as error:
        flash(in_words(error.message), "attention")
        return redirect(url_for("counter.holder_import", import_id=import_id), 303)
    except DomainError as error:
        if error.field is None:
            raise
        form.add(error)
        with begin() as work:
            services.choose_lines(work, import_id, _chosen())
        return _import_page(import_id, form), 422
    with suppress(Unavailable):  # it is very busy: the worker does all of it
        services.carry_out_import(platform().workplace, import_id, at_most=AT_ONCE)
    return redirect(url_for("counter.holder_import", import_id=import_id), 303)


def _confirmed(work: Work, import_id: str, wanted: dict[str, Any]) -> tuple[dict[str, Any], int]:
    services.choose_lines(work, import_id, _chosen())
    address = url_for("accounts.activate", _external=True) if wanted["mail"] else ""
    services.confirm_import(work, import_id, leave_out=wanted["leave_out"], mail_address=address)
    return {"import_id": import_id}, 202


@blueprint.post("/counter/imports/<import_id>/drop")
@needs(Permission.REGISTER_HOLDERS)
def drop_import(import_id: str) -> ResponseReturnValue:
    try:
        with begin() as work:
            services.drop_import(work, import_id)
        flash(gettext("The list is thrown away. Nothing of it was kept."), "yes")
    except Conflict as error:
        flash(in_words(error.message), "attention")
    return redirect(url_for("counter.imports"), 303)


def _chosen() -> dict[int, RowChoice]:
    """What is chosen on the screen, by line."""
    named = ((_LINE.fullmatch(name), _one_of(RowChoice, value)) for name, value in request.form.items())
    return {int(line[1]): choice for line, choice in named if line and choice}


def _one_of(words: Any, text: str | None) -> Any:
    """The word of an enumeration that this is; None for anything else."""
    return words(text) if text in set(words) else None


def _upload_page(form: Form) -> str:
    with reading() as work:
        made = cards.imports(work)
    columns = [(in_words(LABELS[column]), column in NEEDED) for column in Column]
    return render_template(
        "counter/imports.html",
        form=form,
        imports=made,
        columns=columns,
        most_rows=MOST_ROWS,
        most_megabytes=MOST_BYTES // 1_000_000,
    )


def _import_page(import_id: str, form: Form) -> str:
    screen = request.values.get("screen", "")
    with reading() as work:
        shown = queries.import_on_desk(
            work,
            import_id,
            shown=_one_of(RowState, request.values.get("show")),
            screen=int(screen) if re.fullmatch(r"[0-9]{1,6}", screen) else 1,
        )
    return render_template(
        "counter/import.html",
        form=form,
        shown=shown,
        found=shown.found,
        labels=LABELS,
        possible=CHOICES.get(shown.shown, frozenset()),
        problem_in_words=problem_in_words,
    )
