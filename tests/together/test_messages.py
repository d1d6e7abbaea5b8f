"""Every message about a registration, in every language, along every way, with and without an organiser's own words."""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

import pytest
from pypdf import PdfReader

from tests.factories.accounts import AccountFactory, AssignmentFactory
from tests.factories.base import use
from tests.factories.cards import GuardianshipFactory, HolderFactory
from tests.factories.registrations import swimming
from tests.services.cards.people import acts_as, clerk_of_gent
from tests.unit.cards.test_mails import NEVER, NEVER_IN_MAILS
from uitpas2.accounts.models import Organisation
from uitpas2.accounts.rules import Role
from uitpas2.cards.models import ContactPreference
from uitpas2.database.work import Work, Workplace
from uitpas2.kernel.actor import Actor, system_actor
from uitpas2.kernel.clock import FrozenClock
from uitpas2.kernel.money import Euro
from uitpas2.kernel.text import LANGUAGES, TranslatedText
from uitpas2.outbox.rules import Channel
from uitpas2.outbox.services import deliver
from uitpas2.registrations import services
from uitpas2.registrations.jobs import end_all_offers
from uitpas2.registrations.models import Intake, Registration
from uitpas2.registrations.rules.wordings import MessageKind
from uitpas2.welfare.services import letters_pdf

OWN = {"nl": "Hoi {voornaam}! Tot {dag}.", "fr": "Salut {prénom} !", "en": "Hi {child}!"}


def household(work: Work) -> str:
    """A child with the right, and for each language and each way somebody who decides and wants to hear like that."""
    child = HolderFactory(with_right=True, first_name="Noor")
    for language in LANGUAGES:
        for way in Channel:
            account = AccountFactory(language=language, name="Lotte Maes")
            GuardianshipFactory(holder=child, account=account)
            chosen = {f"by_{one.value}": one is way for one in Channel}
            phone = "0470123456" if way is Channel.SMS else ""
            work.session.add(ContactPreference(account_id=account.id, **chosen, phone=phone, changed_at=work.now))
    work.session.flush()
    return child.id


@dataclass
class Heard:
    """What was brought along each way."""

    said: list[tuple[Channel, str]]

    def listen(self, workplace: Workplace, clerk: Actor) -> None:
        deliver(
            workplace,
            lambda mail: self.said.append((Channel.MAIL, f"{mail.subject}\n{mail.body}")),
            lambda phone, text: self.said.append((Channel.SMS, text)),
            lambda push: self.said.append((Channel.PUSH, push.text)),
        )
        with workplace.begin(clerk) as work:
            pages = PdfReader(io.BytesIO(letters_pdf(work) or b"")).pages
        self.said += [(Channel.POST, page.extract_text()) for page in pages]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)  # texts: the same on both
@pytest.mark.parametrize("own", [{}, OWN], ids=["our words", "own words"])
def test_no_message_tells_of_means(workplace: Workplace, clock: FrozenClock, own: dict[str, str]) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        first, second = household(work), household(work)
        clerk = acts_as(work, clerk_of_gent()).actor
        activity, session = swimming(places=1, name=TranslatedText(nl="Zwemmen aan kansentarief"))
        club = work.session.get_one(Organisation, activity.organiser_id)
        office = acts_as(work, AssignmentFactory(role=Role.ORGANISER_ADMIN, organisation=club))
        for kind in MessageKind:
            services.write_wording(office, kind, introduction=own, closing=own, seen=0)
        work.session.add(Intake(activity_id=activity.id, needs_approval=True, priorities=[], changed_at=work.now))
        work.session.flush()
        made = [services.register(work, session_id=session.id, holder_id=one).id for one in (first, second)]
        for registration_id in made:
            services.grant(office, registration_id)  # the first has the place, the second waits
        told = work.session.get_one(Registration, made[0]).price_shown
        session.to_tell_since, session.moved_from = work.now, session.starts
        session.starts += timedelta(minutes=30)
        services.tell_changes(work, activity.id)
        services.cancel(work, made[0])  # and now the second is offered it
    heard = Heard([])
    heard.listen(workplace, clerk)
    clock.move(timedelta(days=3))
    assert end_all_offers(workplace) == 1
    heard.listen(workplace, clerk)

    along = Counter(way for way, _ in heard.said)
    assert along == dict.fromkeys(Channel, len(LANGUAGES) * (len(MessageKind) + 2)), "both asked, and it moved for both"
    assert told == Euro(200)
    for way, text in heard.said:
        assert not NEVER.search(text.lower()), text
        assert not re.search(r"\b2[.,]00\b|€", text), text
        assert way is Channel.POST or not NEVER_IN_MAILS.search(text.lower()), text
        assert ("Salut Noor" in text or "Hi Noor!" in text or "Hoi Noor!" in text) == (
            bool(own) and way in {Channel.MAIL, Channel.POST}
        )
