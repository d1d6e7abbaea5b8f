"""Sheets of cards: ordered here, printed by the worker, fetched when they are ready."""

from __future__ import annotations

from typing import Any

from flask import Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from uitpas2.accounts.rules import Permission
from uitpas2.cards import queries as cards
from uitpas2.cards import services
from uitpas2.cards.rules import SheetStatus
from uitpas2.counter.pages.blueprint import blueprint
from uitpas2.counter.schemas import SheetForm
from uitpas2.database.work import Work
from uitpas2.kernel.errors import DomainError
from uitpas2.web.bodies import Form, read_form
from uitpas2.web.context import begin, current_actor, reading
from uitpas2.web.guard import needs
from uitpas2.web.idempotency import once
from uitpas2.web.language import reader_language

STILL_GOING = frozenset({SheetStatus.WAITING, SheetStatus.PRINTING})


@blueprint.get("/counter/sheets")
@needs(Permission.ISSUE_CARDS)
def sheets() -> ResponseReturnValue:
    return _order_page(Form())


@blueprint.post("/counter/sheets")
@needs(Permission.ISSUE_CARDS)
def order_sheet() -> ResponseReturnValue:
    form = read_form(SheetForm)
    if form.is_valid:
        try:
            with begin() as work:
                answer, _, _ = once(work, lambda: ({"sheet_id": _ordered(work, form.data)}, 201))
            return redirect(url_for("counter.sheet", sheet_id=answer["sheet_id"]), 303)
        except DomainError as error:
            form.add(error)
    return _order_page(form), 422


def _ordered(work: Work, wanted: dict[str, Any]) -> str:
    which: dict[str, Any] = {"numbers": wanted["numbers"]}
    if wanted["which"] == "latest":
        which = {"municipality_nis": current_actor().municipality_nis or "", "latest": wanted["latest"]}
    return services.order_sheet(work, **which, language=reader_language()).id


@blueprint.get("/counter/sheets/<sheet_id>")
@needs(Permission.ISSUE_CARDS)
def sheet(sheet_id: str) -> ResponseReturnValue:
    with reading() as work:
        shown = cards.sheet(work, sheet_id)
    return render_template("counter/sheet.html", sheet=shown, is_going=shown.status in STILL_GOING)


@blueprint.get("/counter/sheets/<sheet_id>/file")
@needs(Permission.ISSUE_CARDS)
def sheet_file(sheet_id: str) -> ResponseReturnValue:
    with reading() as work:
        file = cards.sheet_file(work, sheet_id)
    name = gettext("cards")
    headers = {"Content-Disposition": f'attachment; filename="{name}.pdf"'}
    return Response(file, mimetype="application/pdf", headers=headers)


def _order_page(form: Form) -> str:
    with reading() as work:
        ordered = cards.sheets(work)
    return render_template("counter/sheets.html", form=form, sheets=ordered)
