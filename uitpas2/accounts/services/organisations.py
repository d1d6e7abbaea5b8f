"""Municipalities and organisations."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import select

from uitpas2.accounts import queries
from uitpas2.accounts.errors import OrganisationExists
from uitpas2.accounts.models import Municipality, Organisation
from uitpas2.accounts.rules import OrganisationKind
from uitpas2.database.work import Work
from uitpas2.database.writes import insert_many, insert_unless_there
from uitpas2.trail.services import note

MUNICIPALITIES = Path(__file__).resolve().parents[1] / "data" / "flemish_municipalities.csv"


def load_municipalities(work: Work) -> int:
    """Put the municipalities of the Flemish Region in the database, or bring those there up to date.

    Tells how many there are. Source: `accounts/data/README.md`, with the credit line to show.
    """
    there = {known.nis: known for known in work.session.scalars(select(Municipality))}
    new = []
    rows = list(_municipality_rows())
    for row in rows:
        if known := there.get(row["nis"]):
            for name, value in row.items():
                setattr(known, name, value)
        else:
            new.append(row)
    work.session.flush()
    insert_many(work.session, Municipality, new)
    return len(rows)


def _municipality_rows() -> Iterator[dict[str, Any]]:
    with MUNICIPALITIES.open(encoding="utf-8", newline="") as source:
        for row in csv.DictReader(source):
            yield {
                "nis": row["nis"],
                "name": row["name"],
                "province_nis": row["province_nis"],
                "province": row["province"],
                "population": int(row["population_2020"]),
                "postal_codes": row["postal_codes"].split(),
                "longitude": float(row["lon"]),
                "latitude": float(row["lat"]),
            }


def create_organisation(
    work: Work,
    *,
    kind: OrganisationKind,
    name: str,
    municipality_nis: str | None = None,
    uitdatabank_id: str | None = None,
) -> Organisation:
    """Raises MunicipalityNotFound, or OrganisationExists for a second administration or UiTdatabank organiser."""
    if municipality_nis is not None:
        queries.municipality(work, municipality_nis)
    made = {
        "id": work.new_id(),
        "kind": kind,
        "name": name,
        "municipality_nis": municipality_nis,
        "uitdatabank_id": uitdatabank_id,
        "created_at": work.now,
    }
    if not insert_unless_there(work.session, Organisation, **made):
        raise OrganisationExists
    note(work, "organisation.created", "organisation", str(made["id"]), kind=str(kind))
    return work.session.get_one(Organisation, made["id"])
