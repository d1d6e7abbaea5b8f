"""Finding somebody, registering somebody, and the page of one holder."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from uitpas2.accounts.models import Account
from uitpas2.accounts.rules import Permission
from uitpas2.cards import queries as cards
from uitpas2.cards import services
from uitpas2.cards.errors import EndReasonNeeded, PerhapsRegistered
from uitpas2.cards.rules import CLERK_REASONS, END_REASON_LABELS, LookedAt
from uitpas2.counter import queries
from uitpas2.counter.pages.blueprint import blueprint, hand_over, take_over
from uitpas2.counter.schemas import EndGuardianshipForm, GuardianForm, RegistrationForm, SearchForm
from uitpas2.database.work import Work
from uitpas2.kernel.errors import DomainError
from uitpas2.web.bodies import Form, read_form
from uitpas2.web.context import begin, current_actor, reading
from uitpas2.web.guard import needs
from uitpas2.web.idempotency import once
from uitpas2.web.language import in_words
from uitpas2.web.limits import LOOK_UP, limiter


@blueprint.get("/counter")
@needs(Permission.REGISTER_HOLDERS)
def desk() -> ResponseReturnValue:
    return render_template("counter/desk.html", form=Form(), found=None)


@blueprint.post("/counter")
@needs(Permission.REGISTER_HOLDERS)
@limiter.limit(LOOK_UP)
def search() -> ResponseReturnValue:
    """A POST although it changes nothing: names and numbers do not belong in addresses and their logs."""
    form = read_form(SearchForm)
    if form.is_valid:
        try:
            with reading() as work:
                found = queries.search(work, **form.data)
            if len(found) == 1:
                return redirect(url_for("counter.holder", holder_id=found[0].holder_id), 303)
            return render_template("counter/desk.html", form=form, found=found)
        except DomainError as error:
            form.add(error)
    return render_template("counter/desk.html", form=form, found=None), 422


@blueprint.get("/counter/holders/new")
@needs(Permission.REGISTER_HOLDERS)
def new_holder() -> ResponseReturnValue:
    return _registration_page(Form())


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
            return _registration_page(form, _lookalikes(form)), 422
        except DomainError as error:
            form.add(error)
    return _registration_page(form), 422


def _lookalikes(form: Form) -> list[queries.PersonLine]:
    names = {word: form.data[word] for word in ("first_name", "last_name", "birth_date")}
    with reading() as work:
        return [queries.person_line(found) for found in cards.lookalikes(work, **names)]


def _register(work: Work, wanted: dict[str, Any]) -> tuple[dict[str, Any], int]:
    made = services.register_with_guardian(work, **wanted)
    flash(gettext("%(name)s is registered.", name=made.holder.first_name), "yes")
    if made.account is not None:
        _hand_over(made.holder.id, made.account, made.code)
    return {"holder_id": made.holder.id}, 201


def _hand_over(holder_id: str, account: Account, code: str | None) -> None:
    if code is None:
        flash(gettext("%(name)s already has an account, and sees the card there too.", name=account.name), "info")
    hand_over(holder_id, account.id, code)


def _registration_page(form: Form, alike: list[queries.PersonLine] | None = None) -> str:
    with reading() as work:
        places = queries.places(work)
        keeps_numbers = any(cards.keeps_national_numbers(work, place.nis) for place in places)
    return render_template(
        "counter/new_holder.html", form=form, alike=alike, places=places, keeps_numbers=keeps_numbers
    )


@blueprint.get("/counter/holders/<holder_id>")
@needs(Permission.REGISTER_HOLDERS)
def holder(holder_id: str) -> ResponseReturnValue:
    page = _holder_page(holder_id, Form())
    if current_actor().may(Permission.GRANT_RIGHTS):  # then the page shows until when a price holds
        with begin() as work:
            services.note_look(work, holder_id, LookedAt.RECORD)
    return page


@blueprint.post("/counter/holders/<holder_id>/guardians")
@needs(Permission.REGISTER_HOLDERS)
@limiter.limit(LOOK_UP)
def add_guardian(holder_id: str) -> ResponseReturnValue:
    form = read_form(GuardianForm)
    if form.is_valid:
        try:
            with begin() as work:
                once(work, lambda: _add_guardian(work, holder_id, form.data))
            return redirect(url_for("counter.holder", holder_id=holder_id), 303)
        except DomainError as error:
            form.add(error)
    return _holder_page(holder_id, form), 422


def _add_guardian(work: Work, holder_id: str, wanted: dict[str, Any]) -> tuple[dict[str, Any], int]:
    account, code = services.add_guardian(work, holder_id, **wanted)
    _hand_over(holder_id, account, code)
    return {"account_id": account.id}, 201


@blueprint.post("/counter/holders/<holder_id>/guardians/<account_id>/end")
@needs(Permission.REGISTER_HOLDERS)
def end_guardianship(holder_id: str, account_id: str) -> ResponseReturnValue:
    form = read_form(EndGuardianshipForm)
    try:
        with begin() as work:
            services.end_guardianship(work, holder_id, account_id, reason=form.data["reason"])
        flash(gettext("This person no longer decides, and no longer sees the card."), "yes")
    except EndReasonNeeded as error:
        flash(in_words(error.message), "attention")
    return redirect(url_for("counter.holder", holder_id=holder_id), 303)


@blueprint.post("/counter/holders/<holder_id>/guardians/<account_id>/code")
@needs(Permission.REGISTER_HOLDERS)
def renew_code(holder_id: str, account_id: str) -> ResponseReturnValue:
    with begin() as work:
        once(work, lambda: _renew_code(work, holder_id, account_id))
    return redirect(url_for("counter.holder", holder_id=holder_id), 303)


def _renew_code(work: Work, holder_id: str, account_id: str) -> tuple[dict[str, Any], int]:
    hand_over(holder_id, account_id, services.renew_guardian_code(work, holder_id, account_id))
    return {"account_id": account_id}, 201


def _holder_page(holder_id: str, form: Form) -> str:
    with reading() as work:
        shown = queries.desk(work, holder_id, qr_label=gettext("QR code of the card"))
        handed = take_over(holder_id)
        account = cards.guardian_of(work, holder_id, handed["account_id"]) if handed else None
    reasons = [(reason.value, in_words(END_REASON_LABELS[reason])) for reason in CLERK_REASONS]
    return render_template(
        "counter/holder.html", shown=shown, form=form, handed=handed, account=account, end_reasons=reasons
    )
