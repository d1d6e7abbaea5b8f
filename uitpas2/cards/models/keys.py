"""The keys that sign the codes of cards. Public halves only: see `rules.key_list`."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from uitpas2.cards.rules import PublishedKey
from uitpas2.database.base import Base


class CardKey(Base):
    """A key that signs the codes of new cards from `signs_from` up to but not including `signs_until`.

    It verifies for ever, unless `distrusted_at` is set: then codes signed with it count nowhere.
    """

    __tablename__ = "card_keys"

    kid: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    public_key: Mapped[bytes] = mapped_column(LargeBinary(32))
    created_at: Mapped[datetime]
    signs_from: Mapped[date]
    signs_until: Mapped[date]
    distrusted_at: Mapped[datetime | None]

    @property
    def published(self) -> PublishedKey:
        is_trusted = self.distrusted_at is None
        return PublishedKey(self.kid, self.public_key, self.signs_from, self.signs_until, is_trusted)
