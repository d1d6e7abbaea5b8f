"""What the demo would have sent can be read: by each their own, in the demo all of it, and elsewhere nothing."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import SECRET
from tests.factories.accounts import AccountFactory
from tests.factories.base import use
from tests.pages.html import Visitor
from tests.services.cards.people import guardian
from uitpas2.accounts.models import Assignment
from uitpas2.cards.models import ContactPreference
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.outbox.rules import Attachment, Channel, Mail, PushMessage
from uitpas2.outbox.services import folders, pushing_of, texting_of, transport_of
from uitpas2.outbox.services.folders import keep
from uitpas2.settings import Settings, UnsafeSettings
from uitpas2.web.context import EXTENSION, Platform

CALENDAR = Attachment("zwemmen.ics", "text/calendar", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
PAGE = Attachment('../"x.html', "text/html", b"<script>1</script>")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    ways = {"mail": "folder", "sms": "folder", "push": "folder"}
    return Settings(secret_key=SECRET, demo=True, rate_limits=False, secure_cookies=False, data_folder=tmp_path, **ways)


@pytest.fixture
def mother(workplace: Workplace, settings: Settings, clock) -> Assignment:
    """Lotte, to whom a mail, a text message and a push message were sent; and a mail to somebody else."""
    with workplace.begin(system_actor("test")) as work:
        use(work)
        account = AccountFactory(email="lotte@gezin.test")
        lotte = guardian(account)
        by = {"by_mail": True, "by_sms": True, "by_push": True, "by_post": False}
        work.session.add(ContactPreference(account_id=account.id, **by, phone="0470123456", changed_at=work.now))
        where = {"folder": settings.letterbox, "clock": clock}
        send, text = transport_of("folder", **where), texting_of("folder", **where)
        push = pushing_of("folder", **where)
        files = (CALENDAR, PAGE)
        send(
            Mail(
                account.email, "Noor heeft een plaats", "Dag Lotte,\n\n<b>é</b>", reply_to="a@b.test", attachments=files
            )
        )
        send(Mail("ander@gezin.test", "Kanarie voor een ander", "Kanarie"))
        text("0470123456", "Kort voor Lotte")
        push(PushMessage(account.id, "Op het scherm van Lotte"))
        push(PushMessage("another", "Kanarie op een ander scherm"))
        _ = lotte.account
        return lotte


def test_everybody_reads_what_was_sent_to_them_and_nothing_else(visitor: Visitor, sign_in, mother: Assignment) -> None:
    everything = visitor.visit("/demo/messages")
    of_another = everything.link("Kanarie voor een ander")
    sign_in(mother)
    own = visitor.visit("/messages")
    mail = visitor.visit(own.link("Noor heeft een plaats"))
    short = visitor.visit(own.link("Een kort bericht"))

    assert "5 berichten" in everything.text
    assert "3 berichten" in own.text
    assert "anarie" not in own.html
    assert "Dag Lotte,\n\n&lt;b&gt;é&lt;/b&gt;" in mail.html
    assert "a@b.test" in mail.text
    assert "Lotte" in short.text
    visitor.visit(of_another.replace("/demo", ""), status=404)
    visitor.visit("/messages/../../settings", status=404)


def test_files_that_go_along_come_as_they_were_and_are_never_opened_as_a_page(
    visitor: Visitor, client: FlaskClient, sign_in, mother: Assignment
) -> None:
    sign_in(mother)
    mail = visitor.visit(visitor.visit("/messages").link("Noor heeft een plaats"))
    calendar, page = client.get(mail.link("zwemmen.ics")), client.get(mail.link("x.html"))

    assert (calendar.mimetype, page.mimetype) == ("text/calendar", "application/octet-stream")
    assert hashlib.sha256(calendar.data).digest() == hashlib.sha256(CALENDAR.content).digest()
    for answer in (calendar, page):
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert client.get(f"{mail.address}/files/2").status_code == 404


def test_a_part_with_markup_is_shown_as_it_was_written(visitor: Visitor, settings: Settings, clock) -> None:
    message = EmailMessage()
    message["Subject"], message["Date"] = "<img src=x>", clock.now()
    message.set_content("gewoon")
    message.add_alternative("<img src='https://elders.test/pixel'><script>1</script>", subtype="html")
    keep(settings.letterbox, message, Channel.MAIL, "a@b.test", clock.now())

    page = visitor.visit(visitor.visit("/demo/messages").link("<img src=x>"))

    assert "&lt;img src=&#39;https://elders.test/pixel&#39;&gt;" in page.html
    assert not page.all("img")


@pytest.mark.parametrize("elsewhere", [{"demo": False}, {"mail": "", "sms": "console", "push": ""}])
def test_wherever_messages_are_really_sent_there_is_no_such_page(
    app: Flask, client: FlaskClient, sign_in, workplace: Workplace, settings: Settings, mother: Assignment, elsewhere
) -> None:
    (letter,) = [path.stem for path in settings.letterbox.glob("*.eml")][:1]
    known = {"secret_key": SECRET, "data_folder": settings.data_folder, "demo": True, "mail": "folder", **elsewhere}
    app.extensions[EXTENSION] = Platform(workplace, Settings(**known))
    sign_in(mother)

    for where in ("/messages", "/demo/messages"):
        for page in ("", f"/{letter}", f"/{letter}/files/0"):
            assert client.get(where + page).status_code == 404


@pytest.mark.parametrize("way", ["UITPAS2_MAIL", "UITPAS2_SMS", "UITPAS2_PUSH"])
def test_outside_the_demo_messages_never_lie_in_a_folder(way: str, tmp_path: Path) -> None:
    environment = {way: "folder", "UITPAS2_SECRET_KEY": SECRET, "UITPAS2_DATA_FOLDER": str(tmp_path)}

    with pytest.raises(UnsafeSettings, match="demo only"):
        Settings.from_environment(environment)
    assert Settings.from_environment({**environment, "UITPAS2_DEMO": "on"}).has_letterbox


def test_the_letterbox_keeps_the_newest_readable_by_their_owner_only(tmp_path: Path, clock, monkeypatch) -> None:
    monkeypatch.setattr(folders, "MOST_KEPT", 2)
    send = transport_of("folder", folder=tmp_path / "messages", clock=clock)
    for number in range(3):
        send(Mail("a@b.test", f"Nummer {number}", "x"))
        clock.move(timedelta(seconds=1))

    kept = sorted((tmp_path / "messages").iterdir())
    assert [path.suffix for path in kept] == [".eml", ".eml"]
    assert {path.stat().st_mode & 0o077 for path in kept} == {0}
    assert b"Nummer 0" not in b"".join(path.read_bytes() for path in kept)
