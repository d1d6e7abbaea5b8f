"""How the actor's organisation sends bills, and what it could send now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from uitpas2.accounts.models import Account
from uitpas2.billing.models import BillingTerms
from uitpas2.billing.queries.collecting import drafts
from uitpas2.billing.queries.scope import own_organiser
from uitpas2.billing.rules.collecting import Draft
from uitpas2.cards.models import Holder
from uitpas2.database.work import Work
from uitpas2.kernel.money import Euro, total
from uitpas2.kernel.period import Period


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """A bill that could be made: for whom, for which children, of how many lines."""

    draft: Draft
    family: str
    children: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    month: Period
    is_over: bool
    bills: Sequence[PreviewLine]

    @property
    def total(self) -> Euro:
        return total(line.draft.total for line in self.bills)


def own_terms(work: Work) -> BillingTerms | None:
    """The terms of the actor's organisation; None when it sends no bills."""
    return work.session.get(BillingTerms, own_organiser(work))


def preview(work: Work, month: Period) -> Preview:
    """What making the bills of a month would make now."""
    assert month.end is not None
    terms = own_terms(work)
    found = drafts(work, terms, month) if terms else []
    families = {draft.family.account_id for draft in found if draft.family.account_id}
    names = dict(work.session.execute(select(Account.id, Account.name).where(Account.id.in_(families))).all())
    children = {line.holder_id for draft in found for line in draft.lines} | {draft.family.holder_id for draft in found}
    holders = {one.id: one for one in work.session.scalars(select(Holder).where(Holder.id.in_(children)))}
    lines = []
    for draft in found:
        first_names = {holders[line.holder_id].first_name: None for line in draft.lines}
        holder = holders[draft.family.holder_id]
        family = names.get(draft.family.account_id or "", f"{holder.first_name} {holder.last_name}".strip())
        lines.append(PreviewLine(draft, family, tuple(first_names)))
    ordered = sorted(lines, key=lambda line: (line.draft.kind, line.family, line.draft.total.cents))
    return Preview(month, month.end <= work.today, ordered)
