"""The right to the reduced price: record what was seen, ask the government, suspend, resume and end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from uitpas2.accounts.rules import Permission
from uitpas2.cards import queries as cards
from uitpas2.cards import services
from uitpas2.cards.rules import LookedAt
from uitpas2.counter import queries
from uitpas2.counter.pages.blueprint import blueprint
from uitpas2.counter.schemas import RightForm, WhyEndedForm, WhySuspendedForm
from uitpas2.database.work import Work
from uitpas2.kernel.errors import DomainError
from uitpas2.web.bodies import Form, read_form
from uitpas2.web.context import begin, platform, reading
from uitpas2.web.guard import needs
from uitpas2.web.idempotency import once
from uitpas2.web.language import in_words, short_day
from uitpas2.web.limits import LOOK_UP, limiter
from uitpas2.welfare import queries as welfare_queries
from uitpas2.welfare import services as welfare
from uitpas2.welfare.errors import SourceNotSetUp
from uitpas2.welfare.models import EntitlementCheck
from uitpas2.welfare.rules import HOUSEHOLD, HOUSEHOLD_LABEL, INCOME, INCOME_LABEL, CheckState, Proof


@blueprint.get("/counter/holders/<holder_id>/right")
@needs(Permission.GRANT_RIGHTS)
def right_form(holder_id: str) -> ResponseReturnValue:
    return _right_page(holder_id, Form())


@blueprint.post("/counter/holders/<holder_id>/right")
@needs(Permission.GRANT_RIGHTS)
def record_right(holder_id: str) -> ResponseReturnValue:
    form = read_form(RightForm)
    if form.is_valid:
        try:
            with begin() as work:
                once(work, lambda: ({"right_id": welfare.grant(work, holder_id, Proof(**form.data)).id}, 201))
            flash(gettext("The right to the reduced price is recorded. The family sees until when it holds."), "yes")
            return redirect(url_for("counter.holder", holder_id=holder_id), 303)
        except DomainError as error:
            form.add(error)
    return _right_page(holder_id, form), 422


@blueprint.post("/counter/holders/<holder_id>/right/ask")
@needs(Permission.GRANT_RIGHTS)
@limiter.limit(LOOK_UP)
def ask_source(holder_id: str) -> ResponseReturnValue:
    """The questions are kept first; then the source gets a few seconds, and after that a job goes on asking."""
    source = welfare.source_of(platform().settings.entitlement_source)
    with reading() as work:
        cards.holder(work, holder_id)
    try:
        if source is None:
            raise SourceNotSetUp
        with begin() as work:
            asked = {check.id: check.holder_id for check in welfare.ask(work, holder_id)}
    except DomainError as error:
        flash(in_words(error.message), "attention")
        return redirect(url_for("counter.holder", holder_id=holder_id), 303)
    welfare.settle(platform().workplace, source, only=asked)
    for (kind, text), names in _answers(asked.values()).items():
        flash(f"{', '.join(names)}: {text}" if len(asked) > 1 else text, kind)
    return redirect(url_for("counter.holder", holder_id=holder_id), 303)


def _answers(holder_ids: Iterable[str]) -> dict[tuple[str, str], list[str]]:
    """What the source said, with the first names about whom it said so. Whoever reads an answer sees a right."""
    told: dict[tuple[str, str], list[str]] = {}
    with begin() as work:
        for holder_id in holder_ids:
            services.note_look(work, holder_id, LookedAt.RECORD)
            answer = _answer_in_words(welfare_queries.latest_check(work, holder_id))
            told.setdefault(answer, []).append(cards.holder(work, holder_id).first_name)
    return told


def _answer_in_words(check: EntitlementCheck | None) -> tuple[str, str]:
    match check.state if check else CheckState.WAITING:
        case CheckState.YES if check and check.right_id:
            return "yes", gettext("The government says yes. The right to the reduced price is recorded.")
        case CheckState.YES if check and check.entitled_until:
            return "info", gettext(
                "The government says yes, until %(day)s. What is recorded already reaches as far, or the rules of "
                "the municipality say otherwise.",
                day=short_day(check.entitled_until),
            )
        case CheckState.YES:
            return "info", gettext(
                "The government says yes. What is recorded already reaches as far, or the rules of the municipality "
                "say otherwise."
            )
        case CheckState.NO:
            return "info", gettext("The government knows of no right. If the family has a proof, record that.")
        case CheckState.UNKNOWN:
            return "info", gettext("The government does not know this person. If the family has a proof, record that.")
        case _:
            return "attention", gettext(
                "No answer yet. You need not wait: we ask again by ourselves. If the family has a proof, you can "
                "record the right now."
            )


@blueprint.post("/counter/rights/<right_id>/end")
@needs(Permission.GRANT_RIGHTS)
def end_right(right_id: str) -> ResponseReturnValue:
    said = gettext("The right is ended. From today on the ordinary price counts.")
    because = read_form(WhyEndedForm).data.get("because")
    return _change(right_id, partial(services.end_right, because=because), said)


@blueprint.post("/counter/rights/<right_id>/letter")
@needs(Permission.GRANT_RIGHTS)
def print_decision(right_id: str) -> ResponseReturnValue:
    """A POST: that a decision was opened to be told is noted."""
    with begin() as work:
        page = welfare.decision_letter_pdf(work, right_id)
    name = gettext("letter")
    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"'}
    return Response(page, mimetype="application/pdf", headers=headers)


@blueprint.post("/counter/rights/<right_id>/suspend")
@needs(Permission.GRANT_RIGHTS)
def suspend_right(right_id: str) -> ResponseReturnValue:
    said = gettext("The right is suspended. The ordinary price counts until you resume it.")
    because = read_form(WhySuspendedForm).data.get("because")
    return _change(right_id, partial(services.suspend_right, because=because), said)


@blueprint.post("/counter/rights/<right_id>/resume")
@needs(Permission.GRANT_RIGHTS)
def resume_right(right_id: str) -> ResponseReturnValue:
    return _change(right_id, services.resume_right, gettext("The right counts again from today on."))


def _change(right_id: str, service: Callable[[Work, str], None], said: str) -> ResponseReturnValue:
    """A change that the state of the right does not allow is told, and changes nothing."""
    with reading() as work:
        holder_id = cards.right(work, right_id).holder_id

    def change(work: Work) -> tuple[dict[str, Any], int]:
        service(work, right_id)
        return {"right_id": right_id}, 200

    try:
        with begin() as work:
            once(work, lambda: change(work))
        flash(said, "yes")
    except DomainError as error:
        flash(in_words(error.message), "attention")
    return redirect(url_for("counter.holder", holder_id=holder_id), 303)


def _right_page(holder_id: str, form: Form) -> str:
    with begin() as work:
        shown = queries.right_to_record(work, holder_id)
        services.note_look(work, holder_id, LookedAt.RECORD)
    offered = shown.offered
    grounds = [(code, in_words(label)) for code, label in offered.grounds.items()]
    if offered.household_shares:
        grounds.append((HOUSEHOLD, in_words(HOUSEHOLD_LABEL)))
    if offered.income_opens:
        grounds.append((INCOME, in_words(INCOME_LABEL)))
    return render_template("counter/right.html", form=form, shown=shown, grounds=grounds)
