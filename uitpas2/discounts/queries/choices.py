"""Reading what municipalities chose: what holds on a day, what held when, and what waits for a decision."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload

from uitpas2.accounts import queries as accounts
from uitpas2.accounts.models import Account, Municipality
from uitpas2.database.work import Work
from uitpas2.discounts.errors import ProposalUnknown
from uitpas2.discounts.models import ChoiceProposal
from uitpas2.discounts.rules import ChoicesInForce, ProposalStatus, rule_book, values_in_force
from uitpas2.kernel.period import Period

_KNOWN = "choices in force in this work"


@dataclass(frozen=True)
class Held:
    """What held for a municipality during a period; the last period has no end."""

    period: Period
    choices: ChoicesInForce


def choices_in_force(work: Work, nis: str, on: date, known_on: datetime | None = None) -> ChoicesInForce:
    """What holds for a municipality on a day, as known at a moment (now, unless told otherwise).

    Of the approved choices that have started, the one that started last holds; of two with the same first day, the
    one approved last. Raises MunicipalityNotFound.
    """
    known: dict[Any, ChoicesInForce] = work.session.info.setdefault(_KNOWN, {})
    key = (nis, on, known_on)
    if key not in known:
        approved = _approved(known_on).where(ChoiceProposal.municipality_nis == nis, ChoiceProposal.starts <= on)
        held = work.session.scalar(approved.order_by(*_LAST_FIRST).limit(1))
        known[key] = _in_force(accounts.municipality(work, nis), on, held)
    return known[key]


def forget_choices(work: Work) -> None:
    """Called by whoever changes choices within this work."""
    work.session.info.pop(_KNOWN, None)


def choices_of_all(work: Work, on: date) -> list[ChoicesInForce]:
    """What holds on a day in every municipality, in the order of their names. Two questions to the database."""
    holding: dict[str, ChoiceProposal] = {}
    for proposal in work.session.scalars(_approved().where(ChoiceProposal.starts <= on).order_by(*_LAST_FIRST)):
        holding.setdefault(proposal.municipality_nis, proposal)
    return [_in_force(one, on, holding.get(one.nis)) for one in accounts.municipalities(work)]


def held_over_time(work: Work, nis: str) -> list[Held]:
    """What held, holds and will hold in a municipality, oldest first; each period ends where the next one starts."""
    municipality = accounts.municipality(work, nis)
    approved = work.session.scalars(_approved().where(ChoiceProposal.municipality_nis == nis).order_by(*_LAST_FIRST))
    by_start: dict[date, ChoiceProposal] = {}
    for proposal in approved:
        by_start.setdefault(proposal.starts, proposal)
    starts = sorted({rule_book().starts, *rule_book().changes, *by_start})
    ends = [*starts[1:], None]
    return [
        Held(Period(start, end), _in_force(municipality, start, _last_before(by_start, start)))
        for start, end in zip(starts, ends, strict=True)
    ]


def proposals(work: Work, *, status: ProposalStatus | None = None) -> Sequence[ChoiceProposal]:
    """What the actor's municipality ever proposed, or what has one status; newest start first."""
    question = _proposals().where(ChoiceProposal.municipality_nis == work.actor.municipality_nis)
    if status is not None:
        question = question.where(ChoiceProposal.status == status)
    return work.session.scalars(
        question.order_by(ChoiceProposal.starts.desc(), ChoiceProposal.entered_at.desc(), ChoiceProposal.id)
    ).all()


def proposal(work: Work, proposal_id: str) -> ChoiceProposal:
    """A proposal of the actor's own municipality. Raises ProposalUnknown for every other."""
    found = work.session.scalar(
        _proposals().where(
            ChoiceProposal.id == proposal_id, ChoiceProposal.municipality_nis == work.actor.municipality_nis
        )
    )
    if found is None:
        raise ProposalUnknown
    return found


def officer_names(work: Work, account_ids: Iterable[str | None]) -> dict[str, str]:
    """The names of colleagues by account id, for pages of their own municipality."""
    wanted = [account_id for account_id in account_ids if account_id]
    rows = work.session.execute(select(Account.id, Account.name).where(Account.id.in_(wanted)))
    return {row.id: row.name for row in rows}


_LAST_FIRST = (ChoiceProposal.starts.desc(), ChoiceProposal.decided_at.desc(), ChoiceProposal.id)


def _proposals() -> Select[ChoiceProposal]:
    return select(ChoiceProposal).options(selectinload(ChoiceProposal.choices))


def _approved(known_on: datetime | None = None) -> Select[ChoiceProposal]:
    approved = _proposals().where(ChoiceProposal.status == ProposalStatus.APPROVED)
    return approved if known_on is None else approved.where(ChoiceProposal.decided_at <= known_on)


def _last_before(by_start: dict[date, ChoiceProposal], day: date) -> ChoiceProposal | None:
    started = [start for start in by_start if start <= day]
    return by_start[max(started)] if started else None


def _in_force(municipality: Municipality, on: date, held: ChoiceProposal | None) -> ChoicesInForce:
    chosen = {choice.key: choice.value for choice in held.choices} if held else {}
    return ChoicesInForce(
        municipality_nis=municipality.nis,
        municipality=municipality.name,
        on=on,
        values=values_in_force(rule_book(), on, chosen),
        proposal_id=held.id if held else None,
        starts=held.starts if held else None,
        council_decision=held.council_decision if held else "",
    )
