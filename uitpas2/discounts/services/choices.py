"""A municipality's choices: entered by one officer within the bounds, decided by another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import update

from uitpas2.database.work import Work
from uitpas2.database.writes import happened
from uitpas2.discounts import queries
from uitpas2.discounts.errors import (
    AlreadyDecided,
    AlreadyWaiting,
    AnotherOfficerNeeded,
    CouncilDecisionNeeded,
    EndsBeforeStart,
    StartsInThePast,
)
from uitpas2.discounts.models import ChoiceProposal, MunicipalChoice
from uitpas2.discounts.rules import ProposalStatus, refusals, rule_book
from uitpas2.discounts.rules.choosing import lines_to_keep, to_keep
from uitpas2.discounts.values.choosing import Choice
from uitpas2.kernel.errors import NotAllowed
from uitpas2.trail import services as trail

SHORTEST_DECISION = 5


def propose_choices(
    work: Work, *, starts: date, council_decision: str, choices: Sequence[Choice], ends: date | None = None
) -> ChoiceProposal:
    """Enter what the actor's municipality chose, from `starts` up to but not including `ends`.

    Nothing changes until somebody else approves it; what it does not mention stays as it was.
    Raises OutOfBounds, UnknownParameter, NothingChosen, OverlapsOwnChoice, CouncilDecisionNeeded, StartsInThePast or
    EndsBeforeStart, each with its field; and AlreadyWaiting when the same choices wait for the same days: somebody
    went back and sent the form again.
    """
    if work.actor.municipality_nis is None:
        raise NotAllowed
    if starts < work.today:
        raise StartsInThePast(field="starts")
    if ends is not None and ends <= starts:
        raise EndsBeforeStart(field="ends")
    if len(council_decision.strip()) < SHORTEST_DECISION:
        raise CouncilDecisionNeeded(field="council_decision")
    for refusal in refusals(rule_book(), starts, choices, ends=ends):
        raise refusal
    rows = [_row(work, choice) for choice in sorted(choices, key=lambda one: one.key)]
    waiting = queries.proposals(work, status=ProposalStatus.PROPOSED)
    if any(_is_same(proposal, starts, ends, rows) for proposal in waiting):
        raise AlreadyWaiting
    proposal = ChoiceProposal(
        id=work.new_id(),
        municipality_nis=work.actor.municipality_nis,
        starts=starts,
        ends=ends,
        council_decision=council_decision.strip(),
        status=ProposalStatus.PROPOSED,
        entered_by=work.actor.id,
        entered_at=work.now,
        choices=rows,
    )
    work.session.add(proposal)
    work.session.flush()
    trail.note(
        work,
        "choices.proposed",
        "choice-proposal",
        proposal.id,
        starts=starts.isoformat(),
        last_day=(ends - timedelta(days=1)).isoformat() if ends else None,
        exceptions={one.key: one.exceptions for one in rows if one.exceptions},
        **{one.key: one.value for one in rows},
    )
    return proposal


def _row(work: Work, choice: Choice) -> MunicipalChoice:
    book = rule_book()
    parameter = book.parameters[choice.key]
    return MunicipalChoice(
        id=work.new_id(),
        key=choice.key,
        value=to_keep(parameter, choice.value),
        exceptions=lines_to_keep(parameter, choice.lines, book.vocabulary.facts),
    )


def _is_same(proposal: ChoiceProposal, starts: date, ends: date | None, rows: Sequence[MunicipalChoice]) -> bool:
    def content(choices: Sequence[MunicipalChoice]) -> list[Any]:
        return [(one.key, one.value, one.exceptions) for one in choices]

    same_days = (proposal.starts, proposal.ends) == (starts, ends)
    return same_days and content(proposal.choices) == content(rows)


def approve(work: Work, proposal_id: str) -> ChoiceProposal:
    """Let a proposal hold from its first day.

    Raises ProposalUnknown, AnotherOfficerNeeded, StartsInThePast when its first day has gone by, OutOfBounds when
    Flanders narrowed a bound since it was entered, or AlreadyDecided.
    """
    proposal = queries.proposal(work, proposal_id)
    if proposal.starts < work.today:
        raise StartsInThePast(field="starts")
    for refusal in refusals(rule_book(), proposal.starts, queries.as_choices(proposal), ends=proposal.ends):
        raise refusal
    return _decide(work, proposal_id, ProposalStatus.APPROVED)


def decline(work: Work, proposal_id: str) -> ChoiceProposal:
    """Put a proposal aside; whoever entered it may enter a new one.

    Raises ProposalUnknown, AnotherOfficerNeeded or AlreadyDecided.
    """
    return _decide(work, proposal_id, ProposalStatus.DECLINED)


def _decide(work: Work, proposal_id: str, outcome: ProposalStatus) -> ChoiceProposal:
    proposal = queries.proposal(work, proposal_id)
    if proposal.entered_by == work.actor.id:
        raise AnotherOfficerNeeded
    decided = happened(
        work.session,
        update(ChoiceProposal)
        .where(ChoiceProposal.id == proposal.id, ChoiceProposal.status == ProposalStatus.PROPOSED)
        .values(status=outcome, decided_by=work.actor.id, decided_at=work.now),
    )
    if not decided:
        raise AlreadyDecided
    work.session.refresh(proposal)
    queries.forget_choices(work)
    trail.note(work, f"choices.{outcome.value}", "choice-proposal", proposal.id)
    return proposal
