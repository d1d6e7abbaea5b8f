"""Pictures of holders, for the counter of their region and their family. Nobody else gets to see one."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from uitpas2.cards.errors.pictures import PictureUnknown
from uitpas2.cards.models import HolderPicture
from uitpas2.cards.queries.people import holder
from uitpas2.database.work import Work


def picture(work: Work, holder_id: str) -> bytes:
    """The JPEG of a holder in the actor's scope. Raises HolderUnknown or PictureUnknown."""
    holder(work, holder_id)
    image = work.session.scalar(select(HolderPicture.image).where(HolderPicture.holder_id == holder_id))
    if image is None:
        raise PictureUnknown
    return image


def picture_taken_at(work: Work, holder_id: str) -> datetime | None:
    """When the picture of a holder in the actor's scope was taken; None when there is none. Raises HolderUnknown."""
    holder(work, holder_id)
    return work.session.scalar(select(HolderPicture.taken_at).where(HolderPicture.holder_id == holder_id))
