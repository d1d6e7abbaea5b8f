"""Writing to families. Everything that is sent to one goes through here, along the ways that its people chose."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select

from uitpas2.accounts import queries as accounts
from uitpas2.accounts.models import Account
from uitpas2.cards import queries
from uitpas2.cards.models import ContactPreference, Guardianship, Holder
from uitpas2.cards.rules import Channel
from uitpas2.cards.rules.mails import DECIDED, TEXT_MESSAGE, MailText, Weight, ways
from uitpas2.database.work import Work
from uitpas2.kernel.text import TranslatedText
from uitpas2.outbox.rules import Attachment, Letter, Mail
from uitpas2.outbox.services import put, put_letter, take_letter

DEFAULT = frozenset({Channel.MAIL})


@dataclass(frozen=True, slots=True)
class Extras:
    """What goes along with a message: where a reply goes, files with the mail, and until when it helps at all."""

    reply_to: str = ""
    attachments: tuple[Attachment, ...] = ()
    useful_until: datetime | None = None


NO_EXTRAS = Extras()


def tell(
    work: Work,
    account: Account,
    text: MailText,
    holder: Holder,
    *,
    prints: bool = True,
    extras: Extras = NO_EXTRAS,
    **values: str | TranslatedText,
) -> frozenset[Channel]:
    """Write to one account about a holder, in its language; tells along which ways.

    Without `prints` the letter is left to the caller, who keeps letters of this kind.
    """
    chosen, phone = _chosen(work, account)
    along = ways(text.weight, chosen, has_address=_lives_with(work, account, holder))
    subject, body = _filled(text, account.language, account.name, holder, values)
    mail = Mail(account.email, subject, body, reply_to=extras.reply_to, attachments=extras.attachments)
    short = TEXT_MESSAGE.fill(subject=subject).in_language(account.language)
    sent = {
        Channel.MAIL: mail,
        Channel.SMS: replace(mail, phone=phone, short=short),
        Channel.PUSH: replace(mail, push_to=account.id, short=short),
    }
    about, until = holder.id, extras.useful_until
    for channel in sorted(along & set(sent)):
        put(work, mail=sent[channel], kind=text.kind, about=about, account_id=account.id, useful_until=until)
    if Channel.POST in along and prints:
        letter = Letter(_address(holder, account.name), subject, body)
        put_letter(work, letter=letter, kind=text.kind, about=about, account_id=account.id, useful_until=until)
    return along


def tell_family(
    work: Work,
    text: MailText,
    holder: Holder,
    *,
    prints: bool = True,
    extras: Extras = NO_EXTRAS,
    **values: str | TranslatedText,
) -> frozenset[Channel]:
    """Write to all who decide for a holder; where nobody does, a letter to the holder. Tells along which ways."""
    deciders = [account for account in queries.deciders(work, holder.id) if account.active]
    along = frozenset[Channel]().union(
        *(tell(work, account, text, holder, prints=prints, extras=extras, **values) for account in deciders)
    )
    if deciders or text.weight is not Weight.MUST_ARRIVE:
        return along
    if prints:
        name = f"{holder.first_name} {holder.last_name}"
        subject, body = _filled(text, holder.language, name, holder, values)
        letter = Letter(_address(holder, name), subject, body)
        put_letter(work, kind=text.kind, letter=letter, about=holder.id, useful_until=extras.useful_until)
    return frozenset({Channel.POST})


def tell_decision(work: Work, holder: Holder) -> None:
    """Let a family know that something was decided: what it is stands in the account and in the letter."""
    place = accounts.municipality(work, holder.municipality_nis)
    tell_family(work, DECIDED, holder, municipality=place.name)


def take_letters(work: Work) -> list[Letter]:
    """The letters that wait for the printer of the clerk's region; they count as printed."""
    return [take_letter(work, message) for message in queries.letters_waiting(work)]


def _chosen(work: Work, account: Account) -> tuple[frozenset[Channel], str]:
    """What an account chose, by mail when it never did; and the number for text messages."""
    kept = work.session.get(ContactPreference, account.id)
    if kept is None:
        return DEFAULT, ""
    return frozenset(channel for channel in Channel if getattr(kept, f"by_{channel.value}")), kept.phone


def _lives_with(work: Work, account: Account, holder: Holder) -> bool:
    """Whether an account belongs to the household at the holder's address: of another one we know no address."""
    at_home = select(Guardianship.id).where(
        Guardianship.account_id == account.id,
        Guardianship.holder_id == holder.id,
        Guardianship.other_household.is_(None),
        Guardianship.ended_at.is_(None),
    )
    return bool(holder.street) and work.session.scalar(at_home) is not None


def _filled(
    text: MailText, language: str, guardian: str, holder: Holder, values: dict[str, str | TranslatedText]
) -> tuple[str, str]:
    words = {
        name: value.in_language(language) if isinstance(value, TranslatedText) else value
        for name, value in values.items()
    }
    words |= {"guardian": guardian, "child": holder.first_name}
    return text.subject.fill(**words).in_language(language), text.body.fill(**words).in_language(language)


def _address(holder: Holder, name: str) -> str:
    return f"{name}\n{holder.street}\n{holder.postal_code} {holder.city}"
