"""Keeping a picture of a holder, with the yes of whoever decides, and taking it away again."""

from __future__ import annotations

from uitpas2.cards import queries
from uitpas2.cards.errors.pictures import GroupHasNoPicture, PictureConsentNeeded
from uitpas2.cards.models import HolderPicture
from uitpas2.cards.rules import OF_AGE, ConsentGiver, HolderKind, Purpose
from uitpas2.cards.rules.pictures import square_picture
from uitpas2.cards.services.consents import give_consent, hold_picture, withdraw_consent
from uitpas2.database.work import Work
from uitpas2.kernel.period import age_on
from uitpas2.trail.services import note


def keep_picture(work: Work, holder_id: str, file: bytes, *, agreed: bool) -> None:
    """Keep a small picture made of a file, in place of an earlier one; `agreed` is what the family said at the desk.

    Raises HolderUnknown, GroupHasNoPicture, PictureConsentNeeded, or what `square_picture` raises.
    """
    holder = queries.holder(work, holder_id)
    if holder.kind is HolderKind.GROUP:
        raise GroupHasNoPicture
    if not agreed:
        raise PictureConsentNeeded(field="agreed")
    image = square_picture(file)
    is_adult = holder.birth_date is not None and age_on(holder.birth_date, work.today) >= OF_AGE
    hold_picture(work, holder_id)
    give_consent(work, holder_id, Purpose.PICTURE, giver=ConsentGiver.HOLDER if is_adult else ConsentGiver.GUARDIAN)
    work.session.merge(HolderPicture(holder_id=holder_id, image=image, taken_at=work.now, taken_by=work.actor.id[:80]))
    work.session.flush()
    note(work, "picture.kept", "holder", holder_id)


def forget_picture(work: Work, holder_id: str) -> None:
    """Take the picture away, and the consent with it. Raises HolderUnknown."""
    withdraw_consent(work, holder_id, Purpose.PICTURE)
