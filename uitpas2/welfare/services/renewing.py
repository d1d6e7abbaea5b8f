"""Telling families that something on a card runs out, once for each milestone, without saying what it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import select

from uitpas2.accounts import queries as accounts
from uitpas2.accounts.models import Account
from uitpas2.cards.models import Card, ContactPreference, Guardianship, Holder, Membership, RightGround, SocialRight
from uitpas2.cards.rules import CardStatus
from uitpas2.database.work import Work
from uitpas2.database.writes import insert_unless_there
from uitpas2.discounts.rules.telling import day_in_words
from uitpas2.kernel.clock import brussels_day
from uitpas2.kernel.text import TranslatedText
from uitpas2.outbox.rules import Mail
from uitpas2.outbox.services import put
from uitpas2.trail.services import note
from uitpas2.welfare.models import RenewalNotice
from uitpas2.welfare.queries.renewals import letters_to_print, not_suspended
from uitpas2.welfare.rules import BY_SOURCE, MILESTONES, SUBJECT, Notice, NoticeChannel, milestone_on, notice_text
from uitpas2.welfare.services.asking import put_question

AT_ONCE = 200
LETTER_TITLE = TranslatedText(nl="Iets te verlengen", fr="Un renouvellement", en="Something to renew")
_OF_FAMILY = TranslatedText(nl="van je gezin", fr="de votre famille", en="of your family")


class Reminded(NamedTuple):
    """How many families were told, and the last right looked at; empty when there are no more."""

    told: int
    last: str


def remind(work: Work, after: str = "") -> Reminded:
    """Tell the families of the next rights, by id, that have reached a milestone of which they were not told yet.

    Run again, it tells nobody anything twice: the row of the notice decides.
    """
    ending = (
        not_suspended()
        .where(
            SocialRight.ends > work.today,
            SocialRight.ends <= work.today + timedelta(days=max(MILESTONES)),
            SocialRight.starts <= work.today,
            SocialRight.id > after,
        )
        .order_by(SocialRight.id)
        .limit(AT_ONCE)
    )
    rows = work.session.execute(ending).all()
    told = sum(_remind(work, row.SocialRight, row.Holder) for row in rows)
    return Reminded(told, rows[-1].SocialRight.id if len(rows) == AT_ONCE else "")


def _remind(work: Work, right: SocialRight, holder: Holder) -> bool:
    milestone = milestone_on(work.today, ends=right.ends, granted_on=brussels_day(right.granted_at))
    if milestone is None:
        return False
    readers = _reached_by_mail(work, holder.id)
    channel = NoticeChannel.MAIL if readers else NoticeChannel.LETTER
    if milestone == max(MILESTONES) and _may_renew_by_itself(work, right, holder):
        readers, channel = (), NoticeChannel.SOURCE
    is_new = insert_unless_there(
        work.session,
        RenewalNotice,
        id=work.new_id(),
        right_id=right.id,
        municipality_nis=holder.municipality_nis,
        milestone=milestone,
        channel=channel,
        at=work.now,
    )
    if not is_new:
        return False
    if channel is NoticeChannel.SOURCE:
        put_question(work, holder, asked_for=right.granted_by)
    for account in readers:
        body = notice_text(_notice(work, right, holder, account.language), account.language)
        mail = Mail(to=account.email, subject=SUBJECT.in_language(account.language), body=body)
        put(work, account_id=account.id, kind="renewal", mail=mail, about=holder.id)
    note(work, "renewal.told", "right", right.id, days=milestone, by=channel.value)
    return True


def renewal_letters_pdf(work: Work) -> bytes | None:
    """The letters that wait for a printer, one a page, in Dutch; none when no letter waits. They count as printed.

    Raises NotAllowed.
    """
    waiting = letters_to_print(work)
    if not waiting:
        return None
    from uitpas2.cards.services import paper

    pages = [_letter_lines(work, right, holder) for _, right, holder in waiting]
    for letter, _, _ in waiting:
        letter.printed_at = work.now
    work.session.flush()
    note(work, "renewal.letters-printed", "organisation", work.actor.organisation_id or "", letters=len(waiting))
    return paper.letters(pages, title=LETTER_TITLE.in_language("nl"), language="nl", made_at=work.now)


def _letter_lines(work: Work, right: SocialRight, holder: Holder) -> list[tuple[str, bool]]:
    """An address for the window of the envelope, and the text of the mail."""
    address = f"{holder.first_name} {holder.last_name}\n{holder.street}\n{holder.postal_code} {holder.city}"
    text = notice_text(_notice(work, right, holder, "nl"), "nl")
    return [(address, False), (SUBJECT.in_language("nl"), True), *((part, False) for part in text.split("\n\n"))]


def _may_renew_by_itself(work: Work, right: SocialRight, holder: Holder) -> bool:
    """A right that the government's word gave is asked for there again; the family hears of it only after a no."""
    ground = work.session.get_one(RightGround, right.id).ground
    return ground == BY_SOURCE and holder.national_number is not None


def _reached_by_mail(work: Work, holder_id: str) -> Sequence[Account]:
    """Those who decide for the holder and want mail; who never chose wants it."""
    return work.session.scalars(
        select(Account)
        .join(Guardianship, Guardianship.account_id == Account.id)
        .outerjoin(ContactPreference, ContactPreference.account_id == Account.id)
        .where(
            Guardianship.holder_id == holder_id,
            Guardianship.ended_at.is_(None),
            Account.active,
            ContactPreference.by_mail.is_not(False),
        )
        .order_by(Account.id)
    ).all()


def _notice(work: Work, right: SocialRight, holder: Holder, language: str) -> Notice:
    number = work.session.scalar(
        select(Card.number)
        .join(Membership, Membership.id == Card.membership_id)
        .where(Membership.holder_id == holder.id, Card.status == CardStatus.ACTIVE)
        .limit(1)
    )
    return Notice(
        municipality=accounts.municipality(work, holder.municipality_nis).name,
        card=_grouped(number) if number else _OF_FAMILY.in_language(language),
        last_day=day_in_words(right.ends - timedelta(days=1), language),
    )


def _grouped(number: str) -> str:
    return f"{number[:4]} {number[4:7]} {number[7:10]} {number[10:]}"
