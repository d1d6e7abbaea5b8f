"""Giving somebody a card, ending one, and barring somebody from the region for a while."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from uitpas2.accounts.rules import Permission
from uitpas2.cards import services
from uitpas2.cards.errors import AlreadyBarred, BarReasonNeeded, CardAlreadyActive, CardNotActive, NotBarred
from uitpas2.cards.models import Card
from uitpas2.cards.rules import BAR_REASONS, CARD_END_REASONS, REASONS_AT_COUNTER, CardEndReason, CardWay
from uitpas2.cards.services import NewCard
from uitpas2.counter import queries
from uitpas2.counter.pages.blueprint import blueprint
from uitpas2.counter.schemas import NO_CARD, BarForm, EndCardForm, NewCardForm
from uitpas2.database.work import Work
from uitpas2.kernel.errors import DomainError
from uitpas2.web.bodies import Form, read_form
from uitpas2.web.context import begin, reading
from uitpas2.web.guard import needs
from uitpas2.web.idempotency import once
from uitpas2.web.language import card_number, in_words


@blueprint.get("/counter/holders/<holder_id>/card")
@needs(Permission.ISSUE_CARDS)
def give_card(holder_id: str) -> ResponseReturnValue:
    return _give_page(holder_id, Form())


@blueprint.post("/counter/holders/<holder_id>/card")
@needs(Permission.ISSUE_CARDS)
def issue(holder_id: str) -> ResponseReturnValue:
    form = read_form(NewCardForm)
    if form.is_valid:
        try:
            with begin() as work:
                answer, _, _ = once(work, lambda: _issued(work, holder_id, form))
            flash(_said_of(answer), "yes")
            return redirect(url_for("counter.holder", holder_id=holder_id), 303)
        except CardAlreadyActive as error:
            flash(in_words(error.message), "attention")
            return redirect(url_for("counter.holder", holder_id=holder_id), 303)
        except DomainError as error:
            form.add(error)
    return _give_page(holder_id, form), 422


def _issued(work: Work, holder_id: str, form: Form) -> tuple[dict[str, Any], int]:
    new = NewCard(form.data["way"], form.data["number"])
    return _answer(services.hand_out(work, holder_id, new), new.way), 201


def _answer(card: Card, way: CardWay) -> dict[str, Any]:
    return {"card_id": card.id, "number": card.number, "way": way.value}


def _said_of(answer: dict[str, Any]) -> str:
    number = card_number(answer["number"])
    said: dict[CardWay, str] = {
        CardWay.DRAWER: gettext("Card %(number)s works. You can hand it over.", number=number),
        CardWay.DIGITAL: gettext("The card works. The parent sees it on the phone."),
        CardWay.PRINT: gettext("Card %(number)s works. Print it now.", number=number),
    }
    return said[CardWay(answer["way"])]


@blueprint.get("/counter/cards/<card_id>/end")
@needs(Permission.BLOCK_CARDS)
def end_card(card_id: str) -> ResponseReturnValue:
    return _end_page(card_id, Form())


@blueprint.post("/counter/cards/<card_id>/end")
@needs(Permission.BLOCK_CARDS)
def end(card_id: str) -> ResponseReturnValue:
    holder_id = _holder_of(card_id)
    form = read_form(EndCardForm)
    if form.is_valid:
        try:
            with begin() as work:
                answer, _, _ = once(work, lambda: _ended(work, card_id, form))
            flash(_said_of_the_old(answer), "yes")
            return redirect(url_for("counter.holder", holder_id=holder_id), 303)
        except (CardNotActive, CardAlreadyActive) as error:
            flash(in_words(error.message), "attention")
            return redirect(url_for("counter.holder", holder_id=holder_id), 303)
        except DomainError as error:
            form.add(error)
    return _end_page(card_id, form), 422


def _ended(work: Work, card_id: str, form: Form) -> tuple[dict[str, Any], int]:
    way = form.data["way"]
    new = None if way == NO_CARD else NewCard(CardWay(way), form.data["number"])
    card = services.end_card(work, card_id, reason=form.data["reason"], new=new)
    return {} if card is None or new is None else _answer(card, new.way), 200


def _said_of_the_old(answer: dict[str, Any]) -> str:
    stopped: str = gettext("The old card no longer works: from now on it is refused everywhere.")
    return f"{stopped} {_said_of(answer)}" if answer else stopped


@blueprint.post("/counter/holders/<holder_id>/bar")
@needs(Permission.BLOCK_CARDS)
def bar(holder_id: str) -> ResponseReturnValue:
    form = read_form(BarForm)
    try:
        with begin() as work:
            once(work, lambda: ({"bar": services.bar(work, holder_id, reason=form.data.get("bar_reason")).id}, 201))
        flash(gettext("The card is stopped for now. You can undo that on this page."), "yes")
    except (AlreadyBarred, BarReasonNeeded) as error:
        flash(in_words(error.message), "attention")
    return redirect(url_for("counter.holder", holder_id=holder_id), 303)


@blueprint.post("/counter/holders/<holder_id>/bar/lift")
@needs(Permission.BLOCK_CARDS)
def lift_bar(holder_id: str) -> ResponseReturnValue:
    try:
        with begin() as work:
            services.lift_bar(work, holder_id)
        flash(gettext("The card works again."), "yes")
    except NotBarred as error:
        flash(in_words(error.message), "attention")
    return redirect(url_for("counter.holder", holder_id=holder_id), 303)


def card_words() -> dict[str, Any]:
    """The words about cards that the page of a holder needs."""
    return {
        "card_reasons": CARD_END_REASONS,
        "bar_reasons": BAR_REASONS,
        "bar_reason_options": [(reason.value, in_words(text)) for reason, text in BAR_REASONS.items()],
    }


def _holder_of(card_id: str) -> str:
    with reading() as work:
        return queries.card_to_end(work, card_id).holder.id


def _give_page(holder_id: str, form: Form) -> str:
    with reading() as work:
        shown = queries.giving(work, holder_id)
    return render_template("counter/give_card.html", shown=shown, holder=shown.holder, form=form)


def _end_page(card_id: str, form: Form) -> str:
    with reading() as work:
        shown = queries.card_to_end(work, card_id)
    hints = {CardEndReason.MISTAKE: gettext("It was meant for somebody else, or should not be there.")}
    reasons = [
        (reason.value, in_words(CARD_END_REASONS[reason]), hints.get(reason, "")) for reason in REASONS_AT_COUNTER
    ]
    return render_template("counter/end_card.html", shown=shown, form=form, reasons=reasons)
