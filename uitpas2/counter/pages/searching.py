"""Finding somebody by whatever the clerk has at hand, in one field."""

from __future__ import annotations

from flask import flash, redirect, render_template, send_from_directory, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from uitpas2.accounts.rules import Permission
from uitpas2.cards.models import Card
from uitpas2.counter import queries
from uitpas2.counter.pages.blueprint import blueprint
from uitpas2.counter.queries import Found, PersonLine
from uitpas2.counter.rules import national_number_in
from uitpas2.counter.schemas import SearchForm
from uitpas2.kernel.errors import DomainError, NotFound
from uitpas2.web.assets import STATIC, has_asset
from uitpas2.web.bodies import Form, read_form
from uitpas2.web.context import current_actor, reading
from uitpas2.web.guard import needs
from uitpas2.web.headers import allow_camera
from uitpas2.web.language import card_number
from uitpas2.web.limits import LOOK_UP, count_guess, guess_limit, limiter


@blueprint.get("/counter")
@needs(Permission.REGISTER_HOLDERS)
def desk() -> ResponseReturnValue:
    return _desk_page(Form())


@blueprint.get("/counter/reader.js")
@needs(Permission.REGISTER_HOLDERS)
def reader() -> ResponseReturnValue:
    """The script that reads codes beside the page, as at the door. Its policy is the camera's as well."""
    allow_camera()
    return send_from_directory(STATIC / "scan", "reader.js", max_age=3600)


@blueprint.post("/counter")
@needs(Permission.REGISTER_HOLDERS)
@limiter.limit(LOOK_UP)
@guess_limit
def search() -> ResponseReturnValue:
    """A POST although it changes nothing: names and numbers do not belong in addresses and their logs."""
    form = read_form(SearchForm)
    near: list[PersonLine] = []
    if form.is_valid:
        try:
            with reading() as work:
                found = queries.search(work, form.data["text"])
            if found.the_one:
                _tell_ended(found.ended_card)
                return redirect(url_for("counter.holder", holder_id=found.the_one.holder_id), 303)
            return _desk_page(form, found)
        except DomainError as error:
            form.add(error)
            if isinstance(error, NotFound):
                count_guess()
            with reading() as work:
                near = queries.near_misses(work, form.data["text"])
    return _desk_page(form, near=near), 422


def _tell_ended(card: Card | None) -> None:
    """Say that the card in the clerk's hand is not the one that works; since when and why stands below."""
    if card is None:
        return
    number = card_number(card.number)
    said = gettext("Card %(number)s no longer works. Below you see why, and how it stands now.", number=number)
    flash(said, "attention")


def _desk_page(form: Form, found: Found | None = None, near: list[PersonLine] | None = None) -> str:
    if national_number_in(form.values.get("text", "")):
        form.values["text"] = ""  # it does not come back, whatever the answer is
    has_camera = has_asset("vendor/zxing/zxing_reader.wasm")
    if has_camera:
        allow_camera()
    finds_numbers = current_actor().may(Permission.FIND_BY_NATIONAL_NUMBER)
    return render_template(
        "counter/desk.html",
        form=form,
        found=found,
        near=near,
        finds_numbers=finds_numbers,
        has_camera=has_camera,
    )
