"""Municipalities, organisations and accounts, looked up.

Municipalities and the names of organisations are public: every reader finds the same ones.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from uitpas2.accounts.errors import AccountNotFound, MunicipalityNotFound, OrganisationNotFound
from uitpas2.accounts.models import Account, Assignment, Municipality, Organisation
from uitpas2.accounts.rules import OrganisationKind, bare_name, tidy_email
from uitpas2.database.work import Work


def municipality(work: Work, nis: str) -> Municipality:
    """Raises MunicipalityNotFound."""
    found = work.session.get(Municipality, nis)
    if found is None:
        raise MunicipalityNotFound(nis=nis)
    return found


def municipalities(work: Work) -> Sequence[Municipality]:
    """All of them, in the order of their names."""
    return work.session.scalars(select(Municipality).order_by(Municipality.name, Municipality.nis)).all()


def municipality_by_postal_code(work: Work, postal_code: str, city: str = "") -> Municipality | None:
    """The municipality in which a postal code lies.

    A few codes lie in two municipalities (2990 in Brecht and in Wuustwezel): there the name of the place decides,
    and None is answered when it names neither. Nobody is put in a municipality by a guess.
    """
    rows = work.session.execute(select(Municipality.nis, Municipality.name, Municipality.postal_codes)).all()
    candidates = [row for row in rows if postal_code.strip() in row.postal_codes]
    if len(candidates) > 1:
        candidates = [row for row in candidates if bare_name(row.name) == bare_name(city)]
    return work.session.get_one(Municipality, candidates[0].nis) if len(candidates) == 1 else None


def administration_of(work: Work, nis: str) -> Organisation | None:
    """The organisation that is this municipality's administration; None when it does not take part yet."""
    return work.session.scalars(
        select(Organisation).where(
            Organisation.kind == OrganisationKind.MUNICIPALITY, Organisation.municipality_nis == nis
        )
    ).one_or_none()


def flemish_administration(work: Work) -> Organisation | None:
    """The Flemish administration, the first one if somebody made several; None on a new platform."""
    return work.session.scalars(
        select(Organisation)
        .where(Organisation.kind == OrganisationKind.FLANDERS)
        .order_by(Organisation.created_at, Organisation.id)
        .limit(1)
    ).one_or_none()


def organisation(work: Work, id: str) -> Organisation:
    """Raises OrganisationNotFound."""
    found = work.session.get(Organisation, id)
    if found is None:
        raise OrganisationNotFound
    return found


def own_organisation(work: Work) -> Organisation:
    """The organisation for which the actor acts. Raises OrganisationNotFound for whoever acts for none."""
    if work.actor.organisation_id is None:
        raise OrganisationNotFound
    return organisation(work, work.actor.organisation_id)


def account_by_email(work: Work, email: str) -> Account:
    """For commands and services, not for pages: the answer tells whether an address is known.

    Raises AccountNotFound.
    """
    found = work.session.scalars(select(Account).where(Account.email == tidy_email(email))).one_or_none()
    if found is None:
        raise AccountNotFound
    return found


def own_account(work: Work) -> Account:
    """The account of the person who acts. Raises AccountNotFound for a client or the platform."""
    found = work.session.get(Account, work.actor.id)
    if found is None:
        raise AccountNotFound
    return found


def assignments_of(work: Work, account_id: str) -> Sequence[Assignment]:
    """The roles of an account with their organisations, oldest first."""
    found = work.session.scalars(
        select(Assignment).where(Assignment.account_id == account_id).order_by(Assignment.created_at, Assignment.id)
    ).all()
    for assignment in found:
        _ = assignment.account, assignment.organisation  # loaded now, for pages made after the session is closed
    return found
