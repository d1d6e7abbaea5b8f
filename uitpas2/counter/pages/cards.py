"""Issuing, ending and printing a card, and the guardian's letter."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from uitpas2.accounts.rules import Permission
from uitpas2.cards import services
from uitpas2.cards.errors import CardAlreadyActive, CardNotActive
from uitpas2.counter import queries
from uitpas2.counter.pages.blueprint import blueprint
from uitpas2.counter.schemas import LetterForm
from uitpas2.database.work import Work
from uitpas2.web.bodies import read_form
from uitpas2.web.context import begin, reading
from uitpas2.web.guard import needs
from uitpas2.web.idempotency import once
from uitpas2.web.language import card_number, in_words, reader_language
from uitpas2.web.problems import InvalidBody


@blueprint.post("/counter/holders/<holder_id>/card")
@needs(Permission.ISSUE_CARDS)
def issue(holder_id: str) -> ResponseReturnValue:
    try:
        with begin() as work:
            once(work, lambda: ({"card_id": services.issue_card(work, holder_id).id}, 201))
        flash(gettext("The card works. Print it, or let the parent see it on the phone."), "yes")
    except CardAlreadyActive as error:
        flash(in_words(error.message), "attention")
    return redirect(url_for("counter.holder", holder_id=holder_id), 303)


@blueprint.get("/counter/cards/<card_id>/end")
@needs(Permission.BLOCK_CARDS)
def end_card(card_id: str) -> ResponseReturnValue:
    with reading() as work:
        shown = queries.card_to_end(work, card_id)
    return render_template("counter/end_card.html", shown=shown)


@blueprint.post("/counter/cards/<card_id>/replace")
@needs(Permission.ISSUE_CARDS)
def replace(card_id: str) -> ResponseReturnValue:
    holder_id = _holder_of(card_id)
    try:
        with begin() as work:
            answer, _, _ = once(work, lambda: ({"number": services.replace_card(work, card_id).number}, 201))
        flash(gettext("The new card is %(number)s. The old one no longer works.", number=_grouped(answer)), "yes")
    except CardNotActive as error:
        flash(in_words(error.message), "attention")
    return redirect(url_for("counter.holder", holder_id=holder_id), 303)


@blueprint.post("/counter/cards/<card_id>/block")
@needs(Permission.BLOCK_CARDS)
def block(card_id: str) -> ResponseReturnValue:
    holder_id = _holder_of(card_id)
    try:
        with begin() as work:
            once(work, lambda: _block(work, card_id))
        flash(gettext("The card is blocked. From now on it is refused everywhere."), "yes")
    except CardNotActive as error:
        flash(in_words(error.message), "attention")
    return redirect(url_for("counter.holder", holder_id=holder_id), 303)


def _block(work: Work, card_id: str) -> tuple[dict[str, Any], int]:
    services.block_card(work, card_id)
    return {"card_id": card_id}, 200


@blueprint.get("/counter/cards/<card_id>/print")
@needs(Permission.ISSUE_CARDS)
def print_card(card_id: str) -> ResponseReturnValue:
    with reading() as work:
        page = services.card_pdf(work, card_id, language=reader_language())
    return _pdf(page, gettext("card"))


@blueprint.post("/counter/holders/<holder_id>/letter")
@needs(Permission.REGISTER_HOLDERS)
def print_letter(holder_id: str) -> ResponseReturnValue:
    """The code comes from the page that shows it: the platform itself no longer knows it."""
    form = read_form(LetterForm)
    if not form.is_valid:
        raise InvalidBody(form.errors)
    with reading() as work:
        address = url_for("accounts.activate", _external=True)
        page = services.letter_pdf(work, holder_id, **form.data, address=address, language=reader_language())
    return _pdf(page, gettext("letter"))


def _holder_of(card_id: str) -> str:
    with reading() as work:
        return queries.card_to_end(work, card_id).holder.id


def _grouped(answer: dict[str, str]) -> str:
    return card_number(answer["number"])


def _pdf(page: bytes, name: str) -> Response:
    return Response(page, mimetype="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}.pdf"'})
