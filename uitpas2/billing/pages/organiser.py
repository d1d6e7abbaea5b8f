"""The organiser's office: the bills of a month, one bill, and what was paid of it."""

from __future__ import annotations

from datetime import date, timedelta
from math import ceil
from typing import Any

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from uitpas2.accounts.rules import Permission
from uitpas2.billing import queries, services
from uitpas2.billing.errors import NoBillingTerms, PaymentAlreadyVoided, PlanAlreadyThere
from uitpas2.billing.pages.blueprint import blueprint
from uitpas2.billing.schemas import BillsQuery, MakeForm, MonthQuery, PaymentForm, PlanForm
from uitpas2.database.work import Work
from uitpas2.kernel.errors import DomainError
from uitpas2.kernel.period import Period, PeriodKind, calendar_period
from uitpas2.web.bodies import Form, read_form, read_query
from uitpas2.web.context import begin, reading
from uitpas2.web.guard import needs
from uitpas2.web.idempotency import once
from uitpas2.web.language import in_words

MONTHS_TO_CHOOSE = 13


@blueprint.get("/organiser/bills")
@needs(Permission.SEND_BILLS)
def bills() -> ResponseReturnValue:
    query = read_query(BillsQuery)
    wanted = query.data
    page, month = wanted.get("page", 1), wanted.get("month")
    with reading() as work:
        found = queries.bills_of_organiser(
            work,
            state=wanted.get("state", ""),
            month=month.start if month else None,
            text=wanted.get("text", ""),
            page=page,
        )
        terms, waiting = queries.own_terms(work), len(queries.unplaced_lines(work))
        months = _months(work.today)
    return render_template(
        "billing/bills.html",
        query=query,
        found=found,
        terms=terms,
        waiting=waiting,
        months=months,
        page=page,
        pages=max(1, ceil(found.count / queries.PER_PAGE)),
        today=work.today,
    )


@blueprint.get("/organiser/bills/new")
@needs(Permission.SEND_BILLS)
def new_bills() -> ResponseReturnValue:
    query = read_query(MonthQuery)
    return _preview_page(query.data.get("month"), Form())


@blueprint.post("/organiser/bills/new")
@needs(Permission.SEND_BILLS)
def make_bills() -> ResponseReturnValue:
    form = read_form(MakeForm)
    if form.is_valid:
        try:
            with begin() as work:
                answer, _, _ = once(work, lambda: ({"bills": len(services.make_bills(work, form.data["month"]))}, 201))
            made = answer["bills"]
            text = ngettext(
                "%(num)d bill is made, and its family knows.", "%(num)d bills are made, and the families know.", made
            )
            flash(text, "yes")
            return redirect(url_for("billing.bills"), 303)
        except DomainError as error:
            form.add(error)
    return _preview_page(form.data.get("month"), form), 422


@blueprint.get("/organiser/bills/<bill_id>")
@needs(Permission.SEND_BILLS)
def bill(bill_id: str) -> ResponseReturnValue:
    return _bill_page(bill_id, Form(), Form())


@blueprint.get("/organiser/bills/<bill_id>/file")
@needs(Permission.SEND_BILLS)
def bill_file(bill_id: str) -> ResponseReturnValue:
    return as_file(bill_id)


def as_file(bill_id: str) -> Response:
    """A bill as PDF, for whoever may see it."""
    with reading() as work:
        number, content = services.bill_pdf(work, bill_id)
    name = gettext("bill")
    headers = {"Content-Disposition": f'attachment; filename="{name}-{number}.pdf"'}
    return Response(content, mimetype="application/pdf", headers=headers)


@blueprint.post("/organiser/bills/<bill_id>/payments")
@needs(Permission.SEND_BILLS)
def note_payment(bill_id: str) -> ResponseReturnValue:
    form = read_form(PaymentForm)
    if form.is_valid:
        try:
            with begin() as work:
                once(work, lambda: ({"payment_id": services.note_payment(work, bill_id, **form.data)}, 201))
            flash(gettext("The payment is noted."), "yes")
            return redirect(url_for("billing.bill", bill_id=bill_id), 303)
        except DomainError as error:
            if error.field is None:
                raise
            form.add(error)
    return _bill_page(bill_id, form, Form()), 422


@blueprint.post("/organiser/bills/<bill_id>/payments/<payment_id>/void")
@needs(Permission.SEND_BILLS)
def void_payment(bill_id: str, payment_id: str) -> ResponseReturnValue:
    try:
        with begin() as work:
            once(work, lambda: _voided(work, bill_id, payment_id))
        flash(gettext("The payment is taken back. It no longer counts."), "yes")
    except PaymentAlreadyVoided as error:
        flash(in_words(error.message), "attention")
    return redirect(url_for("billing.bill", bill_id=bill_id), 303)


@blueprint.post("/organiser/bills/<bill_id>/plan")
@needs(Permission.SEND_BILLS)
def agree_plan(bill_id: str) -> ResponseReturnValue:
    form = read_form(PlanForm)
    if form.is_valid:
        try:
            with begin() as work:
                once(work, lambda: ({"plan_id": services.agree_plan(work, bill_id, text=form.data["note"]).id}, 201))
            flash(gettext("Noted. This family gets no reminders of you any more."), "yes")
            return redirect(url_for("billing.bill", bill_id=bill_id), 303)
        except PlanAlreadyThere as error:
            form.add(error)
    return _bill_page(bill_id, Form(), form), 422


@blueprint.post("/organiser/bills/<bill_id>/plan/end")
@needs(Permission.SEND_BILLS)
def end_plan(bill_id: str) -> ResponseReturnValue:
    with begin() as work:
        once(work, lambda: _plan_ended(work, bill_id))
    flash(gettext("The agreement is over. From now on reminders are sent again."), "yes")
    return redirect(url_for("billing.bill", bill_id=bill_id), 303)


def _made_in_words(count: int) -> str:
    return str(
        ngettext("%(num)d bill is made, and its family knows.", "%(num)d bills are made, and the families know.", count)
    )


def _voided(work: Work, bill_id: str, payment_id: str) -> tuple[dict[str, Any], int]:
    services.void_payment(work, bill_id, payment_id)
    return {}, 200


def _plan_ended(work: Work, bill_id: str) -> tuple[dict[str, Any], int]:
    services.end_plan(work, bill_id)
    return {}, 200


def _preview_page(month: Period | None, form: Form) -> str:
    with reading() as work:
        wanted = month or _month_before(work.today)
        preview = queries.preview(work, wanted)
        if queries.own_terms(work) is None:
            raise NoBillingTerms
        months = _months(work.today)
    return render_template("billing/new_bills.html", preview=preview, form=form, months=months)


def _bill_page(bill_id: str, form: Form, plan_form: Form) -> str:
    with reading() as work:
        shown = queries.shown_bill(work, bill_id)
        return render_template("billing/bill.html", shown=shown, form=form, plan_form=plan_form, today=work.today)


def _month_before(day: date) -> Period:
    return calendar_period(PeriodKind.MONTH, day.replace(day=1) - timedelta(days=1))


def _months(today: date) -> list[date]:
    """The first days of the months that are over, the latest first."""
    found, month = [], _month_before(today)
    for _ in range(MONTHS_TO_CHOOSE):
        found.append(month.start)
        month = _month_before(month.start)
    return found
