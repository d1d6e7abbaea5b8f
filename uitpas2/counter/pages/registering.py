"""Registering somebody in one step: who, who decides, where they live, and the card."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from uitpas2.accounts.rules import Permission
from uitpas2.cards import services
from uitpas2.cards.errors import PerhapsRegistered
from uitpas2.cards.models import Holder
from uitpas2.cards.rules import CardWay
from uitpas2.cards.services import NewCard
from uitpas2.counter import queries
from uitpas2.counter.pages.blueprint import blueprint, hand_over
from uitpas2.counter.rules import as_typed
from uitpas2.counter.schemas import NO_CARD, RegistrationForm, SearchForm
from uitpas2.database.work import Work
from uitpas2.kernel.errors import DomainError, NotAllowed
from uitpas2.web.bodies import Form, read_form
from uitpas2.web.context import begin, reading
from uitpas2.web.guard import needs
from uitpas2.web.idempotency import once
from uitpas2.web.limits import LOOK_UP, limiter

_OF_PERSON = ("first_name", "last_name", "birth_date", "national_number")


@blueprint.get("/counter/holders/new")
@needs(Permission.REGISTER_HOLDERS)
def new_holder() -> ResponseReturnValue:
    """With `family_of` what a brother or sister has in common with that holder stands there already."""
    form = Form()
    if holder_id := request.args.get("family_of", ""):
        with reading() as work:
            form.values = queries.of_family(work, holder_id)
    return _registration_page(form)


@blueprint.post("/counter/holders/start")
@needs(Permission.REGISTER_HOLDERS)
def start_registration() -> ResponseReturnValue:
    """The form with what was searched for already in it. A POST, so that no name stands in an address."""
    typed = read_form(SearchForm)
    with reading() as work:
        form = Form(values=as_typed(typed.data.get("text", ""), work.today))
    return _registration_page(form)


@blueprint.post("/counter/holders/new")
@needs(Permission.REGISTER_HOLDERS)
@limiter.limit(LOOK_UP)
def register() -> ResponseReturnValue:
    form = read_form(RegistrationForm)
    if form.is_valid:
        try:
            with begin() as work:
                answer, _, _ = once(work, lambda: _register(work, form.data))
            return redirect(url_for("counter.holder", holder_id=answer["holder_id"]), 303)
        except PerhapsRegistered:
            with reading() as work:
                alike = services.look_alikes(work, **{word: form.data[word] for word in _OF_PERSON})
            return _registration_page(form, alike), 422
        except DomainError as error:
            form.add(error)
    return _registration_page(form), 422


def _register(work: Work, wanted: dict[str, Any]) -> tuple[dict[str, Any], int]:
    person = dict(wanted)
    card = _wished(work, person.pop("way"), person.pop("card_number"))
    made = services.register_with_guardian(work, card=card, others=person.pop("not_same").split(), **person)
    if made.card is None:
        flash(gettext("%(name)s is registered.", name=made.holder.first_name), "yes")
    else:
        flash(gettext("%(name)s is registered, and the card works.", name=made.holder.first_name), "yes")
    if made.account is not None:
        hand_over(made.holder.id, made.account, made.code)
    return {"holder_id": made.holder.id}, 201


def _wished(work: Work, way: str, number: str) -> NewCard | None:
    """Whoever scanned a card from the drawer wants that one, whatever else was ticked."""
    if number:
        way = CardWay.DRAWER
    if way == NO_CARD:
        return None
    if not work.actor.may(Permission.ISSUE_CARDS):
        raise NotAllowed
    return NewCard(CardWay(way), number)


def _registration_page(form: Form, alike: list[Holder] | None = None) -> str:
    with reading() as work:
        shown = queries.to_register(work)
    first_wrong = next((name for name in RegistrationForm._declared_fields if name in form.errors), "")
    empty = [name for name in ("first_name", "last_name", "birth_date") if not form.values.get(name)]
    return render_template(
        "counter/new_holder.html",
        form=form,
        shown=shown,
        alike=[queries.person_line(holder) for holder in alike or []],
        focus=first_wrong or (empty or ["first_name"])[0],
    )
