"""The picture of a holder: in a table of its own, so that no list or look-up ever loads it by the way."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from uitpas2.database.base import Base, Id


class HolderPicture(Base):
    """A small square JPEG that we made ourselves of what was handed in. It is there as long as the consent is."""

    __tablename__ = "holder_pictures"

    holder_id: Mapped[str] = mapped_column(Id, ForeignKey("holders.id"), primary_key=True)
    image: Mapped[bytes] = mapped_column(LargeBinary)
    taken_at: Mapped[datetime]
    taken_by: Mapped[str] = mapped_column(String(80))
