"""The drawer: what lies in it, parcels on their way, and cards that nobody will get."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from uitpas2.accounts.rules import Permission
from uitpas2.cards import services
from uitpas2.cards.errors import ParcelReceived
from uitpas2.cards.rules import CARD_END_REASONS, REASONS_IN_DRAWER
from uitpas2.counter import queries
from uitpas2.counter.pages.blueprint import blueprint
from uitpas2.counter.schemas import ParcelForm, TakeOutForm
from uitpas2.database.work import Work
from uitpas2.kernel.errors import DomainError
from uitpas2.web.bodies import Form, read_form
from uitpas2.web.context import begin, reading
from uitpas2.web.guard import needs
from uitpas2.web.idempotency import once
from uitpas2.web.language import card_number, in_words


@blueprint.get("/counter/stock")
@needs(Permission.ISSUE_CARDS)
def stock() -> ResponseReturnValue:
    return _stock_page(Form())


@blueprint.post("/counter/stock/taken-out")
@needs(Permission.ISSUE_CARDS)
def take_out() -> ResponseReturnValue:
    form = read_form(TakeOutForm)
    if form.is_valid:
        try:
            with begin() as work:
                answer, _, _ = once(work, lambda: _taken_out(work, form))
            number = card_number(answer["number"])
            flash(gettext("Card %(number)s is out of the stock, and can never be handed out.", number=number), "yes")
            return redirect(url_for("counter.stock"), 303)
        except DomainError as error:
            form.add(error)
    return _stock_page(form), 422


def _taken_out(work: Work, form: Form) -> tuple[dict[str, Any], int]:
    return {"number": services.take_out(work, form.data["number"], reason=form.data["reason"]).number}, 200


@blueprint.get("/counter/stock/parcels/<parcel_id>")
@needs(Permission.ISSUE_CARDS)
def parcel(parcel_id: str) -> ResponseReturnValue:
    return _parcel_page(parcel_id, Form())


@blueprint.post("/counter/stock/parcels/<parcel_id>")
@needs(Permission.ISSUE_CARDS)
def receive(parcel_id: str) -> ResponseReturnValue:
    form = read_form(ParcelForm)
    if form.is_valid:
        try:
            with begin() as work:
                answer, _, _ = once(work, lambda: _received(work, parcel_id, form))
            flash(_said_of_parcel(answer), "yes")
            return redirect(url_for("counter.stock"), 303)
        except ParcelReceived as error:
            flash(in_words(error.message), "attention")
            return redirect(url_for("counter.stock"), 303)
        except DomainError as error:
            form.add(error)
    return _parcel_page(parcel_id, form), 422


def _received(work: Work, parcel_id: str, form: Form) -> tuple[dict[str, Any], int]:
    received = services.receive_parcel(work, parcel_id, missing=form.data["missing"])
    return {"cards": received.cards - received.missing, "missing": received.missing}, 200


def _said_of_parcel(answer: dict[str, Any]) -> str:
    cards, missing = answer["cards"], answer["missing"]
    said: str = ngettext("%(num)d card more lies in the drawer.", "%(num)d cards more lie in the drawer.", cards)
    if not missing:
        return said
    missed = ngettext(
        "%(num)d card was missing: it can never be used.",
        "%(num)d cards were missing: they can never be used.",
        missing,
    )
    return f"{said} {missed}"


def _stock_page(form: Form) -> str:
    with reading() as work:
        shown = queries.stock_on_desk(work)
    reasons = [(reason.value, in_words(CARD_END_REASONS[reason])) for reason in REASONS_IN_DRAWER]
    return render_template("counter/stock.html", shown=shown, form=form, reasons=reasons, words=CARD_END_REASONS)


def _parcel_page(parcel_id: str, form: Form) -> str:
    with reading() as work:
        shown = queries.parcel_on_desk(work, parcel_id)
    return render_template("counter/parcel.html", parcel=shown, form=form)
