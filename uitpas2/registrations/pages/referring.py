"""A partner's letter with a code: making it, printing it, and using it, for whoever holds it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from marshmallow import fields

from uitpas2.accounts.rules import Permission, shown_code, tidy_code
from uitpas2.database.work import Work
from uitpas2.kernel.errors import DomainError, NotFound
from uitpas2.kernel.text import TranslatedText
from uitpas2.registrations import queries, services
from uitpas2.registrations.errors import ReferralOver
from uitpas2.registrations.models import Referral
from uitpas2.registrations.pages.blueprint import blueprint
from uitpas2.registrations.rules.referring import LONGEST, ReferralState
from uitpas2.web.bodies import Form, FormSchema, read_form
from uitpas2.web.context import begin, reading
from uitpas2.web.exports import download
from uitpas2.web.guard import needs, open_to_all
from uitpas2.web.idempotency import once
from uitpas2.web.language import in_words, reader_language
from uitpas2.web.limits import LOOK_UP, count_guess, guess_limit, limiter

USUAL = timedelta(days=7)
WITH_THE_LETTER = "whoever holds the letter may have no account"


class ReferForm(FormSchema):
    session_id = fields.String(load_default="")
    keep_place = fields.Boolean(load_default=False)
    until = fields.Date(required=True)


class InvitationForm(FormSchema):
    code = fields.String(required=True)
    session_id = fields.String(load_default="")


@blueprint.get("/partner/clients/<holder_id>/places/<activity_id>/refer")
@needs(Permission.REGISTER_CLIENTS)
def refer_form(holder_id: str, activity_id: str) -> ResponseReturnValue:
    return _refer_page(holder_id, activity_id, Form())


def _refer_page(holder_id: str, activity_id: str, form: Form) -> str:
    with reading() as work:
        holder = queries.child(work, holder_id)
        chosen = queries.choice(work, holder, activity_id)
        usual, last = work.today + USUAL, work.today + LONGEST
        return render_template(
            "registrations/refer.html",
            holder=holder,
            choice=chosen,
            form=form,
            usual=usual.isoformat(),
            last=last,
            preferred=request.args.get("session", ""),
        )


@blueprint.post("/partner/clients/<holder_id>/places/<activity_id>/refer")
@needs(Permission.REGISTER_CLIENTS)
def refer(holder_id: str, activity_id: str) -> ResponseReturnValue:
    form = read_form(ReferForm)
    if form.is_valid:
        asked: dict[str, Any] = {"holder_id": holder_id, "activity_id": activity_id, **form.data}
        try:
            with begin() as work:
                answer, _, _ = once(work, lambda: ({"id": services.refer(work, **asked).id}, 201))
            return redirect(url_for("registrations.referral", referral_id=answer["id"]), 303)
        except DomainError as error:
            form.add(error)
    return _refer_page(holder_id, activity_id, form), 422


@blueprint.get("/partner/referrals/<referral_id>")
@needs(Permission.REGISTER_CLIENTS)
def referral(referral_id: str) -> ResponseReturnValue:
    with reading() as work:
        line = queries.referral_line(work, referral_id)
        code = services.code_of(work, referral_id) if line.state is ReferralState.OPEN else ""
    return render_template("registrations/referral.html", line=line, code=code)


@blueprint.get("/partner/referrals/<referral_id>/letter.pdf")
@needs(Permission.REGISTER_CLIENTS)
def referral_letter(referral_id: str) -> ResponseReturnValue:
    with reading() as work:
        address = url_for("registrations.invitation", code=services.code_of(work, referral_id), _external=True)
        content = services.referral_letter_pdf(work, referral_id, address=address, language=reader_language())
    return download(content, "invitation.pdf", "application/pdf")


@blueprint.post("/partner/referrals/<referral_id>/withdraw")
@needs(Permission.REGISTER_CLIENTS)
def withdraw_referral(referral_id: str) -> ResponseReturnValue:
    try:
        with begin() as work:
            services.withdraw_referral(work, referral_id)
        flash(gettext("The code no longer works. A place that was kept is free again."), "yes")
    except ReferralOver as error:
        flash(in_words(error.message), "attention")
    return redirect(url_for("registrations.referral", referral_id=referral_id), 303)


@blueprint.get("/invitation")
@open_to_all(WITH_THE_LETTER)
def invitation() -> ResponseReturnValue:
    """Nothing is looked up yet: a page that is only opened tells nothing about a code."""
    return render_template("registrations/invitation.html", form=Form(values={"code": request.args.get("code", "")}))


@blueprint.post("/invitation")
@open_to_all(WITH_THE_LETTER)
@limiter.limit(LOOK_UP)
@guess_limit
def open_invitation() -> ResponseReturnValue:
    form = read_form(InvitationForm)
    if form.is_valid:
        page = _opened(form)
        if page is not None:
            return page
    return render_template("registrations/invitation.html", form=form), 422


def _opened(form: Form) -> str | None:
    """The page with what is on the letter; None, and the form says why, for a code that opens nothing (any more)."""
    try:
        with reading() as work:
            found = _still_open(work, form.data["code"])
            shown = queries.invitation(work, found)
            return render_template(
                "registrations/invited.html", shown=shown, form=form, code=shown_code(tidy_code(form.data["code"]))
            )
    except NotFound as error:
        count_guess()
        form.add(error)
    except DomainError as error:
        form.add(error)
    return None


def _still_open(work: Work, code: str) -> Referral:
    found = services.find_referral(work, code)
    if found.state is not ReferralState.OPEN or found.ends_at <= work.now:
        raise ReferralOver(field="code")
    return found


@blueprint.post("/invitation/take")
@open_to_all(WITH_THE_LETTER)
@limiter.limit(LOOK_UP)
@guess_limit
def take_invitation() -> ResponseReturnValue:
    form = read_form(InvitationForm)
    if form.is_valid:
        try:
            with begin() as work:
                answer = once(work, lambda: (_taken(work, form.data), 201))[0]
            name = TranslatedText.from_dict(answer.pop("activity"))
            return render_template("registrations/taken.html", activity_name=name, **answer)
        except NotFound as error:
            count_guess()
            form.add(error)
        except DomainError as error:
            form.add(error)
            page = _opened(form)
            if page is not None:
                return page, 422
    return render_template("registrations/invitation.html", form=form), 422


def _taken(work: Work, data: dict[str, Any]) -> dict[str, Any]:
    """What the page says; plain, because a second click is answered with the same."""
    registration = services.use_referral(work, data["code"], data["session_id"])
    shown = queries.invitation(work, services.find_referral(work, data["code"]))
    return {
        "first_name": shown.line.first_name,
        "activity": shown.line.activity_name.as_dict(),
        "is_confirmed": registration.status.value == "confirmed",
    }
