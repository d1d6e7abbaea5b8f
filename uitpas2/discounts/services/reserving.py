"""Keeping the governments' part of a price for somebody who is registered, until it is bought or not after all."""

from __future__ import annotations

from uitpas2.accounts import queries as accounts
from uitpas2.cards.models import Holder
from uitpas2.database.work import Work
from uitpas2.discounts.rules import Payer
from uitpas2.discounts.services.paying import payer_of
from uitpas2.discounts.services.quoting import Quote
from uitpas2.ledger import services as ledger


def keep_budget(work: Work, quote: Quote, *, holder_id: str, reference: str, year: int) -> bool:
    """Keep what governments will pay of a quote in their budgets of a year, under this reference.

    False when a budget that stops when empty has no room for it; then the caller undoes what was kept elsewhere.
    """
    if not quote.reduced:
        return True
    parts: list[tuple[str, Payer]] = []
    if quote.shares.get(Payer.MUNICIPALITY):
        holder = work.session.get_one(Holder, holder_id)
        parts.append((payer_of(work, holder.municipality_nis).id, Payer.MUNICIPALITY))
    if quote.shares.get(Payer.FLANDERS):
        flanders = accounts.flemish_administration(work)
        assert flanders is not None, "Flanders bears a part, so it has an administration on the platform"
        parts.append((flanders.id, Payer.FLANDERS))
    return all(
        ledger.hold(work, organisation_id=payer_id, year=year, amount=quote.shares[payer], reference=reference)
        for payer_id, payer in sorted(parts)  # in one order, so that two never wait for each other's budget
    )
