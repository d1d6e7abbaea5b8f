"""Making the tax certificates of a year: in the background, and anew where later payments made other figures."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta

from sqlalchemy import and_, func, or_, select, update
from sqlalchemy.orm import selectinload

from uitpas2.billing.errors import AddressNeeded, YearNotOver
from uitpas2.billing.models import Certificate, CertificateBatch, CertificatePeriod
from uitpas2.billing.queries.certifying import Account, accounts
from uitpas2.billing.rules import BatchStatus
from uitpas2.billing.rules.certifying import CertifiedLine, certified
from uitpas2.billing.rules.collecting import Family
from uitpas2.billing.services.making import own_terms_in_turn
from uitpas2.database.work import Work
from uitpas2.database.writes import happened, insert_many
from uitpas2.kernel.money import total
from uitpas2.trail.services import note

STANDSTILL = timedelta(minutes=10)


def order_certificates(work: Work, year: int, *, language: str = "nl") -> CertificateBatch:
    """Have the certificates of a year that is over made by the worker.

    Raises NoBillingTerms, YearNotOver or AddressNeeded.
    """
    terms = own_terms_in_turn(work)
    if year >= work.today.year:
        raise YearNotOver(year=year)
    if not (terms.street and terms.postal_code and terms.city and terms.enterprise_number):
        raise AddressNeeded
    batch = CertificateBatch(
        id=work.new_id(),
        organiser_id=terms.organiser_id,
        year=year,
        ordered_by=work.actor.id[:80],
        ordered_at=work.now,
        language=language,
        status=BatchStatus.WAITING,
    )
    work.session.add(batch)
    work.session.flush()
    note(work, "certificates.ordered", "organisation", terms.organiser_id, year=year)
    return batch


def claim_batch(work: Work) -> CertificateBatch | None:
    """Take the order that waits longest, or one that stands still; None when there is nothing to do."""
    stands_still = and_(
        CertificateBatch.status == BatchStatus.MAKING, CertificateBatch.moved_at < work.now - STANDSTILL
    )
    to_do = or_(CertificateBatch.status == BatchStatus.WAITING, stands_still)
    id = work.session.scalar(
        select(CertificateBatch.id).where(to_do).order_by(CertificateBatch.ordered_at, CertificateBatch.id).limit(1)
    )
    started = update(CertificateBatch).where(CertificateBatch.id == id, to_do)
    if id is None or not happened(work.session, started.values(status=BatchStatus.MAKING, moved_at=work.now)):
        return None
    return work.session.get_one(CertificateBatch, id, populate_existing=True)


def make_certificates(
    work: Work, organiser_id: str, year: int, *, with_severe_disability: Collection[str] = ()
) -> list[Certificate]:
    """Certify what each family paid in a year for the care of each child; answers what holds now, new or not.

    A certificate that says the same as before stays; other figures make a new one that replaces it.
    """
    standing = _standing(work, organiser_id, year)
    number = work.session.scalar(
        select(func.coalesce(func.max(Certificate.number), 0)).where(
            Certificate.organiser_id == organiser_id, Certificate.year == year
        )
    )
    made: list[Certificate] = []
    found = accounts(work, organiser_id, made_on=work.today, with_severe_disability=with_severe_disability)
    for one in found:
        for holder_id, sheets in _sheets(one, year):
            before = standing.pop((one.family.key, holder_id), [])
            if _says(before) == sheets:
                made.extend(before)
                continue
            new = [_certificate(work, organiser_id, year, one.family, holder_id, sheet) for sheet in sheets]
            for certificate in new:
                number = (number or 0) + 1
                certificate.number = number
                work.session.add(certificate)
            work.session.flush()
            for certificate, sheet in zip(new, sheets, strict=True):
                insert_many(work.session, CertificatePeriod, _periods(certificate.id, sheet))
            for old in before:
                old.replaced_by = new[0].id
            made.extend(new)
    work.session.flush()
    return made


def finish_batch(work: Work, batch_id: str, file: bytes, *, made: int) -> None:
    _while_making(work, batch_id, status=BatchStatus.READY, file=file, made=made, children=made, finished_at=work.now)


def fail_batch(work: Work, batch_id: str) -> None:
    _while_making(work, batch_id, status=BatchStatus.FAILED, finished_at=work.now)


def _while_making(work: Work, batch_id: str, **values: object) -> None:
    making = update(CertificateBatch).where(
        CertificateBatch.id == batch_id, CertificateBatch.status == BatchStatus.MAKING
    )
    happened(work.session, making.values(**values))


def _sheets(one: Account, year: int) -> list[tuple[str, list[list[CertifiedLine]]]]:
    return list(certified(one.allotment, year).items())


def _standing(work: Work, organiser_id: str, year: int) -> dict[tuple[str, str], list[Certificate]]:
    """The certificates that hold, by family and child."""
    rows = work.session.scalars(
        select(Certificate)
        .where(Certificate.organiser_id == organiser_id, Certificate.year == year, Certificate.replaced_by.is_(None))
        .options(selectinload(Certificate.periods))
        .order_by(Certificate.number)
    )
    found: dict[tuple[str, str], list[Certificate]] = {}
    for row in rows:
        family = row.account_id or f"household/{row.holder_id}"
        found.setdefault((family, row.holder_id), []).append(row)
    return found


def _says(certificates: Sequence[Certificate]) -> list[list[CertifiedLine]]:
    return [
        [CertifiedLine(one.starts, one.ends, one.days, one.tariff, one.amount) for one in certificate.periods]
        for certificate in certificates
    ]


def _certificate(
    work: Work, organiser_id: str, year: int, family: Family, holder_id: str, sheet: Sequence[CertifiedLine]
) -> Certificate:
    return Certificate(
        id=work.new_id(),
        organiser_id=organiser_id,
        year=year,
        account_id=family.account_id,
        holder_id=holder_id,
        total=total(line.amount for line in sheet),
        made_on=work.today,
        made_by=work.actor.id[:80],
    )


def _periods(certificate_id: str, sheet: Sequence[CertifiedLine]) -> list[dict[str, object]]:
    return [
        {
            "certificate_id": certificate_id,
            "position": position,
            "starts": line.starts,
            "ends": line.ends,
            "days": line.days,
            "tariff": line.tariff,
            "amount": line.amount,
        }
        for position, line in enumerate(sheet, start=1)
    ]
