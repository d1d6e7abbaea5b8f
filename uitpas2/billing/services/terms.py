"""How an organiser sends its bills, and agreements with families to pay in parts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import update

from uitpas2.accounts import queries as accounts
from uitpas2.activities.rules import ProductClass
from uitpas2.billing.errors import PlanAlreadyThere, TermsNotPossible
from uitpas2.billing.models import BillingTerms, PaymentPlan
from uitpas2.billing.queries.bills import bill, plan_of
from uitpas2.billing.queries.scope import own_organiser
from uitpas2.billing.rules import (
    LEAST_BETWEEN,
    LEAST_DAYS,
    MOST_DAYS,
    MOST_REMINDERS,
    Certifier,
    tidy_bic,
    tidy_iban,
)
from uitpas2.cards.rules import without_national_numbers
from uitpas2.database.work import Work
from uitpas2.database.writes import as_stored, happened, insert_unless_there
from uitpas2.kernel.text import TranslatedText
from uitpas2.trail.services import note


def set_terms(
    work: Work,
    *,
    payee: str,
    iban: str,
    bic: str = "",
    billed: Sequence[ProductClass],
    prepaid: Sequence[ProductClass] = (),
    bills_from: date,
    due_days: int = 14,
    reminder_days: Sequence[int] = (7, 21),
    certifier: Certifier | None = None,
    **address: str,
) -> BillingTerms:
    """Say how the actor's organisation sends bills. What is on a bill already stays as it was.

    `address` are the other columns of the table: the organiser's own and the certifier's.
    Raises AccountMistyped, BankCodeMistyped or TermsNotPossible.
    """
    organiser_id = own_organiser(work)
    accounts.organisation(work, organiser_id)
    _check(billed, prepaid, due_days, reminder_days)
    values: dict[str, Any] = {
        "payee": payee,
        "iban": tidy_iban(iban),
        "bic": tidy_bic(bic),
        "billed": [one.value for one in billed],
        "prepaid": [one.value for one in prepaid],
        "bills_from": bills_from,
        "due_days": due_days,
        "reminder_days": list(reminder_days),
        "certifier": certifier,
        "changed_at": work.now,
        "changed_by": work.actor.id[:80],
        **address,
    }
    terms = work.session.get(BillingTerms, organiser_id)
    if terms is None:
        terms = BillingTerms(organiser_id=organiser_id, **values)
        work.session.add(terms)
    for name, value in values.items():
        setattr(terms, name, value)
    work.session.flush()
    note(work, "billing.terms-set", "organisation", organiser_id, due_days=due_days)
    return terms


def _check(
    billed: Sequence[ProductClass], prepaid: Sequence[ProductClass], due_days: int, reminder_days: Sequence[int]
) -> None:
    if not billed and not prepaid:
        raise TermsNotPossible(NOTHING_CHOSEN, field="billed")
    if set(billed) & set(prepaid):
        raise TermsNotPossible(BOTH_CHOSEN, field="prepaid")
    if not LEAST_DAYS <= due_days <= MOST_DAYS:
        raise TermsNotPossible(DAYS_TO_PAY, field="due_days")
    gaps = [later - earlier for earlier, later in zip((0, *reminder_days), reminder_days, strict=False)]
    if len(reminder_days) > MOST_REMINDERS or any(gap < LEAST_BETWEEN for gap in gaps):
        raise TermsNotPossible(REMINDERS, field="reminder_days")


NOTHING_CHOSEN = TranslatedText(
    nl="kies minstens één soort activiteit", fr="choisissez au moins un type d’activité", en="choose a kind of activity"
)
BOTH_CHOSEN = TranslatedText(
    nl="wat vooraf betaald wordt, komt niet ook achteraf op een rekening",
    fr="ce qui est payé d’avance ne se facture pas aussi après",
    en="what is paid in advance is not billed afterwards as well",
)
DAYS_TO_PAY = TranslatedText(
    nl=f"geef families {LEAST_DAYS} tot {MOST_DAYS} dagen om te betalen",
    fr=f"laissez aux familles {LEAST_DAYS} à {MOST_DAYS} jours pour payer",
    en=f"give families {LEAST_DAYS} to {MOST_DAYS} days to pay",
)
REMINDERS = TranslatedText(
    nl=f"stuur hoogstens {MOST_REMINDERS} herinneringen, met telkens minstens {LEAST_BETWEEN} dagen ertussen",
    fr=f"envoyez au plus {MOST_REMINDERS} rappels, espacés d’au moins {LEAST_BETWEEN} jours",
    en=f"send at most {MOST_REMINDERS} reminders, at least {LEAST_BETWEEN} days apart",
)


def agree_plan(work: Work, bill_id: str, *, text: str) -> PaymentPlan:
    """Note that the family of a bill pays in parts: it gets no reminders of this organiser as long as that holds.

    Raises BillUnknown or PlanAlreadyThere.
    """
    found = bill(work, bill_id)
    values = {
        "id": work.new_id(),
        "organiser_id": found.organiser_id,
        "account_id": found.account_id,
        "holder_id": None if found.account_id else found.holder_id,
        "note": without_national_numbers(text),
        "since": work.now,
        "noted_by": work.actor.id[:80],
        "ended_at": None,
    }
    if not insert_unless_there(work.session, PaymentPlan, **values):
        raise PlanAlreadyThere
    plan = as_stored(work.session, PaymentPlan, **values)
    note(work, "bill.plan-agreed", "bill", found.id)
    return plan


def end_plan(work: Work, bill_id: str) -> None:
    """The agreement is over. Twice does nothing more. Raises BillUnknown."""
    found = bill(work, bill_id)
    plan = plan_of(work, found)
    if plan is None:
        return
    ending = update(PaymentPlan).where(PaymentPlan.id == plan.id, PaymentPlan.ended_at.is_(None))
    if happened(work.session, ending.values(ended_at=work.now)):
        work.session.expire_all()
        note(work, "bill.plan-ended", "bill", found.id)
