"""A municipality's choices: entered by one officer within the bounds, decided by another."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import update

from uitpas2.database.work import Work
from uitpas2.database.writes import happened
from uitpas2.discounts import queries
from uitpas2.discounts.errors import (
    AlreadyDecided,
    AlreadyWaiting,
    AnotherOfficerNeeded,
    CouncilDecisionNeeded,
    StartsInThePast,
)
from uitpas2.discounts.models import ChoiceProposal, MunicipalChoice
from uitpas2.discounts.rules import ProposalStatus, refusals, rule_book
from uitpas2.kernel.errors import NotAllowed
from uitpas2.trail import services as trail

SHORTEST_DECISION = 5


def propose_choices(work: Work, *, starts: date, council_decision: str, choices: Mapping[str, int]) -> ChoiceProposal:
    """Enter what the actor's municipality chose, from a day on. Nothing changes until somebody else approves it.

    Raises OutOfBounds, UnknownParameter, NothingChosen, CouncilDecisionNeeded or StartsInThePast, each with its field;
    and AlreadyWaiting when the same values wait for the same day: somebody went back and sent the form again.
    """
    if work.actor.municipality_nis is None:
        raise NotAllowed
    if starts < work.today:
        raise StartsInThePast(field="starts")
    if len(council_decision.strip()) < SHORTEST_DECISION:
        raise CouncilDecisionNeeded(field="council_decision")
    for refusal in refusals(rule_book(), starts, choices):
        raise refusal
    if any(_is_same(waiting, starts, choices) for waiting in queries.proposals(work, status=ProposalStatus.PROPOSED)):
        raise AlreadyWaiting
    proposal = ChoiceProposal(
        id=work.new_id(),
        municipality_nis=work.actor.municipality_nis,
        starts=starts,
        council_decision=council_decision.strip(),
        status=ProposalStatus.PROPOSED,
        entered_by=work.actor.id,
        entered_at=work.now,
        choices=[MunicipalChoice(id=work.new_id(), key=key, value=value) for key, value in sorted(choices.items())],
    )
    work.session.add(proposal)
    work.session.flush()
    trail.note(work, "choices.proposed", "choice-proposal", proposal.id, starts=starts.isoformat(), **choices)
    return proposal


def _is_same(proposal: ChoiceProposal, starts: date, choices: Mapping[str, int]) -> bool:
    return proposal.starts == starts and {one.key: one.value for one in proposal.choices} == dict(choices)


def approve(work: Work, proposal_id: str) -> ChoiceProposal:
    """Let a proposal hold from its first day.

    Raises ProposalUnknown, AnotherOfficerNeeded, StartsInThePast when its first day has gone by, or AlreadyDecided.
    """
    if queries.proposal(work, proposal_id).starts < work.today:
        raise StartsInThePast(field="starts")
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
