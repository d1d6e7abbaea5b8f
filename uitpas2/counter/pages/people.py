"""The page of one holder, and who decides for them."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from uitpas2.accounts.rules import Permission
from uitpas2.cards import queries as cards
from uitpas2.cards import services
from uitpas2.cards.errors import EndReasonNeeded
from uitpas2.cards.rules import (
    CLERK_REASONS,
    END_REASON_LABELS,
    WHY_ENDED,
    WHY_STOPPED_WORDS,
    WHY_SUSPENDED,
    LookedAt,
)
from uitpas2.counter import queries
from uitpas2.counter.pages.blueprint import blueprint, hand_over, take_over
from uitpas2.counter.pages.cards import card_words
from uitpas2.counter.schemas import EndGuardianshipForm, GuardianForm
from uitpas2.database.work import Work
from uitpas2.kernel.errors import DomainError
from uitpas2.web.bodies import Form, read_form
from uitpas2.web.context import begin, current_actor, reading
from uitpas2.web.guard import needs
from uitpas2.web.idempotency import once
from uitpas2.web.language import in_words
from uitpas2.web.limits import LOOK_UP, limiter


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
    hand_over(holder_id, account, code)
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
    account = cards.guardian_of(work, holder_id, account_id)
    hand_over(holder_id, account, services.renew_guardian_code(work, holder_id, account_id))
    return {"account_id": account_id}, 201


def _holder_page(holder_id: str, form: Form) -> str:
    with reading() as work:
        shown = queries.desk(work, holder_id, qr_label=gettext("QR code of the card"))
        handed = take_over(holder_id)
        account = cards.guardian_of(work, holder_id, handed["account_id"]) if handed else None
    reasons = [(reason.value, in_words(END_REASON_LABELS[reason])) for reason in CLERK_REASONS]
    return render_template(
        "counter/holder.html",
        shown=shown,
        form=form,
        handed=handed,
        account=account,
        end_reasons=reasons,
        why_suspended=[(one.value, in_words(WHY_STOPPED_WORDS[one])) for one in WHY_SUSPENDED],
        why_ended=[(one.value, in_words(WHY_STOPPED_WORDS[one])) for one in WHY_ENDED],
        **card_words(),
    )
