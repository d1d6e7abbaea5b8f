"""Which government pays a part of a price."""

from __future__ import annotations

from uitpas2.accounts import queries as accounts
from uitpas2.accounts import services as account_services
from uitpas2.accounts.errors import OrganisationExists
from uitpas2.accounts.models import Organisation
from uitpas2.accounts.rules import OrganisationKind
from uitpas2.database.work import Work


def payer_of(work: Work, nis: str) -> Organisation:
    """The administration of a municipality, which pays for who lives there.

    Every Flemish municipality is a payer by the rule book (article 2), also before anybody signed in for it: its
    administration is put down when it first has something to pay.
    """
    known: dict[str, Organisation] = work.session.info.setdefault("municipalities that pay", {})
    if nis not in known:
        known[nis] = accounts.administration_of(work, nis) or _new_administration(work, nis)
    return known[nis]


def _new_administration(work: Work, nis: str) -> Organisation:
    name = accounts.municipality(work, nis).name
    try:
        return account_services.create_organisation(
            work, kind=OrganisationKind.MUNICIPALITY, name=name, municipality_nis=nis
        )
    except OrganisationExists:  # another sale was first
        found = accounts.administration_of(work, nis)
        assert found is not None
        return found
