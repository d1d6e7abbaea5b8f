"""Organisers as a municipality knows them, and what the rules may know of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, exists, or_, select

from uitpas2.accounts.models import Organisation
from uitpas2.accounts.rules import OrganisationKind
from uitpas2.activities.models import Activity
from uitpas2.database.work import Work
from uitpas2.discounts.errors.organisers import OrganiserUnknown
from uitpas2.discounts.models import OrganiserTraits
from uitpas2.discounts.rules import rule_book
from uitpas2.discounts.values.kinds import from_stored


@dataclass(frozen=True, slots=True)
class KnownOrganiser:
    """An organiser with what the actor's municipality says it is; None where it said nothing yet."""

    id: str
    name: str
    said: OrganiserTraits | None


def organisers_here(work: Work) -> list[KnownOrganiser]:
    """The organisers with their seat or an activity in the actor's municipality, by name."""
    return _known(work, _here(work))


def organiser_here(work: Work, organiser_id: str) -> KnownOrganiser:
    """One of them. Raises OrganiserUnknown for all others."""
    found = _known(work, _here(work), Organisation.id == organiser_id)
    if not found:
        raise OrganiserUnknown
    return found[0]


def _here(work: Work) -> ColumnElement[bool]:
    nis = work.actor.municipality_nis
    active = exists().where(Activity.organiser_id == Organisation.id, Activity.municipality_nis == nis)
    is_here = or_(Organisation.municipality_nis == nis, active)
    return and_(Organisation.kind == OrganisationKind.ORGANISER, is_here)


def _known(work: Work, *conditions: ColumnElement[bool]) -> list[KnownOrganiser]:
    rows = work.session.execute(
        select(Organisation.id, Organisation.name, OrganiserTraits)
        .outerjoin(
            OrganiserTraits,
            and_(
                OrganiserTraits.organiser_id == Organisation.id,
                OrganiserTraits.municipality_nis == work.actor.municipality_nis,
            ),
        )
        .where(*conditions)
        .order_by(Organisation.name, Organisation.id)
    )
    return [KnownOrganiser(*row) for row in rows]


def facts_of_organiser(work: Work, organiser_id: str | None, said_by: Sequence[str]) -> dict[str, int]:
    """What these municipalities say of an organiser, as facts of the rules: all they say it is, the highest share.

    Nothing for an organiser about whom nobody said anything: the rules then take it for none of the kinds they know.
    """
    if organiser_id is None:
        return {}
    known: dict[tuple[str, ...], dict[str, int]] = work.session.info.setdefault("organisers of this work", {})
    key = (organiser_id, *sorted(set(said_by)))
    if key not in known:
        rows = work.session.scalars(
            select(OrganiserTraits).where(
                OrganiserTraits.organiser_id == organiser_id, OrganiserTraits.municipality_nis.in_(set(said_by))
            )
        ).all()
        known[key] = _facts(rows)
    return known[key]


def _facts(rows: Sequence[OrganiserTraits]) -> dict[str, int]:
    fact = rule_book().vocabulary.facts["organiser_is"]
    said = {code for row in rows for code in row.traits if code in fact.codes}
    shares = [row.entitled_members for row in rows if row.entitled_members is not None]
    facts = {"organiser_is": from_stored(fact.kind, sorted(said), fact.codes)} if said else {}
    return facts | ({"entitled_members": max(shares)} if shares else {})
