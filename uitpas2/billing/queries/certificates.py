"""Tax certificates in the actor's scope, and how those of a year stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, func, select
from sqlalchemy.orm import selectinload

from uitpas2.accounts.models import Account, Organisation
from uitpas2.billing.errors import CertificateUnknown
from uitpas2.billing.models import BillingTerms, Certificate, CertificateBatch
from uitpas2.billing.queries.certifying import accounts
from uitpas2.billing.queries.scope import in_scope, own_organiser
from uitpas2.billing.rules import BatchStatus
from uitpas2.billing.rules.certifying import Place
from uitpas2.cards.models import Guardianship, Holder
from uitpas2.database.work import Work
from uitpas2.kernel.money import ZERO, Euro, total


@dataclass(frozen=True, slots=True)
class ShownCertificate:
    """Everything on a certificate. Of a payer who lives elsewhere than the child we know no address."""

    certificate: Certificate
    organiser: str
    terms: BillingTerms
    debtor: str
    debtor_street: str
    debtor_place: str
    child: str
    child_street: str
    child_place: str
    birth_date: date | None
    language: str


@dataclass(frozen=True, slots=True)
class YearOfCare:
    """Where everything went that came in in a year, and what the certificates that hold say in all."""

    year: int
    received: Euro
    places: dict[Place, Euro]
    certificates: int
    certified: Euro


def certificate(work: Work, certificate_id: str) -> Certificate:
    """A certificate in the actor's scope. Raises CertificateUnknown."""
    found = work.session.scalar(
        select(Certificate)
        .where(Certificate.id == certificate_id, in_scope(work, Certificate))
        .options(selectinload(Certificate.periods))
    )
    if found is None:
        raise CertificateUnknown
    return found


def shown_certificate(work: Work, certificate_id: str) -> ShownCertificate:
    """The same with the names on it. Raises CertificateUnknown."""
    return shown(work, certificate(work, certificate_id))


def shown(work: Work, found: Certificate) -> ShownCertificate:
    child = work.session.get_one(Holder, found.holder_id)
    account = work.session.get(Account, found.account_id) if found.account_id else None
    home = (child.street, f"{child.postal_code} {child.city}".strip())
    debtor_home = home if account is None or _lives_with(work, found) else ("", "")
    # A parent who lives elsewhere does not read the child's other address on it.
    child_home = debtor_home
    return ShownCertificate(
        certificate=found,
        organiser=work.session.get_one(Organisation, found.organiser_id).name,
        terms=work.session.get_one(BillingTerms, found.organiser_id),
        debtor=account.name if account else "",
        debtor_street=debtor_home[0],
        debtor_place=debtor_home[1],
        child=f"{child.first_name} {child.last_name}".strip(),
        child_street=child_home[0],
        child_place=child_home[1],
        birth_date=child.birth_date,
        language=account.language if account else child.language,
    )


def certificates_of_year(work: Work, organiser_id: str, year: int) -> Sequence[Certificate]:
    """The certificates of a year that hold, by number."""
    return work.session.scalars(
        select(Certificate)
        .where(Certificate.organiser_id == organiser_id, Certificate.year == year, Certificate.replaced_by.is_(None))
        .options(selectinload(Certificate.periods))
        .order_by(Certificate.number)
    ).all()


def own_certificates(work: Work, year: int) -> list[tuple[Certificate, str, str]]:
    """Those of the actor's organisation, with child and payer."""
    rows = work.session.execute(
        select(Certificate, Holder.first_name, Holder.last_name, Account.name)
        .join(Holder, Holder.id == Certificate.holder_id)
        .outerjoin(Account, Account.id == Certificate.account_id)
        .where(
            Certificate.organiser_id == own_organiser(work),
            Certificate.year == year,
            Certificate.replaced_by.is_(None),
        )
        .order_by(Certificate.number)
    )
    return [(row.Certificate, f"{row.first_name} {row.last_name}".strip(), row.name or "") for row in rows]


def certificates_of_family(work: Work) -> list[tuple[Certificate, str, str]]:
    """Those of the acting parent that hold, with child and organiser, newest year first."""
    rows = work.session.execute(
        select(Certificate, Holder.first_name, Organisation.name)
        .join(Holder, Holder.id == Certificate.holder_id)
        .join(Organisation, Organisation.id == Certificate.organiser_id)
        .where(in_scope(work, Certificate), Certificate.replaced_by.is_(None))
        .order_by(Certificate.year.desc(), Organisation.name, Certificate.number)
    )
    return [(row.Certificate, row.first_name, row.name) for row in rows]


def year_of_care(work: Work, year: int) -> YearOfCare:
    """Everything that came in at the actor's organisation in a year, and where it went, to the cent."""
    places = dict.fromkeys(Place, ZERO)
    for one in accounts(work, own_organiser(work), made_on=work.today):
        for place, amount in one.allotment.places(year).items():
            places[place] += amount
    count, certified = work.session.execute(
        select(func.count(), func.sum(Certificate.total, type_=Certificate.total.type)).where(
            Certificate.organiser_id == own_organiser(work), Certificate.year == year, Certificate.replaced_by.is_(None)
        )
    ).one()
    return YearOfCare(year, total(places.values()), places, count, certified or ZERO)


def batch(work: Work, batch_id: str) -> CertificateBatch:
    """An order of the actor's organisation. Raises CertificateUnknown."""
    found = work.session.get(CertificateBatch, batch_id)
    if found is None or found.organiser_id != own_organiser(work):
        raise CertificateUnknown
    return found


def batches(work: Work, year: int) -> Sequence[CertificateBatch]:
    return work.session.scalars(
        select(CertificateBatch)
        .where(CertificateBatch.organiser_id == own_organiser(work), CertificateBatch.year == year)
        .order_by(CertificateBatch.ordered_at.desc(), CertificateBatch.id)
        .limit(5)
    ).all()


def batch_file(work: Work, batch_id: str) -> bytes:
    """The file with all certificates of an order, for a day. Raises CertificateUnknown."""
    found = batch(work, batch_id)
    if found.status is not BatchStatus.READY or found.file is None:
        raise CertificateUnknown
    return found.file


def _lives_with(work: Work, found: Certificate) -> bool:
    lives = exists().where(
        Guardianship.holder_id == found.holder_id,
        Guardianship.account_id == found.account_id,
        Guardianship.other_household.is_(None),
        Guardianship.ended_at.is_(None),
    )
    return bool(work.session.scalar(select(lives)))
