"""What lies at the counter of a tenant: cards in the drawer, a parcel on its way, sheets on order, a group, a list."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import Select, select

from uitpas2.accounts.models import Organisation
from uitpas2.accounts.queries import administration_of
from uitpas2.cards.models import CardParcel, CardSheet, Holder, HolderImport
from uitpas2.cards.queries import card_system_of
from uitpas2.cards.rules import CardWay, HolderKind
from uitpas2.cards.services import (
    NewCard,
    hand_out,
    order_sheet,
    provision_cards,
    read_holders,
    receive_parcel,
    ship_cards,
)
from uitpas2.database.work import Work
from uitpas2.kernel.actor import Actor
from uitpas2.welfare.services import make_group_pass

PARCEL = 3


def make(work: Work, clerk: Actor, *, nis: str, town: str, postal_code: str, canary: str, card_number: str) -> None:
    """All of it once; `work` is the platform's, `card_number` is on the sheets."""
    system, counter = card_system_of(work, nis), administration_of(work, nis)
    assert system is not None
    assert counter is not None
    provision_cards(work, card_system_id=system.id, count=2 * PARCEL)
    here, _ = (ship_cards(work, card_system_id=system.id, organisation_id=counter.id, count=PARCEL) for _ in range(2))
    at_desk = replace(work, actor=clerk)
    receive_parcel(at_desk, here.id)
    order_sheet(at_desk, numbers=[card_number])
    group = make_group_pass(
        at_desk, name=f"Groep {canary}", street=f"{canary}straat 2", postal_code=postal_code, city=town
    )
    hand_out(at_desk, group.id, NewCard(CardWay.PRINT))
    lines = [
        "Voornaam;Achternaam;Geboortedatum;Postcode",
        f"Lien;{canary};14/03/2018;{postal_code}",
        f"Lou;{canary};?;?",
    ]
    read_holders(at_desk, "\n".join(lines).encode(), file_name=f"{canary}.csv")


def wanted(nis: str) -> dict[str, Select[Any]]:
    """How to find their ids again."""
    ours = select(Organisation.id).where(Organisation.municipality_nis == nis)
    under_way = select(CardParcel.id).where(CardParcel.organisation_id.in_(ours), CardParcel.received_at.is_(None))
    return {
        "parcel_id": under_way,
        "sheet_id": select(CardSheet.id).where(CardSheet.organisation_id.in_(ours)),
        "import_id": select(HolderImport.id).where(HolderImport.organisation_id.in_(ours)),
        "group_id": select(Holder.id).where(Holder.kind == HolderKind.GROUP, Holder.municipality_nis == nis),
    }
