"""A municipality's officers: what holds, what is proposed, and deciding with two."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from uitpas2.accounts.rules import Permission
from uitpas2.database.work import Work
from uitpas2.discounts import queries, services
from uitpas2.discounts.models import ChoiceProposal
from uitpas2.discounts.pages.blueprint import blueprint
from uitpas2.discounts.rules import (
    Choice,
    ChoicesInForce,
    Chooser,
    Decision,
    ProposalStatus,
    examples,
    refusals,
    rule_book,
    with_draft,
)
from uitpas2.discounts.schemas import choices_form
from uitpas2.kernel.errors import DomainError
from uitpas2.web.bodies import Form, read_form
from uitpas2.web.context import begin, current_actor, reading
from uitpas2.web.guard import needs
from uitpas2.web.idempotency import once
from uitpas2.web.problems import status_of

PREVIEW = "preview"


@blueprint.get("/municipality/rules")
@needs(Permission.PROPOSE_CHOICES, Permission.APPROVE_CHOICES)
def municipality_rules() -> ResponseReturnValue:
    with reading() as work:
        current = _current(work)
        held = queries.held_over_time(work, current.municipality_nis)
        waiting = queries.proposals(work, status=ProposalStatus.PROPOSED)
        names = queries.officer_names(work, [proposal.entered_by for proposal in waiting])
    return render_template(
        "discounts/municipality.html",
        current=current,
        parameters=_parameters(),
        examples=examples(current),
        held=held,
        waiting=waiting,
        names=names,
        actor_id=current_actor().id,
    )


@blueprint.get("/municipality/rules/new")
@needs(Permission.PROPOSE_CHOICES)
def new_choice() -> ResponseReturnValue:
    with reading() as work:
        return _choice_page(_current(work), None)


@blueprint.post("/municipality/rules/new")
@needs(Permission.PROPOSE_CHOICES)
def propose() -> ResponseReturnValue:
    form = read_form(choices_form(_parameters()))
    with reading() as work:
        current = _current(work)
        _check_bounds(work, form)
    if request.form.get("action") == PREVIEW:
        _forget_what_a_preview_does_not_need(form)
        return _choice_page(current, form), 422 if form.errors else 200
    if form.is_valid:
        try:
            with begin() as work:
                answer, _status, _is_replay = once(work, lambda: ({"id": _entered(work, form)}, 201))
            flash(_("Your choice has been entered. Now a colleague has to approve it."), "yes")
            return redirect(url_for("discounts.choice", proposal_id=answer["id"]), 303)
        except DomainError as error:
            form.add(error)
    return _choice_page(current, form), 422


@blueprint.get("/municipality/rules/<proposal_id>")
@needs(Permission.PROPOSE_CHOICES, Permission.APPROVE_CHOICES)
def choice(proposal_id: str) -> ResponseReturnValue:
    return _proposal_page(proposal_id)


@blueprint.post("/municipality/rules/<proposal_id>/approve")
@needs(Permission.APPROVE_CHOICES)
def approve_choice(proposal_id: str) -> ResponseReturnValue:
    return _decide(proposal_id, services.approve, _("The choice has been approved."))


@blueprint.post("/municipality/rules/<proposal_id>/decline")
@needs(Permission.APPROVE_CHOICES)
def decline_choice(proposal_id: str) -> ResponseReturnValue:
    return _decide(proposal_id, services.decline, _("The choice has been put aside. Nothing changes."))


def _parameters() -> list[Any]:
    return rule_book().chosen_by(Chooser.MUNICIPALITY)


def _current(work: Work) -> ChoicesInForce:
    nis = current_actor().municipality_nis
    assert nis is not None  # an officer works for a municipality
    return queries.choices_in_force(work, nis, work.today)


def _chosen(form: Form) -> list[Choice]:
    return [Choice(one.key, form.data[one.key]) for one in _parameters() if one.key in form.data]


def _check_bounds(work: Work, form: Form) -> None:
    """Name everything that is out of bounds at once, beside its field and in the order of the form."""
    for refusal in refusals(rule_book(), form.data.get("starts", work.today), _chosen(form)):
        if refusal.field:
            form.add(refusal)
    asked = [parameter.key for parameter in _parameters()]
    form.errors = dict(sorted(form.errors.items(), key=lambda one: asked.index(one[0]) if one[0] in asked else 99))


def _forget_what_a_preview_does_not_need(form: Form) -> None:
    for name in ("starts", "council_decision"):
        form.errors.pop(name, None)


def _entered(work: Work, form: Form) -> str:
    proposal = services.propose_choices(
        work, starts=form.data["starts"], council_decision=form.data["council_decision"], choices=_chosen(form)
    )
    return proposal.id


def _choice_page(current: ChoicesInForce, form: Form | None) -> str:
    """The form, with what the typed values come to for € 10 as long as they are inside the bounds."""
    shown = current
    if form is not None and not any(parameter.key in form.errors for parameter in _parameters()):
        shown = with_draft(current, form.data.get("starts", current.on), _chosen(form), ())
    return render_template(
        "discounts/choice_form.html",
        form=form,
        current=current,
        parameters=_parameters(),
        examples=examples(shown),
        is_draft=shown is not current,
        on=current.on,
    )


def _proposal_page(proposal_id: str, refusal: DomainError | None = None) -> str:
    with reading() as work:
        proposal = queries.proposal(work, proposal_id)
        before = queries.choices_in_force(work, proposal.municipality_nis, proposal.starts)
        names = queries.officer_names(work, [proposal.entered_by, proposal.decided_by])
    return render_template(
        "discounts/choice.html",
        proposal=proposal,
        before=before,
        rows=_differences(proposal, before),
        examples=_examples_of(proposal, before),
        names=names,
        is_own=proposal.entered_by == current_actor().id,
        refusal=refusal,
    )


def _examples_of(proposal: ChoiceProposal, before: ChoicesInForce) -> dict[Any, Decision]:
    return examples(with_draft(before, proposal.starts, queries.as_choices(proposal), ()))


def _differences(proposal: ChoiceProposal, before: ChoicesInForce) -> list[tuple[Any, int, int]]:
    """Each parameter with what held and what was chosen."""
    after = with_draft(before, proposal.starts, queries.as_choices(proposal), ())
    return [(parameter, before[parameter.key], after[parameter.key]) for parameter in _parameters()]


def _decide(proposal_id: str, act: Any, done: str) -> ResponseReturnValue:
    try:
        with begin() as work:
            act(work, proposal_id)
    except DomainError as error:
        return _proposal_page(proposal_id, error), status_of(type(error))
    flash(done, "yes")
    return redirect(url_for("discounts.choice", proposal_id=proposal_id), 303)
