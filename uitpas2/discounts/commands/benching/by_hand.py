"""The rules of a price as somebody at home in numpy would write them for this data, and for nothing else.

Only what the made-up year holds is worked out: no coupons, groups, ceilings or other payers. Amounts are 32-bit whole
cents, and it goes in chunks that fit the processor's cache, as the engine does. A rule that changes in the rule book
has to be changed here too, which is what the engine is there to spare people: the bench fails until it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np

from uitpas2.discounts.commands.benching.cases import Dated
from uitpas2.discounts.engine.bulk import Cases
from uitpas2.discounts.rulebook.codes import CLASS_CAMP, CLASS_CARE, CLASS_PLAYGROUND
from uitpas2.discounts.values.numbers import as_day

Column: TypeAlias = Any

# The number of each refusal among the conditions of the program.
NO_RIGHT, EXCLUDED, NO_TICKETS = 2, 4, 10
EXCLUDED_LABELS = 0b1111
OUTPUTS = ("ordinary_price", "holder_pays", "organiser_pays", "municipality_pays")


class ByHand:
    """What the municipalities chose as small tables: a row for each choice, those of a municipality in a row."""

    def __init__(self, chosen: Sequence[Sequence[Dated]]) -> None:
        rows = [dated for group in chosen for dated in group]
        counts = [len(group) for group in chosen]
        self.first = (np.cumsum(counts) - counts).astype(np.intp)
        self.second = np.array(
            [as_day(group[-1].starts) if len(group) > 1 else 2**31 - 1 for group in chosen], np.int32
        )
        discounts = np.array([[dated.discount] * 7 for dated in rows], np.int32)
        for row, dated in enumerate(rows):
            discounts[row, CLASS_CARE] = 50
            if dated.discount_for_camps is not None:
                discounts[row, [CLASS_CAMP, CLASS_PLAYGROUND]] = dated.discount_for_camps
        self.holder_pct = (100 - discounts).reshape(-1)
        self.organiser_pct = np.array([dated.organiser_share for dated in rows], np.int32)

    def percentages(self, cases: Cases) -> tuple[Column, Column]:
        """Per case the percentage that the holder pays, and the one that the organiser bears."""
        row = self.first.take(cases.groups)
        row += cases.days >= self.second.take(cases.groups)
        return self.holder_pct.take(row * 7 + cases.facts["product_class"]), self.organiser_pct.take(row)

    def decide(self, cases: Cases, *, chunk: int) -> tuple[Column, dict[str, Column]]:
        """For each row the number of the refusal (0 is none) and who pays what."""
        count = len(cases)
        reason = np.empty(count, np.uint8)
        outputs = {name: np.empty(count, np.int32) for name in OUTPUTS}
        for start in range(0, count, chunk):
            part = cases.part(start, start + chunk)
            stop = start + len(part)
            self._decide(part, reason[start:stop], *(outputs[name][start:stop] for name in OUTPUTS))
        return reason, outputs

    def _decide(
        self, cases: Cases, reason: Column, ordinary: Column, holder: Column, organiser: Column, municipality: Column
    ) -> None:
        facts = cases.facts
        product_class, price = facts["product_class"], facts["price"]
        holder_pct, organiser_pct = self.percentages(cases)
        is_care = product_class == CLASS_CARE
        is_covered = facts["labels"] & EXCLUDED_LABELS == 0
        with_siblings = is_care & (facts["siblings"] >= 2) & is_covered
        ordinary[:] = np.where(with_siblings, (price * 75 + 50) // 100, price)

        has_ticket = is_care | (facts["tickets_used"] < 1)
        reason[:] = np.where(has_ticket, 0, NO_TICKETS)
        reason[~is_covered] = EXCLUDED
        reason[~facts["has_right"]] = NO_RIGHT
        granted = reason == 0

        own = (ordinary * holder_pct + 50) // 100
        ceiling = np.where(is_care, (ordinary * 50 + 50) // 100, (ordinary * 25 + 50) // 100)
        np.minimum(own, ceiling, out=own)
        holder[:] = np.where(granted, own, ordinary)
        left = ordinary - holder
        share = (ordinary * organiser_pct + 50) // 100
        np.minimum(left, share, out=organiser)
        np.subtract(left, organiser, out=municipality)
