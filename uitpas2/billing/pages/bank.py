"""Statements of the bank: read into a preview, counted after a yes; and payments that found no bill."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from uitpas2.accounts.rules import Permission
from uitpas2.billing import queries, services
from uitpas2.billing.errors import BankFileAlreadyBooked, BillUnknown, ColumnsUnknown, LineNotWaiting
from uitpas2.billing.pages.blueprint import blueprint
from uitpas2.billing.rules import LineState
from uitpas2.billing.rules.bank_files import MOST_BYTES
from uitpas2.billing.schemas import BookForm, PlaceForm, StatementForm
from uitpas2.database.work import Work
from uitpas2.kernel.errors import DomainError
from uitpas2.web.bodies import Form, read_form
from uitpas2.web.context import begin, reading
from uitpas2.web.guard import needs
from uitpas2.web.idempotency import once
from uitpas2.web.language import in_words
from uitpas2.web.limits import limiter
from uitpas2.web.uploads import takes_file, uploaded

FILES = "60 per hour"


@blueprint.get("/organiser/bills/bank")
@needs(Permission.SEND_BILLS)
def bank() -> ResponseReturnValue:
    return _bank_page(Form())


@blueprint.post("/organiser/bills/bank")
@needs(Permission.SEND_BILLS)
@takes_file(MOST_BYTES)
@limiter.limit(FILES)
def read_statement() -> ResponseReturnValue:
    """Sent twice, a file is shown twice and counted once: no key is needed."""
    form = read_form(StatementForm)
    content = uploaded("file")
    if form.is_valid:
        try:
            with begin() as work:
                named = {name: text for name, text in form.data.items() if text}
                read = services.read_statement(work, content, named)
                address = url_for("billing.statement", statement_id=read.id)
            return redirect(address, 303)
        except DomainError as error:
            if error.field is None:
                raise
            form.add(error)
            return _bank_page(form, asks_columns=isinstance(error, ColumnsUnknown)), 422
    return _bank_page(form, asks_columns=True), 422


@blueprint.get("/organiser/bills/bank/<statement_id>")
@needs(Permission.SEND_BILLS)
def statement(statement_id: str) -> ResponseReturnValue:
    with reading() as work:
        shown = queries.shown_import(work, statement_id)
        return render_template("billing/statement.html", shown=shown, states=LineState)


@blueprint.post("/organiser/bills/bank/<statement_id>/book")
@needs(Permission.SEND_BILLS)
def book_statement(statement_id: str) -> ResponseReturnValue:
    form = read_form(BookForm)
    try:
        with begin() as work:
            answer, _, _ = once(work, lambda: _booked(work, statement_id, form.data.get("accepted", [])))
        flash(ngettext("%(num)d payment is counted.", "%(num)d payments are counted.", answer["payments"]), "yes")
    except BankFileAlreadyBooked as error:
        flash(in_words(error.message), "attention")
    return redirect(url_for("billing.bank"), 303)


@blueprint.post("/organiser/bills/bank/<statement_id>/drop")
@needs(Permission.SEND_BILLS)
def drop_statement(statement_id: str) -> ResponseReturnValue:
    try:
        with begin() as work:
            once(work, lambda: _dropped(work, statement_id))
        flash(gettext("Thrown away. Nothing of it was counted."), "yes")
    except BankFileAlreadyBooked as error:
        flash(in_words(error.message), "attention")
    return redirect(url_for("billing.bank"), 303)


@blueprint.post("/organiser/bills/bank/lines/<line_id>/place")
@needs(Permission.SEND_BILLS)
def place_line(line_id: str) -> ResponseReturnValue:
    form = read_form(PlaceForm)
    if form.is_valid:
        try:
            with begin() as work:
                answer, _, _ = once(
                    work, lambda: ({"bill_id": services.place_line(work, line_id, form.data["number"])}, 200)
                )
            flash(gettext("The payment has its place."), "yes")
            return redirect(url_for("billing.bill", bill_id=answer["bill_id"]), 303)
        except LineNotWaiting as error:
            flash(in_words(error.message), "attention")
            return redirect(url_for("billing.bank"), 303)
        except BillUnknown as error:
            form.add(error)
    return _bank_page(Form(), placing=line_id, place_form=form), 422


@blueprint.post("/organiser/bills/bank/lines/<line_id>/dismiss")
@needs(Permission.SEND_BILLS)
def dismiss_line(line_id: str) -> ResponseReturnValue:
    try:
        with begin() as work:
            once(work, lambda: _dismissed(work, line_id))
        flash(gettext("This money was for something else, and is off the list."), "yes")
    except LineNotWaiting as error:
        flash(in_words(error.message), "attention")
    return redirect(url_for("billing.bank"), 303)


def _booked(work: Work, statement_id: str, accepted: list[str]) -> tuple[dict[str, Any], int]:
    return {"payments": services.book_statement(work, statement_id, accepted)}, 200


def _dropped(work: Work, statement_id: str) -> tuple[dict[str, Any], int]:
    services.drop_statement(work, statement_id)
    return {}, 200


def _dismissed(work: Work, line_id: str) -> tuple[dict[str, Any], int]:
    services.dismiss_line(work, line_id)
    return {}, 200


def _bank_page(form: Form, *, asks_columns: bool = False, placing: str = "", place_form: Form | None = None) -> str:
    with reading() as work:
        return render_template(
            "billing/bank.html",
            form=form,
            terms=queries.own_terms(work),
            lines=queries.unplaced_lines(work),
            asks_columns=asks_columns,
            placing=placing,
            place_form=place_form,
        )
