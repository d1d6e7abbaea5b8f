"""What a municipality arranges with partners: recognising one by an agreement, renewing that, and ending it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select, update

from uitpas2.accounts.models import Account, Organisation
from uitpas2.accounts.queries import administration_of
from uitpas2.accounts.rules import OrganisationKind, Role
from uitpas2.accounts.services import assign, create_organisation, create_with_activation
from uitpas2.database.work import Work
from uitpas2.database.writes import happened, insert_unless_there
from uitpas2.kernel.actor import ActorKind
from uitpas2.kernel.errors import NotAllowed
from uitpas2.trail.services import note
from uitpas2.welfare.errors import (
    AgreementNeeded,
    AgreementsOverlap,
    PartnerUnknown,
    RecognitionEndsBeforeItStarts,
    RecognitionOver,
    RecognitionUnknown,
)
from uitpas2.welfare.models import Recognition


@dataclass(frozen=True, slots=True)
class Agreement:
    """What was signed: where it can be found, which version of which text, by whom and when."""

    reference: str
    signed_by_municipality: str
    signed_by_partner: str
    signed_on: date
    version: str = ""
    agreement: str = ""


def recognise(
    work: Work,
    *,
    partner_id: str,
    municipality_nis: str,
    starts: date,
    ends: date,
    agreement: Agreement | None = None,
) -> Recognition:
    """A municipality recognises a partner up to but not including a day; the same start again moves the end.

    Only the platform itself does so without an agreement. Raises PartnerUnknown, RecognitionEndsBeforeItStarts,
    AgreementNeeded, AgreementsOverlap, and NotAllowed for all but that municipality.
    """
    _must_be_administration(work, municipality_nis)
    partner = work.session.get(Organisation, partner_id)
    if partner is None or partner.kind is not OrganisationKind.PARTNER:
        raise PartnerUnknown
    if ends <= starts:
        raise RecognitionEndsBeforeItStarts(field="ends")
    signed = _signed(work, agreement)
    _one_after_the_other(work, partner_id, municipality_nis, starts, ends)

    key = {"partner_id": partner_id, "municipality_nis": municipality_nis, "starts": starts}
    made = {**key, **signed, "ends": ends, "recognised_by": work.actor.id[:80]}
    insert_unless_there(work.session, Recognition, id=work.new_id(), **made)
    live = select(Recognition).filter_by(**key, ended_at=None).execution_options(populate_existing=True)
    recognition = work.session.scalars(live).one()
    for name, value in made.items():
        setattr(recognition, name, value)
    work.session.flush()
    note(work, "partner.recognised", "organisation", partner_id, municipality=municipality_nis, ends=ends.isoformat())
    return recognition


def _signed(work: Work, agreement: Agreement | None) -> dict[str, object]:
    if agreement is None:
        if work.actor.kind is not ActorKind.SYSTEM:
            raise AgreementNeeded(field="reference")
        return {"reference": "", "version": "", "agreement": "", "signed_by_municipality": "", "signed_by_partner": ""}
    kept = {name: getattr(agreement, name) for name in Agreement.__slots__}
    for name in ("reference", "signed_by_municipality", "signed_by_partner"):
        kept[name] = kept[name].strip()
        if not kept[name]:
            raise AgreementNeeded(field=name)
    return kept


def _one_after_the_other(work: Work, partner_id: str, nis: str, starts: date, ends: date) -> None:
    """Of two agreements with the same partner nobody would know which one holds."""
    there = select(Recognition).where(
        Recognition.partner_id == partner_id,
        Recognition.municipality_nis == nis,
        Recognition.ended_at.is_(None),
        Recognition.starts != starts,
        Recognition.starts < ends,
        Recognition.ends > starts,
    )
    other = work.session.scalars(there.order_by(Recognition.ends.desc())).first()
    if other is not None:
        raise AgreementsOverlap(field="starts", last_day=f"{other.ends - timedelta(days=1):%d/%m/%Y}")


def end_recognition(work: Work, recognition_id: str) -> None:
    """From this moment on the partner sees nothing of families that live here. What they were given stays.

    Raises RecognitionUnknown for all but that municipality, and RecognitionOver when it had ended.
    """
    found = work.session.get(Recognition, recognition_id)
    if found is None or not _is_administration(work, found.municipality_nis):
        raise RecognitionUnknown
    live = update(Recognition).where(Recognition.id == found.id, Recognition.ended_at.is_(None))
    if not happened(work.session, live.values(ended_at=work.now, ended_by=work.actor.id[:80])):
        raise RecognitionOver
    note(work, "partner.recognition-ended", "organisation", found.partner_id, municipality=found.municipality_nis)


def new_partner(
    work: Work, *, name: str, responsible: str, email: str, municipality_nis: str
) -> tuple[Organisation, Account, str | None]:
    """A partner that the platform does not know yet, with the person in charge, who invites the colleagues.

    The last one is the code with which that person starts the account; None when there was an account already.
    Raises NotAllowed for all but that municipality, and EmailUnreadable.
    """
    _must_be_administration(work, municipality_nis)
    partner = create_organisation(
        work, kind=OrganisationKind.PARTNER, name=name.strip(), municipality_nis=municipality_nis
    )
    account, code = create_with_activation(work, email=email, name=responsible)
    assign(work, account, Role.PARTNER_RESPONSIBLE, partner)
    return partner, account, code


def _must_be_administration(work: Work, municipality_nis: str) -> None:
    if not _is_administration(work, municipality_nis):
        raise NotAllowed


def _is_administration(work: Work, municipality_nis: str) -> bool:
    if work.actor.kind is ActorKind.SYSTEM:
        return True
    administration = administration_of(work, municipality_nis)
    return administration is not None and administration.id == work.actor.organisation_id
