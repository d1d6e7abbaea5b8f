"""Registering somebody in one step: who, where, who decides, and the card."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from uitpas2.accounts.rules import Permission
from uitpas2.cards import queries as cards
from uitpas2.cards import services
from uitpas2.cards.errors import PerhapsRegistered
from uitpas2.counter import queries
from uitpas2.counter.pages.blueprint import blueprint, hand_over
from uitpas2.counter.rules import as_typed
from uitpas2.counter.schemas import RegistrationForm, SearchForm
from uitpas2.database.work import Work
from uitpas2.kernel.errors import DomainError
from uitpas2.web.bodies import Form, read_form
from uitpas2.web.context import begin, reading
from uitpas2.web.guard import needs
from uitpas2.web.idempotency import once
from uitpas2.web.limits import LOOK_UP, limiter


@blueprint.get("/counter/holders/new")
@needs(Permission.REGISTER_HOLDERS)
def new_holder() -> ResponseReturnValue:
    return _registration_page(Form())


@blueprint.post("/counter/holders/start")
@needs(Permission.REGISTER_HOLDERS)
def start_registration() -> ResponseReturnValue:
    """The form with what was searched for already in it. A POST, so that no name stands in an address."""
    typed = read_form(SearchForm)
    with reading() as work:
        values = as_typed(typed.values.get("text", ""), work.today)
    return _registration_page(Form(values=values))


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
            return _registration_page(form, _alike(form)), 422
        except DomainError as error:
            form.add(error)
    return _registration_page(form), 422


def _register(work: Work, wanted: dict[str, Any]) -> tuple[dict[str, Any], int]:
    made = services.register_with_guardian(work, **wanted)
    flash(gettext("%(name)s is registered.", name=made.holder.first_name), "yes")
    if made.account is not None:
        hand_over(made.holder.id, made.account, made.code)
    return {"holder_id": made.holder.id}, 201


def _alike(form: Form) -> list[queries.PersonLine]:
    person = {word: form.data[word] for word in ("first_name", "last_name", "birth_date", "national_number")}
    with reading() as work:
        return [queries.person_line(found) for found in cards.perhaps_same(work, **person)]


def _registration_page(form: Form, alike: list[queries.PersonLine] | None = None) -> str:
    with reading() as work:
        places = queries.places(work)
        keeps_numbers = any(cards.keeps_national_numbers(work, place.nis) for place in places)
    return render_template(
        "counter/new_holder.html", form=form, alike=alike, places=places, keeps_numbers=keeps_numbers
    )
