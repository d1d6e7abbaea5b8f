"""Telling families that something on a card runs out, once for each milestone, without saying what it is."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import select

from uitpas2.accounts import queries as accounts
from uitpas2.cards.models import Card, Holder, Membership, RightGround, SocialRight
from uitpas2.cards.queries import family_language
from uitpas2.cards.rules import CardStatus, Channel, HolderKind
from uitpas2.cards.services import Extras, take_letters, tell_family
from uitpas2.database.work import Work
from uitpas2.database.writes import insert_unless_there
from uitpas2.discounts.rules.telling import day_in_words
from uitpas2.kernel.clock import brussels_day
from uitpas2.kernel.text import LANGUAGES, TranslatedText
from uitpas2.outbox.rules import Letter
from uitpas2.trail.services import note
from uitpas2.welfare.models import RenewalNotice
from uitpas2.welfare.queries.renewals import letters_to_print, not_suspended
from uitpas2.welfare.rules import BY_SOURCE, MILESTONES, RENEWAL, NoticeChannel, milestone_on
from uitpas2.welfare.services.asking import put_question

AT_ONCE = 200
LETTERS_TITLE = TranslatedText(nl="Brieven aan gezinnen", fr="Lettres aux familles", en="Letters to families")
_OF_FAMILY = TranslatedText(nl="van je gezin", fr="de votre famille", en="of your family")


class Reminded(NamedTuple):
    """How many families were told, and the last right looked at; empty when there are no more."""

    told: int
    last: str


def remind(work: Work, after: str = "") -> Reminded:
    """Tell the families of the next rights, by id, that have reached a milestone of which they were not told yet.

    The pass of a group is given by the counter for a year; nobody renews it at home.

    Run again, it tells nobody anything twice: the row of the notice decides.
    """
    ending = (
        not_suspended()
        .where(
            SocialRight.ends > work.today,
            SocialRight.ends <= work.today + timedelta(days=max(MILESTONES)),
            SocialRight.starts <= work.today,
            SocialRight.id > after,
            Holder.kind == HolderKind.PERSON,
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
    asks_first = milestone == max(MILESTONES) and _may_renew_by_itself(work, right, holder)
    channel = NoticeChannel.SOURCE if asks_first else NoticeChannel.MAIL
    id = work.new_id()
    is_new = insert_unless_there(
        work.session,
        RenewalNotice,
        id=id,
        right_id=right.id,
        municipality_nis=holder.municipality_nis,
        milestone=milestone,
        channel=channel,
        at=work.now,
    )
    if not is_new:
        return False
    if asks_first:
        put_question(work, holder, asked_for=right.granted_by)
    elif Channel.POST in tell_family(
        work, RENEWAL, holder, prints=False, extras=Extras(), **_values(work, right, holder)
    ):
        channel = NoticeChannel.LETTER
        work.session.get_one(RenewalNotice, id).channel = channel
    note(work, "renewal.told", "right", right.id, days=milestone, by=channel.value)
    return True


def letters_pdf(work: Work) -> bytes | None:
    """All letters that wait for a printer, one a page, each in the language of the family; none when no letter waits.

    What runs out is looked up when it is printed, so that nobody is told of what was renewed since. They count as
    printed. Raises NotAllowed.
    """
    notices = letters_to_print(work)
    pages = [_lines(_renewal_letter(work, right, holder)) for _, right, holder in notices]
    for notice, _, _ in notices:
        notice.printed_at = work.now
    pages += [_lines(letter) for letter in take_letters(work)]
    if not pages:
        return None
    from uitpas2.cards.services import paper

    note(work, "letters.printed", "organisation", work.actor.organisation_id or "", letters=len(pages))
    return paper.letters(pages, title=LETTERS_TITLE.in_language("nl"), language="nl", made_at=work.now)


def _renewal_letter(work: Work, right: SocialRight, holder: Holder) -> Letter:
    language = family_language(work, holder)
    words = {name: value.in_language(language) for name, value in _values(work, right, holder).items()}
    address = f"{holder.first_name} {holder.last_name}\n{holder.street}\n{holder.postal_code} {holder.city}"
    body = RENEWAL.body.fill(**words).in_language(language)
    return Letter(address, RENEWAL.subject.in_language(language), body)


def _lines(letter: Letter) -> list[tuple[str, bool]]:
    """An address for the window of the envelope, and the text of the mail."""
    return [(letter.address, False), (letter.subject, True), *((part, False) for part in letter.body.split("\n\n"))]


def _may_renew_by_itself(work: Work, right: SocialRight, holder: Holder) -> bool:
    """A right that the government's word gave is asked for there again; the family hears of it only after a no."""
    ground = work.session.get_one(RightGround, right.id).ground
    return ground == BY_SOURCE and holder.national_number is not None


def _values(work: Work, right: SocialRight, holder: Holder) -> dict[str, TranslatedText]:
    number = work.session.scalar(
        select(Card.number)
        .join(Membership, Membership.id == Card.membership_id)
        .where(Membership.holder_id == holder.id, Card.status == CardStatus.ACTIVE)
        .limit(1)
    )
    last_day = right.ends - timedelta(days=1)
    return {
        "municipality": TranslatedText(accounts.municipality(work, holder.municipality_nis).name),
        "card": TranslatedText(_grouped(number)) if number else _OF_FAMILY,
        "last_day": TranslatedText(*(day_in_words(last_day, language) for language in LANGUAGES)),
    }


def _grouped(number: str) -> str:
    return f"{number[:4]} {number[4:7]} {number[7:10]} {number[10:]}"
