"""Which municipality belongs to which card system."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from sqlalchemy import ScalarSelect, select

from uitpas2.accounts.models import Municipality
from uitpas2.cards.models import CardSystem, CardSystemMunicipality
from uitpas2.database.work import Work


def card_system_of(work: Work, municipality_nis: str) -> CardSystem | None:
    """The card system to which a municipality belongs."""
    return work.session.scalar(
        select(CardSystem)
        .join(CardSystemMunicipality)
        .where(CardSystemMunicipality.municipality_nis == municipality_nis)
    )


def own_card_system(work: Work) -> CardSystem | None:
    """The card system of the municipality for which the actor works."""
    return card_system_of(work, work.actor.municipality_nis) if work.actor.municipality_nis else None


def region_municipalities(work: Work) -> Sequence[Municipality]:
    """The municipalities whose inhabitants the acting clerk may register: those of the own card system, by name."""
    return work.session.scalars(
        select(Municipality)
        .join(CardSystemMunicipality)
        .where(CardSystemMunicipality.card_system_id == own_system_id(work))
        .order_by(Municipality.name)
    ).all()


def own_system_id(work: Work) -> ScalarSelect[int]:
    """The id of the card system of the acting organisation's municipality, as a part of a larger question."""
    return system_id_of(work.actor.municipality_nis)


@lru_cache(maxsize=1000)
def system_id_of(municipality_nis: str | None) -> ScalarSelect[int]:
    """The same of any municipality; none for who works for none."""
    return (
        select(CardSystemMunicipality.card_system_id)
        .where(CardSystemMunicipality.municipality_nis == municipality_nis)
        .scalar_subquery()
    )
