"""A family asks to correct or erase; the counter of the region answers."""

from __future__ import annotations

from sqlalchemy import select, update

from uitpas2.accounts.rules import Permission
from uitpas2.accounts.rules import bare_name as bare
from uitpas2.cards import queries as cards
from uitpas2.cards.errors import HolderUnknown
from uitpas2.cards.models import Holder
from uitpas2.cards.rules import without_national_numbers
from uitpas2.database.work import Work
from uitpas2.database.writes import happened
from uitpas2.kernel.errors import NotAllowed
from uitpas2.privacy.errors import AlreadyAsked, ConfirmErasure, RequestUnknown, WishNeeded
from uitpas2.privacy.models import PrivacyRequest
from uitpas2.privacy.rules import RequestKind, RequestStatus
from uitpas2.privacy.services.erasing import erase_holder
from uitpas2.trail.services import note


def ask(work: Work, holder_id: str, kind: RequestKind, *, wish: str = "") -> PrivacyRequest:
    """A guardian asks. One question of a kind is open at a time.

    Raises HolderUnknown, WishNeeded for a correction without words, or AlreadyAsked. A national number in the
    wish is not kept: it has a place of its own, encrypted.
    """
    holder = work.session.scalar(select(Holder).where(Holder.id == holder_id).with_for_update(key_share=True))
    if holder is None or not cards.is_guardian_of(work, holder_id):
        raise HolderUnknown
    if kind is RequestKind.CORRECTION and not wish.strip():
        raise WishNeeded(field="wish")
    is_open = select(PrivacyRequest.id).where(
        PrivacyRequest.holder_id == holder_id,
        PrivacyRequest.kind == kind,
        PrivacyRequest.status == RequestStatus.OPEN,
    )
    if work.session.scalar(is_open.limit(1)) is not None:
        raise AlreadyAsked(field="wish" if kind is RequestKind.CORRECTION else None)
    request = PrivacyRequest(
        id=work.new_id(),
        holder_id=holder_id,
        kind=kind,
        asked_by=work.actor.id,
        asked_at=work.now,
        wish=without_national_numbers(wish.strip())[:1000],
        status=RequestStatus.OPEN,
    )
    work.session.add(request)
    work.session.flush()
    note(work, "privacy.asked", "holder", holder_id, request=request.id, kind=kind.value)
    return request


def answer(work: Work, holder_id: str, request_id: str, *, is_done: bool) -> None:
    """A clerk has done what was asked, or refuses it. The family's own words go.

    Raises HolderUnknown outside the region, or RequestUnknown for one that is not open.
    """
    _clerks_holder(work, holder_id)
    status = RequestStatus.DONE if is_done else RequestStatus.REFUSED
    open_one = update(PrivacyRequest).where(
        PrivacyRequest.id == request_id,
        PrivacyRequest.holder_id == holder_id,
        PrivacyRequest.status == RequestStatus.OPEN,
    )
    values = {"status": status, "answered_at": work.now, "answered_by": work.actor.id, "wish": ""}
    if not happened(work.session, open_one.values(values)):
        raise RequestUnknown
    note(work, "privacy.answered", "holder", holder_id, request=request_id, status=status.value)


def erase_at_counter(work: Work, holder_id: str, *, first_name: str) -> None:
    """A clerk erases somebody who, or whose guardian, asked for it; the first name typed again is the confirmation.

    Open questions about them are answered by it. Raises HolderUnknown outside the region, or ConfirmErasure.
    """
    holder = _clerks_holder(work, holder_id)
    if bare(first_name) != bare(holder.first_name):
        raise ConfirmErasure(field="first_name")
    work.session.execute(
        update(PrivacyRequest)
        .where(PrivacyRequest.holder_id == holder_id, PrivacyRequest.status == RequestStatus.OPEN)
        .values(status=RequestStatus.DONE, answered_at=work.now, answered_by=work.actor.id)
        .execution_options(synchronize_session=False)
    )
    erase_holder(work, holder_id)


def _clerks_holder(work: Work, holder_id: str) -> Holder:
    if not work.actor.may(Permission.REGISTER_HOLDERS):
        raise NotAllowed
    return cards.holder(work, holder_id)
