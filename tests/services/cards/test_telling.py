"""Each of those who decide is written to in their own language and along the ways they chose; letters go home only."""

from __future__ import annotations

from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from urllib.error import HTTPError
from urllib.request import Request

import pytest
from sqlalchemy import select

from tests.factories.accounts import AccountFactory
from tests.factories.base import use
from tests.factories.cards import GuardianshipFactory, HolderFactory
from tests.services.cards.people import acts_as, clerk_of_aalst, clerk_of_gent
from uitpas2.cards import queries
from uitpas2.cards.models import ContactPreference, Holder
from uitpas2.cards.rules import Channel
from uitpas2.cards.rules.mails import DECIDED, FAMILY_CODE
from uitpas2.cards.services import take_letters, tell_family
from uitpas2.database.work import Work, Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.outbox.models import OutboxMessage
from uitpas2.outbox.services import deliver, forget_sent, texting, texting_of

MAIL, SMS, PUSH, POST = Channel.MAIL, Channel.SMS, Channel.PUSH, Channel.POST


def decides(work: Work, holder: Holder, *ways: Channel, language: str = "nl", **more: str) -> str:
    """Somebody who decides for a holder and chose these ways; without any, who never chose."""
    account = AccountFactory(language=language)
    GuardianshipFactory(holder=holder, account=account, **more)
    if ways:
        chosen = {f"by_{channel.value}": channel in ways for channel in Channel}
        phone = "0470123456" if SMS in ways else ""
        work.session.add(ContactPreference(account_id=account.id, **chosen, phone=phone, changed_at=work.now))
    work.session.flush()
    return account.email


def test_each_is_written_to_in_their_language_along_their_ways(workplace: Workplace) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        noor = HolderFactory()
        mother = decides(work, noor, MAIL, SMS, language="fr")
        father = decides(work, noor, POST, language="en", other_household="elsewhere")
        along = tell_family(work, DECIDED, noor, municipality="Gent")
    mails, texts = [], []

    deliver(workplace, mails.append, lambda phone, text: texts.append((phone, text)))

    assert along == {MAIL, SMS}, "to a home of which we know no address nothing goes by post"
    assert {(mail.to, mail.body.split()[0]) for mail in mails} == {(mother, "Bonjour"), (father, "Hello")}
    ((phone, text),) = texts
    assert phone == "0470123456"
    assert text.startswith("Une décision a été prise sur la carte de Noor. ")
    assert len(text) <= 160


def test_without_a_gateway_a_text_message_goes_as_a_mail(workplace: Workplace) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        noor = HolderFactory()
        mother = decides(work, noor, SMS)
        tell_family(work, DECIDED, noor, municipality="Gent")
    mails = []

    deliver(workplace, mails.append)

    assert [mail.to for mail in mails] == [mother]


def test_a_family_without_an_account_gets_one_letter_in_its_language_that_its_own_region_prints(work: Work) -> None:
    noor = HolderFactory(language="fr")
    of_gent, of_aalst = acts_as(work, clerk_of_gent()), acts_as(work, clerk_of_aalst())

    along = tell_family(work, DECIDED, noor, municipality="Gent")

    assert along == {POST}
    assert deliver_nothing(work)
    assert (len(queries.letters_waiting(of_gent)), len(queries.letters_waiting(of_aalst))) == (1, 0)
    (letter,) = take_letters(of_gent)
    assert letter.address == "Noor Peeters\nKouter 1\n9000 Gent"
    assert letter.body.startswith("Bonjour Noor Peeters")
    assert take_letters(of_gent) == []


def deliver_nothing(work: Work) -> bool:
    waiting = work.session.scalars(select(OutboxMessage.channel).where(OutboxMessage.channel != POST)).all()
    return waiting == []


def test_a_code_that_somebody_asked_for_comes_by_mail_whatever_they_chose(work: Work) -> None:
    noor = HolderFactory()
    decides(work, noor, POST)

    assert tell_family(work, FAMILY_CODE, noor, asker="Karim", code="ABCD-EFGH") == {MAIL}


def test_a_letter_that_nobody_prints_is_forgotten(workplace: Workplace, clock) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        tell_family(work, DECIDED, HolderFactory(), municipality="Gent")

    forgotten = []
    for days in (89, 2):
        clock.move(timedelta(days=days))
        with workplace.begin(system_actor("test")) as work:
            forgotten.append(forget_sent(work))

    assert forgotten == [0, 1]


@pytest.mark.parametrize("address", ["http://gateway.example/send", "smtp://gateway.example", "gateway"])
def test_a_telephone_number_is_sent_over_an_open_line_to_nobody(address: str, tmp_path, clock) -> None:
    with pytest.raises(ValueError, match="https"):
        texting_of(address, folder=tmp_path, clock=clock)


def test_a_push_message_goes_to_the_account_or_as_a_mail_where_nothing_brings_it(workplace: Workplace) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        noor = HolderFactory()
        mother = decides(work, noor, PUSH)
        tell_family(work, DECIDED, noor, municipality="Gent")
        tell_family(work, DECIDED, noor, municipality="Gent")
        (account_id,) = work.session.scalars(select(ContactPreference.account_id))
        ids = work.session.scalars(select(OutboxMessage.id)).all()
        work.session.get_one(OutboxMessage, ids[1]).due_at = work.now + timedelta(minutes=1)
    pushed, mails = [], []

    deliver(workplace, mails.append, push=pushed.append)
    workplace.clock.move(timedelta(minutes=2))
    deliver(workplace, mails.append)

    assert [(one.to, one.text[:30]) for one in pushed] == [(account_id, "Er is iets beslist over de kaa")]
    assert [mail.to for mail in mails] == [mother]


def test_a_gateway_that_sends_us_elsewhere_gets_neither_number_nor_token_there(tmp_path, clock, monkeypatch) -> None:
    asked: list[str] = []

    class Elsewhere(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(self.path)
            self.send_response(302)
            self.send_header("Location", f"http://127.0.0.1:{self.server.server_address[1]}/stolen")
            self.end_headers()

        do_GET = do_POST

        def log_message(self, *_: object) -> None:
            return

    with HTTPServer(("127.0.0.1", 0), Elsewhere) as server:
        Thread(target=server.handle_request, daemon=True).start()
        monkeypatch.setattr(texting, "Request", lambda bare, *rest: Request(bare.replace("https", "http"), *rest))
        send = texting_of(f"https://:token@127.0.0.1:{server.server_port}/send", folder=tmp_path, clock=clock)
        with pytest.raises(HTTPError):
            send("0470123456", "Hallo")

    assert asked == ["/send"]
