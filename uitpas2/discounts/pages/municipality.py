"""A municipality's officers: what holds, what is proposed, and deciding with two."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from uitpas2.accounts.rules import Permission
from uitpas2.database.work import Work
from uitpas2.discounts import queries, services
from uitpas2.discounts.models import ChoiceProposal
from uitpas2.discounts.pages.blueprint import blueprint
from uitpas2.discounts.pages.changes import Change, differences, over_time, own
from uitpas2.discounts.pages.choosing import (
    MAIN,
    free_parameters,
    is_touched,
    main_fields,
    other_fields,
    read_choices,
    with_another_line,
)
from uitpas2.discounts.pages.groups import groups_of
from uitpas2.discounts.queries.simulating import simulate_own, simulate_proposal
from uitpas2.discounts.rules import (
    ChoicesInForce,
    Chooser,
    Parameter,
    ProposalStatus,
    examples,
    refusals,
    rule_book,
    with_draft,
)
from uitpas2.discounts.schemas import choices_form
from uitpas2.discounts.values.choosing import Choice
from uitpas2.discounts.values.timelines import Held, out_of_bounds
from uitpas2.kernel.errors import DomainError
from uitpas2.web.bodies import Form, read_form
from uitpas2.web.context import begin, current_actor, reading
from uitpas2.web.guard import needs
from uitpas2.web.idempotency import once
from uitpas2.web.limits import TRY_OUT, limiter
from uitpas2.web.problems import status_of

PREVIEW = "preview"
ANOTHER_LINE = "line:"


@blueprint.get("/municipality/rules")
@needs(Permission.PROPOSE_CHOICES, Permission.APPROVE_CHOICES)
def municipality_rules() -> ResponseReturnValue:
    with reading() as work:
        current = _current(work)
        periods = queries.held_over_time(work, current.municipality_nis)
        waiting = queries.proposals(work, status=ProposalStatus.PROPOSED)
        names = queries.officer_names(work, [proposal.entered_by for proposal in waiting])
        narrowed = list(_narrowed(work, current))
    parameters = rule_book().chosen_by(Chooser.MUNICIPALITY)
    main = [current.held[key] for key in MAIN]
    chosen = [one for one in own(current, parameters) if one not in main]
    return render_template(
        "discounts/municipality.html",
        current=current,
        main=main,
        chosen=chosen,
        rest=groups_of(one for one in parameters if current.held[one.key] not in (*main, *chosen)),
        examples=examples(current),
        timeline=over_time(periods),
        first_day=rule_book().starts,
        waiting=waiting,
        narrowed=narrowed,
        names=names,
        actor_id=current_actor().id,
    )


@blueprint.get("/municipality/rules/new")
@needs(Permission.PROPOSE_CHOICES)
def new_choice() -> ResponseReturnValue:
    with reading() as work:
        return _choice_page(work, _current(work), None, None)


def _is_no_preview() -> bool:
    return request.form.get("action") != PREVIEW


@blueprint.post("/municipality/rules/new")
@needs(Permission.PROPOSE_CHOICES)
@limiter.limit(TRY_OUT, exempt_when=_is_no_preview)
def propose() -> ResponseReturnValue:
    action = request.form.get("action", "")
    form = read_form(choices_form(free_parameters()))
    if action.startswith(ANOTHER_LINE):
        form.errors.clear()
        with reading() as work:
            return _choice_page(
                work, _current(work), form, with_another_line(request.form, action[len(ANOTHER_LINE) :])
            )
    with reading() as work:
        current = _current(work)
        choices = read_choices(form, request.form, current, _on(work, current, form.data.get("starts")))
        _check(form, choices, current)
        if action == PREVIEW:
            _forget_what_a_preview_does_not_need(form)
            return _choice_page(work, current, form, request.form, choices), 422 if form.errors else 200
    if form.is_valid:
        try:
            with begin() as work:
                answer, _status, _is_replay = once(work, lambda: ({"id": _entered(work, form, choices)}, 201))
            flash(_("Your choice has been entered. Now a colleague has to approve it."), "yes")
            return redirect(url_for("discounts.choice", proposal_id=answer["id"]), 303)
        except DomainError as error:
            form.add(error)
    with reading() as work:
        return _choice_page(work, _current(work), form, request.form), 422


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


def _current(work: Work) -> ChoicesInForce:
    nis = current_actor().municipality_nis
    assert nis is not None  # an officer works for a municipality
    return queries.choices_in_force(work, nis, work.today)


def _on(work: Work, current: ChoicesInForce, day: date | None) -> ChoicesInForce:
    """What will hold in the same municipality on a day, by what is known now."""
    return queries.choices_in_force(work, current.municipality_nis, day or current.on)


@dataclass(frozen=True)
class Narrowed:
    """An own choice that the Flemish bounds replace: what was chosen, what holds instead, and from when."""

    held: Held
    chosen: Choice
    day: date

    @property
    def parameter(self) -> Parameter:
        return self.held.parameter


def _narrowed(work: Work, current: ChoicesInForce) -> Iterator[Narrowed]:
    """The work list: own choices that no longer fit, also those that will not from a day Flanders announced."""
    rows = queries.choices_of(work, current.municipality_nis)
    for chosen, day in out_of_bounds(rule_book().parameters, rows, date.max):
        on = max(day, current.on)
        held = queries.choices_in_force(work, current.municipality_nis, on).held[chosen.key]
        if held.narrowed and held.choice is not None and held.choice.id == chosen.id:
            yield Narrowed(held, chosen, day)


def _check(form: Form, choices: list[Choice], current: ChoicesInForce) -> None:
    """Name everything that is out of bounds at once, beside its field and in the order of the form."""
    starts, ends = form.data.get("starts", current.on), next((one.ends for one in choices), None)
    for refusal in refusals(rule_book(), starts, choices, ends=ends):
        if refusal.field not in form.errors:
            form.add(refusal)
    asked = [*MAIN, *(one.key for _group, rest in groups_of(free_parameters()) for one in rest), "starts", "ends"]
    places = {name: place for place, name in enumerate(asked)}
    form.errors = dict(sorted(form.errors.items(), key=lambda one: places.get(one[0].split(".")[0], len(places))))


def _forget_what_a_preview_does_not_need(form: Form) -> None:
    for name in ("starts", "council_decision"):
        form.errors.pop(name, None)


def _entered(work: Work, form: Form, choices: list[Choice]) -> str:
    proposal = services.propose_choices(
        work,
        starts=form.data["starts"],
        ends=next((one.ends for one in choices), None),
        council_decision=form.data["council_decision"],
        choices=choices,
    )
    return proposal.id


def _choice_page(
    work: Work,
    current: ChoicesInForce,
    form: Form | None,
    typed: MultiDict[str, str] | None,
    draft: list[Choice] | None = None,
) -> str:
    """The form; with a draft without faults also what it would come to."""
    is_draft = bool(draft) and form is not None and not form.errors
    shown = _with(work, current, draft or []) if is_draft else current
    return render_template(
        "discounts/choice_form.html",
        form=form,
        current=current,
        main=main_fields(current, typed),
        others=[(group, fields, is_touched(fields, form)) for group, fields in other_fields(current, typed)],
        examples=examples(shown),
        is_draft=is_draft,
        simulation=simulate_own(work, draft) if is_draft and draft else None,
        differences=list(differences(_on(work, current, shown.on), shown)) if is_draft else [],
    )


def _with(work: Work, current: ChoicesInForce, draft: list[Choice]) -> ChoicesInForce:
    """What would hold on the first day of a draft."""
    known = [replace(one, known_from=work.now) for one in draft]
    return with_draft(current, draft[0].starts, known, queries.choices_of(work, current.municipality_nis))


def _proposal_page(proposal_id: str, refusal: DomainError | None = None) -> str:
    with reading() as work:
        proposal = queries.proposal(work, proposal_id)
        before, after = _before_and_after(work, proposal)
        is_open = proposal.status is ProposalStatus.PROPOSED
        simulation = simulate_proposal(work, proposal) if is_open else None
        names = queries.officer_names(work, [proposal.entered_by, proposal.decided_by])
    keys = {one.key for one in proposal.choices}
    return render_template(
        "discounts/choice.html",
        proposal=proposal,
        last_day=proposal.ends - timedelta(days=1) if proposal.ends else None,
        rows=[Change(one.parameter, before.held[key], one) for key, one in after.held.items() if key in keys],
        examples=examples(after),
        simulation=simulation,
        names=names,
        is_own=proposal.entered_by == current_actor().id,
        refusal=refusal,
    )


def _before_and_after(work: Work, proposal: ChoiceProposal) -> tuple[ChoicesInForce, ChoicesInForce]:
    """What would hold on its first day without a proposal, and with it: as if it had been approved just now."""
    draft = [replace(one, known_from=proposal.decided_at or work.now) for one in queries.as_choices(proposal)]
    own = {one.id for one in draft}
    rows = [one for one in queries.choices_of(work, proposal.municipality_nis) if one.id not in own]
    held = queries.choices_in_force(work, proposal.municipality_nis, proposal.starts)
    return with_draft(held, proposal.starts, [], rows), with_draft(held, proposal.starts, draft, rows)


def _decide(proposal_id: str, act: Any, done: str) -> ResponseReturnValue:
    try:
        with begin() as work:
            act(work, proposal_id)
    except DomainError as error:
        return _proposal_page(proposal_id, error), status_of(type(error))
    flash(done, "yes")
    return redirect(url_for("discounts.choice", proposal_id=proposal_id), 303)
