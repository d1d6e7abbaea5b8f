"""The file of a year for the tax office."""

from __future__ import annotations

from uitpas2.billing.errors import AddressNeeded, CertificateUnknown, NoBillingTerms
from uitpas2.billing.models import BillingTerms
from uitpas2.billing.queries.certificates import ShownCertificate, certificates_of_year, shown
from uitpas2.billing.queries.terms import own_terms
from uitpas2.billing.rules.belcotax import Period, Place, Sender, Sheet
from uitpas2.billing.rules.belcotax import belcotax_xml as write
from uitpas2.cards.models import Holder
from uitpas2.database.work import Work


def belcotax_xml(work: Work, year: int) -> bytes:
    """The certificates of a year of the actor's organisation that hold. Without national numbers, as everywhere.

    What was paid by a household without an account has no name of a payer, and is not in it.
    Raises NoBillingTerms, AddressNeeded, or CertificateUnknown for what is no year of ours.
    """
    if not 2020 <= year <= 2100:
        raise CertificateUnknown
    terms = own_terms(work)
    if terms is None:
        raise NoBillingTerms
    if not (terms.street and terms.postal_code and terms.city and terms.enterprise_number):
        raise AddressNeeded
    certificates = [shown(work, one) for one in certificates_of_year(work, terms.organiser_id, year)]
    sheets = [_sheet(work, one) for one in certificates if one.debtor]
    return write(_sender(terms), year, sheets, made_on=work.today)


def _sender(terms: BillingTerms) -> Sender:
    return Sender(
        name=terms.payee,
        number=terms.enterprise_number,
        place=Place(terms.street, terms.postal_code, terms.city),
        phone=terms.phone,
        email=terms.email,
        certifier_code=terms.certifier.value if terms.certifier else "",
        certifier_name=terms.certifier_name,
        certifier_number=terms.certifier_number,
        certifier_place=Place(terms.certifier_street, terms.certifier_postal_code, terms.certifier_city),
    )


def _sheet(work: Work, one: ShownCertificate) -> Sheet:
    child = work.session.get_one(Holder, one.certificate.holder_id)
    home = Place(child.street, child.postal_code, child.city)
    lives_there = bool(one.debtor_street)
    return Sheet(
        reference=f"{one.certificate.year}-{one.certificate.number:04d}",
        debtor=one.debtor,
        debtor_place=home if lives_there else Place(),
        child_first_name=child.first_name,
        child_last_name=child.last_name,
        child_place=home if lives_there else Place(),
        birth_date=child.birth_date,
        periods=tuple(
            Period(period.starts, period.ends, period.days, period.tariff, period.amount)
            for period in one.certificate.periods
        ),
    )
