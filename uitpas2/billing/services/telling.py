"""Letting a family know of a bill, along the ways it chose; reminding it kindly, a few times at most."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from babel.dates import format_date
from babel.numbers import format_currency
from sqlalchemy import exists, or_, select, update

from uitpas2.accounts.models import Account, Organisation
from uitpas2.billing.models import Bill, BillingTerms, PaymentPlan
from uitpas2.billing.queries.standing import paid_of
from uitpas2.billing.rules import MOST_REMINDERS, BillKind, bill_number, reminder_due, shown_communication, shown_iban
from uitpas2.billing.rules.mails import BILL_MADE, BILL_REMINDER
from uitpas2.cards.models import Holder
from uitpas2.cards.rules.mails import MailText
from uitpas2.cards.services.telling import tell, tell_family
from uitpas2.database.work import Work
from uitpas2.database.writes import happened
from uitpas2.kernel.money import ZERO, Euro
from uitpas2.kernel.text import LANGUAGES, TranslatedText
from uitpas2.trail.services import note

LEAST_APART = 5  # days between two reminders, whatever the calendar says
FOR_REGISTRATION = TranslatedText(nl="een inschrijving", fr="une inscription", en="a registration")


def tell_bill(work: Work, bill: Bill) -> None:
    """A new bill that asks for money. One that only gives back stands in the account."""
    if bill.total > ZERO:
        _tell(work, BILL_MADE, bill, bill.total, what=_what(bill))


def remind(work: Work) -> int:
    """Remind of bills that are still open on the days their organisers chose; tells how many.

    Never who has a plan to pay in parts, and never twice for the same day: the count on the bill moves with it.
    """
    has_plan = exists().where(
        PaymentPlan.organiser_id == Bill.organiser_id,
        PaymentPlan.ended_at.is_(None),
        or_(PaymentPlan.account_id == Bill.account_id, PaymentPlan.holder_id == Bill.holder_id),
    )
    late = (
        select(Bill, BillingTerms.reminder_days)
        .join(BillingTerms, BillingTerms.organiser_id == Bill.organiser_id)
        .where(Bill.due_on < work.today, Bill.total > 0, Bill.reminders < MOST_REMINDERS, ~has_plan)
        .order_by(Bill.due_on, Bill.id)
    )
    rows = work.session.execute(late).all()
    paid = paid_of(work, [bill.id for bill, _ in rows])
    sent = 0
    for bill, days in rows:
        due = reminder_due(bill.due_on, bill.reminders, days)
        open_amount = bill.total - paid.get(bill.id, ZERO)
        if due is None or due > work.today or open_amount <= ZERO or _just_reminded(bill, work):
            continue
        counted = update(Bill).where(Bill.id == bill.id, Bill.reminders == bill.reminders)
        if happened(work.session, counted.values(reminders=bill.reminders + 1, reminded_on=work.today)):
            _tell(work, BILL_REMINDER, bill, open_amount)
            note(work, "bill.reminded", "bill", bill.id, reminder=bill.reminders + 1)
            sent += 1
    work.session.expire_all()
    return sent


def _just_reminded(bill: Bill, work: Work) -> bool:
    """A worker that stood still for weeks does not send all reminders on one day."""
    return bill.reminded_on is not None and (work.today - bill.reminded_on).days < LEAST_APART


def _tell(work: Work, text: MailText, bill: Bill, amount: Euro, **more: TranslatedText) -> None:
    holder = work.session.get_one(Holder, bill.holder_id)
    account = work.session.get(Account, bill.account_id) if bill.account_id else None
    words: dict[str, Any] = {
        "organiser": work.session.get_one(Organisation, bill.organiser_id).name,
        "payee": bill.payee,
        "iban": shown_iban(bill.iban),
        "communication": shown_communication(bill.communication),
        "number": bill_number(bill.year, bill.number),
        "amount": _in_all(lambda language: format_currency(str(amount), "EUR", locale=language)),
        "due": _in_all(lambda language: format_date(bill.due_on, "d MMMM", locale=language)),
        **more,
    }
    if account is not None and account.active:
        tell(work, account, text, holder, **words)
    elif bill.account_id is None and holder.erased_at is None:
        tell_family(work, text, holder, **words)


def _what(bill: Bill) -> TranslatedText:
    if bill.kind is BillKind.ADVANCE or bill.month is None:
        return FOR_REGISTRATION
    month = bill.month
    return _in_all(lambda language: format_date(month, "MMMM y", locale=language))


def _in_all(words: Callable[[str], str]) -> TranslatedText:
    return TranslatedText(**{language: words(language) for language in LANGUAGES})
