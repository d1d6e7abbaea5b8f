"""Reading what municipalities chose: what holds on a day, what held when, and what waits for a decision."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload

from uitpas2.accounts import queries as accounts
from uitpas2.accounts.models import Account
from uitpas2.database.work import Work
from uitpas2.discounts.errors import ProposalUnknown
from uitpas2.discounts.models import ChoiceProposal, MunicipalChoice
from uitpas2.discounts.rules import ChoicesInForce, ProposalStatus, in_force, rule_book
from uitpas2.discounts.rules.choosing import kept
from uitpas2.discounts.rules.yaml_files import RuleBookFault
from uitpas2.discounts.values.choosing import Choice
from uitpas2.discounts.values.kinds import ValueFault
from uitpas2.kernel.period import Period

_KNOWN = "choices in force in this work"
_ROWS = "choices of municipalities in this work"


@dataclass(frozen=True)
class HeldFor:
    """What held for a municipality during a period; the last period has no end."""

    period: Period
    choices: ChoicesInForce


def choices_in_force(work: Work, nis: str, on: date, known_on: datetime | None = None) -> ChoicesInForce:
    """What holds for a municipality on a day, as known at a moment (now, unless told otherwise).

    For every parameter: of the approved choices that hold on the day the one that started last, and of two with the
    same first day the one approved last. Raises MunicipalityNotFound.
    """
    known: dict[Any, ChoicesInForce] = work.session.info.setdefault(_KNOWN, {})
    key = (nis, on, known_on)
    if key not in known:
        name = accounts.municipality(work, nis).name
        rows = choices_of(work, nis)
        known[key] = in_force(rule_book(), nis=nis, name=name, on=on, choices=rows, known_on=known_on)
    return known[key]


def forget_choices(work: Work) -> None:
    """Called by whoever changes choices within this work."""
    work.session.info.pop(_KNOWN, None)
    work.session.info.pop(_ROWS, None)


def choices_of(work: Work, nis: str) -> list[Choice]:
    """Every approved choice a municipality ever made, with the days on which it holds and since when it was known."""
    known: dict[str, list[Choice]] = work.session.info.setdefault(_ROWS, {})
    if nis not in known:
        known[nis] = [
            one
            for proposal in work.session.scalars(_approved().where(ChoiceProposal.municipality_nis == nis))
            for one in as_choices(proposal)
        ]
    return known[nis]


def all_choices(work: Work) -> dict[str, list[Choice]]:
    """The approved choices of every municipality by NIS code: one question to the database."""
    found: dict[str, list[Choice]] = {}
    for proposal in work.session.scalars(_approved()):
        found.setdefault(proposal.municipality_nis, []).extend(as_choices(proposal))
    return found


def as_choices(proposal: ChoiceProposal) -> list[Choice]:
    """The choices of a proposal as the rule book's engine knows them.

    What speaks of a parameter, code or fact that left the rule book since is left out: such a choice falls back on the
    default, of a set the other codes stay, and a choice stays without such an exception. The database keeps it all.
    """
    return [found for one in proposal.choices if (found := _as_choice(proposal, one)) is not None]


def _as_choice(proposal: ChoiceProposal, one: MunicipalChoice) -> Choice | None:
    def read(value: Any, exceptions: list[Any]) -> Choice:
        return kept(
            rule_book(),
            key=one.key,
            value=value,
            exceptions=exceptions,
            starts=proposal.starts,
            ends=proposal.ends,
            decision=proposal.council_decision,
            id=one.id,
            known_from=proposal.decided_at,
        )

    def is_known(value: Any, exceptions: list[Any]) -> bool:
        try:
            read(value, exceptions)
        except (KeyError, ValueFault, RuleBookFault):
            return False
        return True

    try:
        return read(one.value, one.exceptions)
    except (KeyError, ValueFault, RuleBookFault):
        pass
    value = [code for code in one.value if is_known([code], [])] if isinstance(one.value, list) else one.value
    if not is_known(value, []):
        return None
    return read(value, [line for line in one.exceptions if is_known(value, [line])])


def choices_of_all(work: Work, on: date, known_on: datetime | None = None) -> list[ChoicesInForce]:
    """What holds on a day in every municipality, in the order of their names. Two questions to the database."""
    rows = all_choices(work)
    book = rule_book()
    return [
        in_force(book, nis=one.nis, name=one.name, on=on, choices=rows.get(one.nis, ()), known_on=known_on)
        for one in accounts.municipalities(work)
    ]


def held_over_time(work: Work, nis: str) -> list[HeldFor]:
    """What held, holds and will hold in a municipality, oldest first; each period ends where the next one starts."""
    name, rows = accounts.municipality(work, nis).name, choices_of(work, nis)
    book = rule_book()
    days = {book.starts, *book.changes, *(one.starts for one in rows), *(one.ends for one in rows if one.ends)}
    starts = sorted(day for day in days if day >= book.starts)
    ends = [*starts[1:], None]
    return [
        HeldFor(Period(start, end), in_force(book, nis=nis, name=name, on=start, choices=rows))
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


def _proposals() -> Select[ChoiceProposal]:
    return select(ChoiceProposal).options(selectinload(ChoiceProposal.choices))


def _approved() -> Select[ChoiceProposal]:
    return _proposals().where(ChoiceProposal.status == ProposalStatus.APPROVED)
