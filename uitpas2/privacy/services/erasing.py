"""Erasing a person: what names them goes, what the books need stays and leads to nobody.

Sales, check-ins and past registrations keep pointing at the holder's row, which is empty from then on. The trail keeps
its numbers. No amount, place or line changes, so everything still adds up.
"""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Column, delete, select, update

from uitpas2.accounts.models import Account, Assignment
from uitpas2.accounts.rules import Role
from uitpas2.accounts.services import erase_account
from uitpas2.billing import services as billing
from uitpas2.cards.errors import HolderUnknown
from uitpas2.cards.models import Card, CardSheet, Guardianship, Holder, HolderImport, HolderImportRow, Membership
from uitpas2.cards.rules import CardStatus, SheetStatus
from uitpas2.cards.services import delete_card
from uitpas2.database.work import Work
from uitpas2.kernel.actor import system_actor
from uitpas2.privacy.queries import is_of_account, is_of_either, is_of_holder, tables
from uitpas2.privacy.rules import Erasing
from uitpas2.registrations.services import cancel_what_comes
from uitpas2.trail.services import note


def erase_holder(work: Work, holder_id: str) -> None:
    """Erase somebody, and the accounts that decided for nobody else. The caller has checked who asks.

    Raises HolderUnknown, also for somebody who was erased before.
    """
    holder = work.session.scalar(
        select(Holder).where(Holder.id == holder_id, Holder.erased_at.is_(None)).with_for_update()
    )
    if holder is None:
        raise HolderUnknown
    by_platform = replace(work, actor=system_actor("erasing"))
    cancel_what_comes(work, holder_id)
    _end_cards(by_platform, holder_id)
    _forget_printed(work, holder_id)
    billing.forget_printed(work, holder_id)
    _forget_names_of_lists(work, holder_id)
    accounts = _accounts_for_nobody_else(work, holder_id)
    for table, declared in tables():
        condition = is_of_either(table, holder_id, accounts)
        if condition is not None and declared.erasing is Erasing.GOES:
            work.session.execute(delete(table).where(condition))
    for table, declared in tables():
        condition = is_of_holder(table, holder_id)
        if condition is not None and declared.erasing is Erasing.EMPTIED:
            names = [column for column, retention in declared.columns.items() if retention.names_person]
            work.session.execute(update(table).where(condition).values({name: _empty(table.c[name]) for name in names}))
    work.session.execute(update(Holder).where(Holder.id == holder_id).values(erased_at=work.now))
    work.session.expire_all()
    for account_id in accounts:
        forget_account(by_platform, account_id)
    note(work, "holder.erased", "holder", holder_id)


def forget_account(work: Work, account_id: str) -> None:
    """Empty an account that nobody needs any more, with all that hangs on it."""
    for table, declared in tables():
        condition = is_of_account(table, account_id)
        if condition is not None and declared.erasing is Erasing.GOES:
            work.session.execute(delete(table).where(condition))
    erase_account(work, work.session.get_one(Account, account_id))


def _empty(column: Column[object]) -> object:
    return None if column.nullable else ""


def _end_cards(work: Work, holder_id: str) -> None:
    working = (
        select(Card.id)
        .join(Membership, Membership.id == Card.membership_id)
        .where(Membership.holder_id == holder_id, Card.status == CardStatus.ACTIVE)
        .order_by(Card.id)
    )
    for card_id in work.session.scalars(working).all():
        delete_card(work, card_id)


def _forget_printed(work: Work, holder_id: str) -> None:
    """Sheets of cards are kept as files for a day; the ones with this name on them go now.

    A sheet that is being drawn is drawn again, without this card: what the worker has in hands by now it cannot keep.
    """
    theirs = set(work.session.scalars(select(Card.id).join(Membership).where(Membership.holder_id == holder_id)))
    ordered = [SheetStatus.WAITING, SheetStatus.PRINTING]
    kept = select(CardSheet.id, CardSheet.card_ids).where(CardSheet.file.is_not(None) | CardSheet.status.in_(ordered))
    named = [row.id for row in work.session.execute(kept) if theirs & set(row.card_ids)]
    sheets = update(CardSheet).where(CardSheet.id.in_(named))
    work.session.execute(sheets.where(CardSheet.status.in_(ordered)).values(status=SheetStatus.WAITING))
    work.session.execute(
        sheets.where(CardSheet.file.is_not(None)).values(file=None, status=SheetStatus.FORGOTTEN, card_ids=[])
    )


def _forget_names_of_lists(work: Work, holder_id: str) -> None:
    """A list of holders that waits to be imported may be called after the family that stands on it."""
    theirs = select(HolderImportRow.import_id).where(HolderImportRow.holder_id == holder_id)
    work.session.execute(update(HolderImport).where(HolderImport.id.in_(theirs)).values(file_name=""))


def _accounts_for_nobody_else(work: Work, holder_id: str) -> list[str]:
    """Accounts that decide, or decided, for this holder and for no other, and have no other role."""
    theirs = select(Guardianship.account_id).where(Guardianship.holder_id == holder_id)
    others = select(Guardianship.account_id).where(Guardianship.holder_id != holder_id, Guardianship.ended_at.is_(None))
    at_work = select(Assignment.account_id).where(Assignment.role != Role.GUARDIAN)
    found = select(Account.id).where(Account.id.in_(theirs), Account.id.not_in(others), Account.id.not_in(at_work))
    return list(work.session.scalars(found.order_by(Account.id)))
