"""Which municipalities run the card together, by the list in `card_systems.yaml`."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import select

from uitpas2.accounts.models import Municipality
from uitpas2.cards.models import CardSystem, CardSystemMunicipality
from uitpas2.cards.services.keys import rotate_keys
from uitpas2.database.work import Work

_FILE = Path(__file__).resolve().parents[1] / "card_systems.yaml"


@lru_cache(maxsize=1)
def listed() -> dict[str, Any]:
    """The file as it is: `systems` with their municipalities, `provinces` with the system for the others."""
    content: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return content


def ensure_card_systems(work: Work) -> int:
    """Put the card systems there and every known municipality in exactly one; tells how many systems there are.

    With them comes the key that signs the codes of their cards.

    A municipality in none of the listed systems gets the made-up one of its province; one outside Flanders, such as
    Brussels, stays where somebody put it. Doing it twice changes nothing; one that moved in the list moves here.
    """
    systems = [*listed()["systems"], *listed()["provinces"]]
    for entry in systems:
        work.session.merge(CardSystem(id=entry["id"], name=entry["name"]))
    work.session.flush()
    system_of = {nis: entry["id"] for entry in listed()["systems"] for nis in entry["municipalities"]}
    rest_of = {entry["province_nis"]: entry["id"] for entry in listed()["provinces"]}
    for nis, province_nis in work.session.execute(select(Municipality.nis, Municipality.province_nis)):
        system_id = system_of.get(nis) or rest_of.get(province_nis)
        if system_id is not None:
            work.session.merge(CardSystemMunicipality(municipality_nis=nis, card_system_id=system_id))
    work.session.flush()
    rotate_keys(work)
    return len(systems)
