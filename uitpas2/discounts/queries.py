"""Reading choices in force, sales and their explanations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload

from uitpas2.accounts import queries as accounts
from uitpas2.database.work import Work
from uitpas2.discounts.errors import ProposalUnknown, SaleUnknown
from uitpas2.discounts.models import ChoiceProposal, Sale
from uitpas2.discounts.rules import (
    ChoicesInForce,
    ExplainedStep,
    ProposalStatus,
    retell,
    rule_book,
    values_in_force,
)
from uitpas2.kernel.period import Period

_KNOWN = "choices in force in this work"


def choices_in_force(work: Work, nis: str, on: date, known_on: datetime | None = None) -> ChoicesInForce:
    """What holds for a municipality on a day, as known at a moment (now, unless told otherwise).

    Of the approved choices that have started, the one that started last holds; of two with the same first day, the
    one approved last. Raises MunicipalityNotFound.
    """
    known: dict[Any, ChoicesInForce] = work.session.info.setdefault(_KNOWN, {})
    key = (nis, on, known_on)
    if key not in known:
        known[key] = _find_choices(work, nis, on, known_on)
    return known[key]


def forget_choices(work: Work) -> None:
    """Called by whoever changes choices within this work."""
    work.session.info.pop(_KNOWN, None)


def _find_choices(work: Work, nis: str, on: date, known_on: datetime | None) -> ChoicesInForce:
    question = (
        select(ChoiceProposal)
        .options(selectinload(ChoiceProposal.choices))
        .where(
            ChoiceProposal.municipality_nis == nis,
            ChoiceProposal.status == ProposalStatus.APPROVED,
            ChoiceProposal.starts <= on,
        )
        .order_by(ChoiceProposal.starts.desc(), ChoiceProposal.decided_at.desc(), ChoiceProposal.id)
        .limit(1)
    )
    if known_on is not None:
        question = question.where(ChoiceProposal.decided_at <= known_on)
    found = work.session.scalar(question)
    chosen = {choice.key: choice.value for choice in found.choices} if found else {}
    return ChoicesInForce(
        municipality_nis=nis,
        municipality=accounts.municipality(work, nis).name,
        on=on,
        values=values_in_force(rule_book(), on, chosen),
        proposal_id=found.id if found else None,
        starts=found.starts if found else None,
        council_decision=found.council_decision if found else "",
    )


def proposals(work: Work) -> Sequence[ChoiceProposal]:
    """Everything the actor's municipality ever proposed, newest start first."""
    return work.session.scalars(
        select(ChoiceProposal)
        .options(selectinload(ChoiceProposal.choices))
        .where(ChoiceProposal.municipality_nis == work.actor.municipality_nis)
        .order_by(ChoiceProposal.starts.desc(), ChoiceProposal.entered_at.desc(), ChoiceProposal.id)
    ).all()


def proposal(work: Work, proposal_id: str) -> ChoiceProposal:
    """A proposal of the actor's own municipality. Raises ProposalUnknown for every other."""
    found = work.session.scalar(
        select(ChoiceProposal)
        .options(selectinload(ChoiceProposal.choices))
        .where(ChoiceProposal.id == proposal_id, ChoiceProposal.municipality_nis == work.actor.municipality_nis)
    )
    if found is None:
        raise ProposalUnknown
    return found


def sales_of_organiser(
    work: Work,
    *,
    period: Period | None = None,
    client_reference: str | None = None,
    activity_id: str | None = None,
    limit: int = 50,
    offset: int = 0,
) -> Sequence[Sale]:
    """Sales of the actor's organisation with their shares, newest first, cancelled ones included."""
    question = _sales().where(Sale.organiser_id == work.actor.organisation_id)
    if period is not None:
        question = question.where(Sale.day >= period.start)
        if period.end is not None:
            question = question.where(Sale.day < period.end)
    if client_reference is not None:
        question = question.where(Sale.client_reference == client_reference)
    if activity_id is not None:
        question = question.where(Sale.activity_id == activity_id)
    return work.session.scalars(question.order_by(Sale.at.desc(), Sale.id).limit(limit).offset(offset)).all()


def sale_of_organiser(work: Work, sale_id: str) -> Sale:
    """A sale of the actor's organisation. Raises SaleUnknown for every other."""
    found = work.session.scalar(_sales().where(Sale.id == sale_id, Sale.organiser_id == work.actor.organisation_id))
    if found is None:
        raise SaleUnknown
    return found


def sales_of_holder(work: Work, holder_id: str, *, limit: int = 100) -> Sequence[Sale]:
    """What was sold to a holder, newest first. The caller has checked that the actor may see this holder."""
    return work.session.scalars(
        _sales().where(Sale.holder_id == holder_id).order_by(Sale.at.desc(), Sale.id).limit(limit)
    ).all()


def explain(sale: Sale, language: str) -> list[ExplainedStep]:
    """Why this price: the steps of the sale's receipt as sentences in a language."""
    return retell(sale.receipt, language)


def _sales() -> Select[Sale]:
    return select(Sale).options(selectinload(Sale.shares))
