"""Plastic cards for the counters of the demo: some in the drawer, a parcel on its way, the rest still to be sent."""

from __future__ import annotations

from uitpas2.accounts.queries import administration_of
from uitpas2.cards.queries import card_system_of
from uitpas2.cards.services import provision_cards, receive_parcel, ship_cards
from uitpas2.database.work import Work

COUNTERS = ("44021", "41002")  # Gent, Aalst
RANGE, PARCEL = 150, 50


def make(work: Work) -> None:
    """A range of numbers for each of these card systems, one parcel that was received and one that was not yet."""
    for nis in COUNTERS:
        system, counter = card_system_of(work, nis), administration_of(work, nis)
        if system is None or counter is None:
            continue
        provision_cards(work, card_system_id=system.id, count=RANGE)
        received, _ = (
            ship_cards(work, card_system_id=system.id, organisation_id=counter.id, count=PARCEL) for _ in range(2)
        )
        receive_parcel(work, received.id)
